import type { EventStatus } from '@quanke/shared/domain/event'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeText, reference, word } from '../core/columns'

/** An event (活动) of an agent. What is shown of it is its approved version. */
@Entity('events')
@Index('events_key', ['creationKey'], { unique: true })
@Index('events_host', ['agentId', 'beginsAt'])
@Index('events_review', ['status', 'id'])
export class Event {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(36))
  creationKey!: string

  /** The host. */
  @Column(reference)
  agentId!: string

  /** Where the latest version is; cancelled is for good. */
  @Column(word(12))
  status!: EventStatus

  @Column({ type: 'int', unsigned: true })
  latestVersion!: number

  /** The version in force; null until compliance approved one. */
  @Column({ type: 'int', unsigned: true, nullable: true })
  approvedVersion!: number | null

  /** Of the version in force, else of the latest one: lists go by it. */
  @Column(instant)
  beginsAt!: Date

  @Column(instant)
  createdAt!: Date

  @Column(maybeInstant)
  cancelledAt!: Date | null

  @Column(maybeText(800))
  cancelledReason!: string | null
}
