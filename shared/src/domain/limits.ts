/** Bounds that forms, contracts and columns share. Text is counted in graphemes: what a person sees as one character. */
export const limits = {
  alias: 16,
  name: 40,
  words: 500,
  /** What tells what happened, or what is wanted, has so many at least. */
  tellingWords: 5,
  shortWords: 120,
  contact: 200,
  search: 40,
  reason: 200,
  campaign: 20,
  product: 60,
  engagementBatch: 50,
  page: 50,
  /** An engagement may arrive this late; older ones are refused one by one. */
  engagementLateDays: 30,
  /** A phone's clock may run ahead by this much. */
  engagementAheadMinutes: 10,
  /** A phone's clock that seems wrong by no more than this may be right: the message was under way for as long. */
  clockToleranceSeconds: 60,
  bodyBytes: 256 * 1024,
} as const
