import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DemoAddresses } from './server'

export interface Phones {
  /** Answers what belongs to the phones; false for all else. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  close(): Promise<void>
}

/** The compiled mini-program in the visitor's own browser: the host's frames, against this run's server and sandbox. */
export function openPhones(_addresses: DemoAddresses): Promise<Phones> {
  return Promise.resolve({ answer: () => Promise.resolve(false), close: () => Promise.resolve() })
}
