import { Injectable } from '@nestjs/common'
import type { EditProfile, MeView } from '@quanke/shared/contracts/identity'
import { DataSource } from 'typeorm'
import { oneAtATime } from '../clients/binding.service'
import { followNumber } from '../clients/follow-number'
import type { Actor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher, LookupHash } from '../core/crypto'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { Wechat } from '../core/wechat/wechat.api'
import { WechatError } from '../core/wechat/wechat.error'
import { settlePerson } from '../ownership-cases/settle-person'
import { lockAccount } from './lock-account'
import { meOf } from './me.queries'
import { recordInForce } from './record-in-force'

@Injectable()
export class ProfileService {
  constructor(
    private readonly db: DataSource,
    private readonly wechat: Wechat,
    private readonly cipher: DataCipher,
    private readonly lookup: LookupHash,
    private readonly clock: Clock,
  ) {}

  /** Changes the community alias, and for clients the name by which the agent addresses them. */
  async edit(actor: Actor, { alias, displayName }: EditProfile): Promise<MeView> {
    const now = this.clock.now()
    await transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      if (alias !== undefined)
        await tx.query('UPDATE wechat_accounts SET alias = ? WHERE id = ?', [alias, actor.accountId])
      // Under the lock: nobody who has taken the consent back meanwhile gets a name again, and what was merged is named where it is now.
      const recordId = displayName === undefined ? null : await recordInForce(tx, actor.accountId)
      if (recordId !== null)
        await tx.query('UPDATE client_records SET displayName = ?, namedByAccountId = ? WHERE id = ?', [
          displayName,
          actor.accountId,
          recordId,
        ])
      await audit(tx, actor, 'profile.edited', { kind: 'account', id: actor.accountId }, now)
    })
    return meOf(this.db, this.cipher, actor.accountId)
  }

  /** Keeps the phone number that WeChat vouches for; it is never typed. */
  async verifyPhone(actor: Actor, code: string): Promise<MeView> {
    const { accountId } = actor
    const [account] = await this.db.query<{ openid: string }[]>('SELECT openid FROM wechat_accounts WHERE id = ?', [
      accountId,
    ])
    const { number } = await this.phoneOf(code, account!.openid)
    const shown = { phoneEnc: this.cipher.encrypt(number), phoneHash: this.lookup.phone(number) }
    const now = this.clock.now()
    await transact(this.db, async (tx) => {
      // First of all: whoever else shows this number at the same moment must see what comes of it here.
      await oneAtATime(tx)
      await lockAccount(tx, accountId)
      const [had] = await tx.query<{ phoneHash: Buffer | null }[]>(
        'SELECT phoneHash FROM wechat_accounts WHERE id = ?',
        [accountId],
      )
      await tx.query('UPDATE wechat_accounts SET phoneEnc = ?, phoneHash = ? WHERE id = ?', [
        shown.phoneEnc,
        shown.phoneHash,
        accountId,
      ])
      const recordId = await recordInForce(tx, accountId)
      if (recordId !== null) {
        await followNumber(tx, recordId, { ...shown, accountId, before: had?.phoneHash ?? null })
        await settlePerson(tx, actor, recordId, now)
      }
      await audit(tx, actor, 'phone.verified', { kind: 'account', id: accountId }, now)
    })
    return meOf(this.db, this.cipher, accountId)
  }

  private async phoneOf(code: string, openid: string) {
    try {
      return await this.wechat.phoneNumber(code, openid)
    } catch (error) {
      if (!(error instanceof WechatError)) throw error
      throw new Refused(error.kind === 'permanent' ? 'phone_code_invalid' : 'wechat_unavailable')
    }
  }
}
