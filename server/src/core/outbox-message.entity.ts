import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeText, maybeWord, word } from './columns'

/** What has to leave the server after a commit. Claimed by lease, delivered at least once. */
@Entity('outbox_messages')
@Index('outbox_messages_dedupe', ['dedupeKey'], { unique: true })
@Index('outbox_messages_due', ['settledAt', 'availableAt'])
@Index('outbox_messages_claim', ['claimedBy'])
export class OutboxMessage {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(32))
  kind!: string

  @Column(word(96))
  dedupeKey!: string

  @Column({ type: 'json' })
  payload!: unknown

  @Column({ type: 'smallint', unsigned: true, default: 0 })
  attempts!: number

  @Column(instant)
  availableAt!: Date

  @Column(maybeWord(36))
  claimedBy!: string | null

  @Column(maybeInstant)
  claimedUntil!: Date | null

  /** Delivered, or given up; `failure` tells which. */
  @Column(maybeInstant)
  settledAt!: Date | null

  @Column(maybeText(500))
  failure!: string | null

  @Column(instant)
  createdAt!: Date
}
