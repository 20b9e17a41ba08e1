import {
  attributionModels,
  CREDIT_PER_OUTCOME,
  NO_SHARE,
  OTHER_ROWS,
  type AttributionModel,
} from '@quanke/shared/domain/attribution'
import { creditsOf, type Effects, type Step } from './credit.rules'

export type Credits = Record<AttributionModel, number>

/** What one outcome gives, step by step and row by row. */
export interface Attributed {
  bySteps: Credits[]
  byRows: Map<string, Credits>
}

export interface Row {
  key: string
  credits: Credits
  outcomes: number
}

const eachModel = (value: (model: AttributionModel) => number): Credits =>
  Object.fromEntries(attributionModels.map((model) => [model, value(model)])) as Credits

export const WHOLE: Credits = eachModel(() => CREDIT_PER_OUTCOME)
export const NOTHING: Credits = eachModel(() => 0)

export const sum = (a: Credits, b: Credits): Credits => eachModel((model) => a[model] + b[model])

/** Divides one outcome among what led to it. Without any share on its way all of it goes to the row for that. */
export function attributed(steps: readonly Step[], effects: Effects): Attributed {
  if (steps.length === 0) return { bySteps: [], byRows: new Map([[NO_SHARE.key, WHOLE]]) }
  const credits = creditsOf(steps, effects)
  const bySteps = steps.map((_, index) => eachModel((model) => credits[model][index]!))
  const byRows = new Map<string, Credits>()
  steps.forEach(({ key }, index) => byRows.set(key, sum(byRows.get(key) ?? NOTHING, bySteps[index]!)))
  return { bySteps, byRows }
}

/** The rows over all outcomes: the largest first, at most so many, then one for the rest and one for what came by no share. */
export function rowsOf(outcomes: readonly Attributed[], most: number): Row[] {
  const rows = new Map<string, Row>()
  for (const { byRows } of outcomes)
    for (const [key, credits] of byRows) {
      const row = rows.get(key) ?? { key, credits: NOTHING, outcomes: 0 }
      rows.set(key, { key, credits: sum(row.credits, credits), outcomes: row.outcomes + 1 })
    }
  const none = rows.get(NO_SHARE.key)
  rows.delete(NO_SHARE.key)
  const sorted = [...rows.values()].sort(
    (a, b) => b.credits.linear - a.credits.linear || b.outcomes - a.outcomes || (a.key < b.key ? -1 : 1),
  )
  const shown = sorted.slice(0, most)
  const rest = restOf(outcomes, new Set(shown.map(({ key }) => key)))
  return [...shown, ...(rest ? [rest] : []), ...(none ? [none] : [])]
}

/** An outcome counts once here, however many of the rows that are not shown were on its way. */
function restOf(outcomes: readonly Attributed[], shown: ReadonlySet<string>): Row | null {
  const parts = outcomes.flatMap((one) => creditsFor(one, OTHER_ROWS.key, shown) ?? [])
  return parts.length > 0 ? { key: OTHER_ROWS.key, credits: parts.reduce(sum), outcomes: parts.length } : null
}

/** What an outcome gives to this row, or null when the row was not on its way. */
export function creditsFor({ byRows }: Attributed, row: string, shown: ReadonlySet<string>): Credits | null {
  if (row !== OTHER_ROWS.key) return byRows.get(row) ?? null
  const others = [...byRows].filter(([key]) => key !== NO_SHARE.key && !shown.has(key))
  return others.length > 0 ? others.reduce((all, [, credits]) => sum(all, credits), NOTHING) : null
}
