import type { MergeKind, MergeMove } from '@quanke/shared/domain/merge'
import type { BindingRule } from '@quanke/shared/domain/client'
import type { PlaceAside } from '../events/one-place.rules'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import {
  id,
  instant,
  maybeInstant,
  maybeReference,
  maybeText,
  maybeWord,
  reference,
  text,
  word,
  yesNo,
} from '../core/columns'

/** Two records that became one, with what is needed to part them again. Never deleted: an undone merge also says that the two are not one person. */
@Entity('record_merges')
@Index('record_merges_active', ['activeMergedRecordId'], { unique: true })
@Index('record_merges_living', ['livingRecordId'])
@Index('record_merges_key', ['creationKey'], { unique: true })
@Index('record_merges_merged', ['mergedRecordId'])
@Index('record_merges_survivor', ['survivorRecordId', 'at'])
export class RecordMerge {
  @PrimaryGeneratedColumn(id)
  id!: string

  /** Set for merges by hand. */
  @Column(maybeWord(36))
  creationKey!: string | null

  @Column(reference)
  survivorRecordId!: string

  @Column(reference)
  mergedRecordId!: string

  /** The merged record again, as long as the merge is in force: a record is merged once at a time. */
  @Column(maybeReference)
  activeMergedRecordId!: string | null

  /** What the merged record is part of now, at the end of all merges, as long as this one is in force. */
  @Column(maybeReference)
  livingRecordId!: string | null

  @Column(word(16))
  kind!: MergeKind

  /** The case that decided so; until it is over, an appeal is the way back. */
  @Column(maybeReference)
  caseId!: string | null

  @Column(text(800))
  reason!: string

  /** The accounts that came with the merged record: by them is parted what happens afterwards. */
  @Column({ type: 'json' })
  accountIds!: string[]

  /** Rows that came with the merged record and that no account tells: by what they are, their ids. */
  @Column({ type: 'json' })
  listedIds!: Partial<Record<MergeMove, string[]>>

  /** Places in events that the other record had too, and so gave way; null for merges from before there was such a rule. */
  @Column({ type: 'json', nullable: true })
  placesAside!: PlaceAside[] | null

  /** How many of each moved. */
  @Column({ type: 'json' })
  counts!: Record<MergeMove, number>

  /** How the client of the record that stays was addressed, as long as the merge is in force and the consent stands. */
  @Column(maybeText(160))
  survivorName!: string | null

  /** Whether the record that stays had no phone number and took this one's. */
  @Column(yesNo)
  phoneTaken!: boolean

  /** The owner of the record that stays, at the merge. */
  @Column(maybeReference)
  ownerAgentId!: string | null

  /** The owner of the merged record before, and the rule by which that was the owner. */
  @Column(maybeReference)
  mergedOwnerAgentId!: string | null

  @Column(word(24))
  mergedBindingRule!: BindingRule

  /** Null when the server did it by rule. */
  @Column(maybeReference)
  byAccountId!: string | null

  @Column(instant)
  at!: Date

  @Column(maybeInstant)
  undoneAt!: Date | null

  @Column(maybeReference)
  undoneByAccountId!: string | null

  @Column(maybeText(800))
  undoReason!: string | null
}
