import { ANSWER_HOURS, type RequestStatus, type Urgency } from '@quanke/shared/domain/referral-request'

const HOUR_MS = 3_600_000
/** The agent is reminded when this part of the time is left. */
const REMIND_AT_LEFT = 0.25

export interface Deadline {
  remindAt: Date
  answerBy: Date
}

/** Until when the first answer is due, and when the agent is reminded of it. */
export function deadlineOf(askedAt: Date, urgency: Urgency, hours: Partial<Record<Urgency, number>> = {}): Deadline {
  const whole = (hours[urgency] ?? ANSWER_HOURS[urgency]) * HOUR_MS
  const from = askedAt.getTime()
  return { remindAt: new Date(from + whole * (1 - REMIND_AT_LEFT)), answerBy: new Date(from + whole) }
}

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

/**
 * Which leader is told when an agent has not answered: the nearest one above who is somebody else and still here. `leaders` are those of the agent's
 * team and the teams above it, the nearest first.
 */
export function leaderToTell(
  leaders: readonly { agentId: string | null; isActive: boolean }[],
  ownerAgentId: string,
): string | null {
  return (
    leaders.find(({ agentId, isActive }) => isActive && agentId !== null && agentId !== ownerAgentId)?.agentId ?? null
  )
}
