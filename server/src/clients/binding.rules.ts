import { BINDING_VERSION, type BindingVersion } from '@quanke/shared/domain/binding'
import type { BindingRule } from '@quanke/shared/domain/client'

export interface BindingFacts {
  /** The record to which the account is bound already, by its openid or its unionid. */
  boundRecordId: string | null
  /** Records in force or withdrawn with the account's verified phone number. */
  phoneRecordIds: readonly string[]
  referral: { id?: string; agentId: string } | null
  /** Arrivals through agents' shares, the earliest first; agents who have departed are left out. */
  touches: readonly { agentId: string; shareId: string; at: Date }[]
  now: Date
  protectionDays: number
}

export type BindingDecision =
  | { rule: 'bound_account' | 'verified_phone'; recordId: string }
  | { rule: 'referral'; ownerAgentId: string }
  | { rule: 'first_touch'; ownerAgentId: string; shareId: string }
  | { rule: 'unassigned' }

/** One row of the table: what it decides, or null where its condition does not hold. */
interface Row {
  rule: BindingRule
  decide: (facts: BindingFacts) => BindingDecision | null
}

/** The decision tables by version; their words are in shared/domain/binding, and a test holds the two together. */
export const DECISIONS: Record<BindingVersion, readonly Row[]> = {
  1: [
    {
      rule: 'bound_account',
      decide: ({ boundRecordId }) =>
        boundRecordId === null ? null : { rule: 'bound_account', recordId: boundRecordId },
    },
    {
      // Two records with one number are a case for people, not for a guess.
      rule: 'verified_phone',
      decide: ({ phoneRecordIds: [first, second] }) =>
        first !== undefined && second === undefined ? { rule: 'verified_phone', recordId: first } : null,
    },
    {
      rule: 'referral',
      decide: ({ referral }) => referral && { rule: 'referral', ownerAgentId: referral.agentId },
    },
    {
      rule: 'first_touch',
      decide: (facts) => {
        const first = firstProtectedTouch(facts)
        return first ? { rule: 'first_touch', ownerAgentId: first.agentId, shareId: first.shareId } : null
      },
    },
    { rule: 'unassigned', decide: () => ({ rule: 'unassigned' }) },
  ],
}

/** Whose client a person becomes at consent: the first row of the table that fits (domain rules, section 3.4). */
export function bindingDecision(
  facts: BindingFacts,
  version: BindingVersion = BINDING_VERSION,
): BindingDecision & { rule: BindingRule } {
  for (const row of DECISIONS[version]) {
    const decision = row.decide(facts)
    if (decision) return decision
  }
  throw new Error(`binding table ${version} has no last row`)
}

/** The earliest touch that still protects. */
export function firstProtectedTouch({ touches, now, protectionDays }: BindingFacts) {
  const oldest = now.getTime() - protectionDays * DAY_MS
  return touches.find(({ at }) => at.getTime() >= oldest)
}

/** Until when a touch protects the agent whose share it came by. */
export const protectedUntil = (at: Date, protectionDays: number): Date =>
  new Date(at.getTime() + protectionDays * DAY_MS)

const DAY_MS = 86_400_000

/** The facts of a decision as they are kept with it: ids and instants, nothing personal. */
export interface BindingInputs {
  boundRecordId: string | null
  phoneRecordIds: readonly string[]
  hasPhone: boolean
  referral: { id: string | null; agentId: string } | null
  touches: readonly { agentId: string; shareId: string; at: string }[]
  now: string
  protectionDays: number
}

export const inputsOf = (facts: BindingFacts, hasPhone: boolean): BindingInputs => ({
  boundRecordId: facts.boundRecordId,
  phoneRecordIds: facts.phoneRecordIds,
  hasPhone,
  referral: facts.referral && { id: facts.referral.id ?? null, agentId: facts.referral.agentId },
  touches: facts.touches.map(({ agentId, shareId, at }) => ({ agentId, shareId, at: at.toISOString() })),
  now: facts.now.toISOString(),
  protectionDays: facts.protectionDays,
})

/** The same inputs without telling which card it was: that there was a referral, and to whom, goes on deciding. */
export const withoutCard = (inputs: BindingInputs, card: { id: string; shareId: string | null }): BindingInputs => ({
  ...inputs,
  referral: inputs.referral?.id === card.id ? { ...inputs.referral, id: null } : inputs.referral,
  touches: inputs.touches.map((touch) => (touch.shareId === card.shareId ? { ...touch, shareId: '0' } : touch)),
})

/** The decision that follows from them. */
export const decisionWithoutCard = (
  decision: BindingDecision,
  { shareId }: { shareId: string | null },
): BindingDecision => ('shareId' in decision && decision.shareId === shareId ? { ...decision, shareId: '0' } : decision)

/** The facts of a kept decision: deciding on them again gives the same decision. */
export const factsOf = ({ referral, touches, now, ...rest }: BindingInputs): BindingFacts => ({
  ...rest,
  referral: referral && { agentId: referral.agentId, ...(referral.id === null ? {} : { id: referral.id }) },
  touches: touches.map(({ at, ...touch }) => ({ ...touch, at: new Date(at) })),
  now: new Date(now),
})
