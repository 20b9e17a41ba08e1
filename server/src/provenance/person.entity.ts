import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { hash, maybeWord } from '../core/columns'

/** Within what a person is one and the same in the log. Each arrival has its own, so that one can be forgotten without the others. */
export type PersonScope = 'account' | 'share' | 'referral'

/**
 * Who stands behind a commitment of the log. Erasure deletes this row: the entry stays and proves that it was not altered, but nobody can tell any
 * more, or find out by trying, whose it was.
 */
@Entity('provenance_persons')
@Index('provenance_persons_commitment', ['commitment'], { unique: true })
export class ProvenancePerson {
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  accountId!: string

  @PrimaryColumn({ type: 'varchar', length: 8, charset: 'ascii', collation: 'ascii_bin' })
  scope!: PersonScope

  /** The share or referral; 0 for the account as such. */
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  scopeId!: string

  @Column({ type: 'binary', length: 16 })
  salt!: Buffer

  @Column(hash)
  commitment!: Buffer

  /** For an arrival: what the log says of it so far. */
  @Column(maybeWord(64))
  state!: string | null
}
