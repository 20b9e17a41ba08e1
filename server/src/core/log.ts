import pino, { type DestinationStream, type Logger } from 'pino'

/** A line is written this many milliseconds after it was made, at the latest. */
const FLUSH_MS = 100
/** Sooner, when there are so many characters to write. */
const FLUSH_LENGTH = 16_000

/** The server's log: one JSON line for each thing, without bodies, headers, addresses or query strings. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { req: () => undefined, res: () => undefined, err: withoutData },
    },
    output(),
  )
}

/**
 * Standard output, where nobody's request waits for a disk that is busy, and many lines are one writing; the last ones go out when the process ends by
 * itself. Lines wait here, since pino's own buffer measures all that it holds at each new line, which costs more than the line.
 */
function output(): DestinationStream & Pick<Logger, 'flush'> {
  const out = pino.destination({ sync: false, minLength: 1 })
  let lines: string[] = []
  let length = 0
  let timer: NodeJS.Timeout | null = null
  const handOver = (): void => {
    if (timer) clearTimeout(timer)
    timer = null
    if (lines.length > 0) out.write(lines.join(''))
    lines = []
    length = 0
  }
  // Before pino's own, which writes what it was given.
  process.prependListener('exit', handOver)
  return {
    write(line) {
      lines.push(line)
      length += line.length
      if (length >= FLUSH_LENGTH) handOver()
      else timer ??= setTimeout(handOver, FLUSH_MS)
    },
    flush(done) {
      handOver()
      out.flush(done)
    },
  }
}

/** An error as it may be logged: SQL parameters and bound values can hold personal data, so only the kind and the place are kept. */
function withoutData(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an Error' }
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } }
  const isDatabase = driverError !== undefined
  return {
    type: error.name,
    code: driverError?.code ?? code,
    message: isDatabase ? 'the database refused a statement' : error.message,
    stack: isDatabase
      ? error.stack
          ?.split('\n')
          .filter((line) => line.trimStart().startsWith('at '))
          .join('\n')
      : error.stack,
  }
}
