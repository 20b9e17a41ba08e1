import type { ComplaintAbout, ComplaintStatus } from '@quanke/shared/domain/complaint'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeReference, reference, text, word } from '../core/columns'

/** A client's dissatisfaction, which never vanishes (domain rules, section 7). */
@Entity('complaints')
@Index('complaints_key', ['creationKey'], { unique: true })
@Index('complaints_record', ['recordId'])
@Index('complaints_account', ['accountId', 'filedAt'])
@Index('complaints_agent', ['agentId'])
@Index('complaints_status', ['status', 'answerBy'])
export class Complaint {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(36))
  creationKey!: string

  @Column(reference)
  accountId!: string

  @Column(reference)
  recordId!: string

  /** Who served the client then, and has no part in handling it; null for a client without an owner. */
  @Column(maybeReference)
  agentId!: string | null

  @Column(word(12))
  about!: ComplaintAbout

  @Column(text(2000))
  words!: string

  @Column(word(12))
  status!: ComplaintStatus

  @Column(instant)
  filedAt!: Date

  /** When somebody last did something about it. */
  @Column(instant)
  movedAt!: Date

  @Column(instant)
  remindAt!: Date

  @Column(instant)
  answerBy!: Date

  @Column(maybeInstant)
  remindedAt!: Date | null

  @Column(maybeInstant)
  escalatedAt!: Date | null

  /** The leader to whom it went then; null where there is none above, and compliance sees to it. */
  @Column(maybeReference)
  escalatedToAgentId!: string | null

  @Column(maybeInstant)
  reopenedAt!: Date | null

  /** When whoever handles it let the agent read it. */
  @Column(maybeInstant)
  sharedAt!: Date | null
}
