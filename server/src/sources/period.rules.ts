import { DEFAULT_SOURCE_DAYS, MOST_SOURCE_DAYS } from '@quanke/shared/domain/source'
import { dayAfter } from '../core/day.rules'

/** Beijing days, the first and the last included. */
export interface Period {
  from: string
  to: string
}

const DAY_MS = 86_400_000
const WEEK = 7
/** In periods up to this long a trend by weeks would have no shape. */
const LONGEST_BY_DAY = 14

/** The period asked for, or the field that is wrong. */
export function periodOf(
  { days, from, to }: { days?: number; from?: string; to?: string },
  today: string,
): Period | { wrong: 'from' | 'to'; message: string } {
  const last = to ?? today
  const first = from ?? dayAfter(last, 1 - (days ?? DEFAULT_SOURCE_DAYS))
  if (first > last) return { wrong: 'from', message: '开始日期不能晚于结束日期' }
  if (daysOf({ from: first, to: last }) > MOST_SOURCE_DAYS) return { wrong: 'from', message: '时间范围最长两年' }
  return { from: first, to: last }
}

export const daysOf = ({ from, to }: Period): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1

/** How many days a point of the trend covers. */
export const pointDays = (period: Period): number => (daysOf(period) > LONGEST_BY_DAY ? WEEK : 1)

/** The points of the trend, the earliest first. They are full from the end backwards, so that the newest week is a whole one. */
export function trendPeriods(period: Period): Period[] {
  const size = pointDays(period)
  const count = Math.ceil(daysOf(period) / size)
  return Array.from({ length: count }, (_, index) => {
    const to = dayAfter(period.to, (index - count + 1) * size)
    const from = dayAfter(to, 1 - size)
    return { from: from < period.from ? period.from : from, to }
  })
}
