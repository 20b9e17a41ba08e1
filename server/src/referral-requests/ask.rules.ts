import type {
  Audience,
  IntroductionStatus,
  RequestCategory,
  RequestStatus,
} from '@quanke/shared/domain/referral-request'
import { REQUEST_MOVES } from '@quanke/shared/domain/referral-request'
import { PICTURES } from '@quanke/shared/domain/picture'
import { canMove } from '@quanke/shared/domain/moves'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { holdsContact } from '@quanke/shared/domain/contact'
import { answersRefusal } from './answers.rules'
import { hasAgreed } from './introduction.rules'
import type { Answers } from './referral-request.entity'

export interface AskFacts {
  hasOwner: boolean
  audience: Audience
  hasGroup: boolean
  isMember: boolean
  category: RequestCategory
  words: string
  answers: Answers
}

/** Why this client may not ask for a referral, or null (domain rules, section 8). */
export function askRefusal({
  hasOwner,
  audience,
  hasGroup,
  isMember,
  category,
  words,
  answers,
}: AskFacts): Refusal | null {
  if (!hasOwner) return 'no_owner_yet'
  if (audience === 'group' && !hasGroup) return 'request_group_required'
  if (audience === 'group' && !isMember) return 'not_a_member'
  return textsRefusal(category, words, answers)
}

function textsRefusal(category: RequestCategory, words: string, answers: Answers): Refusal | null {
  return holdsContact(words) ? 'phone_in_words' : answersRefusal(category, answers)
}

/** Whether the client may still change what was asked: until an introduction is accepted. */
export function mayEdit(status: RequestStatus, introductions: readonly IntroductionStatus[]): Refusal | null {
  if (status === 'closed' || status === 'withdrawn') return 'request_closed'
  return introductions.some((one) => hasAgreed(one, 'client')) ? 'request_accepted' : null
}

export interface EditFacts {
  status: RequestStatus
  introductions: readonly IntroductionStatus[]
  /** The version on the client's screen, and the one that is stored. */
  seen: number
  stored: number
  category: RequestCategory
  words: string
  answers: Answers
}

/** Why this edit is refused, or null. */
export function editRefusal({
  status,
  introductions,
  seen,
  stored,
  category,
  words,
  answers,
}: EditFacts): Refusal | null {
  const refusal = mayEdit(status, introductions)
  if (refusal) return refusal
  return seen === stored ? textsRefusal(category, words, answers) : 'request_edited_meanwhile'
}

/** Why the client may not take the request back, or null. */
export function withdrawRefusal(status: RequestStatus): Refusal | null {
  return canMove(REQUEST_MOVES, status, 'withdrawn') ? null : 'request_closed'
}

/** Why the client may not close the request with an outcome, or null. */
export function closeRefusal(status: RequestStatus, words: string | null): Refusal | null {
  if (!canMove(REQUEST_MOVES, status, 'closed')) return 'request_closed'
  return words !== null && holdsContact(words) ? 'phone_in_words' : null
}

/** Why no picture may be added, or null. */
export function pictureRefusal(status: RequestStatus, count: number): Refusal | null {
  if (status === 'closed' || status === 'withdrawn') return 'request_closed'
  return count < PICTURES.most ? null : 'pictures_enough'
}

/** Why the leader may not hand the request over, or null: before the time is over it is the owner's. */
export function handOverRefusal(facts: {
  status: RequestStatus
  isEscalated: boolean
  /** The agent of the leader's teams; null when there is none such. */
  agent: { isActive: boolean; isLeader: boolean; isOwner: boolean } | null
}): Refusal | null {
  if (facts.status === 'closed' || facts.status === 'withdrawn') return 'request_closed'
  if (!facts.isEscalated) return 'request_not_escalated'
  if (facts.agent === null) return 'agent_not_found'
  if (!facts.agent.isActive) return 'agent_departed'
  // The one did not answer, the other can do so without asking herself.
  if (facts.agent.isOwner) return 'hand_over_to_owner'
  return facts.agent.isLeader ? 'hand_over_to_self' : null
}
