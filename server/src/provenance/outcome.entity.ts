import type { OutcomeKind } from '@quanke/shared/domain/attribution'
import type { EngagementSubject } from '@quanke/shared/domain/engagement'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeReference, reference, word } from '../core/columns'

/** What a person's way led to, the first time for each thing. Written beside the act itself. */
@Entity('outcomes')
@Index('outcomes_once', ['accountId', 'kind', 'subjectId'], { unique: true })
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
}
