import { Column, Entity, PrimaryColumn } from 'typeorm'
import { instant, maybeInstant } from '../core/columns'

/** How far one account has read one content: the roll-up of its "viewed" and "read" engagements. */
@Entity('readings')
export class Reading {
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  accountId!: string

  @PrimaryColumn({ type: 'bigint', unsigned: true })
  contentId!: string

  @Column({ type: 'tinyint', unsigned: true })
  furthestPercent!: number

  @Column({ type: 'int', unsigned: true })
  seconds!: number

  @Column(instant)
  firstAt!: Date

  @Column(instant)
  lastAt!: Date

  /** When the furthest position first passed the mark of a read. */
  @Column(maybeInstant)
  readAt!: Date | null
}
