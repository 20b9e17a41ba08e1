import { limits } from '@quanke/shared/domain/limits'
import type { Refusal } from '@quanke/shared/domain/refusal'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/**
 * By how many milliseconds what a phone says of times is put right: the difference of the two clocks at the sending. What may be the message's way is
 * no error of the clock; phones of the version before do not tell, and are believed.
 */
export function clockCorrection(sentAt: Date | null, now: Date): number {
  if (sentAt === null) return 0
  const difference = now.getTime() - sentAt.getTime()
  return Math.abs(difference) <= limits.clockToleranceSeconds * 1000 ? 0 : difference
}

export interface EngagementFacts {
  /** By the right clock. */
  occurredAt: Date
  now: Date
  /** Whether the subject exists; the app itself always does. */
  isSubjectKnown: boolean
}

/** Why this engagement is not stored, or null. Late ones are welcome for 30 days (domain rules, section 4). */
export function engagementRefusal({ occurredAt, now, isSubjectKnown }: EngagementFacts): Refusal | null {
  const ageMs = now.getTime() - occurredAt.getTime()
  // A leap second is well formed, and no moment to us.
  if (Number.isNaN(ageMs)) return 'invalid_request'
  if (ageMs > limits.engagementLateDays * DAY_MS) return 'engagement_too_old'
  if (ageMs < -limits.engagementAheadMinutes * MINUTE_MS) return 'engagement_in_future'
  return isSubjectKnown ? null : 'subject_not_found'
}
