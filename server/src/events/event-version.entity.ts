import type { EventAudience, EventKind } from '@quanke/shared/domain/event'
import { Column, Entity, PrimaryColumn } from 'typeorm'
import { instant, maybeInstant, maybeReference, maybeText, text, word } from '../core/columns'

/** What was written of an event and looked at. Once handed in, only the number of places and the end of registration may change. */
@Entity('event_versions')
export class EventVersion {
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  eventId!: string

  @PrimaryColumn({ type: 'int', unsigned: true })
  version!: number

  @Column(text(160))
  title!: string

  @Column(word(12))
  kind!: EventKind

  @Column(text(2000))
  about!: string

  @Column(text(480))
  place!: string

  @Column(instant)
  beginsAt!: Date

  @Column(instant)
  endsAt!: Date

  /** Until when one may register. */
  @Column(instant)
  closesAt!: Date

  @Column({ type: 'smallint', unsigned: true })
  capacity!: number

  @Column(word(8))
  audience!: EventAudience

  /** SHA-256 of everything that compliance approves. */
  @Column(word(64))
  digest!: string

  @Column(instant)
  writtenAt!: Date

  @Column(maybeInstant)
  submittedAt!: Date | null

  /** Who approved or returned it. */
  @Column(maybeReference)
  decidedByStaffId!: string | null

  @Column(maybeInstant)
  approvedAt!: Date | null

  @Column(maybeInstant)
  returnedAt!: Date | null

  @Column(maybeText(800))
  returnedReason!: string | null
}
