import { SetMetadata } from '@nestjs/common'
import type { StaffRole } from '@quanke/shared/domain/organization'
import type { Actor } from './actor'

/** `anyone` needs no session; `visitor` is everybody with one; the rest are what the account is. */
export type Caller = 'anyone' | 'visitor' | 'client' | 'agent' | 'leader' | StaffRole

export const ALLOWED_CALLERS = 'quanke:allowed-callers'

/**
 * Who may call a route. A route without it stops the server's start. `anyone` together with others is a route that is open, and knows whoever comes
 * with a session; an ended one is refused, so that it is renewed rather than taken for a stranger's.
 */
export const Allow = (...callers: [Caller, ...Caller[]]) => SetMetadata(ALLOWED_CALLERS, callers)

/** Whether a route reads the session that comes with a request. */
export const knowsCallers = (callers: readonly Caller[]): boolean => callers.some((caller) => caller !== 'anyone')

/** Whether this actor is one of the allowed callers. */
export function isAllowed(callers: readonly Caller[], actor: Actor): boolean {
  return callers.some((caller) => {
    if (caller === 'anyone' || caller === 'visitor') return true
    if (caller === 'client') return actor.recordId !== null
    if (caller === 'agent') return actor.agentId !== null
    if (caller === 'leader') return actor.leadsPath !== null
    return actor.staffRole === caller
  })
}
