import { Inject, Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { Clock } from '../core/clock'
import { Env } from '../core/env'
import { Wechat } from '../core/wechat/wechat.api'
import { WechatError } from '../core/wechat/wechat.error'
import { addCredit, clearCredits, spendCredit } from './credits'
import type { MessageToSend } from './templates'

const NOT_SUBSCRIBED = 43101
const STATES = { release: 'formal', trial: 'trial', develop: 'developer' } as const

/** Sends subscription messages, each for one credit. */
@Injectable()
export class SubscribeMessages {
  constructor(
    private readonly db: DataSource,
    private readonly wechat: Wechat,
    private readonly clock: Clock,
    @Inject(Env) private readonly env: Env,
  ) {}

  /**
   * Sends a message to an account. Without a template or a credit nothing is sent, and that is no failure: nobody is promised a message. The credit
   * comes back when WeChat did not take the message.
   */
  async send(account: { id: string; openid: string }, { templateId, page, data }: MessageToSend): Promise<boolean> {
    if (!templateId) return false
    if (!(await spendCredit(this.db, account.id, templateId, this.clock.now()))) return false
    try {
      const state = STATES[this.env.WECHAT_ENV_VERSION]
      await this.wechat.sendSubscribeMessage({ openid: account.openid, templateId, page, data, state })
      return true
    } catch (error) {
      const isOver = error instanceof WechatError && error.errcode === NOT_SUBSCRIBED
      if (isOver) await clearCredits(this.db, account.id, templateId, this.clock.now())
      else await addCredit(this.db, account.id, templateId, this.clock.now())
      if (isOver) return false
      throw error
    }
  }
}
