import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DataCipher } from '../crypto'
import type { SqlRunner, WechatConfig, WechatLogger } from './wechat.config'
import { ENDPOINTS } from './wechat.endpoints'
import { WechatError } from './wechat.error'
import type { WechatHttp } from './wechat.http'

interface Token {
  value: string
  /** Process time (ms) from which the value is not used any more. */
  usableUntil: number
}

interface TokenRow {
  token_enc: Buffer | null
  /** MySQL's own clock decides, so processes with different clocks agree. */
  left_ms: string | number | null
}

/** A process believes its copy of the row for this long. */
const LOCAL_CACHE_MS = 60_000
const POLL_MS = 50

/**
 * The app's one access token, shared by every process through the row of `wechat_tokens`.
 * However many callers need a new one at once, one of them asks WeChat and the others wait for it.
 */
export class WechatToken {
  private cached: Token | null = null
  private flight: Promise<Token> | null = null
  private rejected: string | null = null
  private readonly me = randomUUID()

  constructor(
    private readonly config: WechatConfig,
    private readonly http: WechatHttp,
    private readonly db: SqlRunner,
    private readonly cipher: DataCipher,
    private readonly log: WechatLogger,
  ) {}

  async get(): Promise<string> {
    for (;;) {
      if (this.cached && this.cached.usableUntil > Date.now()) return this.cached.value
      this.flight ??= this.obtain().finally(() => (this.flight = null))
      const token = await this.flight
      // A drop may have come while the flight was reading the very token that was dropped.
      if (token.value !== this.rejected) return token.value
    }
  }

  /** WeChat refused `value`: forget it here and in the row, unless something newer stands there already. */
  async drop(value: string): Promise<void> {
    if (this.cached?.value === value) this.cached = null
    if (this.rejected === value) return
    this.rejected = value
    const row = await this.row()
    if (!row?.token_enc || this.decrypt(row.token_enc) !== value) return
    await this.db.query(
      'UPDATE wechat_tokens SET token_enc = NULL, expires_at = NULL WHERE app_id = ? AND token_enc = ?',
      [this.config.appId, row.token_enc],
    )
  }

  private async obtain(): Promise<Token> {
    const deadline = Date.now() + 2 * this.leaseMs + this.config.timeoutMs
    while (Date.now() < deadline) {
      const known = await this.stored()
      if (known) return this.keep(known)
      if (await this.claim()) return this.keep(await this.fetchAsOwner())
      await sleep(POLL_MS)
    }
    throw new WechatError({
      kind: 'transient',
      api: 'stableToken',
      reason: 'another process holds the lease for too long',
    })
  }

  private keep(token: Token): Token {
    this.cached = { ...token, usableUntil: Math.min(token.usableUntil, Date.now() + LOCAL_CACHE_MS) }
    return token
  }

  private async stored(): Promise<Token | null> {
    const row = await this.row()
    const left = Number(row?.left_ms ?? 0)
    if (!row?.token_enc || left <= 0) return null
    const value = this.decrypt(row.token_enc)
    return value === null || value === this.rejected ? null : { value, usableUntil: Date.now() + left }
  }

  private async row(): Promise<TokenRow | undefined> {
    const rows = await this.db.query<TokenRow[]>(
      `SELECT token_enc, TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), expires_at) / 1000 AS left_ms
         FROM wechat_tokens WHERE app_id = ?`,
      [this.config.appId],
    )
    return rows[0]
  }

  /** True for the one process that may ask WeChat now. A lease that ran out (its holder died) is taken over. */
  private async claim(): Promise<boolean> {
    const { appId } = this.config
    await this.db.query('INSERT INTO wechat_tokens (app_id) VALUES (?) ON DUPLICATE KEY UPDATE app_id = app_id', [
      appId,
    ])
    const claimed = await this.db.query<{ affectedRows: number }>(
      `UPDATE wechat_tokens
          SET claimed_by = ?, claimed_until = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND
        WHERE app_id = ? AND (claimed_until IS NULL OR claimed_until < UTC_TIMESTAMP(3))`,
      [this.me, this.leaseMs * 1000, appId],
    )
    return claimed.affectedRows === 1
  }

  private async fetchAsOwner(): Promise<Token> {
    try {
      // Another process may have stored one between our look at the row and the claim.
      return (await this.stored()) ?? (await this.fetch())
    } finally {
      await this.db.query(
        'UPDATE wechat_tokens SET claimed_by = NULL, claimed_until = NULL WHERE app_id = ? AND claimed_by = ?',
        [this.config.appId, this.me],
      )
    }
  }

  private async fetch(): Promise<Token> {
    const { appId, appSecret } = this.config
    // Never force_refresh: the normal mode gives everybody the same token and has no small daily quota.
    const body = { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: false }
    const answer = await this.http.send(ENDPOINTS.stableToken, { body })
    const { access_token: value, expires_in } = answer as { access_token?: unknown; expires_in?: unknown }
    const seconds = Number(expires_in)
    if (typeof value !== 'string' || !value || !(seconds > 0)) {
      throw new WechatError({ kind: 'transient', api: 'stableToken', reason: 'the answer holds no token' })
    }
    // WeChat renews five minutes before the end, so a minute of margin never costs a second call.
    const usableMs = Math.max(seconds - 60, seconds / 2) * 1000
    await this.db.query(
      `UPDATE wechat_tokens SET token_enc = ?, expires_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND
        WHERE app_id = ? AND claimed_by = ?`,
      [this.cipher.encrypt(value), Math.round(usableMs * 1000), appId, this.me],
    )
    // WeChat itself says that this one is current, whatever was refused before.
    if (this.rejected === value) this.rejected = null
    this.log.info({ api: 'stableToken', expiresInSeconds: seconds }, 'WeChat access token renewed')
    return { value, usableUntil: Date.now() + usableMs }
  }

  /** Null for a token that was written with a key which is no longer here: it is fetched anew. */
  private decrypt(value: Buffer): string | null {
    try {
      return this.cipher.decrypt(value)
    } catch {
      return null
    }
  }

  private get leaseMs(): number {
    return this.config.timeoutMs + 1_000
  }
}
