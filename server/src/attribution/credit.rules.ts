import {
  attributionModels,
  CREDIT_PER_OUTCOME,
  HALF_LIFE_DAYS,
  type AttributionModel,
} from '@quanke/shared/domain/attribution'

/** A share on the way to an outcome: when it first reached the person, and the row to which its credit goes. */
export interface Step {
  key: string
  at: Date
}

/** What is left of each row's outcomes without it, by row (see markov.rules). */
export type Effects = ReadonlyMap<string, number>

const HALF_LIFE_MS = HALF_LIFE_DAYS * 86_400_000

/** How much each step counts, in whatever unit; the steps are in the order of their arrival. */
const WEIGHTS: Record<AttributionModel, (steps: readonly Step[], effects: Effects) => number[]> = {
  first: (steps) => steps.map((_, index) => Number(index === 0)),
  last: (steps) => steps.map((_, index) => Number(index === steps.length - 1)),
  linear: (steps) => steps.map(() => 1),
  position: (steps) => positionWeights(steps.length),
  decay: (steps) => steps.map(({ at }) => 2 ** ((at.getTime() - steps.at(-1)!.at.getTime()) / HALF_LIFE_MS)),
  markov: (steps, effects) => effectWeights(steps, effects),
}

/** Two fifths for the first and for the last, one fifth for all between; without any between, a half each. */
function positionWeights(count: number): number[] {
  if (count < 3) return Array.from({ length: count }, () => 1)
  const between = count - 2
  return Array.from({ length: count }, (_, index) => (index === 0 || index === count - 1 ? 2 * between : 1))
}

/** Each row counts by its removal effect, however often it is on the way; its steps share that evenly. */
function effectWeights(steps: readonly Step[], effects: Effects): number[] {
  const times = new Map<string, number>()
  for (const { key } of steps) times.set(key, (times.get(key) ?? 0) + 1)
  return steps.map(({ key }) => (effects.get(key) ?? 0) / times.get(key)!)
}

/** What one outcome gives to each of its steps, under every model: whole numbers that add up to exactly one outcome. Without steps nobody gets anything. */
export function creditsOf(steps: readonly Step[], effects: Effects): Record<AttributionModel, number[]> {
  const credits = {} as Record<AttributionModel, number[]>
  for (const model of attributionModels) credits[model] = apportion(WEIGHTS[model](steps, effects), CREDIT_PER_OUTCOME)
  return credits
}

/**
 * Divides a whole number by these weights into whole numbers that add up to it exactly: each gets its floor, and what is left goes one by one to the
 * largest remainders, the earlier first where they are equal.
 */
export function apportion(weights: readonly number[], total: number): number[] {
  if (weights.length === 0) return []
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (sum > 0 ? (weight / sum) * total : total / weights.length))
  const parts = exact.map(Math.floor)
  const left = total - parts.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - parts[index]! }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder.slice(0, left)) parts[index]! += 1
  return parts
}
