import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, reference, text } from '../core/columns'

/** An agent's word for a provider, once each. */
@Entity('provider_vouches')
@Index('provider_vouches_once', ['providerId', 'agentId'], { unique: true })
export class ProviderVouch {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(reference)
  providerId!: string

  @Column(reference)
  agentId!: string

  @Column(text(2000))
  words!: string

  @Column(instant)
  at!: Date
}
