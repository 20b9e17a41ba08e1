/** The standard normal quantile that leaves 2.5% on each side: what "95%" means below. */
export const Z95 = 1.959963984540054

/** How many of how many. */
export interface Count {
  hits: number
  total: number
}

/** A proportion, or a difference of two, with the bounds of its interval; all between -1 and 1, not in percent. */
export interface Interval {
  value: number
  low: number
  high: number
}

/**
 * Wilson's score interval of a proportion, without continuity correction; null when there is nobody. Unlike the textbook interval it never leaves
 * 0..1 and never has no width (Wilson 1927; method 3 in Newcombe, Statistics in Medicine 17, 1998, 857-872).
 */
export function wilson({ hits, total }: Count, z = Z95): Interval | null {
  if (total <= 0) return null
  const value = hits / total
  const middle = 2 * hits + z * z
  const spread = z * Math.sqrt(z * z + 4 * hits * (1 - value))
  const width = 2 * (total + z * z)
  // The bounds at nobody and at everybody are exact: rounding must not leave a trace of somebody.
  return {
    value,
    low: hits === 0 ? 0 : (middle - spread) / width,
    high: hits === total ? 1 : (middle + spread) / width,
  }
}

/**
 * Newcombe's hybrid score interval of the difference of two independent proportions, the first less the second; null when one side has nobody
 * (method 10 in Newcombe, Statistics in Medicine 17, 1998, 873-890).
 */
export function newcombe(first: Count, second: Count, z = Z95): Interval | null {
  const a = wilson(first, z)
  const b = wilson(second, z)
  if (!a || !b) return null
  const value = a.value - b.value
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  }
}
