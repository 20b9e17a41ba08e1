import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { instant, maybeText } from '../core/columns'

/** What one agent calls a chat group: a number in the order in which the groups came up, or an own name. */
@Entity('chat_group_names')
@Index('chat_group_names_number', ['agentId', 'number'], { unique: true })
export class ChatGroupName {
  @PrimaryColumn({ type: 'bigint', unsigned: true })
  agentId!: string

  @PrimaryColumn({ type: 'bigint', unsigned: true })
  chatGroupId!: string

  @Column({ type: 'int', unsigned: true })
  number!: number

  @Column(maybeText(80))
  name!: string | null

  @Column(instant)
  firstAt!: Date
}
