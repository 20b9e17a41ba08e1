import { Column, Entity, PrimaryColumn } from 'typeorm'

/** The one access token of this mini-program, shared by all processes; fetched by whoever holds the lease. */
@Entity('wechat_tokens')
export class WechatTokenRow {
  @PrimaryColumn({ name: 'app_id', type: 'varchar', length: 32, charset: 'ascii', collation: 'ascii_bin' })
  appId!: string

  @Column({ name: 'token_enc', type: 'varbinary', length: 2048, nullable: true })
  tokenEnc!: Buffer | null

  @Column({ name: 'expires_at', type: 'datetime', precision: 3, nullable: true })
  expiresAt!: Date | null

  @Column({ name: 'claimed_by', type: 'varchar', length: 36, charset: 'ascii', collation: 'ascii_bin', nullable: true })
  claimedBy!: string | null

  @Column({ name: 'claimed_until', type: 'datetime', precision: 3, nullable: true })
  claimedUntil!: Date | null
}
