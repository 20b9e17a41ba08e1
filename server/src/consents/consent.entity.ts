import type { ConsentState, Purpose } from '@quanke/shared/domain/consent'
import { Column, Entity, PrimaryColumn } from 'typeorm'
import { instant, word } from '../core/columns'

/** How one purpose stands for one account now. */
@Entity('consents')
export class Consent {
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  accountId!: string

  @PrimaryColumn({ type: 'varchar', length: 32, charset: 'ascii', collation: 'ascii_bin' })
  purpose!: Purpose

  @Column(word(12))
  state!: ConsentState

  @Column(word(20))
  textVersion!: string

  @Column(instant)
  decidedAt!: Date
}
