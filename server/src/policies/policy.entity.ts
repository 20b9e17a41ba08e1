import type { PolicyKind, PremiumRhythm } from '@quanke/shared/domain/policy'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import {
  bytes,
  id,
  instant,
  maybeHash,
  maybeInstant,
  maybeReference,
  maybeText,
  reference,
  text,
  word,
  yesNo,
} from '../core/columns'

/** What a client bought, as the agent recorded it. A mistake is corrected or taken back, never deleted. */
@Entity('policies')
@Index('policies_key', ['creationKey'], { unique: true })
@Index('policies_number', ['numberHash'], { unique: true })
@Index('policies_record', ['recordId', 'recordedAt'])
@Index('policies_outcome', ['outcomeId'])
export class Policy {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(36))
  creationKey!: string

  @Column(reference)
  recordId!: string

  /** Who recorded it; whoever serves the client now may correct it. */
  @Column(reference)
  agentId!: string

  @Column(text(240))
  productName!: string

  @Column(word(12))
  kind!: PolicyKind

  @Column(bytes(120))
  numberEnc!: Buffer

  /** Keyed, so that a number is entered once in the organisation; null once the policy was taken back, which frees it. */
  @Column(maybeHash)
  numberHash!: Buffer | null

  @Column({ type: 'bigint', unsigned: true })
  premiumFen!: string

  @Column(word(12))
  rhythm!: PremiumRhythm

  @Column({ type: 'date' })
  effectiveOn!: string

  @Column(yesNo)
  isParticipating!: boolean

  @Column(instant)
  recordedAt!: Date

  @Column(maybeInstant)
  takenBackAt!: Date | null

  @Column(maybeText(800))
  takenBackReason!: string | null

  /** The outcome "first policy" that was counted for this one. */
  @Column(maybeReference)
  outcomeId!: string | null
}
