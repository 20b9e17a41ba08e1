import type { Purpose } from './consent'

/** What an agent plans to do with several clients at once (触达计划). */
export const OUTREACH_KINDS = { content: '分享文章', event: '邀请参加活动', care: '关怀与服务' } as const
export type OutreachKind = keyof typeof OUTREACH_KINDS

export const CARE_WAYS = { greeting: '问候', visit: '拜访', service_call: '服务电话' } as const
export type CareWay = keyof typeof CARE_WAYS

/** Only clients whose consent to this purpose is in force are approached (domain rules, section 9). */
export const OUTREACH_PURPOSE: Record<OutreachKind, Purpose> = {
  content: 'marketing',
  event: 'marketing',
  care: 'be_served',
}

/** Whose clients a plan is about: the agent's own, or those of the whole team that a leader leads. */
export const OUTREACH_REACHES = { own: '我的客户', team: '整个团队的客户' } as const
export type OutreachReach = keyof typeof OUTREACH_REACHES

/** When the clients of an audience last did something themselves, or that nobody has approached them by a plan yet. */
export const RECENCIES = {
  active: '近 30 天有互动',
  quiet: '超过 30 天没有互动',
  silent: '超过 90 天没有互动',
  unreached: '还没有触达过',
} as const
export type Recency = keyof typeof RECENCIES
export const RECENCY_DAYS: Record<Exclude<Recency, 'unreached'>, number> = { active: 30, quiet: 30, silent: 90 }

/**
 * The client's own later act by which a plan is measured; `insured` as the agent recorded it. Registering and attending count for the plan's event, and
 * for whichever event where the plan names none.
 */
export const OUTREACH_OUTCOMES = {
  read: '读完这篇文章',
  joined: '加入圈子',
  registered: '报名活动',
  attended: '活动到场',
  asked: '发起求推荐',
  referred: '推荐朋友',
  consented: '同意一项授权',
  insured: '投保首张保单',
} as const
export type OutreachOutcome = keyof typeof OUTREACH_OUTCOMES

/** Whom a plan for recommendations leaves out. */
export const LEFT_IN_PEACE = '不含近 90 天内有过投诉或不满意的评价、已经询问过，或表示不希望被询问的客户'

/** Outcomes of an event. */
export const EVENT_OUTCOMES: readonly OutreachOutcome[] = ['registered', 'attended']

/** Consents that a served client may still give, and so may be an outcome. */
export const OUTCOME_PURPOSES = ['marketing', 'show_activity', 'pass_contact'] as const satisfies readonly Purpose[]
export type OutcomePurpose = (typeof OUTCOME_PURPOSES)[number]

export const OUTREACH_STATUSES = {
  draft: '草稿',
  running: '进行中',
  settling: '等待补传',
  finished: '已结束',
  cancelled: '已取消',
} as const
export type OutreachStatus = keyof typeof OUTREACH_STATUSES

export const ARMS = { treated: '触达组', held_out: '对照组' } as const
export type Arm = keyof typeof ARMS

/** The lists of a plan: whom to approach still, who was, and who is not to be any more. */
export const TODO_STATES = ['open', 'done', 'left_alone'] as const
export type TodoState = (typeof TODO_STATES)[number]

/** How an approach went, in one word: nothing is typed about a client. */
export const OUTREACH_RESULTS = {
  reached: '已联系上',
  no_answer: '没有联系上',
  declined: '客户暂不需要',
  later: '约好再联系',
} as const
export type OutreachResult = keyof typeof OUTREACH_RESULTS

export const OUTREACH = {
  /** The share that is kept untouched, in percent. */
  holdoutUsual: 20,
  holdoutMost: 50,
  windowUsual: 30,
  windowMost: 90,
  /** Clients in one plan at most. */
  audienceMost: 5000,
  /** A done mark can be taken back for this long. */
  undoHours: 24,
  /** Phones that were offline may still send for this long after a window has closed; then the figures stand. */
  graceHours: 48,
} as const
