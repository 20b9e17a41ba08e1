import type { Block } from '@quanke/shared/domain/content'
import { Column, Entity, PrimaryColumn } from 'typeorm'
import { instant, maybeInstant, maybeReference, text, word } from '../core/columns'

/** A version as it was written and approved; never changed afterwards. */
@Entity('content_versions')
export class ContentVersion {
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  contentId!: string

  @PrimaryColumn({ type: 'int', unsigned: true })
  version!: number

  @Column(text(160))
  title!: string

  @Column(text(480))
  summary!: string

  @Column({ type: 'smallint', unsigned: true })
  minutes!: number

  @Column({ type: 'json' })
  blocks!: Block[]

  @Column({ type: 'json' })
  sources!: string[]

  /** SHA-256 of title, summary, blocks and sources: what was approved is what is shown. */
  @Column(word(64))
  digest!: string

  @Column(maybeReference)
  writtenByStaffId!: string | null

  @Column(instant)
  writtenAt!: Date

  @Column(maybeReference)
  approvedByStaffId!: string | null

  @Column(maybeInstant)
  approvedAt!: Date | null
}
