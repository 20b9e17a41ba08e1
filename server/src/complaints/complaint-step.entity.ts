import type { ComplaintActor, ComplaintStep } from '@quanke/shared/domain/complaint'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeReference, maybeText, maybeWord, reference, word } from '../core/columns'

/** One thing that happened to a complaint: by whom, when, and in which words. */
@Entity('complaint_steps')
@Index('complaint_steps_key', ['creationKey'], { unique: true })
@Index('complaint_steps_complaint', ['complaintId', 'at'])
export class ComplaintStepEntry {
  @PrimaryGeneratedColumn(id)
  id!: string

  /** Made by the client of what is sent with words, so that it is done once. */
  @Column(maybeWord(36))
  creationKey!: string | null

  @Column(reference)
  complaintId!: string

  @Column(word(12))
  step!: ComplaintStep

  @Column(word(12))
  actor!: ComplaintActor

  @Column(maybeReference)
  actorAccountId!: string | null

  @Column(maybeText(2000))
  words!: string | null

  @Column(instant)
  at!: Date
}
