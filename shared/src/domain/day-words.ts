/** Holds the letters at its sides on one line, and has no width. */
export const JOINER = '\u2060'
export const HARD_SPACE = '\u00a0'

/** What no line parts. */
export const whole = (words: string): string => Array.from(words.replaceAll(' ', HARD_SPACE)).join(JOINER)

/** Words as they are sent or kept, without what only holds them together on a screen. */
export const plain = (words: string): string => words.replaceAll(JOINER, '').replaceAll(HARD_SPACE, ' ')

/** 「8月22日」 of a day as YYYY-MM-DD, in one piece wherever it stands in a sentence. */
export function dayOfYear(day: string): string {
  const [, month, date] = partsOf(day)
  return whole(`${month}月${date}日`)
}

/** 「2026年8月22日」, likewise. */
export function fullDay(day: string): string {
  const [year, month, date] = partsOf(day)
  return whole(`${year}年${month}月${date}日`)
}

const partsOf = (day: string): number[] => day.split('-').map(Number)
