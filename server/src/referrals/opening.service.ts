import { Injectable } from '@nestjs/common'
import type { OpenInvitation, ReferralInvitationView } from '@quanke/shared/contracts/referrals'
import { DataSource, type EntityManager } from 'typeorm'
import type { Actor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { recordAct } from '../engagement/record-act'
import { forgetVisitor } from '../identity/forget-visitor'
import { lockAccount } from '../identity/lock-account'
import { OpenDataService } from '../identity/open-data.service'
import { noteMeeting } from './agent-notices'
import { acceptFacts, lockCard, meetingOf, openerOf, type Card, type Opener } from './invitation.queries'
import { invitationView } from './invitation.view'
import { forgetCardAsSource } from './part-from-card'
import { moveReferral } from './referral-moves'
import { acceptRefusal, isWaiting, leavesNothing, statusNow } from './referral.rules'

/** A card is opened: by the friend it is for, or by somebody whom it cannot be for. */
@Injectable()
export class OpeningService {
  constructor(
    private readonly db: DataSource,
    private readonly openData: OpenDataService,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes that the card was opened, once. A private card opens for whoever proves to have it. Of those whom it cannot be for nothing is kept, and
   * they are told why; somebody else's client keeps the own adviser, and both agents learn what they may know.
   */
  async open(actor: Actor, code: string, { proof }: OpenInvitation): Promise<ReferralInvitationView> {
    const at = this.clock.now()
    const activityId = proof ? activityOf(await this.openData.read(actor, proof)) : null
    const view = await transact(this.db, (tx) => this.openIn(tx, actor, code, activityId, at))
    if (view === null) throw new Refused('referral_private')
    return view
  }

  private async openIn(
    tx: EntityManager,
    actor: Actor,
    code: string,
    activityId: string | null,
    at: Date,
  ): Promise<ReferralInvitationView | null> {
    await lockAccount(tx, actor.accountId)
    const card = await lockCard(tx, code)
    const opener = await openerOf(tx, actor.accountId)
    if (!opener) throw new Refused('sign_in_required')
    if (activityId !== null) await admit(tx, card, opener, activityId, at)
    const facts = await acceptFacts(tx, card, opener, at)
    const refusal = acceptRefusal(facts)
    const view = refusal === 'referral_private' ? null : await invitationView(tx, actor, code, at)
    if (refusal === null) await noteOpening(tx, actor, card, at)
    if (refusal === 'referral_has_adviser') await this.noteMeeting(tx, actor, card, opener, at)
    if (leavesNothing(refusal, opener.id === card.referrerAccountId)) {
      const detail = { refusal }
      await audit(tx, { requestId: actor.requestId }, 'referral.refused', { kind: 'referral', id: card.id }, at, detail)
      await tx.query('DELETE FROM referral_addressees WHERE referralId = ? AND accountId = ?', [card.id, opener.id])
      await forgetCardAsSource(tx, opener.id, card)
      await forgetVisitor(tx, opener.id, card.shareId, at)
    }
    return view
  }

  private async noteMeeting(tx: EntityManager, actor: Actor, card: Card, opener: Opener, at: Date): Promise<void> {
    const meeting = await meetingOf(tx, card, opener)
    if (!meeting || !(await noteMeeting(tx, card.id, meeting, at))) return
    await audit(tx, { requestId: actor.requestId }, 'referral.met-client', { kind: 'referral', id: card.id }, at)
  }
}

async function noteOpening(tx: EntityManager, actor: Actor, card: Card, at: Date): Promise<void> {
  if (card.status !== 'offered') return
  await moveReferral(tx, { referralId: card.id, to: 'opened', mover: 'friend', actorAccountId: null, at })
  await audit(tx, { requestId: actor.requestId }, 'referral.opened', { kind: 'referral', id: card.id }, at)
}

/** Whoever has the private message may open the card from now on, also from elsewhere; what the phone told before that was not kept. */
async function admit(tx: EntityManager, card: Card, opener: Opener, activityId: string, at: Date): Promise<void> {
  if (opener.id === card.referrerAccountId || !isWaiting(statusNow(card, at))) return
  const [activity] = await tx.query<{ referralId: string }[]>(
    'SELECT referralId FROM referral_activities WHERE activityId = ?',
    [activityId],
  )
  if (activity?.referralId !== card.id) return
  const [admitted] = await tx.query<unknown[]>(
    'SELECT 1 FROM referral_addressees WHERE referralId = ? AND accountId = ?',
    [card.id, opener.id],
  )
  if (admitted) return
  await tx.query('INSERT INTO referral_addressees (referralId, accountId, provedAt) VALUES (?, ?, ?)', [
    card.id,
    opener.id,
    at,
  ])
  // The phone leaves this arrival to the server: before the proof it would have been refused.
  await recordAct(tx, {
    accountId: opener.id,
    kind: 'arrived',
    subject: 'app',
    subjectId: null,
    shareId: card.shareId,
    at,
  })
}

/** What WeChat wrote may be anything of the right form. */
function activityOf({ activityId }: Record<string, unknown>): string | null {
  return typeof activityId === 'string' && /^[\x21-\x7e]{1,128}$/u.test(activityId) ? activityId : null
}
