import type { EngagementKind } from '@quanke/shared/domain/engagement'
import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What a roll-up counts over. `all` has the id 0. */
export type TotalScope = 'client' | 'share' | 'content' | 'group' | 'event' | 'agent' | 'all'

/** A roll-up: always equal to what counting the raw engagements gives, since it is written in their transaction. */
@Entity('engagement_totals')
export class EngagementTotal {
  @PrimaryColumn({ type: 'varchar', length: 8, charset: 'ascii', collation: 'ascii_bin' })
  scope!: TotalScope

  @PrimaryColumn({ type: 'bigint', unsigned: true })
  scopeId!: string

  @PrimaryColumn({ type: 'date' })
  day!: string

  @PrimaryColumn({ type: 'varchar', length: 12, charset: 'ascii', collation: 'ascii_bin' })
  kind!: EngagementKind

  @Column({ type: 'int', unsigned: true })
  count!: number

  @Column({ type: 'bigint', unsigned: true })
  seconds!: string
}
