import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, reference, text, word } from '../core/columns'

export type ThanksOccasion = 'consent' | 'outcome'

/** Words of thanks to the referrer; one for each occasion. */
@Entity('referral_thanks')
@Index('referral_thanks_occasion', ['referralId', 'occasion'], { unique: true })
export class ReferralThanks {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  referralId!: string

  @Column(word(8))
  occasion!: ThanksOccasion

  @Column(text(2000))
  words!: string

  @Column(reference)
  agentId!: string

  @Column(instant)
  sentAt!: Date
}
