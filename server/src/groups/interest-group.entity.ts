import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, instant, reference, text } from '../core/columns'

/** An interest group (圈子). */
@Entity('interest_groups')
@Index('interest_groups_host', ['hostAgentId'])
export class InterestGroup {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(text(80))
  name!: string

  @Column(text(160))
  topicWords!: string

  @Column(text(800))
  intro!: string

  /** The group's own rules, a line each. */
  @Column({ type: 'json' })
  rules!: string[]

  @Column(reference)
  hostAgentId!: string

  /** Whether it takes new members. */
  @Column({ type: 'boolean', default: true })
  isOpen!: boolean

  @Column(instant)
  createdAt!: Date
}
