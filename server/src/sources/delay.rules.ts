/** A value of a sorted list, with its place (from 1) and the length of the list. */
export interface Ranked {
  value: number
  nth: number
  count: number
}

export interface Quartiles {
  people: number
  median: number
  lower: number
  upper: number
}

/** The quartiles of a list of which only the values beside the quartiles are known; between two values they lie on the line (R's type 7). */
export function quartiles(ranked: readonly Ranked[]): Quartiles | null {
  const count = ranked[0]?.count ?? 0
  if (count === 0) return null
  const at = new Map(ranked.map(({ nth, value }) => [nth, value]))
  const quantile = (part: number): number => {
    const place = 1 + (count - 1) * part
    const [below, above] = [at.get(Math.floor(place))!, at.get(Math.ceil(place))!]
    return below + (above - below) * (place - Math.floor(place))
  }
  return { people: count, median: quantile(0.5), lower: quantile(0.25), upper: quantile(0.75) }
}
