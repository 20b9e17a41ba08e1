import { Column, Entity, PrimaryColumn } from 'typeorm'
import { instant } from '../core/columns'

/** How many messages of a template this account has agreed to receive; confirmed by WeChat's push, never by the phone's word. */
@Entity('subscription_grants')
export class SubscriptionGrant {
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  accountId!: string

  @PrimaryColumn({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  templateId!: string

  @Column({ type: 'int', unsigned: true })
  credits!: number

  @Column(instant)
  changedAt!: Date
}
