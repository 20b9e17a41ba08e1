import { ANSWER_HOURS, type RequestStatus, type Urgency } from '@quanke/shared/domain/referral-request'
import { deadlineWithin, type Deadline } from '../core/deadline.rules'

const HOUR_MS = 3_600_000

/** Until when the first answer is due, and when the agent is reminded of it. */
export const deadlineOf = (askedAt: Date, urgency: Urgency, hours: Partial<Record<Urgency, number>> = {}): Deadline =>
  deadlineWithin(askedAt, (hours[urgency] ?? ANSWER_HOURS[urgency]) * HOUR_MS)

export interface EditedFacts {
  askedAt: Date
  /** The deadline as it stands; null for requests from before there were any. */
  before: { urgency: Urgency; remindAt: Date | null; answerBy: Date | null }
  urgency: Urgency
  now: Date
}

/**
 * The deadline once a request was edited. Better words change nothing of it. One that has become more urgent is due within the shorter time from now on, so
 * that nobody is late at the very moment at which it is said, and never later than was promised before; less haste leaves more time since the wait began.
 */
export function deadlineAfterEdit(
  { askedAt, before, urgency, now }: EditedFacts,
  hours: Partial<Record<Urgency, number>> = {},
): Deadline {
  const hoursOf = (one: Urgency): number => hours[one] ?? ANSWER_HOURS[one]
  const { remindAt, answerBy } = before
  if (remindAt === null || answerBy === null) return deadlineOf(askedAt, urgency, hours)
  const [had, has] = [hoursOf(before.urgency), hoursOf(urgency)]
  if (has === had) return { remindAt, answerBy }
  if (has > had) return deadlineOf(new Date(answerBy.getTime() - had * HOUR_MS), urgency, hours)
  const fromNow = deadlineOf(now, urgency, hours)
  return answerBy < fromNow.answerBy ? { remindAt, answerBy } : fromNow
}

export interface WaitingFacts {
  status: RequestStatus
  firstAnsweredAt: Date | null
  remindAt: Date | null
  answerBy: Date | null
}

/** Whether somebody waits for an answer: the first of all, or another where those that there were came to nothing. */
const isWaiting = ({ status, firstAnsweredAt }: WaitingFacts): boolean => status === 'open' && firstAnsweredAt === null

/** Until when the first answer is promised, as long as it is awaited. */
export const promisedBy = (facts: WaitingFacts): Date | null => (isWaiting(facts) ? facts.answerBy : null)

/** Whether the time is nearly over, or over. */
export const isDueSoon = (facts: WaitingFacts, now: Date): boolean =>
  isWaiting(facts) && facts.remindAt !== null && facts.remindAt <= now
