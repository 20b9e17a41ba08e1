import type {
  Audience,
  RequestCategory,
  RequestOutcome,
  RequestStatus,
  Urgency,
} from '@quanke/shared/domain/referral-request'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeReference, maybeText, maybeWord, reference, text, word } from '../core/columns'

/** To a question of the category, by its key. */
export type Answers = { question: string; answer: string }[]

export type WordsReview = 'pending' | 'passed' | 'held'

/** A client asks to be referred (求推荐). */
@Entity('referral_requests')
@Index('referral_requests_key', ['creationKey'], { unique: true })
@Index('referral_requests_record', ['recordId', 'askedAt'])
@Index('referral_requests_remind', ['status', 'remindAt'])
@Index('referral_requests_due', ['status', 'answerBy'])
@Index('referral_requests_helper', ['helperAgentId', 'askedAt'])
@Index('referral_requests_group', ['groupId', 'status', 'askedAt'])
export class ReferralRequest {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(36))
  creationKey!: string

  @Column(reference)
  accountId!: string

  @Column(reference)
  recordId!: string

  @Column(word(16))
  category!: RequestCategory

  @Column(text(2000))
  words!: string

  @Column(word(8))
  urgency!: Urgency

  @Column(word(8))
  audience!: Audience

  @Column(maybeReference)
  groupId!: string | null

  /** Members of a group read the words only after they passed the content check. */
  @Column(word(8))
  wordsReview!: WordsReview

  @Column(word(12))
  status!: RequestStatus

  @Column(instant)
  askedAt!: Date

  @Column(maybeWord(12))
  outcome!: RequestOutcome | null

  @Column({ type: 'tinyint', unsigned: true, nullable: true })
  rating!: number | null

  @Column(maybeText(2000))
  ratingWords!: string | null

  @Column(maybeInstant)
  closedAt!: Date | null

  @Column({ type: 'json', nullable: true })
  answers!: Answers | null

  /** How often the words were changed. */
  @Column({ type: 'smallint', unsigned: true, default: 0 })
  version!: number

  @Column(maybeInstant)
  editedAt!: Date | null

  /** When the agent is reminded, and until when the first answer is promised. */
  @Column(maybeInstant)
  remindAt!: Date | null

  @Column(maybeInstant)
  answerBy!: Date | null

  @Column(maybeInstant)
  firstAnsweredAt!: Date | null

  @Column(maybeInstant)
  remindedAt!: Date | null

  /** When nobody had answered in time. */
  @Column(maybeInstant)
  escalatedAt!: Date | null

  /** The leader who was told; null where there is none above. */
  @Column(maybeReference)
  escalatedToAgentId!: string | null

  /** Who answers instead, as the leader asked. */
  @Column(maybeReference)
  helperAgentId!: string | null
}
