import type { Phone } from '../phone'

/** Gives the mini-program a global function whose calls are told to the automators. */
export function bindFunction(phone: Phone, name: string): void {
  const call = (...args: unknown[]) => phone.announce('binding', { name, args })
  phone.realm.global[name] = call
  ;(phone.realm.window as unknown as Record<string, unknown>)[name] = call
}
