import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { instant } from '../core/columns'

/** An account that proved to have a private card. Goes when the card comes to nothing. */
@Entity('referral_addressees')
@Index('referral_addressees_account', ['accountId'])
export class ReferralAddressee {
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  referralId!: string

  @PrimaryColumn({ type: 'bigint', unsigned: true })
  accountId!: string

  @Column(instant)
  provedAt!: Date
}
