import type { Logger } from 'pino'

/** Injection token of the server's log. */
export const LOG = Symbol('log')
export type Log = Logger
