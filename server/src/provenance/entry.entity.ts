import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { hash, instant, maybeHash, maybeReference, word } from '../core/columns'

/** What an entry tells: `refId` is the row in which the act itself stands. `taken_back` undoes an outcome, `parted` a merge of records. */
export type EntryKind =
  | 'share'
  | 'arrival'
  | 'move'
  | 'bound'
  | 'owner'
  | 'carried'
  | 'merged'
  | 'parted'
  | 'outcome'
  | 'taken_back'
  | 'forgotten'

/** One thing that the log of sources holds for good, in one order over everything: never changed, never deleted, each bound to the one before. */
@Entity('provenance_entries')
@Index('provenance_entries_ref', ['kind', 'refId'])
@Index('provenance_entries_person', ['person'])
export class ProvenanceEntry {
  /** Without a gap, from 1. */
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  seq!: string

  @Column(word(12))
  kind!: EntryKind

  /** When it happened; phones that were offline tell it late. */
  @Column(instant)
  at!: Date

  @Column(maybeReference)
  refId!: string | null

  /** A commitment to the person (see `ProvenancePerson`), and nothing else of the person. */
  @Column(maybeHash)
  person!: Buffer | null

  /** Canonical JSON of ids and words of ours. */
  @Column(word(400))
  facts!: string

  @Column(hash)
  prevHash!: Buffer

  @Column(hash)
  hash!: Buffer
}
