import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeReference, word } from './columns'

/** One line for each write: who did what to what, in which request. Changed only to forget a person. */
@Entity('audit_entries')
@Index('audit_entries_subject', ['subjectKind', 'subjectId', 'at'])
@Index('audit_entries_at', ['at'])
@Index('audit_entries_account', ['accountId'])
export class AuditEntry {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(instant)
  at!: Date

  @Column(maybeReference)
  accountId!: string | null

  @Column(maybeReference)
  agentId!: string | null

  @Column(maybeReference)
  staffId!: string | null

  @Column(word(48))
  action!: string

  @Column(word(24))
  subjectKind!: string

  @Column(word(36))
  subjectId!: string

  @Column(word(64))
  requestId!: string

  @Column({ type: 'json' })
  detail!: Record<string, string | number | boolean | null>
}
