import type { Moves } from './moves'

export const EVENT_KINDS = { salon: '沙龙', lecture: '讲座', family: '亲子', health: '健康', other: '其他' } as const
export type EventKind = keyof typeof EVENT_KINDS
export const eventKinds = Object.keys(EVENT_KINDS) as EventKind[]

/** Who may register. */
export const EVENT_AUDIENCES = { open: '收到邀请的人都可以报名', clients: '仅限主办代理人的客户' } as const
export type EventAudience = keyof typeof EVENT_AUDIENCES
export const eventAudiences = Object.keys(EVENT_AUDIENCES) as EventAudience[]

/** Where the latest version of an event is on its way through compliance. What was approved before stays in force meanwhile. */
export const EVENT_STATUSES = {
  draft: '草稿',
  submitted: '待审核',
  approved: '已通过',
  returned: '已退回',
  cancelled: '已取消',
} as const
export type EventStatus = keyof typeof EVENT_STATUSES

/** Only an approved version is ever shown or registered for; an edit begins again (domain rules, section 9). */
export const EVENT_MOVES: Moves<EventStatus> = {
  draft: ['submitted', 'cancelled'],
  submitted: ['approved', 'returned', 'draft', 'cancelled'],
  approved: ['draft', 'cancelled'],
  returned: ['draft', 'cancelled'],
  cancelled: [],
}

/** How an event stands for whoever looks at it. */
export const EVENT_STAGES = {
  unpublished: '未公开',
  open: '报名中',
  waitlist: '可候补',
  full: '名额已满',
  closed: '报名已截止',
  over: '已结束',
  cancelled: '已取消',
} as const
export type EventStage = keyof typeof EVENT_STAGES

export const REGISTRATION_STATUSES = {
  confirmed: '已报名',
  waitlisted: '候补中',
  cancelled: '已取消报名',
  attended: '已到场',
  absent: '未到场',
} as const
export type RegistrationStatus = keyof typeof REGISTRATION_STATUSES

/** A mark of attendance may be taken back, so confirmed follows it again. */
export const REGISTRATION_MOVES: Moves<RegistrationStatus> = {
  confirmed: ['cancelled', 'attended', 'absent'],
  waitlisted: ['confirmed', 'cancelled'],
  cancelled: ['confirmed', 'waitlisted'],
  attended: ['confirmed', 'absent'],
  absent: ['confirmed', 'attended'],
}

/** Those who have a place. */
export const PLACED: readonly RegistrationStatus[] = ['confirmed', 'attended', 'absent']

/** What the host says of somebody who has a place; `confirmed` takes a mark back. */
export const ATTENDANCE_MARKS = { attended: '到场', absent: '未到', confirmed: '撤销登记' } as const
export type AttendanceMark = keyof typeof ATTENDANCE_MARKS

/** The lists that there are of events. */
export const EVENT_LISTS = ['upcoming', 'mine', 'hosted', 'team', 'review'] as const
export type EventList = (typeof EVENT_LISTS)[number]

export const EVENT = {
  placesMost: 2000,
  /** The waitlist holds as many as there are places, and no more than this. */
  waitlistMost: 50,
  longestDays: 7,
  /** How far ahead an event may be planned. */
  aheadDays: 366,
  /** Attendance is taken from so long before the beginning. */
  doorsHours: 1,
  /** A code to check in with is shown for so long, and still taken for as long again. */
  codeMinutes: 5,
  /** Wrong codes that one registration may come with; then the host marks who came. Two of a million codes are right at a time. */
  codeTries: 10,
} as const

/** What is told to those who have a place or wait for one. */
export const EVENT_NEWS = {
  place: '候补成功，您有名额了',
  changed: '您报名的活动时间或地点有变',
  cancelled: '您报名的活动已取消',
} as const
export type EventNews = keyof typeof EVENT_NEWS
