const DAY_MS = 86_400_000

/** The day so many days after this one; both as YYYY-MM-DD. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The instant at which this Beijing day begins. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`)
