import { wilson } from '@quanke/shared/domain/intervals'
import { ACTIVITY_STAGES, NO_SOURCE, OTHER_SOURCES, sourceStages, type SourceStage } from '@quanke/shared/domain/source'

/** People of a row by how far they came; `reached` came by a share, `turned` of these became clients. */
export type Tally = Record<SourceStage | 'reached' | 'turned', number>

export interface KeyedTally extends Tally {
  key: string
}

export const NOBODY: Tally = {
  came: 0, opened: 0, read: 0, joined: 0, consented: 0, engaged: 0, won: 0, reached: 0, turned: 0,
} // prettier-ignore

const COUNTS = Object.keys(NOBODY) as (keyof Tally)[]

export const sumOf = (tallies: readonly Tally[]): Tally =>
  tallies.reduce((sum, tally) => each((name) => sum[name] + tally[name]), NOBODY)

const each = (value: (name: keyof Tally) => number): Tally =>
  Object.fromEntries(COUNTS.map((name) => [name, value(name)])) as Tally

/**
 * The rows of a board in their order: the largest first, "none" and "rest" last. "rest" holds what the totals have beyond the rows that were found,
 * so the rows always add up to the totals.
 */
export function boardRows(found: readonly KeyedTally[], totals: Tally, most: number): KeyedTally[] {
  const named = found
    .filter(({ key }) => key !== NO_SOURCE)
    .sort((a, b) => b.came - a.came || b.consented - a.consented || (a.key < b.key ? -1 : 1))
    .slice(0, most)
  const none = found.filter(({ key }) => key === NO_SOURCE)
  const shown = sumOf([...named, ...none])
  const rest = each((name) => totals[name] - shown[name])
  return [...named, ...none, ...(rest.came > 0 ? [{ key: OTHER_SOURCES, ...rest }] : [])]
}

export const countsOf = (tally: Tally): Record<SourceStage, number> =>
  Object.fromEntries(sourceStages.map((stage) => [stage, tally[stage]])) as Record<SourceStage, number>

/** How many of those whom shares reached became clients, with Wilson's 95% interval. */
export const rateOf = ({ reached, turned }: Tally) => wilson({ hits: turned, total: reached })

export interface KnownOf {
  isOwn: boolean
  showsActivity: boolean
  /** The list itself tells what its people opened or read. */
  listed: SourceStage | null
}

/**
 * Whether a person behind a figure may be named: only an own client, and in a list of what was opened or read only one who lets the agent see that
 * (domain rules, section 9).
 */
export function mayBeNamed({ isOwn, showsActivity, listed }: KnownOf): boolean {
  if (!isOwn) return false
  return showsActivity || listed === null || !ACTIVITY_STAGES.includes(listed)
}

/** The stages that may be told of a person who is named, or of somebody who is not. */
export function toldStages(stages: readonly SourceStage[], isNamed: boolean, showsActivity: boolean): SourceStage[] {
  return stages.filter((stage) => !isNamed || showsActivity || !ACTIVITY_STAGES.includes(stage))
}
