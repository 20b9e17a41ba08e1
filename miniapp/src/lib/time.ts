import { dayOfYear, fullDay, HARD_SPACE, JOINER, whole } from '@quanke/shared/domain/day-words'
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

const WEEK = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
/** Ahead of UTC the year round. */
const BEIJING_MINUTES = 480

/**
 * The clock in Beijing, where people and agents live: a phone set to another zone must not move an appointment. Reckoned in UTC all the way, since
 * the phone's own zone may lack an hour that Beijing has.
 */
const beijing = (at: string | number) => dayjs.utc(at).add(BEIJING_MINUTES, 'minute')

/** 「8月22日 周六 14:00」, with the year in front when it is not the present one; so long a one may be parted after the day. */
export function moment(at: string, now = Date.now()): string {
  return `${dateOn(at, now)}${isThisYear(at, now) ? HARD_SPACE : ' '}${hourOn(at)}`
}

/** 「8月22日」, with the year in front when it is not the present one. */
export function dateOn(at: string, now = Date.now()): string {
  return isThisYear(at, now) ? dayOfYear(dayIn(at)) : fullDay(dayIn(at))
}

const isThisYear = (at: string, now: number): boolean => beijing(at).year() === beijing(now).year()

/** 「周六 14:00」 */
const hourOn = (at: string): string => whole(`${WEEK[beijing(at).day()]} ${beijing(at).format('HH:mm')}`)

/** 「刚刚」「5 分钟前」「今天 14:00」「昨天 09:30」「8月22日」: for what lies behind. */
export function ago(at: string, now = Date.now()): string {
  const day = beijing(at)
  const today = beijing(now)
  const minutes = today.diff(day, 'minute')
  if (minutes < 1) return whole('刚刚')
  if (minutes < 60) return whole(`${minutes} 分钟前`)
  if (day.isSame(today, 'day')) return whole(`今天 ${day.format('HH:mm')}`)
  if (day.isSame(today.subtract(1, 'day'), 'day')) return whole(`昨天 ${day.format('HH:mm')}`)
  return dateOn(at, now)
}

/** 「3 分 20 秒」: time spent with something. */
export function lasting(seconds: number): string {
  if (seconds < 60) return `${seconds} 秒`
  const rest = seconds % 60
  return rest === 0 ? `${Math.floor(seconds / 60)} 分钟` : `${Math.floor(seconds / 60)} 分 ${rest} 秒`
}

/** 「8月22日 周六 14:00–16:00」, or from one moment to the other where they lie on different days. */
export function span(from: string, to: string, now = Date.now()): string {
  const end = beijing(to)
  return beijing(from).isSame(end, 'day')
    ? `${dateOn(from, now)} ${hourOn(from)}${JOINER}${whole(`–${end.format('HH:mm')}`)}`
    : `${moment(from, now)} 至${HARD_SPACE}${moment(to, now)}`
}

/** The day in Beijing as YYYY-MM-DD, and the time of day as HH:mm: for pickers. */
export const dayIn = (at: string | number): string => beijing(at).format('YYYY-MM-DD')
export const clockIn = (at: string | number): string => beijing(at).format('HH:mm')

/** 「8月22日 周六」 of a day as YYYY-MM-DD. */
export function dayOn(day: string, now = Date.now()): string {
  const noon = instantOf(day, '12:00')
  return `${dateOn(noon, now)}${isThisYear(noon, now) ? HARD_SPACE : ' '}${whole(WEEK[beijing(noon).day()] ?? '')}`
}

/** The moment of this day and time in Beijing. */
export const instantOf = (day: string, clock: string): string => new Date(`${day}T${clock}:00+08:00`).toISOString()
