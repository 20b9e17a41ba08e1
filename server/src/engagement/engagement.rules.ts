import { limits } from '@quanke/shared/domain/limits'
import type { Refusal } from '@quanke/shared/domain/refusal'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export interface EngagementFacts {
  occurredAt: Date
  now: Date
  /** Whether the subject exists; the app itself always does. */
  isSubjectKnown: boolean
}

/** Why this engagement is not stored, or null. Late ones are welcome for 30 days (domain rules, section 4). */
export function engagementRefusal({ occurredAt, now, isSubjectKnown }: EngagementFacts): Refusal | null {
  const ageMs = now.getTime() - occurredAt.getTime()
  if (ageMs > limits.engagementLateDays * DAY_MS) return 'engagement_too_old'
  if (ageMs < -limits.engagementAheadMinutes * MINUTE_MS) return 'engagement_in_future'
  return isSubjectKnown ? null : 'subject_not_found'
}
