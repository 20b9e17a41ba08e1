import type { IncomingMessage } from 'node:http'

const LOOPBACK = new Set(['127.0.0.1', 'localhost'])

/** Whether a request comes from a page of the very server that it reaches, which on this computer has two names. */
export function isOwnOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  if (!origin || !host || !URL.canParse(origin) || !URL.canParse(`http://${host}`)) return false
  const [from, to] = [new URL(origin), new URL(`http://${host}`)]
  return LOOPBACK.has(from.hostname) && LOOPBACK.has(to.hostname) && from.port === to.port
}
