import {
  AWAITING_ANSWER,
  COMPLAINT_MOVES,
  type ComplaintActor,
  type ComplaintStatus,
  type ComplaintStep,
} from '@quanke/shared/domain/complaint'
import { canMove } from '@quanke/shared/domain/moves'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { deadlineWithin, type Deadline } from '../core/deadline.rules'

const DAY_MS = 86_400_000

/** Until when an answer is due that is owed from this time on, and when those who owe it are reminded. */
export const deadlineOf = (from: Date, days: number): Deadline => deadlineWithin(from, days * DAY_MS)

export const isAwaited = (status: ComplaintStatus): boolean => AWAITING_ANSWER.includes(status)

/** Whether the time for the answer is over. */
export const isLate = ({ status, answerBy }: { status: ComplaintStatus; answerBy: Date }, now: Date): boolean =>
  isAwaited(status) && answerBy <= now

/** Why it cannot be accepted, or null; what is in hand already is accepted. */
export const acceptRefusal = (status: ComplaintStatus): Refusal | null =>
  status === 'filed' || isAwaited(status) ? null : 'complaint_state_wrong'

/** Why it cannot be answered, or null: first somebody takes it in hand. */
export const answerRefusal = (status: ComplaintStatus): Refusal | null =>
  canMove(COMPLAINT_MOVES, status, 'answered') ? null : 'complaint_state_wrong'

export interface JudgedFacts {
  status: ComplaintStatus
  wasReopened: boolean
}

/** Where the client's word on an answer leads; null when there is no answer to judge. A complaint is opened again once. */
export function judged({ status, wasReopened }: JudgedFacts, isSolved: boolean): ComplaintStatus | null {
  const to = isSolved ? 'solved' : wasReopened ? 'unsolved' : 'reopened'
  return canMove(COMPLAINT_MOVES, status, to) ? to : null
}

export interface DueFacts {
  status: ComplaintStatus
  remindAt: Date
  answerBy: Date
  remindedAt: Date | null
  escalatedAt: Date | null
}

/** What time asks for now, or null. A deadline that is over needs no reminder any more. */
export function dueOf(facts: DueFacts, now: Date): 'remind' | 'escalate' | null {
  if (!isAwaited(facts.status)) return null
  if (facts.answerBy <= now) return facts.escalatedAt === null ? 'escalate' : null
  return facts.remindAt <= now && facts.remindedAt === null ? 'remind' : null
}

export type ToldRole = 'complainant' | 'handlers' | 'above'

/** Whom each step is told to. */
export const TOLD: Readonly<Record<ComplaintStep, readonly ToldRole[]>> = {
  filed: ['handlers'],
  accepted: ['complainant'],
  answered: ['complainant'],
  reopened: ['handlers'],
  solved: [],
  unsolved: ['handlers'],
  shared: [],
  reminded: ['handlers'],
  escalated: ['above'],
}

/** In which part somebody handles it who may be several. */
export function actorOf({ leads, staffRole }: { leads: boolean; staffRole: string | null }): ComplaintActor {
  if (leads) return 'leader'
  return staffRole === 'compliance' ? 'compliance' : 'service_desk'
}
