import type { ReferralStatus } from '@quanke/shared/domain/referral'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeReference, maybeText, reference, word } from '../core/columns'

/** Who moves a referral. A friend who has not consented is nobody in particular. */
export type ReferralMover = 'referrer' | 'friend' | 'agent' | 'time'

/** Every transition of a referral, with its actor, time and reason. */
@Entity('referral_moves')
@Index('referral_moves_referral', ['referralId', 'at'])
export class ReferralMove {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  referralId!: string

  @Column(word(12))
  toStatus!: ReferralStatus

  @Column(word(10))
  mover!: ReferralMover

  @Column(maybeReference)
  actorAccountId!: string | null

  @Column(maybeText(800))
  reason!: string | null

  @Column(instant)
  at!: Date
}
