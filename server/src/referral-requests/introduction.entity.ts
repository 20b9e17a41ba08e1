import type { IntroductionKind, IntroductionStatus } from '@quanke/shared/domain/referral-request'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeBytes, maybeInstant, maybeReference, reference, text, word } from '../core/columns'

/** An answer to a referral request: this person or provider. */
@Entity('introductions')
@Index('introductions_key', ['creationKey'], { unique: true })
@Index('introductions_request', ['requestId', 'offeredAt'])
export class Introduction {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(36))
  creationKey!: string

  @Column(reference)
  requestId!: string

  @Column(reference)
  byAccountId!: string

  @Column(word(12))
  kind!: IntroductionKind

  @Column(maybeReference)
  providerId!: string | null

  @Column(text(160))
  name!: string

  @Column(text(2000))
  words!: string

  /** Passes to the client only with the client's yes. */
  @Column(maybeBytes(4096))
  contactEnc!: Buffer | null

  /** When the introducer said that the other side had agreed. */
  @Column(instant)
  counterpartAgreedAt!: Date

  @Column(word(12))
  status!: IntroductionStatus

  @Column(instant)
  offeredAt!: Date

  @Column(maybeInstant)
  settledAt!: Date | null
}
