import { Inject, Injectable } from '@nestjs/common'
import type { OpenData } from '@quanke/shared/contracts/identity'
import { DataSource } from 'typeorm'
import type { Actor } from '../core/actor'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { Env } from '../core/env'
import { Refused } from '../core/refused'
import { decryptOpenData } from '../core/wechat/wechat.crypto'
import { WechatError } from '../core/wechat/wechat.error'
import { sessionKeyOf } from './session-keys'

/** Reads what WeChat's client encrypted for this mini-program: the group a card was opened in, the activity of a private message. */
@Injectable()
export class OpenDataService {
  constructor(
    private readonly db: DataSource,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
    @Inject(Env) private readonly env: Env,
  ) {}

  /**
   * The data in clear. Whatever is wrong (an old key, a foreign one, a changed text), the answer is the same: log in again and ask WeChat anew. What
   * comes out was written by WeChat, yet its fields are still to be checked.
   */
  async read(actor: Actor, { encryptedData, iv }: OpenData): Promise<Record<string, unknown>> {
    const now = this.clock.now()
    const sessionKey = await sessionKeyOf(this.db, this.cipher, actor.accountId, now)
    if (sessionKey === null) throw new Refused('open_data_unreadable')
    try {
      return decryptOpenData({ appId: this.env.WECHAT_APP_ID, sessionKey, encryptedData, iv, now })
    } catch (error) {
      if (!(error instanceof WechatError)) throw error
      throw new Refused('open_data_unreadable')
    }
  }
}
