import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { instant, maybeWord, word } from '../core/columns'

/** A check of a file that WeChat makes. Either side may come first: our note of having asked, or the verdict by push. Kept for seven days. */
@Entity('media_checks')
@Index('media_checks_age', ['notedAt'])
export class MediaCheck {
  @PrimaryColumn({ ...word(64), nullable: false })
  traceId!: string

  /** WeChat's word, once it is there. */
  @Column(maybeWord(8))
  suggestion!: string | null

  @Column({ type: 'int', nullable: true })
  label!: number | null

  @Column(instant)
  notedAt!: Date
}
