import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'
import { BEIJING_OFFSET_MS } from './day.rules'

dayjs.extend(utc)
dayjs.extend(timezone)

/** The business's time zone: days, deadlines and quotas follow it, whatever the server's zone is. */
export const BUSINESS_ZONE = 'Asia/Shanghai'

const DAY_MS = 86_400_000

let latest = { number: NaN, day: '' }

/** The Beijing calendar day of an instant, as YYYY-MM-DD. */
export function businessDay(at: Date): string {
  const number = Math.floor((at.getTime() + BEIJING_OFFSET_MS) / DAY_MS)
  // Most instants that are asked for lie on the day of the one before.
  if (number !== latest.number) latest = { number, day: new Date(number * DAY_MS).toISOString().slice(0, 10) }
  return latest.day
}

/** The time of day in Beijing, as HH:MM. */
export const businessClock = (at: Date): string =>
  new Date(at.getTime() + BEIJING_OFFSET_MS).toISOString().slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:MM'.length)

/** The instant at which the Beijing day of `at` began. */
export function startOfBusinessDay(at: Date): Date {
  return dayjs(at).tz(BUSINESS_ZONE).startOf('day').toDate()
}

/** The instant `days` before `at`; negative days lie after it. */
export function daysBefore(at: Date, days: number): Date {
  return dayjs(at).subtract(days, 'day').toDate()
}
