import type { BindingRule } from '@quanke/shared/domain/client'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeReference, reference, text, word } from '../core/columns'

/** Who, when, why, from whom, to whom. Never changed or deleted (domain rules, section 3). */
@Entity('ownership_changes')
@Index('ownership_changes_record', ['recordId', 'at'])
export class OwnershipChange {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  recordId!: string

  @Column(maybeReference)
  fromAgentId!: string | null

  @Column(maybeReference)
  toAgentId!: string | null

  @Column(word(24))
  rule!: BindingRule

  @Column(text(800))
  reason!: string

  /** The account of the person who caused it. */
  @Column(maybeReference)
  actorAccountId!: string | null

  @Column(instant)
  at!: Date
}
