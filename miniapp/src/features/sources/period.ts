import { MOST_SOURCE_DAYS, SOURCE_PERIODS } from '@quanke/shared/domain/source'

const PERIODS = { ...SOURCE_PERIODS, own: '自选' } as const
export const PERIOD_OPTIONS = (['7', '30', '90', '365', 'own'] as const).map((value) => ({
  value,
  label: PERIODS[value],
}))
export type PeriodKind = (typeof PERIOD_OPTIONS)[number]['value']

/** One of the usual periods, or days of one's own. */
export interface Chosen {
  kind: PeriodKind
  from: string
  to: string
}

const DAY_MS = 86_400_000
const BEIJING_MS = 8 * 3_600_000

/** The Beijing day so many days before now, as YYYY-MM-DD. */
export const daysAgo = (days: number, now = Date.now()): string =>
  new Date(now + BEIJING_MS - days * DAY_MS).toISOString().slice(0, 10)

export const startOfChoice = (kind: PeriodKind = '30'): Chosen => ({ kind, from: daysAgo(29), to: daysAgo(0) })

/** What the server is asked for. */
export function askedOf({ kind, from, to }: Chosen): { days?: number; from?: string; to?: string } {
  return kind === 'own' ? { from, to } : { days: Number(kind) }
}

/** The first and the last day. */
export const daysOf = ({ kind, from, to }: Chosen): { from: string; to: string } =>
  kind === 'own' ? { from, to } : { from: daysAgo(Number(kind) - 1), to: daysAgo(0) }

/** The earliest day that a period of one's own may begin on. */
export const earliest = (to: string): string =>
  new Date(Date.parse(to) - (MOST_SOURCE_DAYS - 1) * DAY_MS).toISOString().slice(0, 10)
