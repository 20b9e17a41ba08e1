import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeReference } from '../core/columns'

/** A person reached by a share: one row per account and share, with how far it went. The unit of attribution. */
@Entity('touches')
@Index('touches_id', ['id'], { unique: true })
@Index('touches_first', ['accountId', 'firstAt'])
@Index('touches_share', ['shareId'])
@Index('touches_agent', ['agentId', 'lastAt'])
@Index('touches_chat_group', ['chatGroupId', 'agentId'])
@Index('touches_arrival', ['agentId', 'firstAt'])
export class Touch {
  @PrimaryColumn(id)
  accountId!: string

  @PrimaryColumn(id)
  shareId!: string

  /** The order in which touches were first written. */
  @Column({ ...id, generated: 'increment' })
  id!: string

  /** The share's agent, kept here so that the first touch is found in one index. */
  @Column(maybeReference)
  agentId!: string | null

  /** WeChat's entry scene of the first arrival. */
  @Column({ type: 'smallint', unsigned: true, nullable: true })
  scene!: number | null

  @Column(instant)
  firstAt!: Date

  @Column(instant)
  lastAt!: Date

  /** When this person first read to the mark through this share. */
  @Column(maybeInstant)
  readAt!: Date | null

  /** When this person first passed it on. */
  @Column(maybeInstant)
  passedOnAt!: Date | null

  /** The WeChat chat group in which the card was opened first, where WeChat told it. */
  @Column(maybeReference)
  chatGroupId!: string | null
}
