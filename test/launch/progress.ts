/** Takes one line meant for the person who waits. */
export type Log = (line: string) => void

/** Seconds since `startedAt` (milliseconds), as people read them. */
export function secondsSince(startedAt: number): string {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
}

/** Says what is being done, then how it went; `work` may return words to put beside it. */
export async function step<T>(
  title: string,
  work: (log: Log) => Promise<T>,
  outcome?: (result: T) => string,
): Promise<T> {
  const startedAt = Date.now()
  const isTerminal = process.stdout.isTTY && !process.env.CI
  const close = (line: string) => process.stdout.write(`${isTerminal ? '\r\x1b[K' : ''}${line}\n`)
  const tick = () => {
    if (isTerminal) process.stdout.write(`\r\x1b[K… ${title}  ${secondsSince(startedAt)}`)
    else close(`… ${title}, ${secondsSince(startedAt)} so far`)
  }
  if (isTerminal) process.stdout.write(`… ${title}`)
  const ticking = setInterval(tick, isTerminal ? 500 : 10_000)
  try {
    const result = await work((line) => close(`  ${line}`))
    const words = outcome?.(result)
    close(`✓ ${title}${words ? `: ${words}` : ''}  ${secondsSince(startedAt)}`)
    return result
  } catch (error) {
    close(`✗ ${title}  ${secondsSince(startedAt)}`)
    throw error
  } finally {
    clearInterval(ticking)
  }
}

/** What the person sees of a failure: its message; the stack only where it is our own mistake. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // What Node says of an option it does not know is a TypeError too, but the person's mistake and in words for people.
  const isOption = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')
  const isMistake = !isOption && ['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError'].includes(error.name)
  return isMistake ? (error.stack ?? error.message) : error.message
}
