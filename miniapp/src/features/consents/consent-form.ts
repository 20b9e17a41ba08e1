import type { ConsentDecision, ConsentView } from '@quanke/shared/contracts/consents'
import type { Purpose } from '@quanke/shared/domain/consent'

/** What a person ticked; nothing is ticked before they do it. */
export type Ticks = Partial<Record<Purpose, boolean>>

/** The purposes still to be asked on this page, in the server's order. */
export function openQuestions(consents: ConsentView[], only?: readonly Purpose[]): ConsentView[] {
  return consents.filter(
    (consent) =>
      consent.state !== 'given' && consent.can.give && (only === undefined || only.includes(consent.purpose)),
  )
}

/** One decision for each question that was shown, with the version of the text that was shown. */
export function decisionsOf(shown: ConsentView[], ticks: Ticks): ConsentDecision[] {
  return shown.map(({ purpose, textVersion }) => ({ purpose, textVersion, given: ticks[purpose] === true }))
}
