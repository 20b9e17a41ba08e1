import fc from 'fast-check'
import { attributionModels, CREDIT_PER_OUTCOME } from '@quanke/shared/domain/attribution'
import { attributed, creditsFor, rowsOf, sum, NOTHING } from '../../../server/src/attribution/attribute.rules'
import { apportion, creditsOf, type Step } from '../../../server/src/attribution/credit.rules'
import { MOST_STATES, removalEffects, type Way } from '../../../server/src/attribution/markov.rules'
import { pathTo } from '../../../server/src/attribution/path.rules'

const DAY_MS = 86_400_000
const T0 = Date.parse('2026-11-01T00:00:00Z')
const day = (days: number): Date => new Date(T0 + days * DAY_MS)
const steps = (...keys: string[]): Step[] => keys.map((key, index) => ({ key, at: day(index * 7) }))
const M = CREDIT_PER_OUTCOME

describe('one outcome', () => {
  const effects = new Map([['a', 0.5], ['b', 1], ['c', 1]]) // prettier-ignore

  it.each<[string, Step[], Record<string, number[]>]>([
    ['of one share gives it all', steps('a'), { first: [M], last: [M], linear: [M], position: [M], decay: [M], markov: [M] }],
    ['of two shares, a week apart', steps('a', 'b'), {
      first: [M, 0], last: [0, M], linear: [500_000, 500_000], position: [500_000, 500_000], decay: [333_333, 666_667], markov: [333_333, 666_667],
    }],
    ['of three', steps('a', 'b', 'c'), {
      first: [M, 0, 0], last: [0, 0, M], linear: [333_334, 333_333, 333_333], position: [400_000, 200_000, 400_000],
      decay: [142_857, 285_714, 571_429], markov: [200_000, 400_000, 400_000],
    }],
    ['of four, the first and the last of the same row', steps('a', 'b', 'c', 'a'), {
      position: [400_000, 100_000, 100_000, 400_000], markov: [100_000, 400_000, 400_000, 100_000],
    }],
  ])('%s', (_, path, expected) => expect(creditsOf(path, effects)).toMatchObject(expected)) // prettier-ignore

  it('halves its weight for every seven days under time decay', () => {
    const [early, late] = creditsOf(
      [
        { key: 'a', at: day(0) },
        { key: 'b', at: day(21) },
      ],
      new Map(),
    ).decay as [number, number]
    expect(late / early).toBeCloseTo(8, 4)
  })

  it('without any share goes to the row for that', () => {
    expect(attributed([], new Map()).byRows.get('none')).toEqual(
      Object.fromEntries(attributionModels.map((model) => [model, M])),
    )
  })

  const path = fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 90 * DAY_MS })), { maxLength: 40 })
    .map((all) =>
      all.map(([key, ms]) => ({ key, at: new Date(T0 + ms) })).sort((a, b) => a.at.getTime() - b.at.getTime()),
    )
  const someEffects = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.double({ min: 0, max: 1, noNaN: true }))

  it('is divided into whole numbers that add up to exactly one under every model', () => {
    fc.assert(
      fc.property(path, someEffects, (way, effectsByKey) => {
        const { bySteps, byRows } = attributed(way, new Map(Object.entries(effectsByKey)))
        for (const model of attributionModels) {
          const values = [...byRows.values()].map((credits) => credits[model])
          expect(values.reduce((a, b) => a + b, 0)).toBe(M)
          expect(values.every((value) => Number.isInteger(value) && value >= 0)).toBe(true)
          if (way.length > 0) expect(bySteps.reduce((all, credits) => all + credits[model], 0)).toBe(M)
        }
      }),
    )
  })

  it('gives whatever weights there are all of a whole number, and never more than a part too much', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: M }),
        (weights, total) => {
          const parts = apportion(weights, total)
          const all = weights.reduce((a, b) => a + b, 0)
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
          if (all > 1e-3)
            parts.forEach((part, index) => expect(Math.abs(part - (weights[index]! / all) * total)).toBeLessThan(1.001))
        },
      ),
    )
  })
})

describe('many outcomes', () => {
  const keys = Array.from({ length: 12 }, (_, index) => `k:${index + 1}`)
  const outcome = fc
    .array(fc.constantFrom(...keys), { maxLength: 6 })
    .map((all) => attributed(steps(...all), new Map()))

  it('have rows that add up to their number under every model, however few rows are shown', () => {
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 30 }), fc.integer({ min: 1, max: 12 }), (outcomes, most) => {
        const rows = rowsOf(outcomes, most)
        const totals = rows.map(({ credits }) => credits).reduce(sum, NOTHING)
        for (const model of attributionModels) expect(totals[model]).toBe(outcomes.length * M)
        const shown = new Set(rows.map(({ key }) => key))
        for (const { key, credits, outcomes: count } of rows) {
          const behind = outcomes.flatMap((one) => creditsFor(one, key, shown) ?? [])
          expect(behind).toHaveLength(count)
          expect(behind.reduce(sum, NOTHING)).toEqual(credits)
        }
      }),
    )
  })
})

describe('the removal effect', () => {
  const way = (keys: string, isReached: boolean, times?: number): Way => ({
    keys: keys === '' ? [] : keys.split(' '),
    isReached,
    ...(times === undefined ? {} : { times }),
  })

  it('is as in the worked example that is everywhere: of C1 > C2 > C3 > bought, C1 > no, C2 > C3 > no', () => {
    const effects = removalEffects([way('C1 C2 C3', true), way('C1', false), way('C2 C3', false)])
    expect(effects.get('C1')).toBeCloseTo(0.5, 12)
    expect(effects.get('C2')).toBeCloseTo(1, 12)
    expect(effects.get('C3')).toBeCloseTo(1, 12)
  })

  it('is what is lost when the chain is worked out again without the row', () => {
    const keys = ['a', 'b', 'c', 'd']
    const ways = fc.array(
      fc.record({ keys: fc.array(fc.constantFrom(...keys), { minLength: 1, maxLength: 5 }), isReached: fc.boolean() }),
      { minLength: 1, maxLength: 25 },
    )
    fc.assert(
      fc.property(ways, (all) => {
        const effects = removalEffects(all)
        const whole = chanceOf(all, null)
        if (whole === 0) expect(effects.size).toBe(0)
        else for (const key of effects.keys()) expect(effects.get(key)).toBeCloseTo(1 - chanceOf(all, key) / whole, 6)
      }),
      { numRuns: 60 },
    )
  })

  it('counts a way that many went as often as they did', () => {
    const many = removalEffects([way('a b', true, 3), way('b', false, 2), way('a', false)])
    const one = removalEffects([
      ...Array.from({ length: 3 }, () => way('a b', true)),
      way('b', false),
      way('b', false),
      way('a', false),
    ])
    expect([...many].sort()).toEqual([...one].sort())
  })

  it('has a bound for its cost: rows beyond it share one effect', () => {
    const ways = Array.from({ length: 3 * MOST_STATES }, (_, index) => way(`k:${index} common`, index % 2 === 0))
    const effects = removalEffects(ways)
    expect(effects.size).toBe(3 * MOST_STATES + 1)
    expect(effects.get('common')).toBeCloseTo(1, 9)
    expect(new Set(effects.values()).size).toBeLessThanOrEqual(MOST_STATES)
  })

  /** The chance to come to the outcome in the chain of these ways, by walking it until nothing moves; a removed row leads to nothing. */
  function chanceOf(ways: readonly Way[], removed: string | null): number {
    const counts = new Map<string, Map<string, number>>()
    const count = (from: string, to: string) => {
      const row = counts.get(from) ?? new Map<string, number>()
      counts.set(from, row.set(to, (row.get(to) ?? 0) + 1))
    }
    for (const { keys, isReached } of ways) {
      const stations = ['(start)', ...keys, isReached ? '(reached)' : '(nothing)']
      stations.slice(1).forEach((to, index) => count(stations[index]!, to))
    }
    let where = new Map([['(start)', 1]])
    let chance = 0
    for (let round = 0; round < 4000; round += 1) {
      const next = new Map<string, number>()
      for (const [from, part] of where) {
        const row = counts.get(from)!
        const all = [...row.values()].reduce((a, b) => a + b, 0)
        for (const [to, n] of row) {
          if (to === '(reached)') chance += (part * n) / all
          else if (to !== '(nothing)' && to !== removed) next.set(to, (next.get(to) ?? 0) + (part * n) / all)
        }
      }
      where = next
      if (where.size === 0) break
    }
    return chance
  }
})

describe('the way to an outcome', () => {
  const arrivals = [
    { shareId: '9', at: day(3), scene: null },
    { shareId: '10', at: day(3), scene: null },
    { shareId: '4', at: day(5), scene: 1007 },
    { shareId: '4', at: day(1), scene: 1008 },
    { shareId: '7', at: day(20), scene: null },
    { shareId: '5', at: day(-80), scene: null },
  ]
  const ids = (at: Date, days: number, own: string[] = []) =>
    pathTo(arrivals, at, days * DAY_MS, (id) => own.includes(id)).map(({ shareId }) => shareId)

  it('has each share once, at its first arrival with whichever account, in the order of arriving', () => {
    expect(ids(day(10), 30)).toEqual(['4', '9', '10'])
  })
  it('ends with the outcome, whose own moment counts', () => {
    expect(ids(day(20), 30)).toEqual(['4', '9', '10', '7'])
    expect(ids(new Date(day(20).getTime() - 1), 30)).toEqual(['4', '9', '10'])
  })
  it('begins with the look-back window', () => {
    expect(ids(day(10), 90)).toEqual(['5', '4', '9', '10'])
    expect(ids(day(10), 89)).toEqual(['4', '9', '10'])
  })
  it('leaves out what the person passed on', () => {
    expect(ids(day(10), 30, ['9'])).toEqual(['4', '10'])
  })
})
