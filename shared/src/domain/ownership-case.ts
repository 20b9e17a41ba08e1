import type { Moves } from './moves'

/** How a case came up (domain rules, section 3.6). */
export const CASE_ORIGINS = { same_person: '两份档案疑似同一位客户', dispute: '代理人提出归属异议' } as const
export type CaseOrigin = keyof typeof CASE_ORIGINS
/** The same once it is decided whether they are. */
export const SAME_PERSON_DECIDED = { same: '两份档案是同一位客户', apart: '两份档案曾被认为是同一位客户' } as const

/** By what the two records were found to be one person's. */
export const CASE_BASES = {
  phone: '微信验证的手机号相同',
  unionid: '微信账号相同',
  dispute: '代理人提出异议',
} as const
export type CaseBasis = keyof typeof CASE_BASES

export const CASE_STATUSES = {
  open: '待裁定',
  decided: '已裁定，可申诉',
  appealed: '申诉中',
  final: '已终结',
  withdrawn: '已撤回',
  moot: '无需裁定',
} as const
export type CaseStatus = keyof typeof CASE_STATUSES

/** The state machine of a case. An escalation changes who decides, not the state. */
export const CASE_MOVES: Moves<CaseStatus> = {
  open: ['decided', 'withdrawn', 'moot'],
  decided: ['appealed', 'final', 'moot'],
  appealed: ['final', 'moot'],
  final: [],
  withdrawn: [],
  moot: [],
}

/** States in which somebody has to decide. */
export const UNDECIDED_CASES: readonly CaseStatus[] = ['open', 'appealed']
/** States in which a case is over. */
export const CLOSED_CASES: readonly CaseStatus[] = ['final', 'withdrawn', 'moot']

export const caseOutcomes = ['holder', 'claimant', 'apart'] as const
export type CaseOutcome = (typeof caseOutcomes)[number]

/** Whom a decision gives the client to. `apart` says that the two records are two people, of which nobody in a dispute spoke. */
export const CASE_OUTCOMES: Record<CaseOrigin, Partial<Record<CaseOutcome, string>>> = {
  same_person: {
    holder: '是同一位客户，归先归属方',
    claimant: '是同一位客户，归后归属方',
    apart: '不是同一位客户，两份档案各自保留',
  },
  dispute: { holder: '归属维持不变', claimant: '归属变更为提出方' },
}

export type CaseSide = 'holder' | 'claimant'

/** The two agents: whose binding is older and stands, and the other one, who in a dispute is who raised it. */
export const CASE_SIDES: Record<CaseOrigin, Record<CaseSide, string>> = {
  same_person: { holder: '先归属方', claimant: '后归属方' },
  dispute: { holder: '原归属方', claimant: '提出方' },
}

export const CASE_STEPS = {
  opened: '立案',
  evidence: '提交说明',
  reminded: '临近期限提醒',
  escalated: '逾期，上交上级',
  redirected: '原裁定人不能裁定，转由上级',
  decided: '裁定',
  appealed: '申诉',
  appeal_decided: '申诉裁定',
  final: '终结',
  withdrawn: '撤回',
  moot: '不再需要裁定',
  owner_followed: '归属代理人变更，由新的代理人继续',
} as const
export type CaseStep = keyof typeof CASE_STEPS

/** Who takes part in a case. */
export type CaseRole = CaseSide | 'decider'

/** Whom each step is told to; whoever took it knows already. */
export const CASE_TELLS: Readonly<Record<CaseStep, readonly CaseRole[]>> = {
  opened: ['holder', 'claimant', 'decider'],
  evidence: ['decider'],
  reminded: ['decider'],
  escalated: ['holder', 'claimant', 'decider'],
  redirected: ['holder', 'claimant', 'decider'],
  decided: ['holder', 'claimant'],
  appealed: ['holder', 'claimant', 'decider'],
  appeal_decided: ['holder', 'claimant'],
  final: [],
  withdrawn: ['holder', 'decider'],
  moot: ['holder', 'claimant', 'decider'],
  owner_followed: ['holder', 'claimant', 'decider'],
}

/** Why no leader decides a case: a named exception that compliance and administrators decide. */
export const CASE_EXCEPTIONS = {
  no_common_leader: '双方没有共同的上级主管',
  no_higher_leader: '没有更上一级的主管',
} as const
export type CaseException = keyof typeof CASE_EXCEPTIONS

/** What a side may point to. */
export const CASE_REFERENCES = { client: '客户档案', share: '分享', engagement: '互动', referral: '转介绍' } as const
export type CaseReference = keyof typeof CASE_REFERENCES

/** Days in which a case is to be decided at each level; an organisation may set another number. */
export const CASE_DAYS = 7
/** The decider is reminded this many days before the deadline. */
export const CASE_REMINDER_DAYS = 2
/** An appeal is possible for this long. */
export const APPEAL_DAYS = 7
/** What one message of evidence may point to. */
export const MOST_REFERENCES = 5
