import type { ShareChannel, ShareSubject } from '@quanke/shared/domain/share'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeReference, reference, word } from '../core/columns'

/** One act of passing a thing on. */
@Entity('shares')
@Index('shares_code', ['code'], { unique: true })
@Index('shares_key', ['creationKey'], { unique: true })
@Index('shares_agent', ['agentId', 'sharerAccountId', 'createdAt'])
@Index('shares_root', ['rootId'])
@Index('shares_sharer', ['sharerAccountId', 'createdAt'])
@Index('shares_campaign', ['campaignId'])
export class Share {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(word(16))
  code!: string

  @Column(word(36))
  creationKey!: string

  @Column(reference)
  sharerAccountId!: string

  /** The agent at the root of the chain, to whom touches are credited; null when the chain began with nobody's client. */
  @Column(maybeReference)
  agentId!: string | null

  @Column(maybeReference)
  parentId!: string | null

  /** The first share of the chain; itself for a root (set right after the insert). */
  @Column(maybeReference)
  rootId!: string | null

  /** 0 for a root. */
  @Column({ type: 'smallint', unsigned: true })
  depth!: number

  @Column(word(12))
  subject!: ShareSubject

  @Column(reference)
  subjectId!: string

  /** The approved version that was passed on, for contents. */
  @Column({ type: 'int', unsigned: true, nullable: true })
  contentVersion!: number | null

  @Column(word(8))
  channel!: ShareChannel

  @Column(instant)
  createdAt!: Date

  /** The campaign of the agent under which the chain was begun. */
  @Column(maybeReference)
  campaignId!: string | null
}
