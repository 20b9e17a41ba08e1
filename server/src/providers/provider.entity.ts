import type { ProviderStatus } from '@quanke/shared/domain/provider'
import type { RequestCategory } from '@quanke/shared/domain/referral-request'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { bytes, id, maybeInstant, maybeReference, maybeText, maybeWord, reference, text, word } from '../core/columns'

/** A vetted professional or institution that agents may introduce. */
@Entity('providers')
@Index('providers_kind', ['kind', 'validUntil'])
@Index('providers_key', ['creationKey'], { unique: true })
export class Provider {
  @PrimaryGeneratedColumn(id)
  id!: string

  /** None for those of before agents proposed. */
  @Column(maybeWord(36))
  creationKey!: string | null

  @Column(word(16))
  kind!: RequestCategory

  @Column(text(160))
  name!: string

  @Column(text(160))
  place!: string

  @Column(text(120))
  hours!: string

  @Column(text(120))
  licence!: string

  @Column(bytes(1024))
  contactEnc!: Buffer

  /** Who proposed and vouches first of all. */
  @Column(reference)
  vouchedByAgentId!: string

  @Column({ type: 'date' })
  validUntil!: string

  @Column({ ...word(12), default: 'listed' })
  status!: ProviderStatus

  @Column(maybeInstant)
  proposedAt!: Date | null

  @Column(maybeReference)
  decidedByStaffId!: string | null

  @Column(maybeInstant)
  decidedAt!: Date | null

  /** Asked for by an agent who vouches; compliance decides. */
  @Column({ type: 'date', nullable: true })
  renewUntil!: string | null

  @Column(maybeReference)
  renewByAgentId!: string | null

  @Column(maybeInstant)
  endedAt!: Date | null

  /** When name, contact and all were taken out at the provider's wish. */
  @Column(maybeInstant)
  erasedAt!: Date | null

  @Column(maybeText(800))
  reason!: string | null
}
