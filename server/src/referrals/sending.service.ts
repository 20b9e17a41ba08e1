import { Injectable } from '@nestjs/common'
import type { GivenReferralView, PrepareCard, PreparedCardView } from '@quanke/shared/contracts/referrals'
import { DataSource, type EntityManager } from 'typeorm'
import type { ClientActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { daysBefore } from '../core/days'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { Wechat } from '../core/wechat/wechat.api'
import { WechatError } from '../core/wechat/wechat.error'
import { lockAccount } from '../identity/lock-account'
import { givenViews } from './referral-lists.queries'
import { lockReferral, moveReferral } from './referral-moves'
import { isWaiting, sendRefusal, sentAs, statusNow } from './referral.rules'
import type { Referral } from './referral.entity'

/** WeChat lets an activity be sent for seven days; one that is about to end is no use to somebody who thinks about the words. */
const ACTIVITY_DAYS = 6

/** How a referrer's card leaves the phone, and how it is taken back. */
@Injectable()
export class SendingService {
  constructor(
    private readonly db: DataSource,
    private readonly wechat: Wechat,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a card ready to be sent: as a private message where phone and WeChat can do that, else as an ordinary card. A card that once went out as
   * an ordinary one stays one, or whoever has it could not open it any more.
   */
  async prepare(actor: ClientActor, id: string, { as: wanted }: PrepareCard): Promise<PreparedCardView> {
    const at = this.clock.now()
    const offered = await this.own(this.db, actor, id)
    const isPossible = wanted === 'private' && offered.sentAs !== 'ordinary' && isWaiting(statusNow(offered, at))
    const activityId = isPossible ? await this.activityFor(actor, id, at) : null
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      await lockReferral(tx, id)
      const referral = await this.own(tx, actor, id)
      const refusal = sendRefusal(statusNow(referral, at))
      if (refusal) throw new Refused(refusal)
      const as = sentAs(referral.sentAs, wanted, activityId !== null)
      if (as === 'private') await this.keepActivity(tx, actor, id, activityId!, at)
      if (as !== referral.sentAs) {
        await tx.query('UPDATE referrals SET sentAs = ? WHERE id = ?', [as, id])
        await audit(tx, actor, 'referral.prepared', { kind: 'referral', id }, at, { as })
      }
      return { as, activityId: as === 'private' ? activityId : null }
    })
  }

  /** Takes back a card that nobody has accepted; again changes nothing. */
  async takeBack(actor: ClientActor, id: string): Promise<GivenReferralView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      await lockReferral(tx, id)
      const referral = await this.own(tx, actor, id)
      if (referral.status !== 'withdrawn') {
        const refusal = sendRefusal(statusNow(referral, at))
        if (refusal) throw new Refused(refusal)
        const { accountId: actorAccountId } = actor
        await moveReferral(tx, { referralId: id, to: 'withdrawn', mover: 'referrer', actorAccountId, at })
        await audit(tx, actor, 'referral.taken-back', { kind: 'referral', id }, at)
      }
      const [view] = await givenViews(tx, [id], at)
      return view!
    })
  }

  /** The activity of this card for this phone, made anew when there is none that WeChat would still send; null when WeChat gives none. */
  private async activityFor(actor: ClientActor, referralId: string, at: Date): Promise<string | null> {
    const [kept] = await this.db.query<{ activityId: string }[]>(
      `SELECT activityId FROM referral_activities WHERE referralId = ? AND accountId = ? AND createdAt > ?
        ORDER BY createdAt DESC LIMIT 1`,
      [referralId, actor.accountId, daysBefore(at, ACTIVITY_DAYS)],
    )
    if (kept) return kept.activityId
    const [account] = await this.db.query<{ openid: string }[]>('SELECT openid FROM wechat_accounts WHERE id = ?', [
      actor.accountId,
    ])
    try {
      return await this.wechat.createActivity(account!.openid)
    } catch (error) {
      if (error instanceof WechatError) return null
      throw error
    }
  }

  private async keepActivity(tx: EntityManager, actor: ClientActor, id: string, activityId: string, at: Date) {
    await tx.query(
      `INSERT INTO referral_activities (activityId, referralId, accountId, createdAt) VALUES (?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE referralId = referralId`,
      [activityId, id, actor.accountId, at],
    )
  }

  private async own(db: DataSource | EntityManager, actor: ClientActor, id: string): Promise<Referral> {
    const [referral] = await db.query<Referral[]>('SELECT * FROM referrals WHERE id = ? AND referrerRecordId = ?', [
      id,
      actor.recordId,
    ])
    if (!referral) throw new Refused('referral_not_found')
    return referral
  }
}
