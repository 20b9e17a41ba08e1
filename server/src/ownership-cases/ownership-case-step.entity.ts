import type { CaseStep } from '@quanke/shared/domain/ownership-case'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeReference, maybeText, reference, word } from '../core/columns'

/** One thing that happened in a case: who, when, why. Never changed or deleted. */
@Entity('ownership_case_steps')
@Index('ownership_case_steps_case', ['caseId', 'at'])
export class OwnershipCaseStep {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  caseId!: string

  @Column(word(16))
  step!: CaseStep

  /** Null for time and the server's own rules. */
  @Column(maybeReference)
  actorAccountId!: string | null

  @Column(maybeText(2000))
  reason!: string | null

  @Column(instant)
  at!: Date
}
