import { Inject, Injectable } from '@nestjs/common'
import type { MeView, SessionView } from '@quanke/shared/contracts/identity'
import { DataSource, type EntityManager } from 'typeorm'
import { oneAtATime } from '../clients/binding.service'
import type { Actor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { daysBefore } from '../core/days'
import { Env } from '../core/env'
import { Refused } from '../core/refused'
import { Sessions, hashOf } from '../core/sessions'
import { transact } from '../core/transact'
import { Wechat } from '../core/wechat/wechat.api'
import { WechatError } from '../core/wechat/wechat.error'
import type { Session as WechatSession } from '../core/wechat/wechat.types'
import { settlePerson } from '../ownership-cases/settle-person'
import { meOf } from './me.queries'
import { recordInForce } from './record-in-force'
import { keepSessionKey } from './session-keys'
import { REPLAY_MINUTES, SESSION_DAYS, signInRefusal } from './sign-in.rules'

const REPLAY_WAIT_MS = 100
const REPLAY_TRIES = 15

@Injectable()
export class IdentityService {
  private readonly exchanges = new Map<string, Promise<SessionView>>()

  constructor(
    private readonly db: DataSource,
    private readonly wechat: Wechat,
    private readonly sessions: Sessions,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
    @Inject(Env) private readonly env: Env,
  ) {}

  /** A session for the person behind a login code. The same code within five minutes, even at once, is the same session. */
  signIn(code: string, requestId: string): Promise<SessionView> {
    const codeHash = hashOf(`${this.env.WECHAT_APP_ID}:${code}`)
    const key = codeHash.toString('hex')
    const running = this.exchanges.get(key)
    if (running) return running
    const exchange = this.exchange(code, codeHash, requestId).finally(() => this.exchanges.delete(key))
    this.exchanges.set(key, exchange)
    return exchange
  }

  /** Ends this session; ending it twice is the same as once. */
  async signOut(actor: Actor, token: string): Promise<void> {
    const now = this.clock.now()
    await transact(this.db, async (tx) => {
      await tx.query(
        'UPDATE sessions SET endedAt = ?, keyEnc = NULL, keyUntil = NULL WHERE tokenHash = ? AND endedAt IS NULL',
        [now, hashOf(token)],
      )
      await audit(tx, actor, 'session.ended', { kind: 'account', id: actor.accountId }, now)
    })
  }

  me(actor: Actor): Promise<MeView> {
    return meOf(this.db, this.cipher, actor.accountId)
  }

  private async exchange(code: string, codeHash: Buffer, requestId: string): Promise<SessionView> {
    const replayed = await this.replay(codeHash)
    if (replayed) return replayed
    try {
      return await this.open(await this.wechat.code2Session(code), codeHash, requestId)
    } catch (error) {
      if (!(error instanceof WechatError)) throw error
      const refusal = signInRefusal({ errcode: error.errcode, isPassing: error.kind === 'transient' })
      // Another process may be exchanging the very same code right now: its session is ours too.
      const other = refusal === 'login_code_used' ? await this.awaitReplay(codeHash) : null
      if (other) return other
      throw new Refused(refusal)
    }
  }

  private async replay(codeHash: Buffer): Promise<SessionView | null> {
    const since = new Date(this.clock.now().getTime() - REPLAY_MINUTES * 60_000)
    const [row] = await this.db.query<{ accountId: string; expiresAt: Date }[]>(
      'SELECT accountId, expiresAt FROM sessions WHERE codeHash = ? AND createdAt > ? AND endedAt IS NULL',
      [codeHash, since],
    )
    return row ? this.sessionView(codeHash, row.accountId, row.expiresAt) : null
  }

  private async awaitReplay(codeHash: Buffer): Promise<SessionView | null> {
    for (let attempt = 0; attempt < REPLAY_TRIES; attempt += 1) {
      const session = await this.replay(codeHash)
      if (session) return session
      await new Promise((resolve) => setTimeout(resolve, REPLAY_WAIT_MS))
    }
    return null
  }

  private async open(person: WechatSession, codeHash: Buffer, requestId: string): Promise<SessionView> {
    const now = this.clock.now()
    const expiresAt = daysBefore(now, -SESSION_DAYS)
    const accountId = await transact(this.db, async (tx) => {
      const id = await this.accountOf(tx, person, requestId, now)
      const tokenHash = hashOf(this.sessions.tokenFor(codeHash))
      await tx.query(
        'INSERT INTO sessions (tokenHash, codeHash, accountId, createdAt, expiresAt) VALUES (?, ?, ?, ?, ?)',
        [tokenHash, codeHash, id, now, expiresAt],
      )
      await keepSessionKey(tx, this.cipher, { accountId: id, tokenHash, sessionKey: person.sessionKey, at: now })
      await audit(tx, { requestId, accountId: id }, 'session.opened', { kind: 'account', id }, now)
      return id
    })
    return this.sessionView(codeHash, accountId, expiresAt)
  }

  /** Finds or makes the account of an openid. */
  private async accountOf(
    tx: EntityManager,
    { openid, unionid }: WechatSession,
    requestId: string,
    now: Date,
  ): Promise<string> {
    const isNewUnionid = await showsUnionid(tx, this.env.WECHAT_APP_ID, openid, unionid)
    if (isNewUnionid) await oneAtATime(tx)
    await tx.query(
      `INSERT INTO wechat_accounts (appId, openid, unionid, alias, createdAt, lastSeenAt) VALUES (?, ?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE unionid = COALESCE(VALUES(unionid), unionid), lastSeenAt = VALUES(lastSeenAt)`,
      [this.env.WECHAT_APP_ID, openid, unionid, aliasOf(openid), now, now],
    )
    const [account] = await tx.query<{ id: string; closedAt: Date | null }[]>(
      'SELECT id, closedAt FROM wechat_accounts WHERE appId = ? AND openid = ? FOR UPDATE',
      [this.env.WECHAT_APP_ID, openid],
    )
    if (!account || account.closedAt) throw new Refused('account_closed')
    const recordId = isNewUnionid ? await recordInForce(tx, account.id) : null
    // The unionid may tell that this person has another record by another openid.
    if (recordId !== null) await settlePerson(tx, { requestId, accountId: account.id }, recordId, now)
    return account.id
  }

  private async sessionView(codeHash: Buffer, accountId: string, expiresAt: Date): Promise<SessionView> {
    const me = await meOf(this.db, this.cipher, accountId)
    return { token: this.sessions.tokenFor(codeHash), expiresAt: expiresAt.toISOString(), me }
  }
}

/** A first community alias that says nothing about the person; the person may choose another. */
const aliasOf = (openid: string): string =>
  `圈友${(hashOf(openid).readUInt32BE(0) % 10_000).toString().padStart(4, '0')}`

/** Whether this login tells of a known account a unionid that was not known of it. */
async function showsUnionid(
  tx: EntityManager,
  appId: string,
  openid: string,
  unionid: string | null | undefined,
): Promise<boolean> {
  if (!unionid) return false
  const [known] = await tx.query<{ unionid: string | null }[]>(
    'SELECT unionid FROM wechat_accounts WHERE appId = ? AND openid = ?',
    [appId, openid],
  )
  return known !== undefined && known.unionid !== unionid
}
