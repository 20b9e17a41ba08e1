import {
  APPEAL_DAYS,
  CASE_MOVES,
  CASE_ORIGINS,
  CASE_OUTCOMES,
  CASE_REMINDER_DAYS,
  CLOSED_CASES,
  SAME_PERSON_DECIDED,
  UNDECIDED_CASES,
  type CaseOrigin,
  type CaseOutcome,
  type CaseSide,
  type CaseStatus,
} from '@quanke/shared/domain/ownership-case'
import { canMove } from '@quanke/shared/domain/moves'
import type { Refusal } from '@quanke/shared/domain/refusal'

const DAY_MS = 86_400_000

/** As whom somebody takes part in a case. */
export type CaseReader = CaseSide | 'decider' | 'reader'

export interface CaseState {
  status: CaseStatus
  origin: CaseOrigin
  outcome: CaseOutcome | null
  decidedAt: Date | null
}

/** Until when a decision may be appealed. */
export const appealUntil = (decidedAt: Date): Date => new Date(decidedAt.getTime() + APPEAL_DAYS * DAY_MS)

/** What may be decided: that two records are two people only where there are two. */
export const outcomesOf = (origin: CaseOrigin): CaseOutcome[] => Object.keys(CASE_OUTCOMES[origin]) as CaseOutcome[]

/** How the case came up, as far as it is known by now: two records that are two people's only looked alike. */
export function originLabel(origin: CaseOrigin, outcome: CaseOutcome | null): string {
  if (origin === 'dispute' || outcome === null) return CASE_ORIGINS[origin]
  return SAME_PERSON_DECIDED[outcome === 'apart' ? 'apart' : 'same']
}

/** Why an agent may not state a case about this record, or null. */
export function stateRefusal(record: { ownerAgentId: string | null } | null, agentId: string): Refusal | null {
  if (record === null || record.ownerAgentId === null) return 'case_without_owner'
  return record.ownerAgentId === agentId ? 'case_own_client' : null
}

/** Why this person may not say more in the case, or null: the sides do, as long as somebody has to decide. */
export function evidenceRefusal({ status }: CaseState, reader: CaseReader): Refusal | null {
  if (reader === 'decider' || reader === 'reader') return 'case_not_a_side'
  return UNDECIDED_CASES.includes(status) ? null : 'case_state_wrong'
}

/** Why this person may not decide so, or null. */
export function decideRefusal({ status, origin }: CaseState, reader: CaseReader, outcome: CaseOutcome): Refusal | null {
  if (reader !== 'decider') return 'case_not_decider'
  if (!UNDECIDED_CASES.includes(status)) return 'case_state_wrong'
  return outcomesOf(origin).includes(outcome) ? null : 'case_outcome_wrong'
}

/** Where a decision leads: the first may be appealed, where there is somebody above; the second, and one of the last resort, is final. */
export function statusAfterDecision(status: CaseStatus, isLastResort: boolean): CaseStatus {
  return status === 'appealed' || isLastResort ? 'final' : 'decided'
}

/** Why this side may not appeal now, or null: who lost may, once, within the days for it. */
export function appealRefusal(
  { status, outcome, decidedAt }: CaseState,
  reader: CaseReader,
  now: Date,
): Refusal | null {
  if (reader === 'decider' || reader === 'reader') return 'case_not_a_side'
  if (!canMove(CASE_MOVES, status, 'appealed')) return 'case_state_wrong'
  if (outcome === reader) return 'case_won'
  return decidedAt !== null && now <= appealUntil(decidedAt) ? null : 'appeal_too_late'
}

/** Why this person may not take the case back, or null: who stated it may, until it is decided. */
export function withdrawRefusal({ status, origin }: CaseState, reader: CaseReader): Refusal | null {
  if (reader !== 'claimant' || origin !== 'dispute') return 'case_not_a_side'
  return canMove(CASE_MOVES, status, 'withdrawn') ? null : 'case_state_wrong'
}

export const isClosed = (status: CaseStatus): boolean => CLOSED_CASES.includes(status)

/** What time does to a case, if anything: a reminder, the next level, or the end of the days for an appeal. */
export type Due = 'remind' | 'escalate' | 'finish' | null

export interface DueFacts {
  status: CaseStatus
  deadlineAt: Date
  remindedAt: Date | null
  decidedAt: Date | null
  /** There is nobody above compliance: a case that waits there is only reminded of. */
  isLastResort: boolean
}

export function dueOf({ status, deadlineAt, remindedAt, decidedAt, isLastResort }: DueFacts, now: Date): Due {
  if (status === 'decided') return decidedAt !== null && now > appealUntil(decidedAt) ? 'finish' : null
  if (!UNDECIDED_CASES.includes(status)) return null
  if (now > deadlineAt && !isLastResort) return 'escalate'
  const remindAt = new Date(deadlineAt.getTime() - CASE_REMINDER_DAYS * DAY_MS)
  return remindedAt === null && now >= remindAt ? 'remind' : null
}
