import pino, { type Logger } from 'pino'

/** A line is written this many milliseconds after it was made, at the latest. */
const FLUSH_MS = 100

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
    // Nobody's request waits for a disk that is busy, and many lines are one writing; the last ones go out when the process ends by itself.
    pino.destination({ sync: false, minLength: 16_000, periodicFlush: FLUSH_MS }),
  )
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
