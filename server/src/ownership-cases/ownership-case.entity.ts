import type {
  CaseBasis,
  CaseException,
  CaseOrigin,
  CaseOutcome,
  CaseStatus,
} from '@quanke/shared/domain/ownership-case'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeReference, maybeText, maybeWord, reference, word } from '../core/columns'

/** A question of whose a client is, which a leader decides (domain rules, section 3.6). */
@Entity('ownership_cases')
@Index('ownership_cases_key', ['creationKey'], { unique: true })
@Index('ownership_cases_open', ['openKey'], { unique: true })
@Index('ownership_cases_holder', ['holderAgentId', 'openedAt'])
@Index('ownership_cases_claimant', ['claimantAgentId', 'openedAt'])
@Index('ownership_cases_queue', ['status', 'deadlineAt'])
@Index('ownership_cases_held', ['heldRecordId'])
@Index('ownership_cases_other', ['otherRecordId'])
export class OwnershipCase {
  @PrimaryGeneratedColumn(id)
  id!: string

  /** Set for cases that an agent stated. */
  @Column(maybeWord(36))
  creationKey!: string | null

  /** What the case is about, as long as it is not over: of one thing there is one case at a time. */
  @Column(maybeWord(64))
  openKey!: string | null

  @Column(word(16))
  origin!: CaseOrigin

  @Column(word(12))
  basis!: CaseBasis

  /** The record of the older binding, which stands until a decision. */
  @Column(reference)
  heldRecordId!: string

  /** The other record of the same person; null for a dispute about one record. */
  @Column(maybeReference)
  otherRecordId!: string | null

  @Column(reference)
  holderAgentId!: string

  @Column(reference)
  claimantAgentId!: string

  @Column(word(12))
  status!: CaseStatus

  /** The team whose leader decides now; null when it is compliance's and the administrators' to decide. */
  @Column(maybeReference)
  levelTeamId!: string | null

  @Column(maybeWord(20))
  exception!: CaseException | null

  @Column(instant)
  openedAt!: Date

  @Column(instant)
  deadlineAt!: Date

  @Column(maybeInstant)
  remindedAt!: Date | null

  @Column(maybeWord(12))
  outcome!: CaseOutcome | null

  @Column(maybeText(2000))
  decisionReason!: string | null

  @Column(maybeInstant)
  decidedAt!: Date | null

  @Column(maybeReference)
  decidedByAccountId!: string | null

  @Column(maybeReference)
  appealedByAgentId!: string | null

  @Column(maybeText(2000))
  appealReason!: string | null

  @Column(maybeInstant)
  closedAt!: Date | null
}
