/** No request of ours nests deeper than this. */
const DEEPEST = 12

/** Whether a parsed body nests deeper than any request of ours: recursive validation must never see such a thing. */
export function isTooDeep(body: unknown): boolean {
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
  return false
}
