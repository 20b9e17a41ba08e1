import {
  REQUEST_MOVES,
  type IntroductionKind,
  type IntroductionStatus,
  type RequestStatus,
} from '@quanke/shared/domain/referral-request'
import { canMove } from '@quanke/shared/domain/moves'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { holdsPhoneNumber } from '@quanke/shared/domain/text'
import type { Reader } from './reader.rules'

/** Who may introduce: the owning agent, and members of the group that the request was shown to. Leaders only read. */
export const mayIntroduce = (reader: Reader, status: RequestStatus): boolean =>
  (reader === 'owner' || reader === 'member') && canMove(REQUEST_MOVES, status, 'answered')

export interface IntroduceFacts {
  reader: Reader
  status: RequestStatus
  kind: IntroductionKind
  counterpartAgreed: boolean
  /** Whatever free text the client reads before saying yes. */
  texts: readonly string[]
  /** The provider of the directory, when one was chosen. */
  provider: { isValid: boolean } | null
  /** A name was given, for somebody who is not from the directory. */
  hasName: boolean
  hasContact: boolean
  /** Agents only may introduce from the directory. */
  isAgent: boolean
}

/** Why this introduction is refused, or null. No contact passes until both sides have said yes (domain rules, section 8). */
export function introduceRefusal(facts: IntroduceFacts): Refusal | null {
  if (facts.reader === 'leader' || facts.reader === 'client') return 'not_allowed'
  if (facts.status === 'closed' || facts.status === 'withdrawn') return 'request_closed'
  if (!mayIntroduce(facts.reader, facts.status)) return 'request_state_wrong'
  if (!facts.counterpartAgreed) return 'counterpart_not_agreed'
  if (facts.texts.some(holdsPhoneNumber)) return 'phone_in_words'
  return facts.kind === 'provider' ? providerRefusal(facts) : personRefusal(facts)
}

function providerRefusal({ provider, isAgent }: IntroduceFacts): Refusal | null {
  if (provider === null || !isAgent) return 'provider_not_found'
  return provider.isValid ? null : 'provider_expired'
}

const personRefusal = ({ hasName, hasContact }: IntroduceFacts): Refusal | null =>
  hasName && hasContact ? null : 'invalid_request'

export interface SettleFacts {
  introduction: IntroductionStatus
  request: RequestStatus
  to: 'accepted' | 'declined'
}

/** Why the client may not settle this introduction, or null. Several of one request may be accepted, one after the other. */
export function settleRefusal({ introduction, request, to }: SettleFacts): Refusal | null {
  if (introduction !== 'offered') return 'introduction_settled'
  if (request === 'closed' || request === 'withdrawn') return 'request_closed'
  return to === 'accepted' && request === 'open' ? 'request_state_wrong' : null
}

/** What the request becomes when one of its introductions is settled and these others stand as they do. */
export function statusAfterSettling(to: 'accepted' | 'declined', others: readonly IntroductionStatus[]): RequestStatus {
  if (to === 'accepted' || others.includes('accepted')) return 'introduced'
  return others.includes('offered') ? 'answered' : 'open'
}
