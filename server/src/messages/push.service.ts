import { Inject, Injectable } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import { DataSource, type EntityManager } from 'typeorm'
import { recordsWithin } from '../clients/living-record'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { daysBefore } from '../core/days'
import { Env } from '../core/env'
import { LOG, type Log } from '../core/log.token'
import { transact } from '../core/transact'
import type { PushEvent } from '../core/wechat/wechat.push-events'
import { recordOfAccount } from '../identity/record-in-force'
import { CheckPictures } from './check-pictures'
import { addCredit, clearCredits } from './credits'

/** WeChat's number for the phone number among what a person can take back. */
const PHONE_SCOPE = 8
const KEPT_DAYS = 7
const HOUR_MS = 3_600_000
/** WeChat delivers again only when it has waited five seconds in vain; what says the same earlier is another event of the same second. */
const REDELIVERED_AFTER_MS = 3_000

/** Takes what WeChat tells the server by itself. */
@Injectable()
export class PushService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly pictures: CheckPictures,
    @Inject(Env) private readonly env: Env,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Applies an event, once however often it is delivered. It is small work, so it is done before WeChat gets its answer. */
  async take(event: PushEvent, requestId: string): Promise<void> {
    const at = this.clock.now()
    const isNew = await transact(this.db, async (tx) => {
      const isFirst = await noteDelivery(tx, event, at)
      if (isFirst) await this.apply(tx, event, requestId, at)
      return isFirst
    })
    if (isNew) this.tell(event)
  }

  @Interval(HOUR_MS)
  async forgetOld(): Promise<void> {
    const old = daysBefore(this.clock.now(), KEPT_DAYS)
    await this.db.query('DELETE FROM wechat_pushes WHERE receivedAt < ? LIMIT 5000', [old])
    await this.db.query('DELETE FROM media_checks WHERE notedAt < ? LIMIT 5000', [old])
  }

  private async apply(tx: EntityManager, event: PushEvent, requestId: string, at: Date): Promise<void> {
    if (event.kind === 'media_checked') await this.pictures.take(tx, event)
    if (!('openid' in event)) return
    const accountId = await this.accountOf(tx, event.openid)
    if (accountId === null) return
    if (event.kind === 'subscribe_answered')
      for (const { templateId, isAccepted } of event.answers)
        if (isAccepted && templateId) await addCredit(tx, accountId, templateId, at)
    if (event.kind === 'subscribe_switched_off')
      for (const templateId of event.templateIds) await clearCredits(tx, accountId, templateId, at)
    const isPhone = 'scopes' in event && event.kind !== 'profile_changed' && event.scopes.includes(PHONE_SCOPE)
    if (isPhone || event.kind === 'authorization_cancelled') await forgetPhone(tx, accountId, requestId, at)
  }

  private async accountOf(tx: EntityManager, openid: string): Promise<string | null> {
    const [account] = await tx.query<{ id: string }[]>(
      'SELECT id FROM wechat_accounts WHERE appId = ? AND openid = ? FOR UPDATE',
      [this.env.WECHAT_APP_ID, openid],
    )
    return account?.id ?? null
  }

  /** What people have to know of, and what nothing here uses yet; without anybody's openid. */
  private tell(event: PushEvent): void {
    if (event.kind === 'punished')
      this.log.error({ punishment: event.punishment, punishId: event.punishId }, 'WeChat punishes this mini-program')
    else if (event.kind === 'subscribe_sent')
      for (const { templateId, errcode } of event.results)
        if (errcode !== 0) this.log.warn({ templateId, errcode }, 'WeChat could not deliver a message')
  }
}

/** Notes a delivery; false when what it tells was taken before. Two yeses in one second are told in the same words, and both count. */
async function noteDelivery(tx: EntityManager, event: PushEvent, at: Date): Promise<boolean> {
  const [said, delivered] = [event.id, event.delivery].map((hex) => Buffer.from(hex, 'hex'))
  const seen = await tx.query<{ digest: Buffer; receivedAt: Date }[]>(
    'SELECT digest, receivedAt FROM wechat_pushes WHERE digest IN (?)',
    [[said, delivered]],
  )
  const before = seen.find(({ digest }) => digest.equals(said!))
  const isAgain = before !== undefined && at.getTime() - before.receivedAt.getTime() >= REDELIVERED_AFTER_MS
  const isKnown = seen.some(({ digest }) => digest.equals(delivered!))
  if (isKnown || isAgain || (before !== undefined && event.kind !== 'subscribe_answered')) return false
  const news = [...(before ? [] : [said]), ...(event.kind === 'subscribe_answered' ? [delivered] : [])]
  await tx.query('INSERT INTO wechat_pushes (digest, event, receivedAt) VALUES ?', [
    news.map((digest) => [digest, event.kind, at]),
  ])
  return true
}

/** The person took the phone number back: it goes from the account, and from the record that had it from there. */
async function forgetPhone(tx: EntityManager, accountId: string, requestId: string, at: Date): Promise<void> {
  const recordId = await recordOfAccount(tx, accountId)
  if (recordId !== null)
    await tx.query(
      `UPDATE client_records r JOIN wechat_accounts a ON a.phoneHash = r.phoneHash SET r.phoneEnc = NULL, r.phoneHash = NULL
        WHERE a.id = ? AND r.id IN (?)`,
      [accountId, await recordsWithin(tx, recordId)],
    )
  await tx.query('UPDATE wechat_accounts SET phoneEnc = NULL, phoneHash = NULL WHERE id = ?', [accountId])
  await audit(tx, { requestId, accountId }, 'phone.revoked', { kind: 'account', id: accountId }, at)
}
