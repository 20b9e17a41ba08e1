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
  introduced: '已接受引荐',
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

export const INTRODUCTION_STATUSES = { offered: '待您确认', accepted: '已接受', declined: '已婉拒' } as const
export type IntroductionStatus = keyof typeof INTRODUCTION_STATUSES
