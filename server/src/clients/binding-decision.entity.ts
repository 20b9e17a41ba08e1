import type { BindingVersion } from '@quanke/shared/domain/binding'
import type { BindingRule } from '@quanke/shared/domain/client'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, reference, word } from '../core/columns'
import type { BindingDecision, BindingInputs } from './binding.rules'

/** How a person was bound to a record, with the facts of that moment: enough to decide again, and nothing personal. Never changed or deleted. */
@Entity('binding_decisions')
@Index('binding_decisions_account', ['accountId', 'at'])
@Index('binding_decisions_record', ['recordId', 'at'])
export class BindingDecisionEntry {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  recordId!: string

  @Column(reference)
  accountId!: string

  @Column(word(24))
  rule!: BindingRule

  @Column({ type: 'smallint', unsigned: true })
  tableVersion!: BindingVersion

  @Column({ type: 'json' })
  inputs!: BindingInputs

  @Column({ type: 'json' })
  decision!: BindingDecision

  @Column(instant)
  at!: Date
}
