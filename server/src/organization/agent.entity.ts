import type { AgentStatus } from '@quanke/shared/domain/organization'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, reference, text, word } from '../core/columns'

/** A licensed person of the organisation. */
@Entity('agents')
@Index('agents_code', ['code'], { unique: true })
@Index('agents_team', ['teamId', 'status'])
export class Agent {
  @PrimaryGeneratedColumn(id)
  id!: string

  /** The code by which a client chooses this agent. */
  @Column(word(16))
  code!: string

  @Column(reference)
  teamId!: string

  @Column(text(160))
  name!: string

  @Column(text(80))
  title!: string

  @Column(text(120))
  company!: string

  @Column(word(32))
  licenceNumber!: string

  @Column(text(240))
  intro!: string

  @Column(word(12))
  status!: AgentStatus

  @Column(instant)
  joinedAt!: Date

  @Column(maybeInstant)
  departedAt!: Date | null
}
