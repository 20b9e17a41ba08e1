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

  /** Asks WeChat to fetch the picture. What cannot be asked for stays with the agent: the group does not see it. */
  async ask(pictureId: string): Promise<void> {
    const [picture] = await this.db.query<{ openid: string }[]>(
      `SELECT a.openid FROM request_pictures p JOIN referral_requests q ON q.id = p.requestId
         JOIN wechat_accounts a ON a.id = q.accountId WHERE p.id = ? AND p.review = 'pending'`,
      [pictureId],
    )
    if (!picture) return
    if (!this.env.PUBLIC_URL) return this.log.warn('pictures for groups are not checked: PUBLIC_URL is not set')
    const code = randomBytes(16).toString('hex')
    await this.db.query('UPDATE request_pictures SET checkCode = ? WHERE id = ?', [code, pictureId])
    const url = `${this.env.PUBLIC_URL}/v1/request-pictures/checks/${code}`
    try {
      const traceId = await this.wechat.checkMedia({ openid: picture.openid, scene: 'forum', url, type: 'image' })
      await this.db.query('UPDATE request_pictures SET traceId = ? WHERE id = ?', [traceId, pictureId])
    } catch (error) {
      if (!(error instanceof WechatError) || error.kind !== 'permanent') throw error
      await transact(this.db, (tx) => this.settle(tx, 'id = ?', pictureId, 'held', error.errcode ?? 0))
    }
  }

  /** Takes WeChat's verdict; says whether it was about a picture of ours. */
  async take(tx: EntityManager, event: Extract<PushEvent, { kind: 'media_checked' }>): Promise<boolean> {
    const review = event.suggestion === 'pass' ? 'passed' : 'held'
    return this.settle(tx, "review = 'pending' AND traceId = ?", event.traceId, review, event.label)
  }

  private async settle(
    tx: EntityManager,
    where: string,
    value: string,
    review: 'passed' | 'held',
    label: number,
  ): Promise<boolean> {
    const [picture] = await tx.query<{ id: string; requestId: string }[]>(
      `SELECT id, requestId FROM request_pictures WHERE ${where} FOR UPDATE`,
      [value],
    )
    if (!picture) return false
    await tx.query('UPDATE request_pictures SET review = ?, checkCode = NULL WHERE id = ?', [review, picture.id])
    const subject = { kind: 'request', id: picture.requestId }
    const detail = { pictureId: picture.id, label }
    await audit(tx, { requestId: 'check' }, `request.picture-${review}`, subject, this.clock.now(), detail)
    return true
  }
}
