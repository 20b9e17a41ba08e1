import type { BindingRule } from '@quanke/shared/domain/client'

export interface BindingFacts {
  /** The record to which the account is bound already. */
  boundRecordId: string | null
  /** Records with the account's verified phone number. */
  phoneRecordIds: readonly string[]
  referral: { agentId: string } | null
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

/** Whose client a person becomes at consent: the first of the rules a to e that fits (domain rules, section 3.4). */
export function bindingDecision(facts: BindingFacts): BindingDecision & { rule: BindingRule } {
  const { boundRecordId, phoneRecordIds, referral } = facts
  if (boundRecordId !== null) return { rule: 'bound_account', recordId: boundRecordId }
  // Two records with one number are a case for people, not for a guess.
  if (phoneRecordIds.length === 1) return { rule: 'verified_phone', recordId: phoneRecordIds[0]! }
  if (referral) return { rule: 'referral', ownerAgentId: referral.agentId }
  const first = firstProtectedTouch(facts)
  if (first) return { rule: 'first_touch', ownerAgentId: first.agentId, shareId: first.shareId }
  return { rule: 'unassigned' }
}

function firstProtectedTouch({ touches, now, protectionDays }: BindingFacts) {
  const oldest = now.getTime() - protectionDays * 86_400_000
  return touches.find(({ at }) => at.getTime() >= oldest)
}
