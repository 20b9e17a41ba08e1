import { Inject, Injectable } from '@nestjs/common'
import { randomBytes } from 'node:crypto'
import { DataSource, type EntityManager } from 'typeorm'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { Env } from '../core/env'
import { LOG, type Log } from '../core/log.token'
import { transact } from '../core/transact'
import { Wechat } from '../core/wechat/wechat.api'
import { WechatError } from '../core/wechat/wechat.error'
import type { PushEvent } from '../core/wechat/wechat.push-events'

type Verdict = Extract<PushEvent, { kind: 'media_checked' }>

const WAITS_FOR = "review = 'pending' AND traceId = ?"
const reviewAfter = (suggestion: Verdict['suggestion']) => (suggestion === 'pass' ? 'passed' : 'held')

/** Has pictures checked before members of a group may see them (domain rules, section 8). The verdict comes by push. */
@Injectable()
export class CheckPictures {
  constructor(
    private readonly db: DataSource,
    private readonly wechat: Wechat,
    private readonly clock: Clock,
    @Inject(Env) private readonly env: Env,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Asks WeChat to fetch the picture, once. What cannot be asked for stays with the agent: the group does not see it. */
  async ask(pictureId: string): Promise<void> {
    const [picture] = await this.db.query<{ openid: string }[]>(
      `SELECT a.openid FROM request_pictures p JOIN referral_requests q ON q.id = p.requestId
         JOIN wechat_accounts a ON a.id = q.accountId WHERE p.id = ? AND p.review = 'pending' AND p.traceId IS NULL`,
      [pictureId],
    )
    if (!picture) return
    if (!this.env.PUBLIC_URL) return this.log.warn('pictures for groups are not checked: PUBLIC_URL is not set')
    const url = `${this.env.PUBLIC_URL}/v1/request-pictures/checks/${await this.codeOf(pictureId)}`
    try {
      const traceId = await this.wechat.checkMedia({ openid: picture.openid, scene: 'forum', url, type: 'image' })
      await transact(this.db, (tx) => this.waitFor(tx, pictureId, traceId))
    } catch (error) {
      if (!(error instanceof WechatError) || error.kind !== 'permanent') throw error
      await transact(this.db, (tx) => this.settle(tx, 'id = ?', pictureId, 'held', error.errcode ?? 0))
    }
  }

  /** Takes WeChat's verdict, and keeps it: the answer that names the check may be later than the verdict. */
  async take(tx: EntityManager, { traceId, suggestion, label }: Verdict): Promise<void> {
    await tx.query(
      `INSERT INTO media_checks (traceId, suggestion, label, notedAt) VALUES (?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE suggestion = COALESCE(suggestion, VALUES(suggestion)), label = COALESCE(label, VALUES(label))`,
      [traceId, suggestion, label, this.clock.now()],
    )
    await this.settle(tx, WAITS_FOR, traceId, reviewAfter(suggestion), label)
  }

  /** Notes which check a picture waits for. Both sides lock the check's row first, so one of them sees what the other wrote. */
  private async waitFor(tx: EntityManager, pictureId: string, traceId: string): Promise<void> {
    await tx.query(
      'INSERT INTO media_checks (traceId, notedAt) VALUES (?, ?) ON DUPLICATE KEY UPDATE traceId = VALUES(traceId)',
      [traceId, this.clock.now()],
    )
    await tx.query('UPDATE request_pictures SET traceId = ? WHERE id = ?', [traceId, pictureId])
    const [verdict] = await tx.query<{ suggestion: Verdict['suggestion'] | null; label: number | null }[]>(
      'SELECT suggestion, label FROM media_checks WHERE traceId = ? FOR UPDATE',
      [traceId],
    )
    if (verdict?.suggestion)
      await this.settle(tx, WAITS_FOR, traceId, reviewAfter(verdict.suggestion), verdict.label ?? 0)
  }

  /** The address of an earlier try is kept: WeChat may be fetching it. */
  private async codeOf(pictureId: string): Promise<string> {
    const fresh = randomBytes(16).toString('hex')
    await this.db.query('UPDATE request_pictures SET checkCode = ? WHERE id = ? AND checkCode IS NULL', [
      fresh,
      pictureId,
    ])
    const [row] = await this.db.query<{ checkCode: string | null }[]>(
      'SELECT checkCode FROM request_pictures WHERE id = ?',
      [pictureId],
    )
    return row?.checkCode ?? fresh
  }

  private async settle(
    tx: EntityManager,
    where: string,
    value: string,
    review: 'passed' | 'held',
    label: number,
  ): Promise<void> {
    const [picture] = await tx.query<{ id: string; requestId: string }[]>(
      `SELECT id, requestId FROM request_pictures WHERE ${where} FOR UPDATE`,
      [value],
    )
    if (!picture) return
    await tx.query('UPDATE request_pictures SET review = ?, checkCode = NULL WHERE id = ?', [review, picture.id])
    const subject = { kind: 'request', id: picture.requestId }
    const detail = { pictureId: picture.id, label }
    await audit(tx, { requestId: 'check' }, `request.picture-${review}`, subject, this.clock.now(), detail)
  }
}
