import {
  EVENT,
  EVENT_MOVES,
  PLACED,
  type EventAudience,
  type EventStage,
  type EventStatus,
  type RegistrationStatus,
} from '@quanke/shared/domain/event'
import { canMove } from '@quanke/shared/domain/moves'
import type { Refusal } from '@quanke/shared/domain/refusal'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface EventTimes {
  beginsAt: Date
  endsAt: Date
  closesAt: Date
}

/** What is wrong with the times of an event, by field; null when they go together. */
export function timesFault({ beginsAt, endsAt, closesAt }: EventTimes, now: Date): [field: string, why: string] | null {
  if (beginsAt <= now) return ['beginsAt', '开始时间要晚于现在']
  if (beginsAt.getTime() > now.getTime() + EVENT.aheadDays * DAY_MS) return ['beginsAt', '请填写一年以内的时间']
  if (endsAt <= beginsAt) return ['endsAt', '结束时间要晚于开始时间']
  if (endsAt.getTime() - beginsAt.getTime() > EVENT.longestDays * DAY_MS) return ['endsAt', '活动最长 7 天']
  return closesAt > beginsAt ? ['closesAt', '报名要在活动开始之前截止'] : null
}

/** Why an event cannot be edited, or null. What is over stays as it was. */
export function editRefusal(status: EventStatus, endsAt: Date, now: Date): Refusal | null {
  if (status === 'cancelled') return 'event_cancelled'
  return endsAt <= now ? 'event_over' : null
}

/** When the version in question begins, and when the one in force does; null where none is. */
export interface Beginnings {
  beginsAt: Date
  inForceBeginsAt: Date | null
}

/** Whether it is too late for another version: who was there once cannot be expected another day. */
const isBegun = ({ beginsAt, inForceBeginsAt }: Beginnings, now: Date): boolean =>
  beginsAt <= now || (inForceBeginsAt !== null && inForceBeginsAt <= now)

/** Why what compliance approves cannot be written anew, or null. */
export function rewriteRefusal(status: EventStatus, beginnings: Beginnings, now: Date): Refusal | null {
  if (status !== 'draft' && !canMove(EVENT_MOVES, status, 'draft')) return 'event_state_wrong'
  return isBegun(beginnings, now) ? 'event_begun' : null
}

/** Why an event cannot be handed in, or null. */
export function submitRefusal(status: EventStatus, beginnings: Beginnings, now: Date): Refusal | null {
  if (!canMove(EVENT_MOVES, status, 'submitted')) return 'event_state_wrong'
  return isBegun(beginnings, now) ? 'event_begun' : null
}

export interface DecisionFacts {
  status: EventStatus
  latestVersion: number
  /** The version that the officer has read. */
  readVersion: number
  hostAgentId: string
  officerAgentId: string | null
}

/** Why this officer may not decide about what was read, or null. Four eyes: nobody approves the own event (domain rules, section 9). */
export function decisionRefusal(facts: DecisionFacts, to: 'approved' | 'returned'): Refusal | null {
  const { status, latestVersion, readVersion, hostAgentId, officerAgentId } = facts
  if (!canMove(EVENT_MOVES, status, to) || latestVersion !== readVersion) return 'event_state_wrong'
  return hostAgentId === officerAgentId ? 'event_by_approver' : null
}

/** Why it cannot be approved any more, or null; it can still be returned. */
export const approvalRefusal = (beginnings: Beginnings, now: Date): Refusal | null =>
  isBegun(beginnings, now) ? 'event_begun' : null

/** Why an event cannot be called off, or null. */
export function cancelRefusal(status: EventStatus, endsAt: Date, now: Date): Refusal | null {
  if (!canMove(EVENT_MOVES, status, 'cancelled')) return 'event_state_wrong'
  return endsAt <= now ? 'event_over' : null
}

/** How many may wait for a place. */
export const waitlistPlaces = (capacity: number): number => Math.min(capacity, EVENT.waitlistMost)

export interface StageFacts {
  isApproved: boolean
  isCancelled: boolean
  endsAt: Date
  closesAt: Date
  capacity: number
  placed: number
  waiting: number
  now: Date
}

/** How an event stands. Whoever comes while others wait does not overtake them. */
export function stageOf(facts: StageFacts): EventStage {
  const { isApproved, isCancelled, endsAt, closesAt, capacity, placed, waiting, now } = facts
  if (isCancelled) return 'cancelled'
  if (!isApproved) return 'unpublished'
  if (endsAt <= now) return 'over'
  if (closesAt <= now) return 'closed'
  if (placed < capacity && waiting === 0) return 'open'
  return waiting < waitlistPlaces(capacity) ? 'waitlist' : 'full'
}

export interface RegisterFacts {
  stage: EventStage
  isHost: boolean
  audience: EventAudience
  /** Whether the host is the person's adviser. */
  isHostsClient: boolean
  /** Whether the purpose "use of this service" is consented to. */
  hasConsented: boolean
}

const STAGE_REFUSALS: Partial<Record<EventStage, Refusal>> = {
  unpublished: 'event_not_found',
  cancelled: 'event_cancelled',
  over: 'event_over',
  closed: 'registration_closed',
  full: 'event_full',
}

/** Why this person may not register, or null. */
export function registerRefusal(facts: RegisterFacts): Refusal | null {
  const { stage, isHost, audience, isHostsClient, hasConsented } = facts
  if (isHost) return 'event_own'
  const atThisStage = STAGE_REFUSALS[stage]
  if (atThisStage) return atThisStage
  if (audience === 'clients' && !isHostsClient) return 'event_not_for_you'
  return hasConsented ? null : 'event_consent_required'
}

/** Whether the row of a person stands for a place or for one in the queue. */
export const isRegistered = (status: RegistrationStatus | null): boolean =>
  status !== null && (status === 'waitlisted' || PLACED.includes(status))

/** Why a registration cannot be cancelled by the person, or null. From the beginning on it is about who came. */
export function leaveRefusal(status: RegistrationStatus | null, beginsAt: Date, now: Date): Refusal | null {
  if (status === null || status === 'cancelled') return 'registration_not_found'
  if (beginsAt <= now) return 'event_begun'
  return status === 'confirmed' || status === 'waitlisted' ? null : 'registration_state_wrong'
}
