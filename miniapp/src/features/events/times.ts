import { clockIn, dayIn, instantOf } from '@/lib/time'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const FIRST_HOUR = 7
const LAST_HOUR = 21

/** When an event is, as a form asks for it: the end by how long it lasts, the end of registration by how long before. */
export interface TimesDraft {
  day: string
  clock: string
  minutes: string
  closesDaysBefore: string
}

/** In a week, in the afternoon. */
export const timesAtFirst = (now = Date.now()): TimesDraft => ({
  day: dayIn(now + 7 * DAY_MS),
  clock: '14:00',
  minutes: '120',
  closesDaysBefore: '1',
})

interface Times {
  beginsAt: string
  endsAt: string
  closesAt: string
}

export function timesOf({ day, clock, minutes, closesDaysBefore }: TimesDraft): Times {
  const beginsAt = instantOf(day, clock)
  const from = Date.parse(beginsAt)
  return {
    beginsAt,
    endsAt: new Date(from + Number(minutes) * MINUTE_MS).toISOString(),
    closesAt: new Date(from - Number(closesDaysBefore) * DAY_MS).toISOString(),
  }
}

/** What the form shows of an event that is there; whatever it is, nothing of it gets lost. */
export const draftOf = ({ beginsAt, endsAt, closesAt }: Times): TimesDraft => ({
  day: dayIn(beginsAt),
  clock: clockIn(beginsAt),
  minutes: String((Date.parse(endsAt) - Date.parse(beginsAt)) / MINUTE_MS),
  closesDaysBefore: String((Date.parse(beginsAt) - Date.parse(closesAt)) / DAY_MS),
})

interface Option {
  value: string
  label: string
}

/** The usual ones, and what is there already. */
const withOwn = (options: readonly Option[], own: string, labelOf: (value: string) => string): Option[] =>
  options.some(({ value }) => value === own) ? [...options] : [{ value: own, label: labelOf(own) }, ...options]

const CLOCKS: Option[] = Array.from({ length: (LAST_HOUR - FIRST_HOUR + 1) * 2 }, (_, index) => {
  const clock = `${String(FIRST_HOUR + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`
  return { value: clock, label: clock }
})
const lastingWords = (minutes: string): string => `${Math.round(Number(minutes) / 6) / 10} 小时`
const LENGTHS: Option[] = ['60', '90', '120', '150', '180', '240', '360', '480'].map((value) => ({
  value,
  label: lastingWords(value),
}))
const beforeWords = (days: string): string =>
  Number(days) === 0 ? '活动开始时' : `开始前 ${Math.round(Number(days) * 10) / 10} 天`
const BEFORES: Option[] = ['0', '1', '2', '3', '7'].map((value) => ({ value, label: beforeWords(value) }))

export const clockOptions = (own: string) => withOwn(CLOCKS, own, (value) => value)
export const lengthOptions = (own: string) => withOwn(LENGTHS, own, lastingWords)
export const closingOptions = (own: string) => withOwn(BEFORES, own, beforeWords)
