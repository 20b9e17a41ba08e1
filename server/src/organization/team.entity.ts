import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { id, maybeReference, text, word } from '../core/columns'

/** A node of the organisation's tree. */
@Entity('teams')
@Index('teams_path', ['path'], { unique: true })
@Index('teams_leader', ['leaderAgentId'], { unique: true })
export class Team {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(maybeReference)
  parentId!: string | null

  @Column(text(80))
  name!: string

  /** Ids from the root down to this team: "/1/3/". A prefix of it is an ancestor. */
  @Column(word(255))
  path!: string

  /** An agent leads one team at most. */
  @Column(maybeReference)
  leaderAgentId!: string | null
}
