const DAY_MS = 86_400_000
/** China has no daylight saving time, so the offset is constant. */
export const BEIJING_OFFSET_MS = 8 * 3_600_000

/** The day so many days after this one; both as YYYY-MM-DD. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The instant at which this Beijing day begins. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

/** The instant at which the Beijing day begins that lies so many days after the one of `at`. */
export function startOfDayAfter(at: Date, days: number): Date {
  const day = Math.floor((at.getTime() + BEIJING_OFFSET_MS) / DAY_MS)
  return new Date((day + days) * DAY_MS - BEIJING_OFFSET_MS)
}
