import type { ProvenanceKind } from '@quanke/shared/domain/client'
import type {
  CareWay,
  OutcomePurpose,
  OutreachKind,
  OutreachOutcome,
  OutreachStatus,
  Recency,
} from '@quanke/shared/domain/outreach'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import {
  hash,
  id,
  instant,
  maybeInstant,
  maybeReference,
  maybeWord,
  reference,
  text,
  word,
  yesNo,
} from '../core/columns'

/** What is written of a status; `settling` and `finished` come by themselves as time passes. */
export type StoredStatus = Extract<OutreachStatus, 'draft' | 'running' | 'cancelled'>

/** One thing that an agent does with many clients, of whom a random part is kept untouched (触达计划). */
@Entity('outreach_plans')
@Index('outreach_plans_key', ['creationKey'], { unique: true })
@Index('outreach_plans_agent', ['agentId', 'id'])
@Index('outreach_plans_team', ['teamId', 'id'])
@Index('outreach_plans_status', ['status', 'drawsUntil'])
export class OutreachPlan {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(36))
  creationKey!: string

  /** Who planned it. */
  @Column(reference)
  agentId!: string

  /** The team whose clients it is about, with all teams below; null for the planner's own clients. */
  @Column(maybeReference)
  teamId!: string | null

  @Column(word(8))
  kind!: OutreachKind

  @Column(text(80))
  title!: string

  @Column(text(800))
  words!: string

  @Column(maybeReference)
  contentId!: string | null

  /** The one event that it is about. */
  @Column(maybeReference)
  eventId!: string | null

  @Column(maybeWord(16))
  careWay!: CareWay | null

  /** The audience: all of these conditions that are not null. */
  @Column(maybeWord(16))
  source!: ProvenanceKind | null

  @Column(maybeReference)
  groupId!: string | null

  @Column(maybeWord(12))
  recency!: Recency | null

  @Column({ type: 'tinyint', unsigned: true })
  holdoutPercent!: number

  @Column({ type: 'smallint', unsigned: true })
  windowDays!: number

  @Column(yesNo)
  drawsLater!: boolean

  @Column(word(12))
  outcome!: OutreachOutcome

  @Column(maybeWord(32))
  outcomePurpose!: OutcomePurpose | null

  /** The key of every draw; made with the plan, before anybody is drawn. */
  @Column(hash)
  seed!: Buffer

  @Column(word(10))
  status!: StoredStatus

  @Column(instant)
  createdAt!: Date

  @Column(maybeInstant)
  startedAt!: Date | null

  /** Until when clients who come later are drawn too. */
  @Column(maybeInstant)
  drawsUntil!: Date | null

  /** When the last observation window closes. */
  @Column(maybeInstant)
  closesAt!: Date | null

  /** When the outcomes of all clients were written down for good. */
  @Column(maybeInstant)
  settledAt!: Date | null
}
