/** What `work` takes on a quiet machine of today, in milliseconds. */
const QUIET_MS = 1.2
const MOST = 50
/** The first rounds are slow because nothing is compiled yet. */
let warmUps = 5

/**
 * How fast this machine computes at the moment, found by doing a fixed piece of work. The clock alone would blame the
 * mini-program for whatever else a busy machine is doing.
 */
export function slowness(): number {
  for (; warmUps > 0; warmUps--) work()
  const startedAt = performance.now()
  work()
  return Math.min(MOST, Math.max(1, (performance.now() - startedAt) / QUIET_MS))
}

/** Small objects, a table and text: what scripts and renderers spend their time on. */
function work(): number {
  const words = new Map<string, { count: number }>()
  for (let round = 0; round < 6000; round++) {
    const word = `w${round % 97}`
    const entry = words.get(word)
    if (entry) entry.count += word.length
    else words.set(word, { count: 0 })
  }
  let sum = 0
  for (const { count } of words.values()) sum += count
  return sum
}
