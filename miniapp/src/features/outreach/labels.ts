import { PROVENANCE_KINDS, type ProvenanceKind } from '@quanke/shared/domain/client'
import { PURPOSES } from '@quanke/shared/domain/consent'
import {
  CARE_WAYS,
  OUTCOME_PURPOSES,
  OUTREACH_KINDS,
  OUTREACH_OUTCOMES,
  OUTREACH_PURPOSE,
  OUTREACH_REACHES,
  OUTREACH_RESULTS,
  RECENCIES,
  type OutcomePurpose,
  type OutreachKind,
  type OutreachOutcome,
  type OutreachResult,
  type OutreachStatus,
} from '@quanke/shared/domain/outreach'
import type { Tone } from '@/ui/Tag'

const optionsOf = <T extends string>(labels: Record<T, string>) =>
  (Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value, label }))

/** No condition. */
export const ANY = 'any'
const any = { value: ANY, label: '不限' } as const

export const kindOptions = optionsOf(OUTREACH_KINDS)
export const careOptions = optionsOf(CARE_WAYS)
export const reachOptions = optionsOf(OUTREACH_REACHES)
export const recencyOptions = [any, ...optionsOf(RECENCIES)]
export const sourceOptions = [any, ...optionsOf<ProvenanceKind>(PROVENANCE_KINDS)]
export const resultOptions = optionsOf(OUTREACH_RESULTS)
export const holdoutOptions = (['10', '20', '30', '50', '0'] as const).map((value) => ({
  value,
  label: value === '0' ? '不留' : `${value}%`,
}))
export const windowOptions = (['7', '14', '30', '60'] as const).map((value) => ({ value, label: `${value} 天` }))

/** Reading is the aim of an article only. */
export const outcomeOptions = (kind: OutreachKind) =>
  optionsOf<OutreachOutcome>(OUTREACH_OUTCOMES).filter(({ value }) => kind === 'content' || value !== 'read')

/** The consents that clients of such a plan may still give. */
export const purposeOptions = (kind: OutreachKind): { value: OutcomePurpose; label: string }[] =>
  OUTCOME_PURPOSES.filter((purpose) => purpose !== OUTREACH_PURPOSE[kind]).map((value) => ({
    value,
    label: PURPOSES[value],
  }))

export function statusTone(status: OutreachStatus): Tone | undefined {
  if (status === 'running') return 'brand'
  if (status === 'settling') return 'care'
  return status === 'finished' ? 'ok' : undefined
}

/** An article is passed on; everything else is said. */
export const resultWords = (kind: OutreachKind, result: OutreachResult): string =>
  kind === 'content' && result === 'reached' ? '已分享' : OUTREACH_RESULTS[result]
