import type { IntroductionKind, IntroductionStatus } from '@quanke/shared/domain/referral-request'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import {
  id,
  instant,
  maybeBytes,
  maybeInstant,
  maybeReference,
  maybeText,
  maybeWord,
  reference,
  text,
  word,
} from '../core/columns'

/** An answer to a referral request: this person or provider. */
@Entity('introductions')
@Index('introductions_key', ['creationKey'], { unique: true })
@Index('introductions_request', ['requestId', 'offeredAt'])
@Index('introductions_card', ['cardCode'], { unique: true })
@Index('introductions_agent', ['agentId', 'offeredAt'])
@Index('introductions_by', ['byAccountId', 'offeredAt'])
@Index('introductions_provider', ['providerId'])
@Index('introductions_counterpart', ['counterpartAccountId'])
@Index('introductions_due', ['status', 'expiresAt'])
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

  /** The agent of the organisation who is introduced; forgotten with a no. */
  @Column(maybeReference)
  agentId!: string | null

  /** The one-time code of the card on which a person or an agent answers; providers have said yes in the directory. */
  @Column(maybeWord(16))
  cardCode!: string | null

  /** Who said yes on the card. */
  @Column(maybeReference)
  counterpartAccountId!: string | null

  /** Empty once the counterpart is forgotten. */
  @Column(text(160))
  name!: string

  @Column(text(2000))
  words!: string

  /** What the counterpart gave; passes to the client only with the client's yes. */
  @Column(maybeBytes(4096))
  contactEnc!: Buffer | null

  @Column(maybeInstant)
  counterpartAgreedAt!: Date | null

  @Column(maybeInstant)
  clientAgreedAt!: Date | null

  @Column(word(20))
  status!: IntroductionStatus

  @Column(instant)
  offeredAt!: Date

  @Column(maybeInstant)
  settledAt!: Date | null

  @Column(maybeInstant)
  expiresAt!: Date | null

  /** The client's thanks to whoever introduced. */
  @Column(maybeText(2000))
  thanksWords!: string | null

  @Column(maybeInstant)
  thankedAt!: Date | null
}
