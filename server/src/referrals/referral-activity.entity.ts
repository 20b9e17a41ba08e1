import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { instant, reference } from '../core/columns'

/** A card as a private message: whoever has the message proves it with this activity of WeChat's. */
@Entity('referral_activities')
@Index('referral_activities_referral', ['referralId', 'accountId'])
export class ReferralActivity {
  @PrimaryColumn({ type: 'varchar', length: 128, charset: 'ascii', collation: 'ascii_bin' })
  activityId!: string

  @Column(reference)
  referralId!: string

  /** Whose phone it was made for: nobody else can send it. */
  @Column(reference)
  accountId!: string

  @Column(instant)
  createdAt!: Date
}
