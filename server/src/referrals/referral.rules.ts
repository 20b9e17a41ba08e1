import { canMove } from '@quanke/shared/domain/moves'
import {
  AGENT_REFERRAL_MOVES,
  REFERRAL_MOVES,
  type AgentReferralMove,
  type ReferralStatus,
  type ReferrerStatus,
} from '@quanke/shared/domain/referral'
import type { Refusal } from '@quanke/shared/domain/refusal'
import type { ThanksOccasion } from './referral-thanks.entity'

/** The status as it is at this moment: a card that nobody accepted in time is expired, swept or not. */
export function statusNow(
  { status, expiresAt }: { status: ReferralStatus; expiresAt: Date },
  now: Date,
): ReferralStatus {
  return canMove(REFERRAL_MOVES, status, 'expired') && expiresAt <= now ? 'expired' : status
}

export interface DeclineFacts {
  status: ReferralStatus
  /** The same account, the same record or the same verified phone number as the referrer's. */
  isReferrer: boolean
  /** The very agent who is recommended. */
  isReferrersAgent: boolean
}

/** Why this person may not turn the card down, or null: a card is turned down by whom it might concern. */
export function declineRefusal({ status, isReferrer, isReferrersAgent }: DeclineFacts): Refusal | null {
  if (isReferrer) return 'referral_own'
  if (isReferrersAgent) return 'referral_by_agent'
  if (status === 'expired') return 'referral_expired'
  return status === 'offered' || status === 'opened' ? null : 'referral_closed'
}

export interface AcceptFacts extends DeclineFacts {
  isAgentActive: boolean
  hasAdviser: boolean
}

/** Why this person may not become a client through this card, or null (domain rules, sections 3 and 8). */
export function acceptRefusal(facts: AcceptFacts): Refusal | null {
  const refusal = declineRefusal(facts)
  if (refusal) return refusal
  if (!facts.isAgentActive) return 'agent_departed'
  return facts.hasAdviser ? 'referral_has_adviser' : null
}

/**
 * Whether a card of this agent's comes too late, since the person's record has an owner. A record whose consent was withdrawn goes back to its own
 * owner only, so it may be revived by a card for that owner (domain rules, section 3.4 a).
 */
export function hasAdviser(
  record: { ownerAgentId: string | null; isActive: boolean } | null,
  agentId: string,
): boolean {
  if (record === null || record.ownerAgentId === null) return false
  return record.isActive || record.ownerAgentId !== agentId
}

/** Why the agent may not move the referral there, or null. A bad end needs its reason. */
export function moveRefusal(from: ReferralStatus, to: AgentReferralMove, hasReason: boolean): Refusal | null {
  if (!canMove(REFERRAL_MOVES, from, to)) return 'referral_state_wrong'
  return to === 'lost' && !hasReason ? 'invalid_request' : null
}

/** Where the agent may move a referral from here. */
export const agentMoves = (from: ReferralStatus): AgentReferralMove[] =>
  AGENT_REFERRAL_MOVES.filter((to) => canMove(REFERRAL_MOVES, from, to))

/** Statuses after the friend's yes: thanks for the consent are due. */
export const SINCE_CONSENT: readonly ReferralStatus[] = ['consented', 'contacted', 'met', 'proposed', 'won', 'lost']
export const OUTCOMES: readonly ReferralStatus[] = ['won', 'lost']

/** Which thanks are due at this status, when these were sent already: one at consent, one at outcome. */
export function thanksDue(status: ReferralStatus, sent: readonly ThanksOccasion[]): ThanksOccasion[] {
  const due: ThanksOccasion[] = []
  if (SINCE_CONSENT.includes(status)) due.push('consent')
  if (OUTCOMES.includes(status)) due.push('outcome')
  return due.filter((occasion) => !sent.includes(occasion))
}

/** Why these thanks cannot be sent now, or null; their words have a rule of their own. */
export function thankRefusal(due: readonly ThanksOccasion[], at: ThanksOccasion): Refusal | null {
  return due.includes(at) ? null : 'referral_state_wrong'
}

/** What the referrer sees: kind and discreet, the same for every outcome (domain rules, section 8). */
export function referrerStatus(status: ReferralStatus, thanksCount: number): ReferrerStatus {
  if (thanksCount > 0) return 'thanked'
  if (SINCE_CONSENT.includes(status)) return 'accepted'
  return status === 'offered' || status === 'opened' ? 'waiting' : 'ended'
}
