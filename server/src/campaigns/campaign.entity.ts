import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, reference, text, word } from '../core/columns'

/** What an agent calls a round of sharing (活动批次): a label on shares, so that their effect can be looked at together. */
@Entity('campaigns')
@Index('campaigns_key', ['creationKey'], { unique: true })
@Index('campaigns_agent', ['agentId'])
export class Campaign {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(36))
  creationKey!: string

  @Column(reference)
  agentId!: string

  @Column(text(80))
  name!: string

  @Column(instant)
  createdAt!: Date

  /** Once closed it is not offered for new shares; what was shared under it stays counted. */
  @Column(maybeInstant)
  closedAt!: Date | null
}
