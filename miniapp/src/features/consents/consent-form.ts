import type { ConsentDecision, ConsentView } from '@quanke/shared/contracts/consents'
import type { Purpose } from '@quanke/shared/domain/consent'

/** What a person ticked; nothing is ticked before they do it. */
export type Ticks = Partial<Record<Purpose, boolean>>

/**
 * The purposes to be asked on this page, in the server's order: what the person's own act needs, and of the rest what has not been refused
 * lately.
 */
export function openQuestions(
  consents: ConsentView[],
  asked: readonly Purpose[],
  needed: readonly Purpose[],
): ConsentView[] {
  return consents.filter(
    ({ purpose, state, can }) =>
      state !== 'given' && can.give && asked.includes(purpose) && (can.ask || needed.includes(purpose)),
  )
}

/** One decision for each question that was shown, with the version of the text that was shown. */
export function decisionsOf(shown: ConsentView[], ticks: Ticks): ConsentDecision[] {
  return shown.map(({ purpose, textVersion }) => ({ purpose, textVersion, given: ticks[purpose] === true }))
}
