import { Injectable } from '@nestjs/common'
import type { Page, PageQuery } from '@quanke/shared/contracts/common'
import type {
  GivenReferralView,
  GiveReferral,
  MoveReferral,
  ReceivedReferralView,
  ThankReferrer,
} from '@quanke/shared/contracts/referrals'
import { NEEDS_REASON, REFERRAL_EXPIRY_DAYS } from '@quanke/shared/domain/referral'
import { DataSource, type EntityManager } from 'typeorm'
import type { AgentActor, ClientActor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { daysBefore } from '../core/days'
import { addToOutbox } from '../core/outbox'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { recordAct } from '../engagement/record-act'
import { lockAccount, lockClient } from '../identity/lock-account'
import { noteCarry } from '../provenance/acts'
import { SharesService } from '../shares/shares.service'
import { friendAccountOf, noteInsured } from './insured-friend'
import { lockReferral, moveReferral, noteMove } from './referral-moves'
import { givenPage, givenViews, receivedPage, receivedViews, sentThanks } from './referral-lists.queries'
import { isOneself, moveRefusal, statusNow, thankRefusal } from './referral.rules'
import type { Referral } from './referral.entity'

/** What referrers and agents do with referrals; the friend's part is in InvitationsService. */
@Injectable()
export class ReferralsService {
  constructor(
    private readonly db: DataSource,
    private readonly shares: SharesService,
    private readonly clock: Clock,
  ) {}

  /** Makes a card to pass on, with its share. The same key again is the same card. */
  async give(giver: ClientActor, { key, words }: GiveReferral): Promise<GivenReferralView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      const actor = await lockClient(tx, giver)
      const [made] = await tx.query<Referral[]>('SELECT * FROM referrals WHERE creationKey = ?', [key])
      if (made && (made.referrerAccountId !== actor.accountId || made.words !== words)) throw new Refused('key_reused')
      return this.given(tx, made ? made.id : await this.make(tx, actor, key, words, at))
    })
  }

  /** The cards this client has passed on, newest first. */
  listGiven(actor: ClientActor, query: PageQuery): Promise<Page<GivenReferralView>> {
    return givenPage(this.db, actor.recordId, query, this.clock.now())
  }

  /** The referrals for this agent, newest first. */
  listReceived(actor: AgentActor, query: PageQuery): Promise<Page<ReceivedReferralView>> {
    return receivedPage(this.db, actor.agentId, query, this.clock.now())
  }

  /** One referral for this agent. A look at a friend who consented is a look at a client, and logged (domain rules, section 9). */
  async oneReceived(actor: AgentActor, id: string): Promise<ReceivedReferralView> {
    const view = await this.received(this.db, actor, id)
    if (view.friend !== null) {
      const subject = { kind: 'client', id: view.friend.clientId }
      await audit(this.db.manager, actor, 'client.referral-viewed', subject, this.clock.now(), { referralId: id })
    }
    return view
  }

  /** Moves a referral on by hand; to where it is already changes nothing. */
  async move(actor: AgentActor, id: string, { to, reason }: MoveReferral): Promise<ReceivedReferralView> {
    const at = this.clock.now()
    const friendId = to === 'won' ? await friendAccountOf(this.db, id) : null
    return transact(this.db, async (tx) => {
      // Accounts come before referrals, whoever locks them.
      if (friendId !== null) await lockAccount(tx, friendId)
      const referral = await this.lockOwn(tx, actor, id)
      if (referral.status === to) return this.received(tx, actor, id)
      if (isOneself(referral.referrerRecordId, referral.friendRecordId)) throw new Refused('referral_state_wrong')
      const refusal = moveRefusal(statusNow(referral, at), to, reason !== undefined)
      if (refusal === 'invalid_request') throw new Refused(refusal, [{ field: 'reason', message: '请填写原因' }])
      if (refusal) throw new Refused(refusal)
      const because = NEEDS_REASON.includes(to) ? (reason ?? null) : null
      await moveReferral(tx, {
        referralId: id,
        to,
        mover: 'agent',
        actorAccountId: actor.accountId,
        reason: because,
        at,
      })
      if (friendId !== null) await noteInsured(tx, friendId, id, at)
      await audit(tx, actor, 'referral.moved', { kind: 'referral', id }, at, { from: referral.status, to })
      return this.received(tx, actor, id)
    })
  }

  /** Thanks the referrer, once for each occasion; again changes nothing. */
  async thank(actor: AgentActor, id: string, { at: occasion, words }: ThankReferrer): Promise<ReceivedReferralView> {
    const at = this.clock.now()
    return transact(this.db, async (tx) => {
      await this.lockOwn(tx, actor, id)
      const before = await this.received(tx, actor, id)
      if ((await sentThanks(tx, id)).includes(occasion)) return before
      const refusal = thankRefusal(before.thanksDue, occasion)
      if (refusal) throw new Refused(refusal)
      const { insertId } = await tx.query<{ insertId: string }>(
        'INSERT INTO referral_thanks (referralId, occasion, words, agentId, sentAt) VALUES (?, ?, ?, ?, ?)',
        [id, occasion, words, actor.agentId, at],
      )
      const thanksId = String(insertId)
      await addToOutbox(tx, 'message.thanks', thanksId, { thanksId }, at)
      await audit(tx, actor, 'referral.thanked', { kind: 'referral', id }, at, { occasion })
      return this.received(tx, actor, id)
    })
  }

  private async make(tx: EntityManager, actor: ClientActor, key: string, words: string, at: Date): Promise<string> {
    const agentId = await activeOwnerOf(tx, actor.recordId)
    if (agentId === null) throw new Refused('no_owner_yet')
    const { insertId } = await tx.query<{ insertId: string }>(
      `INSERT INTO referrals (creationKey, referrerAccountId, referrerRecordId, agentId, words, status, givenAt, expiresAt)
       VALUES (?, ?, ?, ?, ?, 'offered', ?, ?)`,
      [key, actor.accountId, actor.recordId, agentId, words, at, daysBefore(at, -REFERRAL_EXPIRY_DAYS)],
    )
    const id = String(insertId)
    const share = await this.shares.createIn(tx, actor, {
      key,
      subject: 'referral',
      subjectId: id,
      channel: 'card',
      at,
    })
    await tx.query('UPDATE referrals SET shareId = ? WHERE id = ?', [share.id, id])
    // The card of a client who is an agent too counts for that client's own shares.
    if (share.agentId !== agentId) noteCarry(tx, { id, agentId }, at)
    await noteMove(tx, { referralId: id, to: 'offered', mover: 'referrer', actorAccountId: actor.accountId, at })
    await recordAct(tx, {
      accountId: actor.accountId,
      kind: 'referred',
      subject: 'referral',
      subjectId: id,
      shareId: null,
      at,
    })
    await audit(tx, actor, 'referral.given', { kind: 'referral', id }, at, { agentId })
    return id
  }

  private async lockOwn(tx: EntityManager, actor: AgentActor, id: string): Promise<Referral> {
    const referral = await lockReferral(tx, id)
    if (referral?.agentId !== actor.agentId) throw new Refused('referral_not_found')
    return referral
  }

  private async given(tx: EntityManager, id: string): Promise<GivenReferralView> {
    const [view] = await givenViews(tx, [id], this.clock.now())
    return view!
  }

  private async received(db: DataSource | EntityManager, actor: AgentActor, id: string): Promise<ReceivedReferralView> {
    const [view] = await receivedViews(db, actor.agentId, [id], this.clock.now())
    if (!view) throw new Refused('referral_not_found')
    return view
  }
}

/** The agent who serves this client, when there is one in service; who that is stays so until the commit. */
async function activeOwnerOf(tx: EntityManager, recordId: string): Promise<string | null> {
  await tx.query('SELECT id FROM client_records WHERE id = ? FOR UPDATE', [recordId])
  const [owner] = await tx.query<{ id: string }[]>(
    `SELECT g.id FROM client_records r JOIN agents g ON g.id = r.ownerAgentId AND g.status = 'active'
      WHERE r.id = ? AND r.status = 'active'`,
    [recordId],
  )
  return owner?.id ?? null
}
