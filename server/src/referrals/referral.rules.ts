import { canMove } from '@quanke/shared/domain/moves'
import type { AgentNoticeKind } from '@quanke/shared/domain/referral-words'
import {
  AGENT_REFERRAL_MOVES,
  NEEDS_REASON,
  REFERRAL_MOVES,
  type AgentReferralMove,
  type ReferralStatus,
  type ReferrerStatus,
  type SentAs,
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

/** Whether nobody has decided on the card yet. */
export const isWaiting = (status: ReferralStatus): boolean => status === 'offered' || status === 'opened'

/** Why the referrer may not send the card, or take it back, or null: it is the referrer's until the friend has decided. */
export const sendRefusal = (status: ReferralStatus): Refusal | null =>
  isWaiting(status) ? null : status === 'expired' ? 'referral_expired' : 'referral_closed'

/** How a card goes out: once it was an ordinary one it stays so, and a private one needs WeChat's activity. */
export function sentAs(before: SentAs | null, wanted: SentAs, hasActivity: boolean): SentAs {
  return before !== 'ordinary' && wanted === 'private' && hasActivity ? 'private' : 'ordinary'
}

export interface DeclineFacts {
  status: ReferralStatus
  /** The same account, record, verified phone number or unionid as the referrer's. */
  isReferrer: boolean
  /** The very agent who is recommended. */
  isReferrersAgent: boolean
  /** Has proved to have the card, where only its addressee may open it. */
  isAddressee: boolean
}

/** Why this person may not turn the card down, or null: a card is turned down by whom it might concern. */
export function declineRefusal({ status, isReferrer, isReferrersAgent, isAddressee }: DeclineFacts): Refusal | null {
  if (isReferrer) return 'referral_own'
  if (isReferrersAgent) return 'referral_by_agent'
  if (status === 'expired') return 'referral_expired'
  if (status === 'withdrawn') return 'referral_taken_back'
  if (!isWaiting(status)) return 'referral_closed'
  // Last: who it was for is forgotten with the card's end, and whoever has it then is not to look for another way in.
  return isAddressee ? null : 'referral_private'
}

export interface AcceptFacts extends DeclineFacts {
  isAgentActive: boolean
  /** Somebody serves this person, or did before the consent was taken back and would again. */
  adviser: 'now' | 'before' | null
  /** Came before the referrer in the chain of referrals, at whatever distance. */
  isAncestor: boolean
}

/** Why this person may not become a client through this card, or null (domain rules, sections 3 and 8). */
export function acceptRefusal(facts: AcceptFacts): Refusal | null {
  const refusal = declineRefusal(facts)
  if (refusal === 'referral_taken_back' && !facts.isAgentActive) return 'agent_departed'
  if (refusal) return refusal
  if (facts.isAncestor) return 'referral_loop'
  if (!facts.isAgentActive) return 'agent_departed'
  if (facts.adviser === 'now') return 'referral_has_adviser'
  return facts.adviser === 'before' ? 'referral_had_adviser' : null
}

/** Whether nothing may be kept of whoever opened the card: nobody whom it can be for. The one who sent it may look at it. */
export function leavesNothing(refusal: Refusal | null, isSender: boolean): boolean {
  if (isSender) return false
  return ['referral_own', 'referral_by_agent', 'referral_loop', 'referral_private'].includes(refusal ?? '')
}

/** A card was opened by somebody who is served already. */
export interface Meeting {
  /** The agent whom the card recommends. */
  cardAgentId: string
  clientRecordId: string
  ownerAgentId: string
}

/** Who is told what: the recommended agent that it was in vain, without who it was; the one who serves that the own client looked at it. */
export function noticesOfMeeting({
  cardAgentId,
  clientRecordId,
  ownerAgentId,
}: Meeting): { agentId: string; kind: AgentNoticeKind; recordId: string }[] {
  const inVain = { agentId: cardAgentId, kind: 'card_met_client', recordId: '0' } as const
  if (ownerAgentId === cardAgentId) return [inVain]
  return [inVain, { agentId: ownerAgentId, kind: 'client_met_card', recordId: clientRecordId }]
}

/**
 * Why a card of this agent's comes too late, if it does: the person's record has an owner. A record whose consent was withdrawn goes back to its own
 * owner only, so it may be revived by a card for that owner (domain rules, section 3.4 a).
 */
export function adviserOf(
  record: { ownerAgentId: string | null; isActive: boolean } | null,
  agentId: string,
): AcceptFacts['adviser'] {
  if (record === null || record.ownerAgentId === null) return null
  if (record.isActive) return 'now'
  return record.ownerAgentId === agentId ? null : 'before'
}

/** Why the agent may not move the referral there, or null. A bad end needs its reason. */
export function moveRefusal(from: ReferralStatus, to: AgentReferralMove, hasReason: boolean): Refusal | null {
  if (!agentMoves(from).includes(to)) return 'referral_state_wrong'
  return NEEDS_REASON.includes(to) && !hasReason ? 'invalid_request' : null
}

/** Where the agent may move a referral from here: nowhere before the friend's own yes. */
export const agentMoves = (from: ReferralStatus): AgentReferralMove[] =>
  isWaiting(from) ? [] : AGENT_REFERRAL_MOVES.filter((to) => canMove(REFERRAL_MOVES, from, to))

const WAY_TO_WON: readonly AgentReferralMove[] = ['contacted', 'met', 'proposed', 'won']

/** The steps by which the agent can say that a referral is won from here, each one that its states allow; null when it cannot be any more. */
export function stepsToWon(from: ReferralStatus): AgentReferralMove[] | null {
  if (from === 'won') return []
  const start = WAY_TO_WON.findIndex((to) => canMove(REFERRAL_MOVES, from, to))
  return start === -1 ? null : WAY_TO_WON.slice(start)
}

/** Whether the friend has said yes and nothing has ended it. */
export const mayStillBeWon = (status: ReferralStatus): boolean => (stepsToWon(status) ?? []).length > 0

/** Statuses in which a card still waits for the friend. */
export const PENDING_REFERRAL: readonly ReferralStatus[] = ['offered', 'opened']

/** Statuses after the friend's yes: thanks for the consent are due. */
export const SINCE_CONSENT: readonly ReferralStatus[] = ['consented', 'contacted', 'met', 'proposed', 'won', 'lost']
export const OUTCOMES: readonly ReferralStatus[] = ['won', 'lost']

/**
 * Whether somebody referred oneself, as it turned out when two records became one: nobody is to be thanked for it, and nothing comes of it. It is a referral
 * again when the two are parted.
 */
export const isOneself = (referrerRecordId: string, friendRecordId: string | null): boolean =>
  referrerRecordId === friendRecordId

/**
 * Which thanks are due at this status, when these were sent already: one at consent, one at outcome. What was said yes to is thanked for, also where the
 * friend thought better of it later.
 */
export function thanksDue(
  status: ReferralStatus,
  sent: readonly ThanksOccasion[],
  hasConsented = SINCE_CONSENT.includes(status),
): ThanksOccasion[] {
  const due: ThanksOccasion[] = []
  if (SINCE_CONSENT.includes(status) || (status === 'declined' && hasConsented)) due.push('consent')
  if (OUTCOMES.includes(status)) due.push('outcome')
  return due.filter((occasion) => !sent.includes(occasion))
}

/** Why these thanks cannot be sent now, or null; their words have a rule of their own. */
export function thankRefusal(due: readonly ThanksOccasion[], at: ThanksOccasion): Refusal | null {
  return due.includes(at) ? null : 'referral_state_wrong'
}

/** What the referrer sees: kind and discreet. Once the friend has said yes it stays at that, whatever comes of it (domain rules, section 8). */
export function referrerStatus(status: ReferralStatus, hasConsented: boolean, thanksCount: number): ReferrerStatus {
  if (thanksCount > 0) return 'thanked'
  if (hasConsented) return 'accepted'
  return isWaiting(status) ? 'waiting' : 'ended'
}
