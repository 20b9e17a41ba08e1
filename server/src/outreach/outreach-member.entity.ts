import type { Arm, OutreachResult } from '@quanke/shared/domain/outreach'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, maybeReference, maybeWord, reference, word } from '../core/columns'

/** Where the draw put a client of a plan. Drawn once: nothing ever changes the arm, and no row is ever deleted. */
@Entity('outreach_members')
@Index('outreach_members_client', ['planId', 'recordId'], { unique: true })
@Index('outreach_members_arm', ['planId', 'arm', 'id'])
@Index('outreach_members_record', ['recordId', 'arm', 'observedUntil'])
@Index('outreach_members_share', ['shareId'], { unique: true })
export class OutreachMember {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  planId!: string

  @Column(reference)
  recordId!: string

  /** The owner when drawn: whose figures this counts in, whoever serves the client later. */
  @Column(reference)
  agentId!: string

  @Column(word(8))
  arm!: Arm

  @Column(instant)
  drawnAt!: Date

  @Column(instant)
  observedUntil!: Date

  /** The card that was made for this client. */
  @Column(maybeReference)
  shareId!: string | null

  @Column(maybeInstant)
  doneAt!: Date | null

  @Column(maybeReference)
  doneByAgentId!: string | null

  @Column(maybeWord(10))
  result!: OutreachResult | null

  /** The outcome as it stood when the figures became final, or that the person counts by another line; null before. */
  @Column(maybeWord(6))
  settled!: 'hit' | 'missed' | 'twice' | null
}
