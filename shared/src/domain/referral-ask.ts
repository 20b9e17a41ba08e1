/** When an agent may ask a client for a recommendation (domain rules, section 8 and the moments that follow from it). */
export const ASK_GAP_DAYS = 90
export const GOOD_STARS = 4
/** A good word is an occasion for this long. */
export const GOOD_RATING_DAYS = 30
export const BAD_STARS = 2
/** After a bad word or a complaint nobody is asked for this long. */
export const QUIET_DAYS = 90

/** Why it is not the moment, as the agent reads it. */
export const ASK_HINDRANCES = {
  never: '客户表示不希望被询问',
  complaint: '客户近 90 天内有过投诉，先把事情办好',
  dissatisfied: '客户近 90 天内给过不满意的评价，先把事情办好',
  asked: '近 90 天内已经询问过这位客户',
  no_occasion: '客户给出 4 星以上评价后的 30 天内可以询问',
} as const
export type AskHindrance = keyof typeof ASK_HINDRANCES

export const ASK_ANSWERS = { willing: '去推荐', not_now: '这次不了', never: '以后不再询问' } as const
export type AskAnswer = keyof typeof ASK_ANSWERS
