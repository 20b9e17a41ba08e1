import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeReference, reference } from '../core/columns'

/**
 * What an agent is told of whose a client is now: one line for each change of owner, and one for each case, which comes back with its next step. It
 * holds ids only: what may be told is decided when it is read.
 */
@Entity('owner_notices')
@Index('owner_notices_change', ['agentId', 'changeId'], { unique: true })
@Index('owner_notices_case', ['agentId', 'caseId'], { unique: true })
@Index('owner_notices_open', ['agentId', 'seenAt', 'at'])
export class OwnerNotice {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  agentId!: string

  /** The change of owner, of one that no case decided. */
  @Column(maybeReference)
  changeId!: string | null

  @Column(maybeReference)
  caseId!: string | null

  @Column(instant)
  at!: Date

  @Column(maybeInstant)
  seenAt!: Date | null
}
