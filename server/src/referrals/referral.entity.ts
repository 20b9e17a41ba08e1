import type { ReferralStatus, SentAs } from '@quanke/shared/domain/referral'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeReference, maybeWord, reference, text, word } from '../core/columns'

/** A client recommends the agent to a friend (转介绍). Nothing of the friend stands here before the friend's own consent. */
@Entity('referrals')
@Index('referrals_key', ['creationKey'], { unique: true })
@Index('referrals_share', ['shareId'], { unique: true })
@Index('referrals_agent', ['agentId', 'givenAt'])
@Index('referrals_referrer', ['referrerRecordId', 'givenAt'])
@Index('referrals_friend', ['friendRecordId'])
@Index('referrals_expiry', ['status', 'expiresAt'])
export class Referral {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(36))
  creationKey!: string

  @Column(reference)
  referrerAccountId!: string

  @Column(reference)
  referrerRecordId!: string

  @Column(reference)
  agentId!: string

  @Column(maybeReference)
  shareId!: string | null

  @Column(text(480))
  words!: string

  @Column(word(12))
  status!: ReferralStatus

  @Column(maybeReference)
  friendRecordId!: string | null

  /** How the card left the phone; null as long as it did not. */
  @Column(maybeWord(8))
  sentAs!: SentAs | null

  @Column(instant)
  givenAt!: Date

  @Column(instant)
  expiresAt!: Date
}
