import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { hash, instant, maybeBytes, maybeInstant, reference } from '../core/columns'

/** A signed-in account. Tokens and login codes are kept as hashes only. */
@Entity('sessions')
@Index('sessions_code', ['codeHash'], { unique: true })
@Index('sessions_account', ['accountId'])
@Index('sessions_key', ['keyUntil'])
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

  /** WeChat's session key, as long as it may still be the person's present one; see session-keys.ts. */
  @Column(maybeBytes(256))
  keyEnc!: Buffer | null

  @Column(maybeInstant)
  keyUntil!: Date | null
}
