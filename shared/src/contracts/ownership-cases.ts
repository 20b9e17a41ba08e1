import { IsIn, IsString, Matches, MaxLength } from 'class-validator'
import { limits } from '../domain/limits'
import {
  caseOutcomes,
  CASE_REFERENCES,
  MOST_REFERENCES,
  type CaseOrigin,
  type CaseOutcome,
  type CaseReference,
  type CaseSide,
  type CaseStatus,
  type CaseStep,
} from '../domain/ownership-case'
import { Clean, Key, ListOf, Optional, Words } from './validators'

/** An agent disputes whose the client with this number is; it is never said whose. */
export class StateCase {
  @Key()
  key!: string

  /** As typed by the agent; nothing of it is kept. */
  @IsString()
  @MaxLength(40)
  phone!: string

  @Clean()
  @Words(limits.tellingWords, limits.words, { benefits: 'allowed' })
  words!: string
}

export class CasePointer {
  @IsIn(Object.keys(CASE_REFERENCES))
  kind!: CaseReference

  /** An id of ours, or the 32 digits of an engagement. */
  @Matches(/^(?:[1-9]\d{0,18}|[0-9a-f]{32})$/u)
  id!: string
}

export class GiveEvidence {
  @Key()
  key!: string

  @Clean()
  @Words(limits.tellingWords, limits.words, { benefits: 'allowed' })
  words!: string

  /** What the words point to: own clients, and what was between them and the agent. */
  @Optional()
  @ListOf(() => CasePointer, { most: MOST_REFERENCES })
  pointsTo?: CasePointer[]
}

export class DecideCase {
  @IsIn(caseOutcomes)
  outcome!: CaseOutcome

  @Clean()
  @Words(limits.tellingWords, limits.words, { benefits: 'allowed' })
  reason!: string
}

/** A reason that one side gives: for an appeal, or for taking a case back. */
export class CaseReason {
  @Clean()
  @Words(limits.tellingWords, limits.words, { benefits: 'allowed' })
  reason!: string
}

export interface CaseSideView {
  side: CaseSide
  label: string
  /** Null where the reader is the other side: it is never said whose. */
  agentName: string | null
  client: { id: string; displayName: string } | null
  isYou: boolean
}

/** Something that words can point to: 「文章《家庭账本》」 of 11月3日. */
export interface CaseReferenceView {
  kind: CaseReference
  id: string
  label: string
  title: string
  /** When it was; null when it is there no more. */
  at: string | null
}

/** What a side may point to in a case: its client, and what there was between the two. */
export interface CaseReferencesView {
  items: CaseReferenceView[]
}

export interface CaseEvidenceView {
  id: string
  side: CaseSide
  label: string
  words: string
  pointsTo: CaseReferenceView[]
  at: string
}

export interface OwnershipCaseView {
  id: string
  origin: CaseOrigin
  originLabel: string
  basisLabel: string
  status: CaseStatus
  statusLabel: string
  openedAt: string
  /** Until when it is to be decided. */
  deadlineAt: string
  isOverdue: boolean
  /** Who decides: 「江南一部主管」 or 「合规人员」. */
  decider: string
  /** Why no leader decides it; then nobody stands above the decider either. */
  exception: string | null
  /** As whom the reader sees it. */
  role: CaseSide | 'decider' | 'reader'
  sides: CaseSideView[]
  /** The own side's; for those who decide both. */
  evidence: CaseEvidenceView[]
  decision: { outcome: CaseOutcome; label: string; reason: string; at: string } | null
  appeal: { label: string; reason: string | null } | null
  appealUntil: string | null
  steps: { step: CaseStep; label: string; at: string; by: string }[]
  can: { giveEvidence: boolean; appeal: boolean; withdraw: boolean; decide: CaseOutcome[] }
}
