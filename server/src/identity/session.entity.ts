import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { hash, instant, maybeInstant, reference } from '../core/columns'

/** A signed-in account. Tokens and login codes are kept as hashes only. */
@Entity('sessions')
@Index('sessions_code', ['codeHash'], { unique: true })
@Index('sessions_account', ['accountId'])
export class Session {
  @PrimaryColumn({ type: 'binary', length: 32 })
  tokenHash!: Buffer

  @Column(hash)
  codeHash!: Buffer

  @Column(reference)
  accountId!: string

  @Column(instant)
  createdAt!: Date

  @Column(instant)
  expiresAt!: Date

  @Column(maybeInstant)
  endedAt!: Date | null
}
