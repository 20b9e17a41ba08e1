import type { HeadlessPhone } from './headless-phone'

/** A phone that a test file opened, as its test environment sees it. */
export type WatchedPhone = Pick<HeadlessPhone, 'name' | 'isClosed' | 'evidence' | 'takeErrors' | 'endExpectations'>

const KEY = Symbol.for('weapp-host.phones')

/** The phones of a global scope; a test environment makes the set, and phones that are opened add themselves to it. */
export function watchPhones(scope: object): Set<WatchedPhone> {
  const phones = new Set<WatchedPhone>()
  Object.defineProperty(scope, KEY, { value: phones, configurable: true })
  return phones
}

/** Makes a phone known to the test environment, if there is one. */
export function announcePhone(phone: WatchedPhone): void {
  ;(globalThis as unknown as Record<symbol, Set<WatchedPhone> | undefined>)[KEY]?.add(phone)
}
