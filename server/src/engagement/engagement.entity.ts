import type { EngagementKind, EngagementSubject } from '@quanke/shared/domain/engagement'
import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { instant, maybeReference, reference, word } from '../core/columns'

/** One thing a person did. The id is made where it happened, so that sending twice stores once. */
@Entity('engagements')
@Index('engagements_timeline', ['recordId', 'occurredAt'])
@Index('engagements_person', ['accountId', 'recordId', 'kind', 'occurredAt'])
@Index('engagements_share', ['shareId', 'accountId'])
export class Engagement {
  @PrimaryColumn({ type: 'binary', length: 16 })
  id!: Buffer

  @Column(reference)
  accountId!: string

  /** The client record, from the moment there is one. */
  @Column(maybeReference)
  recordId!: string | null

  /** The owner of that record. */
  @Column(maybeReference)
  agentId!: string | null

  @Column(word(12))
  kind!: EngagementKind

  @Column(word(12))
  subject!: EngagementSubject

  @Column(maybeReference)
  subjectId!: string | null

  @Column(maybeReference)
  shareId!: string | null

  @Column({ type: 'int', unsigned: true, nullable: true })
  seconds!: number | null

  @Column({ type: 'tinyint', unsigned: true, nullable: true })
  percent!: number | null

  @Column({ type: 'smallint', unsigned: true, nullable: true })
  scene!: number | null

  @Column(instant)
  occurredAt!: Date

  /** The Beijing day of `occurredAt`: the day of the roll-ups. */
  @Column({ type: 'date' })
  day!: string

  @Column(instant)
  receivedAt!: Date
}
