import { BINDING_RULES, type BindingRule } from '@quanke/shared/domain/client'
import type { Refusal } from '@quanke/shared/domain/refusal'
import { fullDay } from '@quanke/shared/domain/day-words'

/** The agent to whom a client shall belong, as far as the asking person may know of one. */
export type Candidate = { id: string; isActive: boolean } | null

/** Why a leader may not give this client to that agent, or null. */
export function assignRefusal(ownerAgentId: string | null, candidate: Candidate): Refusal | null {
  if (candidate === null) return 'agent_not_found'
  if (!candidate.isActive) return 'agent_departed'
  return ownerAgentId === candidate.id ? 'owner_unchanged' : null
}

/** Why a client may not choose that agent, or null. Choosing is for those whom nobody serves yet (domain rules, section 3.4 e). */
export function chooseRefusal(ownerAgentId: string | null, candidate: Candidate): Refusal | null {
  if (candidate === null) return 'agent_not_found'
  if (!candidate.isActive) return 'agent_departed'
  return ownerAgentId === null ? null : 'client_has_owner'
}

export interface BindingStory {
  rule: BindingRule
  /** Beijing days, as YYYY-MM-DD. */
  firstTouchOn: string | null
  becameClientOn: string
}

/** "Why is she mine": the rule in words, with the days it rests on. */
export function explainBinding({ rule, firstTouchOn, becameClientOn }: BindingStory): string {
  const consented = `${fullDay(becameClientOn)}同意由代理人服务`
  if (rule === 'first_touch' && firstTouchOn !== null)
    return `${BINDING_RULES[rule]}（${fullDay(firstTouchOn)}首次打开分享，${consented}）`
  return rule === 'referral' ? `${BINDING_RULES[rule]}（${consented}）` : BINDING_RULES[rule]
}

/** Why an agent may not ask about another number today, or null (domain rules, section 3.5). */
export const matchRefusal = (askedToday: number, matchesPerDay: number): Refusal | null =>
  askedToday >= matchesPerDay ? 'match_limit_reached' : null
