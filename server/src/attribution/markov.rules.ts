/** The way of one person: the rows of its shares in their order, and whether it came to the outcome. */
export interface Way {
  keys: readonly string[]
  isReached: boolean
  /** How many people went it; one if nothing is said. */
  times?: number
}

/** More rows than this are taken together, so that the cost of an answer has a bound: the effort grows with the cube. */
export const MOST_STATES = 120
const REST = 'rest'

/**
 * The removal effect of each row: by how much fewer people would come to the outcome if whoever meets this row went no further. All ways, also those
 * that ended without the outcome, make a chain of the first order: from the start through rows to the outcome or to nothing, each step with the
 * frequency in which it was seen. With V the chance to come from a row to the outcome, and F the chance to meet the row at all, the outcomes lost without
 * it are F x V, as a part of all outcomes. Rows beyond the bound share one effect.
 */
export function removalEffects(ways: Iterable<Way>): Map<string, number> {
  const list = [...ways]
  const states = statesOf(list)
  const index = new Map(states.map((state, at) => [state, at]))
  const { start, step, reached, keys } = countsOf(list, index)
  const inverse = inverted(step.map((row, at) => row.map((value, to) => Number(at === to) - value)))
  const chance = inverse.map((row) => dot(row, reached))
  const total = dot(start, chance)
  const effects = new Map<string, number>()
  if (total <= 0) return effects
  for (const [key, at] of keys) {
    const visits = start.reduce((sum, part, from) => sum + part * inverse[from]![at]!, 0)
    effects.set(key, ((visits / inverse[at]![at]!) * chance[at]!) / total)
  }
  return effects
}

/** The rows that are met most, in a fixed order, and one for the rest. */
function statesOf(ways: readonly Way[]): string[] {
  const met = new Map<string, number>()
  for (const { keys, times = 1 } of ways) for (const key of new Set(keys)) met.set(key, (met.get(key) ?? 0) + times)
  const sorted = [...met].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([key]) => key)
  return sorted.length <= MOST_STATES ? sorted : [...sorted.slice(0, MOST_STATES - 1), REST]
}

/** Chances of each step as they were seen: from the start, from row to row, and from a row to the outcome. */
function countsOf(ways: readonly Way[], index: ReadonlyMap<string, number>) {
  const size = index.size
  const start = new Array<number>(size).fill(0)
  const reached = new Array<number>(size).fill(0)
  const left = new Array<number>(size).fill(0)
  const step = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  const keys = new Map<string, number>()
  let began = 0
  for (const { keys: way, isReached, times = 1 } of ways) {
    const states = way.map((key) => index.get(key) ?? index.get(REST)!)
    way.forEach((key, at) => keys.set(key, states[at]!))
    if (states.length === 0) continue
    began += times
    start[states[0]!]! += times
    states.forEach((state, at) => {
      left[state]! += times
      const next = states[at + 1]
      if (next !== undefined) step[state]![next]! += times
      else if (isReached) reached[state]! += times
    })
  }
  return {
    start: start.map((count) => (began > 0 ? count / began : 0)),
    reached: reached.map((count, at) => count / left[at]!),
    step: step.map((row, at) => row.map((count) => count / left[at]!)),
    keys,
  }
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0)

/** The inverse of a matrix (Gauss and Jordan, with the largest pivot). Every way ends, so there always is one. */
function inverted(matrix: readonly number[][]): number[][] {
  const size = matrix.length
  const rows = matrix.map((row, at) => [...row, ...Array.from({ length: size }, (_, to) => Number(at === to))])
  for (let column = 0; column < size; column += 1) {
    let pivot = column
    for (let at = column + 1; at < size; at += 1)
      if (Math.abs(rows[at]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = at
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    const head = rows[column]!
    const by = head[column]!
    for (let to = 0; to < 2 * size; to += 1) head[to]! /= by
    for (let at = 0; at < size; at += 1) {
      const factor = rows[at]![column]!
      if (at !== column && factor !== 0)
        for (let to = column; to < 2 * size; to += 1) rows[at]![to]! -= factor * head[to]!
    }
  }
  return rows.map((row) => row.slice(size))
}
