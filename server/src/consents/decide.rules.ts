import { ASK_AGAIN_DAYS, type ConsentState, type Purpose } from '@quanke/shared/domain/consent'
import type { Refusal } from '@quanke/shared/domain/refusal'

export interface DecisionFacts {
  decisions: readonly { purpose: Purpose; textVersion: string; given: boolean }[]
  /** The version in force of each purpose's text. */
  versions: ReadonlyMap<Purpose, string>
  /** Whether this person is known to be 18 or older, from now or from before. */
  isAdult: boolean
}

/** Why these decisions cannot be taken, or null. Nobody under 18 gives a consent; refusing needs no age (domain rules, section 9). */
export function decideRefusal({ decisions, versions, isAdult }: DecisionFacts): Refusal | null {
  if (new Set(decisions.map(({ purpose }) => purpose)).size !== decisions.length) return 'invalid_request'
  if (decisions.some(({ purpose, textVersion }) => versions.get(purpose) !== textVersion))
    return 'consent_text_outdated'
  if (!isAdult && decisions.some(({ given }) => given)) return 'age_not_confirmed'
  return null
}

/** What a decision makes of a purpose: a no after a yes is a withdrawal. Null when nothing changes. */
export function nextState(
  before: { state: ConsentState; textVersion: string } | undefined,
  given: boolean,
  textVersion: string,
): ConsentState | null {
  if (given) return before?.state === 'given' && before.textVersion === textVersion ? null : 'given'
  if (before?.state === 'given') return 'withdrawn'
  return before === undefined ? 'refused' : null
}

const DAY_MS = 86_400_000

/** Whether a page may raise this question by itself: never while a yes is in force, and not for 90 days after a no (domain rules, section 9). */
export function mayAsk(consent: { state: ConsentState; decidedAt: Date } | undefined, now: Date): boolean {
  if (!consent) return true
  return consent.state !== 'given' && now.getTime() - consent.decidedAt.getTime() >= ASK_AGAIN_DAYS * DAY_MS
}
