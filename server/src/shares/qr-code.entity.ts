import { Column, Entity, PrimaryColumn } from 'typeorm'
import { instant } from '../core/columns'

/** A mini-program code that WeChat has drawn; codes never expire, so each is asked for once. */
@Entity('qr_codes')
export class QrCode {
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  shareId!: string

  @Column({ type: 'mediumblob' })
  png!: Buffer

  @Column(instant)
  drawnAt!: Date
}
