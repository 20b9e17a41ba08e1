import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm'
import { hash, id, instant } from '../core/columns'

/** A WeChat chat group, known by nothing but a keyed hash of the id that WeChat gives this mini-program. */
@Entity('chat_groups')
@Index('chat_groups_hash', ['groupHash'], { unique: true })
export class ChatGroup {
  @PrimaryGeneratedColumn(id)
  id!: string

  @Column(hash)
  groupHash!: Buffer

  @Column(instant)
  createdAt!: Date
}
