import type { AskAnswer } from '@quanke/shared/domain/referral-ask'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeWord, reference, word } from '../core/columns'

/** An agent asked a client to recommend the agent to friends. It is the account's, so that it goes along wherever the person's record goes. */
@Entity('referral_asks')
@Index('referral_asks_key', ['creationKey'], { unique: true })
@Index('referral_asks_account', ['accountId', 'askedAt'])
@Index('referral_asks_agent', ['agentId', 'answeredAt'])
export class ReferralAsk {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(36))
  creationKey!: string

  @Column(reference)
  accountId!: string

  @Column(reference)
  agentId!: string

  @Column(instant)
  askedAt!: Date

  @Column(maybeWord(8))
  answer!: AskAnswer | null

  @Column(maybeInstant)
  answeredAt!: Date | null
}
