import { canMove } from '@quanke/shared/domain/moves'
import {
  PROVIDER_DUE_DAYS,
  PROVIDER_MOST_DAYS,
  PROVIDER_MOVES,
  type ProviderStatus,
} from '@quanke/shared/domain/provider'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { dayAfter } from '../core/day.rules'

/** What the rules need of a provider. Days are Beijing days, as YYYY-MM-DD. */
export interface ProviderFacts {
  status: ProviderStatus
  validUntil: string
  renewUntil: string | null
  vouchedByAgentId: string
  /** Who asked for the renewal. */
  renewByAgentId: string | null
  erasedAt: Date | null
}

export interface Reader {
  agentId: string | null
  isCompliance: boolean
}

/** Whether it can be introduced. */
export const isValid = ({ status, validUntil }: Pick<ProviderFacts, 'status' | 'validUntil'>, today: string): boolean =>
  status === 'listed' && validUntil >= today

/** Whether the qualification is to be looked at again: soon over, or over. */
export const isDue = ({ status, validUntil }: Pick<ProviderFacts, 'status' | 'validUntil'>, today: string): boolean =>
  status === 'listed' && validUntil <= dayAfter(today, PROVIDER_DUE_DAYS)

/** Who may know of it: of what is not listed only whoever proposed it, and compliance. */
export const maySee = ({ status, vouchedByAgentId }: ProviderFacts, { agentId, isCompliance }: Reader): boolean =>
  isCompliance || status === 'listed' || (agentId !== null && agentId === vouchedByAgentId)

/** Why nobody may vouch until that day, or null. */
export function untilRefusal(validUntil: string, today: string): Refusal | null {
  const isDay = dayAfter(validUntil, 0) === validUntil
  return isDay && validUntil > today && validUntil <= dayAfter(today, PROVIDER_MOST_DAYS)
    ? null
    : 'provider_until_wrong'
}

/** Why an agent may not vouch, or null. */
export const vouchRefusal = ({ status }: ProviderFacts): Refusal | null =>
  status === 'listed' || status === 'proposed' ? null : 'provider_state_wrong'

/** Why this agent may not ask for another term, or null: whoever vouched and has looked again may. */
export function renewRefusal(provider: ProviderFacts, hasVouched: boolean): Refusal | null {
  if (provider.status !== 'listed') return 'provider_state_wrong'
  return hasVouched ? null : 'provider_not_vouched'
}

/** What waits for compliance. */
export const pendingOf = ({ status, renewUntil }: ProviderFacts): 'proposal' | 'renewal' | null =>
  status === 'proposed' ? 'proposal' : status === 'listed' && renewUntil !== null ? 'renewal' : null

/** Why compliance may not decide, or null. Nobody decides on what the same person, as an agent, has proposed. */
export function decideRefusal(provider: ProviderFacts, { agentId }: Reader): Refusal | null {
  const pending = pendingOf(provider)
  if (pending === null) return 'provider_state_wrong'
  const asker = pending === 'proposal' ? provider.vouchedByAgentId : provider.renewByAgentId
  return agentId !== null && agentId === asker ? 'provider_by_approver' : null
}

/** Why it may not be taken out of the directory, or null: compliance may, and whoever proposed it. */
export function withdrawRefusal(provider: ProviderFacts, reader: Reader): Refusal | null {
  if (!canMove(PROVIDER_MOVES, provider.status, 'withdrawn')) return 'provider_state_wrong'
  return byWhomRefusal(provider, reader)
}

/** Why it may not be erased, or null: at any time, by the same people, once. */
export function eraseRefusal(provider: ProviderFacts, reader: Reader): Refusal | null {
  return provider.erasedAt === null ? byWhomRefusal(provider, reader) : 'provider_state_wrong'
}

function byWhomRefusal(provider: ProviderFacts, { agentId, isCompliance }: Reader): Refusal | null {
  return isCompliance || agentId === provider.vouchedByAgentId ? null : 'not_allowed'
}
