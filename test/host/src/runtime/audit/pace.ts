/** What `work` takes on a quiet desktop of today, in milliseconds. */
const QUIET_MS = 0.35
const MOST = 50
const SHORTEST_SAMPLE_MS = 5
const LONGEST_SAMPLE_MS = 150

/** The first rounds are slow because nothing is compiled yet. */
let warmUps = 10

/**
 * How many times slower than a quiet one this machine computes right now, found by doing a fixed piece of work again and
 * again for a tenth of the time that is in question. The clock alone would blame the mini-program for whatever else a
 * busy machine does.
 */
export function slowness(ms = 0): number {
  for (; warmUps > 0; warmUps--) work()
  const sample = Math.min(LONGEST_SAMPLE_MS, Math.max(SHORTEST_SAMPLE_MS, ms / 10))
  const startedAt = performance.now()
  let rounds = 0
  let elapsed = 0
  while (elapsed < sample) {
    work()
    rounds++
    elapsed = performance.now() - startedAt
  }
  return Math.min(MOST, Math.max(1, elapsed / rounds / QUIET_MS))
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
