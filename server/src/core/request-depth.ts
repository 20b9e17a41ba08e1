/** No request of ours nests deeper than this. */
const DEEPEST = 12

/** Whether a parsed body nests deeper than any request of ours: recursive validation must never see such a thing. */
export function isTooDeep(body: unknown, levelsLeft = DEEPEST): boolean {
  if (typeof body !== 'object' || body === null) return false
  return levelsLeft === 0 || Object.values(body).some((inner) => isTooDeep(inner, levelsLeft - 1))
}
