import {
  ASK_GAP_DAYS,
  BAD_STARS,
  GOOD_RATING_DAYS,
  GOOD_STARS,
  QUIET_DAYS,
  type AskHindrance,
} from '@quanke/shared/domain/referral-ask'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { startOfDayAfter } from '../core/day.rules'

export interface AskFacts {
  /** The client said: never ask me. */
  saysNever: boolean
  ratings: readonly { stars: number; at: Date }[]
  /** By whichever agent. */
  lastAskedAt: Date | null
  lastComplaintAt: Date | null
}

export interface AskMoment {
  hindrance: AskHindrance | null
  /** From when it may be asked, when that is known; null when it takes another good word first. */
  from: Date | null
}

const DAY_MS = 86_400_000
const after = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS)

/** From when on what keeps a client from being asked for so many days still does so: what `askMoment` says, as an instant to compare with. */
export const quietSince = (now: Date, days = QUIET_DAYS): Date => startOfDayAfter(now, 1 - days)

/** Whether this is a moment to ask a client for a recommendation, and if not, why not and from when. */
export function askMoment({ saysNever, ratings, lastAskedAt, lastComplaintAt }: AskFacts, now: Date): AskMoment {
  if (saysNever) return { hindrance: 'never', from: null }
  const bad = latest(ratings.filter(({ stars }) => stars <= BAD_STARS).map(({ at }) => at))
  // What is waited for ends with a whole day, so that the day of which the agent reads 「起」 is one from its beginning in Beijing.
  const waits: { hindrance: AskHindrance; until: Date }[] = [
    ...(lastComplaintAt
      ? [{ hindrance: 'complaint' as const, until: startOfDayAfter(lastComplaintAt, QUIET_DAYS) }]
      : []),
    ...(bad ? [{ hindrance: 'dissatisfied' as const, until: startOfDayAfter(bad, QUIET_DAYS) }] : []),
    ...(lastAskedAt ? [{ hindrance: 'asked' as const, until: startOfDayAfter(lastAskedAt, ASK_GAP_DAYS) }] : []),
  ].filter(({ until }) => until > now)
  const good = latest(ratings.filter(({ stars }) => stars >= GOOD_STARS).map(({ at }) => at))
  const occasionEnds = good && after(good, GOOD_RATING_DAYS)
  const from = latest(waits.map(({ until }) => until))
  const [first] = waits
  if (first && from) return { hindrance: first.hindrance, from: occasionEnds && occasionEnds > from ? from : null }
  return occasionEnds && occasionEnds > now ? { hindrance: null, from: null } : { hindrance: 'no_occasion', from: null }
}

function latest(dates: readonly Date[]): Date | null {
  return dates.length === 0 ? null : new Date(Math.max(...dates.map((at) => at.getTime())))
}

const REFUSALS: Record<AskHindrance, Refusal> = {
  never: 'ask_unwanted',
  complaint: 'ask_not_now',
  dissatisfied: 'ask_not_now',
  asked: 'ask_too_soon',
  no_occasion: 'ask_not_now',
}

/** Why the agent may not ask now, or null. */
export const askMomentRefusal = ({ hindrance }: AskMoment): Refusal | null =>
  hindrance === null ? null : REFUSALS[hindrance]
