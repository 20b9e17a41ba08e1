import type { ReferralStatus } from '@quanke/shared/domain/referral'
import type { ReferralMover } from '@quanke/shared/domain/referral-words'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeReference, maybeText, reference, word } from '../core/columns'

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

  /** Null for a friend who has not consented: that is nobody in particular. */
  @Column(maybeReference)
  actorAccountId!: string | null

  @Column(maybeText(800))
  reason!: string | null

  @Column(instant)
  at!: Date
}
