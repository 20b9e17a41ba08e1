/** What a person's way can lead to (domain rules, section 4). */
export const OUTCOME_KINDS = {
  consent: '同意由代理人服务',
  join: '加入圈子',
  registration: '活动报名',
  attendance: '活动到场',
  request: '发起求推荐',
  referral_consented: '转介绍获得同意',
  first_policy: '首张保单',
} as const
export type OutcomeKind = keyof typeof OUTCOME_KINDS
export const outcomeKinds = Object.keys(OUTCOME_KINDS) as OutcomeKind[]

/** By what the credits of one outcome are added up. */
export const ATTRIBUTION_DIMENSIONS = {
  channel: '渠道',
  item: '内容',
  person: '转发人',
  group: '群组',
  campaign: '活动批次',
} as const
export type AttributionDimension = keyof typeof ATTRIBUTION_DIMENSIONS

/** The models, side by side on the same paths. Under each of them the credits of one outcome add up to exactly one. */
export const ATTRIBUTION_MODELS = {
  first: { label: '首次触达', sentence: '全部记给最先带来这个人的那次分享。' },
  last: { label: '末次触达', sentence: '全部记给结果发生前最后一次分享。' },
  linear: { label: '平均分配', sentence: '路上的每次分享各记同样一份。' },
  position: { label: '首尾为主', sentence: '首次和末次分享各记四成，其余两成由中间的分享均分。' },
  decay: { label: '时间衰减', sentence: '离结果越近记得越多，每早七天，分量减半。' },
  markov: {
    label: '缺失影响',
    sentence: '假设没有这一类分享，看结果会少多少，少得越多记得越多；没有走到结果的人也算在内。',
  },
} as const
export type AttributionModel = keyof typeof ATTRIBUTION_MODELS
export const attributionModels = Object.keys(ATTRIBUTION_MODELS) as AttributionModel[]

/** Credits are whole numbers, so that sums are exact: this many make one outcome. */
export const CREDIT_PER_OUTCOME = 1_000_000

/** Shares that reached the person longer before the outcome than this count for nothing; an organisation may set another number. */
export const LOOK_BACK_DAYS = 90

/** The time decay halves in this time (domain rules, section 4). */
export const HALF_LIFE_DAYS = 7

/** The row of outcomes that no share led to: walk-ins, the agent's own contacts, imports. */
export const NO_SHARE = { key: 'none', label: '没有经过分享' } as const

/** The row that takes what is beyond the rows shown. */
export const OTHER_ROWS = { key: 'rest', label: '其他' } as const
