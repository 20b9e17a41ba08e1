import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { skipN } from 'pure-rand/utils/skipN'

/** A source of chance that gives the same sequence for the same seed on every machine. Not for secrets. */
export interface Random {
  /** A whole number, both ends included. */
  int(min: number, max: number): number
  /** True with the given probability, 0 to 1. */
  chance(probability: number): boolean
  /** One item; throws when there is none. */
  pick<T>(items: readonly T[]): T
  /** One item by weight; items of weight 0 are never taken. Throws when all weights are 0. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T
  /** A new array in another order; the given one is left alone. */
  shuffle<T>(items: readonly T[]): T[]
  /** `count` different items, or all of them when there are fewer. */
  sample<T>(items: readonly T[], count: number): T[]
  /** An own sequence for one part of the data, so that a change there does not move the other parts. */
  fork(label: string): Random
}

/** Makes a random source from a whole number. */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  // The first values still show the seed's bits: near seeds would begin alike.
  skipN(generator, 20)
  const int = (min: number, max: number): number => uniformInt(generator, min, max)

  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new RangeError('Nothing to pick from')
    return items[int(0, items.length - 1)] as T
  }
  const shuffle = <T>(items: readonly T[]): T[] => {
    const result = [...items]
    for (let last = result.length - 1; last > 0; last -= 1) {
      const other = int(0, last)
      ;[result[last], result[other]] = [result[other] as T, result[last] as T]
    }
    return result
  }

  return {
    int,
    pick,
    shuffle,
    chance: (probability) => uniformFloat64(generator) < probability,
    weighted: (items) => weightedPick(items, uniformFloat64(generator)),
    sample: (items, count) => shuffle(items).slice(0, count),
    fork: (label) => seededRandom(labelSeed(seed, label)),
  }
}

function weightedPick<T>(items: readonly (readonly [item: T, weight: number])[], position: number): T {
  const total = items.reduce((sum, [, weight]) => sum + weight, 0)
  if (total <= 0) throw new RangeError('Nothing to pick from')
  let rest = position * total
  for (const [item, weight] of items) {
    rest -= weight
    if (rest < 0) return item
  }
  const last = items.filter(([, weight]) => weight > 0).at(-1)
  return (last as readonly [T, number])[0]
}

/** FNV-1a over the label, started from the seed: near labels give unrelated seeds. */
function labelSeed(seed: number, label: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (const letter of label) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash | 0
}
