import type { RequestCategory } from '@quanke/shared/domain/referral-request'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { bytes, id, reference, text, word } from '../core/columns'

/** A vetted professional or institution that agents may introduce. */
@Entity('providers')
@Index('providers_kind', ['kind', 'validUntil'])
export class Provider {
  @PrimaryGeneratedColumn(id)
  id!: string

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

  @Column(reference)
  vouchedByAgentId!: string

  @Column({ type: 'date' })
  validUntil!: string
}
