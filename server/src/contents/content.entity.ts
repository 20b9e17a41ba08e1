import type { ContentStatus, Topic } from '@quanke/shared/domain/content'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeReference, maybeText, maybeWord, word } from '../core/columns'

/** A piece of the library. What is shown is its current approved version. */
@Entity('contents')
@Index('contents_shelf', ['status', 'topic', 'publishedAt'])
@Index('contents_key', ['creationKey'], { unique: true })
@Index('contents_group', ['groupId'])
export class Content {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(maybeWord(36))
  creationKey!: string | null

  @Column(word(16))
  topic!: Topic

  @Column(word(12))
  status!: ContentStatus

  /** The interest group it points to. */
  @Column(maybeReference)
  groupId!: string | null

  /** The newest version; what readers see only while the status is published. */
  @Column({ type: 'int', unsigned: true })
  currentVersion!: number

  @Column(instant)
  createdAt!: Date

  @Column(maybeInstant)
  publishedAt!: Date | null

  @Column(maybeInstant)
  recalledAt!: Date | null

  @Column(maybeText(800))
  recalledReason!: string | null
}
