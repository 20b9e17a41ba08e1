import type { Audience, RequestStatus } from '@quanke/shared/domain/referral-request'
import { REQUEST_MOVES } from '@quanke/shared/domain/referral-request'
import { canMove } from '@quanke/shared/domain/moves'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { holdsPhoneNumber } from '@quanke/shared/domain/text'

export interface AskFacts {
  hasOwner: boolean
  audience: Audience
  hasGroup: boolean
  isMember: boolean
  words: string
}

/** Why this client may not ask for a referral, or null (domain rules, section 8). */
export function askRefusal({ hasOwner, audience, hasGroup, isMember, words }: AskFacts): Refusal | null {
  if (!hasOwner) return 'no_owner_yet'
  if (audience === 'group' && !hasGroup) return 'request_group_required'
  if (audience === 'group' && !isMember) return 'not_a_member'
  if (holdsPhoneNumber(words)) return 'phone_in_words'
  return null
}

/** Why the client may not take the request back, or null. */
export function withdrawRefusal(status: RequestStatus): Refusal | null {
  return canMove(REQUEST_MOVES, status, 'withdrawn') ? null : 'request_closed'
}

/** Why the client may not close the request with an outcome, or null. */
export function closeRefusal(status: RequestStatus, words: string | null): Refusal | null {
  if (!canMove(REQUEST_MOVES, status, 'closed')) return 'request_closed'
  return words !== null && holdsPhoneNumber(words) ? 'phone_in_words' : null
}
