import type { Purpose } from '@quanke/shared/domain/consent'
import { Column, Entity, PrimaryColumn } from 'typeorm'
import { instant, text } from '../core/columns'

/** A text that was or is shown for a purpose. The newest in force is asked; older ones are kept for what was agreed to. */
@Entity('consent_texts')
export class ConsentText {
  @PrimaryColumn({ type: 'varchar', length: 32, charset: 'ascii', collation: 'ascii_bin' })
  purpose!: Purpose

  @PrimaryColumn({ type: 'varchar', length: 20, charset: 'ascii', collation: 'ascii_bin' })
  version!: string

  @Column(text(80))
  title!: string

  @Column({ type: 'text' })
  body!: string

  @Column(instant)
  inForceAt!: Date
}
