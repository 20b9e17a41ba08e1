import { startOfBusinessDay } from '../core/days'
import type { Random } from './random'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** How likely something happens in each hour of a Beijing day, from midnight on. */
const HOURS = {
  clients: [2, 1, 0, 0, 0, 1, 4, 9, 8, 5, 5, 6, 11, 8, 5, 4, 4, 5, 7, 10, 14, 15, 12, 5],
  agents: [0, 0, 0, 0, 0, 0, 1, 6, 12, 9, 7, 5, 8, 4, 4, 5, 6, 7, 8, 11, 9, 4, 1, 0],
} as const
export type Rhythm = keyof typeof HOURS

/** The days of the demo: day 0 a year ago, the last one today. Nothing happens after `asOf`. */
export class Calendar {
  private readonly start: number

  constructor(
    readonly asOf: Date,
    readonly today = 365,
  ) {
    this.start = startOfBusinessDay(asOf).getTime() - today * DAY_MS
  }

  /** A moment of a day, at an hour that is likely for those people. Today's moments may still lie ahead. */
  moment(random: Random, day: number, rhythm: Rhythm): Date {
    const hour = random.weighted(HOURS[rhythm].map((weight, index) => [index, weight] as const))
    return new Date(this.start + day * DAY_MS + (hour * 60 + random.int(0, 59)) * MINUTE_MS + random.int(0, 59_999))
  }

  /** A likely moment about so many days after `at`, always after it. */
  later(random: Random, at: Date, days: number, rhythm: Rhythm): Date {
    const moment = this.moment(random, this.dayOf(at) + days, rhythm)
    return moment > at ? moment : minutesAfter(at, random.int(3, 90))
  }

  /** The number of the day of a moment. */
  dayOf(at: Date): number {
    return Math.floor((at.getTime() - this.start) / DAY_MS)
  }

  /** A day of the year; at its end they come three times as often as at its beginning: the organisation grows. */
  growingDay(random: Random): number {
    const later = random.chance(0.5) ? random.int(0, this.today) : 0
    return Math.max(random.int(0, this.today), later)
  }

  /** The moment so many minutes ago. */
  minutesAgo(minutes: number): Date {
    return minutesAfter(this.asOf, -minutes)
  }
}

export const minutesAfter = (at: Date, minutes: number): Date =>
  new Date(at.getTime() + Math.round(minutes * MINUTE_MS))
export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS)
