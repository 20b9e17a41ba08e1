import { ANSWER_HOURS, type RequestStatus, type Urgency } from '@quanke/shared/domain/referral-request'
import { deadlineWithin, type Deadline } from '../core/deadline.rules'

const HOUR_MS = 3_600_000

/** Until when the first answer is due, and when the agent is reminded of it. */
export const deadlineOf = (askedAt: Date, urgency: Urgency, hours: Partial<Record<Urgency, number>> = {}): Deadline =>
  deadlineWithin(askedAt, (hours[urgency] ?? ANSWER_HOURS[urgency]) * HOUR_MS)

export interface WaitingFacts {
  status: RequestStatus
  firstAnsweredAt: Date | null
  remindAt: Date | null
  answerBy: Date | null
}

/** Whether somebody still waits for the first answer of all. */
const isWaiting = ({ status, firstAnsweredAt }: WaitingFacts): boolean => status === 'open' && firstAnsweredAt === null

/** Until when the first answer is promised, as long as it is awaited. */
export const promisedBy = (facts: WaitingFacts): Date | null => (isWaiting(facts) ? facts.answerBy : null)

/** Whether the time is nearly over, or over. */
export const isDueSoon = (facts: WaitingFacts, now: Date): boolean =>
  isWaiting(facts) && facts.remindAt !== null && facts.remindAt <= now
