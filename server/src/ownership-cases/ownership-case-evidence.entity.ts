import type { CaseReference, CaseSide } from '@quanke/shared/domain/ownership-case'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, reference, text, word } from '../core/columns'

/** What one side says in a case, with what it points to. */
@Entity('ownership_case_evidence')
@Index('ownership_case_evidence_key', ['creationKey'], { unique: true })
@Index('ownership_case_evidence_case', ['caseId', 'at'])
export class OwnershipCaseEvidence {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(36))
  creationKey!: string

  @Column(reference)
  caseId!: string

  @Column(reference)
  agentId!: string

  @Column(word(12))
  side!: CaseSide

  @Column(text(2000))
  words!: string

  @Column({ type: 'json' })
  pointsTo!: { kind: CaseReference; id: string }[]

  @Column(instant)
  at!: Date
}
