/** Why two records became one (domain rules, section 3.6). */
export const MERGE_KINDS = {
  same_phone: '手机号相同，自动合并',
  same_unionid: '微信账号相同，自动合并',
  manual: '人工合并',
  by_case: '归属争议裁定后合并',
} as const
export type MergeKind = keyof typeof MERGE_KINDS

/** What moves to the record that stays, in the order in which it is shown. */
export const MERGE_MOVES = {
  accounts: '微信账号',
  engagements: '互动记录',
  requests: '求推荐',
  introductions: '引荐',
  given: '发出的推荐卡',
  complaints: '投诉',
  received: '经由的转介绍',
  policies: '保单',
  plans: '触达计划名单',
  memberships: '圈子成员身份',
  registrations: '活动报名',
  places: '同一活动的重复名额',
  readings: '阅读进度',
  ownership: '归属历史',
} as const
export type MergeMove = keyof typeof MERGE_MOVES
export const mergeMoves = Object.keys(MERGE_MOVES) as MergeMove[]

/** What speaks against two records being one person's, so that whoever merges them looks again. */
export const MERGE_WARNINGS = {
  names: '两份档案的称呼不同',
  phones: '两份档案各有一个不同的手机号',
} as const
export type MergeWarning = keyof typeof MERGE_WARNINGS

/** What stands as the reason where the server parts two records by rule. */
export const PARTED_BY_ITSELF = '不再视为同一位客户，由系统分开'

/** A merge can be undone for this long (domain rules, section 3.6). */
export const MERGE_UNDO_DAYS = 30
