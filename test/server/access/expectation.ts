import type { Refusal } from '@quanke/shared/domain/refusal'
import { AGENTS, allBut, type Role } from './roles'
import type { World } from './world'

/** What is sent. The same is tried by those who may and by those who may not. */
export interface Ask {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: object
  /** Sent as a form with this picture in it. */
  picture?: Buffer
  /** Another session than the role's own, for acts that use one up. */
  token?: string | null
}

/**
 * Who gets an answer from a route (domain rules, section 10). Of those who are not named, the ones without a session are told to sign in and all
 * others that they are not allowed.
 */
export interface Expectation {
  route: string
  about?: string
  ask: (world: World, role: Role) => Ask | Promise<Ask>
  may: readonly Role[]
  /** For these the thing does not exist: they get the very answer that an id gets which nobody ever gave out. */
  blind?: readonly Role[]
  refused?: Partial<Record<Refusal, readonly Role[]>>
  /** For lists: only these find this text in what they get. */
  finds?: { text: (world: World) => string; only: readonly Role[] }
}

export const nothing = () => ({})
export const OTHER_AGENTS = allBut(AGENTS, 'owner')
export const AGENTS_OUT_OF_SIGHT = allBut(AGENTS, 'owner', 'leader')
export const yesTo = async (world: World, purpose: string) => ({
  decisions: [{ purpose, textVersion: await world.make.textVersion(purpose), given: true }],
  isAdult: true,
})
