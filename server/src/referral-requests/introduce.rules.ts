import { REQUEST_MOVES, type IntroductionKind, type RequestStatus } from '@quanke/shared/domain/referral-request'
import { canMove } from '@quanke/shared/domain/moves'
import type { Refusal } from '@quanke/shared/domain/refusal'
import type { Reader } from './reader.rules'

/**
 * Who may introduce: the owning agent, whoever the leader asked to help, members of the group that the request was shown to, and a leader once nobody
 * answered in time.
 */
export const mayIntroduce = (reader: Reader, status: RequestStatus, isEscalated: boolean): boolean =>
  answers(reader, isEscalated) && canMove(REQUEST_MOVES, status, 'answered')

const answers = (reader: Reader, isEscalated: boolean): boolean =>
  reader === 'owner' || reader === 'helper' || reader === 'member' || (reader === 'leader' && isEscalated)

export interface IntroduceFacts {
  reader: Reader
  isEscalated: boolean
  status: RequestStatus
  /** The version on the introducer's screen, where it says which, and the one that is stored. */
  seen: number | undefined
  stored: number
  kind: IntroductionKind
  /** The provider of the directory, when one was chosen. */
  provider: { isValid: boolean } | null
  /** The agent who is introduced, when one was. */
  agent: { isActive: boolean } | null
  /** The person is called something. */
  hasName: boolean
  /** Agents only may introduce from the directory, and colleagues. */
  isAgent: boolean
}

/** Why this introduction is refused, or null. Nobody hands in somebody else's contact: the counterpart gives it (domain rules, section 8). */
export function introduceRefusal(facts: IntroduceFacts): Refusal | null {
  if (!answers(facts.reader, facts.isEscalated)) return 'not_allowed'
  if (facts.status === 'closed' || facts.status === 'withdrawn') return 'request_closed'
  if (!mayIntroduce(facts.reader, facts.status, facts.isEscalated)) return 'request_state_wrong'
  if (facts.seen !== undefined && facts.seen !== facts.stored) return 'request_changed'
  if (facts.kind === 'provider') return providerRefusal(facts)
  if (facts.kind === 'agent') return agentRefusal(facts)
  return facts.hasName ? null : 'invalid_request'
}

function providerRefusal({ provider, isAgent }: IntroduceFacts): Refusal | null {
  if (provider === null || !isAgent) return 'provider_not_found'
  return provider.isValid ? null : 'provider_expired'
}

function agentRefusal({ agent, isAgent }: IntroduceFacts): Refusal | null {
  if (agent === null || !isAgent) return 'agent_not_found'
  return agent.isActive ? null : 'agent_departed'
}
