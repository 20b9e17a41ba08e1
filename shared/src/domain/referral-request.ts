import type { Moves } from './moves'

export const REQUEST_CATEGORIES = {
  adviser: '理财与保险顾问',
  lawyer: '律师',
  doctor: '医生',
  school: '学校与教育',
  tax: '税务与会计',
  elder_care: '养老照护',
  home: '家居与房屋',
  other: '其他',
} as const
export type RequestCategory = keyof typeof REQUEST_CATEGORIES

export const URGENCIES = { low: '不着急', normal: '一个月内', soon: '一周内' } as const
export type Urgency = keyof typeof URGENCIES

export const AUDIENCES = { agent: '仅我的代理人可见', group: '指定圈子的成员可见' } as const
export type Audience = keyof typeof AUDIENCES

export const REQUEST_STATUSES = {
  open: '等待回应',
  answered: '已有引荐',
  introduced: '已接通引荐',
  closed: '已结束',
  withdrawn: '已撤回',
} as const
export type RequestStatus = keyof typeof REQUEST_STATUSES

export const REQUEST_MOVES: Moves<RequestStatus> = {
  open: ['answered', 'closed', 'withdrawn'],
  answered: ['answered', 'open', 'introduced', 'closed', 'withdrawn'],
  introduced: ['closed', 'withdrawn'],
  closed: [],
  withdrawn: [],
}

export const REQUEST_OUTCOMES = { solved: '问题已解决', partly: '部分解决', unsolved: '没有解决' } as const
export type RequestOutcome = keyof typeof REQUEST_OUTCOMES

export const INTRODUCTION_KINDS = { provider: '服务伙伴', agent: '代理人', person: '个人' } as const
export type IntroductionKind = keyof typeof INTRODUCTION_KINDS

/** How an introduction stands between the client and the counterpart: contact passes only when both have said yes. */
export const INTRODUCTION_STATUSES = {
  offered: '等待双方同意',
  client_agreed: '待对方同意',
  counterpart_agreed: '对方已同意',
  connected: '双方已同意',
  declined: '已婉拒',
  refused: '对方未接受',
  expired: '已过期',
  withdrawn: '已撤回',
} as const
export type IntroductionStatus = keyof typeof INTRODUCTION_STATUSES

/** The two may say yes in either order. After both the counterpart can still take the contact back. */
export const INTRODUCTION_MOVES: Moves<IntroductionStatus> = {
  offered: ['client_agreed', 'counterpart_agreed', 'declined', 'refused', 'expired', 'withdrawn'],
  client_agreed: ['connected', 'refused', 'expired', 'withdrawn'],
  counterpart_agreed: ['connected', 'declined', 'expired', 'withdrawn'],
  connected: ['withdrawn'],
  declined: [],
  refused: [],
  expired: [],
  withdrawn: [],
}

/** Something may still come of these. */
export const LIVE_INTRODUCTIONS: readonly IntroductionStatus[] = ['offered', 'client_agreed', 'counterpart_agreed']

/** An introduction waits this long for both. */
export const INTRODUCTION_EXPIRY_DAYS = 14

/** How the counterpart may be reached: by the number that WeChat vouches for, or in words of their own. */
export const CONTACT_WAYS = { phone: '微信验证的手机号', own: '其他联系方式' } as const
export type ContactWay = keyof typeof CONTACT_WAYS

/** Hours until the first answer is due, by urgency (configurable by the organisation). */
export const ANSWER_HOURS: Readonly<Record<Urgency, number>> = { soon: 24, normal: 72, low: 168 }
