import { newcombe, wilson } from '@quanke/shared/domain/intervals'

const count = (hits: number, total: number) => ({ hits, total })

// Deterministic: every pair of counts up to these sizes, not a sample.
const pairs = [0, 1, 2, 3, 5, 8, 13].flatMap((total) =>
  Array.from({ length: total + 1 }, (_, hits) => count(hits, total)),
)

describe("Wilson's interval of a proportion", () => {
  // Table I of Newcombe 1998, 857-872, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d is as published', (hits, total, low, high) => {
    const interval = wilson(count(hits, total))!
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
    expect(interval.value).toBe(hits / total)
  })

  it('is none when there is nobody', () => expect(wilson(count(0, 0))).toBeNull())

  it('lies within 0 and 1, around the proportion, and mirrors when yes and no change places', () => {
    for (const { hits, total } of pairs) {
      const interval = wilson(count(hits, total))
      if (!interval) continue
      expect(interval.low).toBeGreaterThanOrEqual(0)
      expect(interval.low).toBeLessThanOrEqual(interval.value)
      expect(interval.high).toBeGreaterThanOrEqual(interval.value)
      expect(interval.high).toBeLessThanOrEqual(1)
      const mirror = wilson(count(total - hits, total))!
      expect(mirror.low).toBeCloseTo(1 - interval.high, 12)
      expect(mirror.high).toBeCloseTo(1 - interval.low, 12)
    }
  })

  it('is narrower when more people are counted', () => {
    const width = (scale: number) => {
      const { low, high } = wilson(count(3 * scale, 10 * scale))!
      return high - low
    }
    expect(width(10)).toBeLessThan(width(2))
    expect(width(1000)).toBeLessThan(width(10))
  })

  it('solves the score equation that defines it', () => {
    for (const { hits, total } of pairs) {
      const interval = wilson(count(hits, total))
      if (!interval || hits === 0 || hits === total) continue
      for (const bound of [interval.low, interval.high])
        expect(Math.abs(interval.value - bound) / Math.sqrt((bound * (1 - bound)) / total)).toBeCloseTo(1.96, 3)
    }
  })
})

describe("Newcombe's interval of a difference", () => {
  // Table II of Newcombe 1998, 873-890, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('of %d in %d less %d in %d is as published', (a, m, b, n, low, high) => {
    const interval = newcombe(count(a, m), count(b, n))!
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  it('is none when one side has nobody', () => {
    expect(newcombe(count(0, 0), count(1, 2))).toBeNull()
    expect(newcombe(count(1, 2), count(0, 0))).toBeNull()
  })

  it('lies within -1 and 1, around the difference, and turns its sign when the sides change places', () => {
    for (const first of pairs)
      for (const second of pairs) {
        const interval = newcombe(first, second)
        if (!interval) continue
        expect(interval.low).toBeGreaterThanOrEqual(-1)
        expect(interval.low).toBeLessThanOrEqual(interval.value)
        expect(interval.high).toBeGreaterThanOrEqual(interval.value)
        expect(interval.high).toBeLessThanOrEqual(1)
        const turned = newcombe(second, first)!
        expect(turned.low).toBeCloseTo(-interval.high, 12)
        expect(turned.high).toBeCloseTo(-interval.low, 12)
      }
  })

  it('holds zero when both sides do the same', () => {
    for (const { hits, total } of pairs) {
      const interval = newcombe(count(hits, total), count(hits * 2, total * 2))
      if (!interval) continue
      expect(interval.low).toBeLessThanOrEqual(0)
      expect(interval.high).toBeGreaterThanOrEqual(0)
    }
  })
})
