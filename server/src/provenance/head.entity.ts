import { Column, Entity, PrimaryColumn } from 'typeorm'
import { hash, reference } from '../core/columns'

/** Where the log ends. One row, which whoever appends locks. */
@Entity('provenance_heads')
export class ProvenanceHead {
  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  id!: number

  @Column(reference)
  seq!: string

  @Column(hash)
  hash!: Buffer
}
