import type { ConsentState, Purpose } from '@quanke/shared/domain/consent'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeReference, reference, word } from '../core/columns'

/** Every decision ever taken about a purpose, in its order: the proof of consent. Never changed. */
@Entity('consent_decisions')
@Index('consent_decisions_account', ['accountId', 'purpose', 'at'])
export class ConsentDecisionEntry {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  accountId!: string

  @Column(word(32))
  purpose!: Purpose

  @Column(word(12))
  state!: ConsentState

  @Column(word(20))
  textVersion!: string

  /** The share through which the person was asked. */
  @Column(maybeReference)
  shareId!: string | null

  @Column(word(64))
  requestId!: string

  @Column(instant)
  at!: Date
}
