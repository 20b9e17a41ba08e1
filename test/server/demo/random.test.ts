import { seededRandom } from '../../../server/src/demo/random'

const numbers = (seed: number): number[] => {
  const random = seededRandom(seed)
  return Array.from({ length: 50 }, () => random.int(1, 1_000_000))
}

describe('the seeded source of chance', () => {
  it('repeats itself for one seed and differs for the next', () => {
    expect(numbers(7)).toEqual(numbers(7))
    expect(numbers(7)).not.toEqual(numbers(8))
  })

  it('keeps to its bounds, both ends included', () => {
    const random = seededRandom(1)
    const seen = new Set(Array.from({ length: 500 }, () => random.int(1, 6)))
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('is true about as often as asked', () => {
    const random = seededRandom(2)
    const hits = Array.from({ length: 10_000 }, () => random.chance(0.3)).filter(Boolean).length
    expect(hits).toBeGreaterThan(2_800)
    expect(hits).toBeLessThan(3_200)
  })

  it('never takes what has no weight, and refuses when nothing has', () => {
    const random = seededRandom(3)
    const taken = Array.from({ length: 200 }, () =>
      random.weighted([
        ['a', 1],
        ['b', 0],
        ['c', 9],
      ] as const),
    )
    expect(new Set(taken)).toEqual(new Set(['a', 'c']))
    expect(() => random.weighted([['a', 0]])).toThrow(RangeError)
    expect(() => random.pick([])).toThrow(RangeError)
  })

  it('shuffles and samples without losing, doubling or changing the given list', () => {
    const given = [1, 2, 3, 4, 5, 6, 7, 8]
    const random = seededRandom(4)
    expect([...random.shuffle(given)].sort()).toEqual(given)
    expect(new Set(random.sample(given, 3)).size).toBe(3)
    expect(random.sample(given, 20)).toHaveLength(8)
    expect(given).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('gives forks that do not depend on what was drawn before', () => {
    const fresh = seededRandom(5)
    const used = seededRandom(5)
    used.int(1, 100)
    expect(used.fork('groups').int(1, 1_000_000)).toBe(fresh.fork('groups').int(1, 1_000_000))
    expect(fresh.fork('groups').int(1, 1_000_000)).not.toBe(fresh.fork('shares').int(1, 1_000_000))
  })
})
