import { quartiles } from '../../../server/src/sources/delay.rules'
import { daysOf, periodOf, trendPeriods } from '../../../server/src/sources/period.rules'
import { boardRows, mayBeNamed, NOBODY, rateOf, sumOf, toldStages } from '../../../server/src/sources/source.rules'
import { callersOf, leadsOf, weightsOf, type WeightNode } from '../../../server/src/sources/weight.rules'

describe('the period of a board', () => {
  it.each([
    ['is the last thirty days when nobody says anything', {}, { from: '2026-11-01', to: '2026-11-30' }],
    ['is so many days up to today', { days: 7 }, { from: '2026-11-24', to: '2026-11-30' }],
    ['is from one day to another', { from: '2026-02-01', to: '2026-02-28' }, { from: '2026-02-01', to: '2026-02-28' }],
    ['ends today when only its start is said', { from: '2026-11-29' }, { from: '2026-11-29', to: '2026-11-30' }],
    ['is refused when it ends before it begins', { from: '2026-12-01' }, { wrong: 'from' }],
    ['is refused when it is longer than two years', { from: '2024-01-01' }, { wrong: 'from' }],
  ])('%s', (_, asked, expected) => expect(periodOf(asked, '2026-11-30')).toMatchObject(expected))

  it.each([7, 14, 15, 30, 90, 365, 731])(
    'of %i days falls into points without a gap, the newest of them whole',
    (days) => {
      const period = periodOf({ days }, '2026-11-30') as { from: string; to: string }
      const points = trendPeriods(period)
      expect(points[0]!.from).toBe(period.from)
      expect(points.at(-1)!.to).toBe(period.to)
      expect(points.reduce((sum, point) => sum + daysOf(point), 0)).toBe(days)
      expect(daysOf(points.at(-1)!)).toBe(days <= 14 ? 1 : 7)
    },
  )
})

describe('the rows of a board', () => {
  const row = (key: string, came: number, more: object = {}) => ({ key, ...NOBODY, came, ...more })

  it('are in order of size, with what is beyond them as "rest", so that they add up', () => {
    const totals = { ...NOBODY, came: 20, won: 2 }
    const rows = boardRows([row('none', 9), row('a', 2), row('b', 5, { won: 1 }), row('c', 3)], totals, 2)
    expect(rows.map(({ key, came }) => [key, came])).toEqual([['b', 5], ['c', 3], ['none', 9], ['rest', 3]]) // prettier-ignore
    expect(sumOf(rows)).toEqual(totals)
  })

  it('have no "rest" when all of them are there', () => {
    expect(boardRows([row('a', 2)], { ...NOBODY, came: 2 }, 50).map(({ key }) => key)).toEqual(['a'])
  })

  it('tell a proportion of those whom shares reached, and none where shares reached nobody', () => {
    // Newcombe 1998, table I: 15 of 148 by the score method.
    expect(rateOf({ ...NOBODY, came: 200, reached: 148, turned: 15 })).toMatchObject({
      low: expect.closeTo(0.0624, 4),
      high: expect.closeTo(0.1605, 4),
    })
    expect(rateOf({ ...NOBODY, came: 7, consented: 7 })).toBeNull()
  })
})

describe('who stands behind a figure', () => {
  it.each([
    ['a visitor is never named', { isOwn: false, showsActivity: true, listed: null }, false],
    ['an own client is named', { isOwn: true, showsActivity: false, listed: 'consented' }, true],
    ['who read is not told of a client who does not let it be seen', { isOwn: true, showsActivity: false, listed: 'read' }, false],
    ['who read is told of a client who lets it be seen', { isOwn: true, showsActivity: true, listed: 'read' }, true],
  ] as const)('%s', (_, facts, expected) => expect(mayBeNamed(facts)).toBe(expected)) // prettier-ignore

  it('shows of a named client what was opened and read only with the consent to it', () => {
    expect(toldStages(['opened', 'read', 'joined', 'consented'], true, false)).toEqual(['joined', 'consented'])
    expect(toldStages(['opened', 'read', 'consented'], true, true)).toEqual(['opened', 'read', 'consented'])
    expect(toldStages(['opened', 'read'], false, false)).toEqual(['opened', 'read'])
  })
})

describe('quartiles', () => {
  /** All values with their places; the rule needs those beside a quartile only. */
  const ranked = (...values: number[]) =>
    values.map((value, index) => ({ value, nth: index + 1, count: values.length }))
  it.each([
    ['of nobody are none', ranked(), null],
    ['of one are that one', ranked(5), { people: 1, median: 5, lower: 5, upper: 5 }],
    ['lie between two', ranked(1, 2, 3, 4), { people: 4, median: 2.5, lower: 1.75, upper: 3.25 }],
    // R: quantile(c(1, 3, 6, 10, 15, 21), type = 7)
    ['are those of R', ranked(1, 3, 6, 10, 15, 21), { people: 6, median: 8, lower: 3.75, upper: 13.75 }],
  ])('%s', (_, values, expected) => expect(quartiles(values)).toEqual(expected))
})

describe('who carries weight', () => {
  const node = (id: string, parentId: string | null, person: string, openedBy = 0, clients = 0): WeightNode => ({ id, parentId, person, openedBy, clients }) // prettier-ignore

  it('is measured by what hangs below: who passed on, whom that reached, and who became a client', () => {
    const weights = weightsOf([
      node('1', null, 'lin', 4),
      node('2', '1', 'xu', 3, 1),
      node('3', '2', 'han', 2, 1),
      node('4', '1', 'han', 5),
      node('5', '9', 'far', 1),
    ])
    expect(weights.get('lin')).toEqual({ shares: 1, passedOnBelow: 2, reachedBelow: 10, clients: 2 })
    expect(weights.get('xu')).toEqual({ shares: 1, passedOnBelow: 1, reachedBelow: 2, clients: 2 })
    expect(weights.get('han')).toEqual({ shares: 2, passedOnBelow: 0, reachedBelow: 0, clients: 1 })
    expect(weights.get('far')).toEqual({ shares: 1, passedOnBelow: 0, reachedBelow: 0, clients: 0 })
  })

  it('counts a share once for a person who stands above it twice, and never for its own maker', () => {
    const weights = weightsOf([node('1', null, 'lin', 1), node('2', '1', 'lin', 1), node('3', '2', 'xu', 7, 1)])
    expect(weights.get('lin')).toEqual({ shares: 2, passedOnBelow: 1, reachedBelow: 7, clients: 1 })
  })

  it('does not run in circles', () => {
    expect(weightsOf([node('1', '2', 'lin', 1), node('2', '1', 'xu', 1)]).get('lin')!.passedOnBelow).toBe(1)
  })

  it('measures ten thousand shares in a chain as wide as it is deep without delay', () => {
    const nodes = Array.from({ length: 10_000 }, (_, index) =>
      node(String(index), index === 0 ? null : String(Math.floor((index - 1) / 2)), `p${index}`, 1),
    )
    expect(weightsOf(nodes).get('p0')).toMatchObject({ passedOnBelow: 9_999, reachedBelow: 9_999 })
  })

  const carrier = (name: string, changes: object) => ({
    name, shares: 1, passedOnBelow: 0, reachedBelow: 0, clients: 0, reached: 0, read: 0, ...changes,
  }) // prettier-ignore

  it('calls those 龙头 whose passing on made others pass on, by the clients who came of it first', () => {
    const found = leadsOf(
      [
        carrier('alone', { clients: 9, reached: 50 }),
        carrier('wide', { passedOnBelow: 8, reachedBelow: 90 }),
        carrier('fruitful', { passedOnBelow: 1, clients: 2 }),
      ],
      10,
    )
    expect(found.map(({ name }) => name)).toEqual(['fruitful', 'wide'])
  })

  it('calls those 号召者 whose word surely moves most: many of many before all of a few', () => {
    const found = callersOf(
      [
        carrier('few', { reached: 5, read: 5 }),
        carrier('many', { reached: 100, read: 60 }),
        carrier('tiny', { reached: 4, read: 4 }),
        carrier('unread', { reached: 30 }),
      ],
      10,
    )
    expect(found.map(({ name }) => name)).toEqual(['many', 'few'])
  })
})
