import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, reference } from '../core/columns'
import type { CorrectedFields } from './policy.rules'

/** What a policy said before it was corrected. */
@Entity('policy_corrections')
@Index('policy_corrections_policy', ['policyId', 'at'])
export class PolicyCorrection {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  policyId!: string

  @Column(reference)
  agentId!: string

  /** The fields that changed, as they were; of the number only that it changed. */
  @Column({ type: 'json' })
  previous!: CorrectedFields

  @Column(instant)
  at!: Date
}
