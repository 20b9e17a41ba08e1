import type { Urgency } from '@quanke/shared/domain/referral-request'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, reference, text, word } from '../core/columns'
import type { Answers } from './referral-request.entity'

/** How a request was before it was edited. */
@Entity('request_edits')
@Index('request_edits_version', ['requestId', 'version'], { unique: true })
export class RequestEdit {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  requestId!: string

  @Column({ type: 'smallint', unsigned: true })
  version!: number

  @Column(text(2000))
  words!: string

  @Column({ type: 'json', nullable: true })
  answers!: Answers | null

  @Column(word(8))
  urgency!: Urgency

  /** When it was replaced. */
  @Column(instant)
  at!: Date
}
