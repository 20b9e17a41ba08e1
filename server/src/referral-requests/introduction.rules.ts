import type { AgentStatus } from '@quanke/shared/domain/organization'
import {
  INTRODUCTION_MOVES,
  LIVE_INTRODUCTIONS,
  type ContactWay,
  type IntroductionKind,
  type IntroductionStatus,
  type RequestStatus,
} from '@quanke/shared/domain/referral-request'
import { canMove } from '@quanke/shared/domain/moves'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { holdsPhoneNumber } from '@quanke/shared/domain/text'

export type Side = 'client' | 'counterpart'

/** What an introduction becomes with the yes of one side: the two may come in either order. */
export function afterYes(status: IntroductionStatus, side: Side): IntroductionStatus {
  const other: IntroductionStatus = side === 'client' ? 'counterpart_agreed' : 'client_agreed'
  if (status === other) return 'connected'
  return side === 'client' ? 'client_agreed' : 'counterpart_agreed'
}

export const afterNo = (side: Side): IntroductionStatus => (side === 'client' ? 'declined' : 'refused')

/** Whether this side has said yes, and it holds. */
export const hasAgreed = (status: IntroductionStatus, side: Side): boolean =>
  status === 'connected' || status === `${side}_agreed`

/** A provider has said yes in the directory; everybody else is asked. */
export const statusAtOffer = (kind: IntroductionKind): IntroductionStatus =>
  kind === 'provider' ? 'counterpart_agreed' : 'offered'

/** Nothing is left of a person but a count when it came to nothing (domain rules, section 8). Providers and colleagues stand in lists anyway. */
export const isForgotten = (kind: IntroductionKind, status: IntroductionStatus): boolean =>
  kind === 'person' && !LIVE_INTRODUCTIONS.includes(status) && status !== 'connected'

/** The status at this moment: what nobody settled in time is expired, swept or not. */
export const introductionNow = (
  { status, expiresAt }: { status: IntroductionStatus; expiresAt: Date | null },
  now: Date,
): IntroductionStatus =>
  expiresAt !== null && expiresAt <= now && canMove(INTRODUCTION_MOVES, status, 'expired') ? 'expired' : status

export const isOver = (request: RequestStatus): boolean => request === 'closed' || request === 'withdrawn'

export type Gone = 'provider_expired' | 'agent_departed'

/** Why what was offered cannot be accepted any more, or null: a provider has run out or was withdrawn since, a colleague has left. */
export function goneOf(offered: { isProviderValid: boolean | null; agentStatus: AgentStatus | null }): Gone | null {
  if (offered.isProviderValid === false) return 'provider_expired'
  return offered.agentStatus !== null && offered.agentStatus !== 'active' ? 'agent_departed' : null
}

export interface SettleFacts {
  introduction: IntroductionStatus
  request: RequestStatus
  says: 'yes' | 'no'
  gone: Gone | null
}

/** Why the client may not settle this introduction, or null. Several of one request may be accepted, one after the other. */
export function settleRefusal({ introduction, request, says, gone }: SettleFacts): Refusal | null {
  if (introduction === 'expired') return 'introduction_expired'
  const to = says === 'yes' ? afterYes(introduction, 'client') : 'declined'
  if (hasAgreed(introduction, 'client') || !canMove(INTRODUCTION_MOVES, introduction, to)) return 'introduction_settled'
  if (isOver(request)) return 'request_closed'
  return says === 'yes' ? gone : null
}

export interface CardFacts {
  introduction: IntroductionStatus
  request: RequestStatus
  /** The client who asked, or whoever introduced a person: neither answers for somebody else. */
  isOwn: boolean
}

/** Why this reader may not say no on the card, or null. */
export function refuseRefusal({ introduction, request, isOwn }: CardFacts): Refusal | null {
  if (isOwn) return 'introduction_own'
  if (introduction === 'expired') return 'introduction_expired'
  return isOver(request) || !canMove(INTRODUCTION_MOVES, introduction, 'refused') ? 'introduction_closed' : null
}

export interface AgreeFacts extends CardFacts {
  way: ContactWay
  hasVerifiedPhone: boolean
  contact: string | null
}

/** Why this reader's yes is not taken, or null. Numbers come from WeChat only, one's own included. */
export function agreeRefusal({ way, hasVerifiedPhone, contact, ...card }: AgreeFacts): Refusal | null {
  const refusal = refuseRefusal(card)
  if (refusal) return refusal
  if (way === 'phone') return hasVerifiedPhone ? null : 'phone_not_verified'
  if (contact === null) return 'invalid_request'
  return holdsPhoneNumber(contact) ? 'phone_only_from_wechat' : null
}

/** What the request becomes when its introductions stand like this. What was connected once stays introduced. */
export function statusAfter(request: RequestStatus, introductions: readonly IntroductionStatus[]): RequestStatus {
  if (request === 'introduced' || introductions.includes('connected')) return 'introduced'
  return introductions.some((status) => LIVE_INTRODUCTIONS.includes(status)) ? 'answered' : 'open'
}

/** Why the client may not thank whoever introduced, or null. */
export function thankRefusal({
  status,
  thanked,
}: {
  status: IntroductionStatus
  thanked: string | null
}): Refusal | null {
  if (status !== 'connected') return 'introduction_not_connected'
  return thanked === null ? null : 'thanks_given'
}
