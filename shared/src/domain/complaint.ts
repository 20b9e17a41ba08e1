import type { Moves } from './moves'

/** What a complaint (投诉) is about. */
export const COMPLAINT_ABOUT = {
  service: '服务',
  sale: '销售过程',
  content: '内容与活动',
  other: '其他',
} as const
export type ComplaintAbout = keyof typeof COMPLAINT_ABOUT
export const complaintAbouts = Object.keys(COMPLAINT_ABOUT) as ComplaintAbout[]

/** How a complaint stands. It ends with the client's own word on whether it was solved, and can be opened again once (domain rules, section 7). */
export const COMPLAINT_STATUSES = {
  filed: '已收到',
  accepted: '处理中',
  answered: '已答复',
  reopened: '重新处理中',
  solved: '已解决',
  unsolved: '客户认为未解决',
} as const
export type ComplaintStatus = keyof typeof COMPLAINT_STATUSES

export const COMPLAINT_MOVES: Moves<ComplaintStatus> = {
  filed: ['accepted'],
  accepted: ['answered'],
  answered: ['solved', 'reopened', 'unsolved'],
  reopened: ['answered'],
  solved: [],
  unsolved: [],
}

/** Statuses in which those who handle it owe the client something. */
export const AWAITING_ANSWER: readonly ComplaintStatus[] = ['filed', 'accepted', 'reopened']

/** Everything that happens to a complaint, with what time does to it. */
export const COMPLAINT_STEPS = {
  filed: '客户提交了投诉',
  accepted: '已受理',
  answered: '已答复',
  reopened: '客户认为没有解决，重新处理',
  solved: '客户确认已解决',
  unsolved: '客户认为没有解决',
  shared: '内容已转告代理人',
  reminded: '答复期限临近',
  escalated: '超过答复期限，转上一级处理',
} as const
export type ComplaintStep = keyof typeof COMPLAINT_STEPS

/** The same as the client reads what is the client's own. */
export const OWN_COMPLAINT_STEPS: Partial<Record<ComplaintStep, string>> = {
  filed: '您提交了投诉或建议',
  reopened: '您认为没有解决，重新处理',
  solved: '您确认已解决',
  unsolved: '您认为没有解决',
}

/** What the client reads of it; the rest is between those who handle it. */
export const CLIENTS_COMPLAINT_STEPS: readonly ComplaintStep[] = [
  'filed', 'accepted', 'answered', 'reopened', 'solved', 'unsolved', 'escalated',
] // prettier-ignore

/** Who did it, as the client reads it: nobody's name. */
export const COMPLAINT_ACTORS = {
  client: '客户本人',
  leader: '团队主管',
  service_desk: '客服人员',
  compliance: '合规人员',
  time: '到期',
} as const
export type ComplaintActor = keyof typeof COMPLAINT_ACTORS

/** Which complaints a handler looks at. */
export const COMPLAINT_QUEUES = { waiting: '待答复', answered: '已答复', closed: '已结束' } as const
export type ComplaintQueue = keyof typeof COMPLAINT_QUEUES

export const QUEUE_STATUSES: Record<ComplaintQueue, readonly ComplaintStatus[]> = {
  waiting: AWAITING_ANSWER,
  answered: ['answered'],
  closed: ['solved', 'unsolved'],
}

/** An answer is due within this many days; an organisation may set fewer or more, up to the legal sixty. */
export const COMPLAINT_DAYS = 15
export const COMPLAINT_MOST_DAYS = 60

/** What whoever is not satisfied with the second answer can still do. */
export const BEYOND_US = '如仍不满意，您可以拨打 12378 银行保险消费者投诉维权热线。'
