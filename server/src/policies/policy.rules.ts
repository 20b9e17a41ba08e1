import type { CorrectPolicy } from '@quanke/shared/contracts/policies'
import { POLICY, type PolicyKind, type PremiumRhythm } from '@quanke/shared/domain/policy'
import type { Refusal } from '@quanke/shared/domain/refusal'

const DAY_MS = 86_400_000

/** Why a policy cannot take effect on this day, or null: `today` is the Beijing day on which it is entered. */
export function effectiveRefusal(effectiveOn: string, today: string): Refusal | null {
  const ahead = (Date.parse(effectiveOn) - Date.parse(today)) / DAY_MS
  return ahead > POLICY.effectiveAheadDays ? 'policy_day_wrong' : null
}

export interface PolicyWords {
  productName: string
  kind: PolicyKind
  premiumFen: number
  rhythm: PremiumRhythm
  effectiveOn: string
  isParticipating: boolean
}

export type CorrectedFields = Partial<PolicyWords> & { number?: 'changed' }

const FIELDS = ['productName', 'kind', 'premiumFen', 'rhythm', 'effectiveOn', 'isParticipating'] as const

/** What of a policy a correction changes, as it was before; null when nothing does. */
export function correctionOf(
  now: PolicyWords & { number: string },
  { number, ...wanted }: CorrectPolicy,
): CorrectedFields | null {
  const changed = FIELDS.filter((field) => now[field] !== wanted[field])
  const isNumber = number !== undefined && number !== now.number
  if (changed.length === 0 && !isNumber) return null
  const before = Object.fromEntries(changed.map((field) => [field, now[field]])) as CorrectedFields
  return isNumber ? { ...before, number: 'changed' } : before
}

export interface FirstPolicyFacts {
  /** Not taken back. */
  hasPolicy: boolean
  hasWonReferral: boolean
  /** The outcomes "first policy" of the client's accounts that stand, and whether a policy made them. */
  standing: readonly { id: string; isByPolicy: boolean }[]
}

/**
 * What becomes of the outcome "first policy": it is counted with the first policy or with a referral that was won, whichever is first, and taken back when
 * nothing is left on which it rests. One that a referral made stays: a referral that was won stays won.
 */
export function firstPolicyChange(facts: FirstPolicyFacts): { note: true } | { takeBack: string[] } | null {
  const { hasPolicy, hasWonReferral, standing } = facts
  if (hasPolicy) return standing.length === 0 ? { note: true } : null
  const groundless = hasWonReferral ? [] : standing.filter(({ isByPolicy }) => isByPolicy)
  return groundless.length === 0 ? null : { takeBack: groundless.map(({ id }) => id) }
}
