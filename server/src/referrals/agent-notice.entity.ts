import type { AgentNoticeKind } from '@quanke/shared/domain/referral-words'
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, maybeInstant, reference, word } from '../core/columns'

/** What an agent is told of a card that met somebody who is served already; once for each card and client. */
@Entity('agent_notices')
@Index('agent_notices_once', ['agentId', 'kind', 'referralId', 'recordId'], { unique: true })
@Index('agent_notices_open', ['agentId', 'seenAt', 'at'])
export class AgentNotice {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  agentId!: string

  @Column(word(20))
  kind!: AgentNoticeKind

  @Column(reference)
  referralId!: string

  /** The agent's own client; 0 where the agent may not know who it was. */
  @Column(reference)
  recordId!: string

  @Column(instant)
  at!: Date

  @Column(maybeInstant)
  seenAt!: Date | null
}
