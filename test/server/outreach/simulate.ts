import { randomBytes } from 'node:crypto'
import { armOf } from '../../../server/src/outreach/assignment'
import { reportOf, type Report } from '../../../server/src/outreach/report.rules'

/** Numbers from 0 to 1 that are the same for the same seed (Mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface Simulated {
  report: Report
  heldOut: number
  people: number
  /** Correlation of the arm with the record's id. */
  correlation: number
}

interface Setting {
  next: () => number
  plan: number
  /** What the treatment adds to everybody's chance; 0 is A/A. */
  effect?: number
  /** Of the machine's own randomness instead of the fixed sequence. */
  isFresh?: boolean
}

/**
 * One plan over clients of whom each has an own chance to do it anyway, decided before the draw: by the real draw into real arms, by the real report
 * into an interval.
 */
export function simulatedPlan({ next, plan, effect = 0, isFresh = false }: Setting): Simulated {
  const seed = isFresh ? randomBytes(32) : Buffer.from(Array.from({ length: 32 }, () => Math.floor(next() * 256)))
  const people = 60 + Math.floor(next() * 400)
  const holdoutPercent = [10, 20, 20, 30, 50][Math.floor(next() * 5)]!
  const rate = 0.05 + next() * 0.55
  const firstId = Math.floor(next() * 1_000_000)
  const treated = { hits: 0, total: 0 }
  const heldOut = { hits: 0, total: 0 }
  let [ids, squares, both] = [0, 0, 0]
  for (let index = 0; index < people; index += 1) {
    // Ids are given out in order, and who came early is another kind of client than who came late.
    const chance = Math.min(1, rate * (0.5 + index / people))
    const luck = next()
    const arm = armOf(seed, String(plan), String(firstId + index), holdoutPercent)
    const side = arm === 'held_out' ? heldOut : treated
    side.total += 1
    if (luck < chance + (arm === 'treated' ? effect : 0)) side.hits += 1
    ids += index
    squares += index * index
    if (arm === 'held_out') both += index
  }
  const share = heldOut.total / people
  const covariance = both / people - share * (ids / people)
  const spread = Math.sqrt((squares / people - (ids / people) ** 2) * share * (1 - share))
  return {
    report: reportOf({ treated, heldOut, holdoutPercent, isFinal: true, isCancelled: false, finalOn: null }),
    heldOut: heldOut.total - (people * holdoutPercent) / 100,
    people,
    correlation: spread === 0 ? 0 : covariance / spread,
  }
}

/** In how many of these plans the interval of the lift holds the true effect. */
export function coverage(plans: readonly Simulated[], effect = 0): number {
  const known = plans.map(({ report }) => report.lift).filter((lift) => lift !== null)
  return known.filter(({ low, high }) => low <= effect && effect <= high).length / known.length
}
