import type { OutcomeKind } from '@quanke/shared/domain/attribution'
import type { EngagementSubject } from '@quanke/shared/domain/engagement'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeReference, reference, word } from '../core/columns'

/**
 * What a person's way led to, the first time for each thing. Written beside the act itself. One that rested on a mistake is taken back and stays as a
 * row: of each thing only one stands.
 */
@Entity('outcomes')
@Index('outcomes_standing', ['accountId', 'kind', 'subjectId', 'takenBackId'], { unique: true })
@Index('outcomes_kind', ['kind', 'at'])
export class Outcome {
  @PrimaryGeneratedColumn(id)
  id!: string

  /** Null when the person took the consent back on which it rested: the count stays. */
  @Column(maybeReference)
  accountId!: string | null

  @Column(word(20))
  kind!: OutcomeKind

  @Column(word(12))
  subject!: EngagementSubject

  /** The group, request or referral; 0 for what a person does once at all. */
  @Column(reference)
  subjectId!: string

  /** The share by which the act itself came, when there was one. */
  @Column(maybeReference)
  shareId!: string | null

  @Column(instant)
  at!: Date

  @Column(maybeInstant)
  takenBackAt!: Date | null

  /** 0 while it stands, its own id once it was taken back. */
  @Column({ ...reference, default: 0 })
  takenBackId!: string
}
