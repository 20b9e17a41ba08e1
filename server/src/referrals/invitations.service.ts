import { Injectable } from '@nestjs/common'
import type { ConsentOutcome } from '@quanke/shared/contracts/consents'
import type { AcceptReferral, ReferralInvitationView } from '@quanke/shared/contracts/referrals'
import type { BindingRule } from '@quanke/shared/domain/client'
import { willBeKnown } from '@quanke/shared/domain/referral-words'
import { DataSource, type EntityManager } from 'typeorm'
import { hasConsented } from '../consents/consent.queries'
import { consentViews } from '../consents/consent.view'
import { ConsentsService } from '../consents/consents.service'
import type { Actor } from '../core/actor'
import { audit } from '../core/audit'
import { Clock } from '../core/clock'
import { DataCipher } from '../core/crypto'
import { Refused } from '../core/refused'
import { transact } from '../core/transact'
import { forgetVisitor } from '../identity/forget-visitor'
import { lockAccount } from '../identity/lock-account'
import { meOf } from '../identity/me.queries'
import { agentCard } from '../organization/agent.queries'
import { consentByCard } from './card-consent'
import { acceptFacts, cardByCode, openerOf, type Card } from './invitation.queries'
import { lockReferral, moveReferral } from './referral-moves'
import { acceptRefusal, declineRefusal, statusNow } from './referral.rules'

/** The friend's side of a referral. Before the friend's consent nothing of the friend is written, not even who opened the card. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: DataSource,
    private readonly consents: ConsentsService,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
  ) {}

  /** Who refers whom, why, and what will be known: everything to decide on. */
  async view(actor: Actor, code: string): Promise<ReferralInvitationView> {
    const now = this.clock.now()
    const card = await cardByCode(this.db, code)
    const opener = await openerOf(this.db, actor.accountId)
    const agent = await agentCard(this.db, card.agentId)
    if (!opener || !agent) throw new Refused('referral_not_found')

    const facts = await acceptFacts(this.db, card, opener, now)
    const isYours = opener.recordId !== null && opener.recordId === card.friendRecordId
    const isWaiting = facts.status === 'offered' || facts.status === 'opened'
    // A card that is over tells its reason and its words to those it was between, and to nobody else.
    const isTold = isWaiting || isYours || facts.isReferrer
    return {
      code,
      referrerName: isTold ? card.referrerName : '一位朋友',
      agent,
      words: isTold ? card.words : '',
      givenAt: card.givenAt.toISOString(),
      expiresAt: card.expiresAt.toISOString(),
      willBeKnown: isWaiting ? willBeKnown(agent.name, card.referrerName) : [],
      state: isYours ? 'yours' : isWaiting ? 'waiting' : 'closed',
      can: { accept: acceptRefusal(facts) === null, decline: declineRefusal(facts) === null },
    }
  }

  /** Notes that the card was opened, once; the referrer's and the agent's own look does not count. */
  async open(actor: Actor, code: string): Promise<ReferralInvitationView> {
    const at = this.clock.now()
    await transact(this.db, async (tx) => {
      const card = await lockCard(tx, code)
      const opener = await openerOf(tx, actor.accountId)
      if (!opener || statusNow(card, at) !== 'offered') return
      if (declineRefusal(await acceptFacts(tx, card, opener, at)) !== null) return
      await moveReferral(tx, { referralId: card.id, to: 'opened', mover: 'friend', actorAccountId: null, at })
      await audit(tx, { requestId: actor.requestId }, 'referral.opened', { kind: 'referral', id: card.id }, at)
    })
    return this.view(actor, code)
  }

  /** The friend's yes: a record of the agent who is recommended, with the referral as its source. Again is the same as once. */
  async accept(
    actor: Actor,
    code: string,
    { decisions, isAdult, displayName }: AcceptReferral,
  ): Promise<ConsentOutcome> {
    const at = this.clock.now()
    const boundBy = await transact(this.db, async (tx) => {
      await lockAccount(tx, actor.accountId)
      const card = await lockCard(tx, code)
      const opener = await openerOf(tx, actor.accountId)
      if (!opener) throw new Refused('sign_in_required')
      if (opener.recordId !== null && opener.recordId === card.friendRecordId) return bindingRuleOf(tx, opener.recordId)
      const refusal = acceptRefusal(await acceptFacts(tx, card, opener, at))
      if (refusal) throw new Refused(refusal)

      const { id: referralId, agentId, shareId } = card
      const referral = { id: referralId, agentId }
      const bound = await this.consents.decideIn(tx, actor, { decisions, isAdult, displayName, shareId, referral }, at)
      if (bound.recordId === null || !(await hasConsented(tx, actor.accountId, 'be_served')))
        throw new Refused('consent_required')
      await consentByCard(tx, actor, card, bound.recordId, at)
      return bindingRuleOf(tx, bound.recordId)
    })
    return this.outcome(actor, boundBy)
  }

  /** The friend's no: the card is closed, and of the friend nothing stays. Again is the same as once. */
  async decline(actor: Actor, code: string): Promise<void> {
    const at = this.clock.now()
    await transact(this.db, async (tx) => {
      const isThere = await lockAccount(tx, actor.accountId)
      const card = await lockCard(tx, code)
      if (card.status === 'declined') return
      const opener = isThere ? await openerOf(tx, actor.accountId) : null
      if (!opener) throw new Refused('sign_in_required')
      const refusal = declineRefusal(await acceptFacts(tx, card, opener, at))
      if (refusal) throw new Refused(refusal)
      await moveReferral(tx, { referralId: card.id, to: 'declined', mover: 'friend', actorAccountId: null, at })
      await audit(tx, { requestId: actor.requestId }, 'referral.declined', { kind: 'referral', id: card.id }, at)
      await forgetVisitor(tx, actor.accountId, card.shareId, at)
    })
  }

  private async outcome(actor: Actor, boundBy: BindingRule | null): Promise<ConsentOutcome> {
    const consents = await consentViews(this.db, actor.accountId, this.clock.now())
    return { consents, me: await meOf(this.db, this.cipher, actor.accountId), boundBy }
  }
}

/** Locks the referral of a card, then reads the card as it stands. */
async function lockCard(tx: EntityManager, code: string): Promise<Card> {
  await lockReferral(tx, (await cardByCode(tx, code)).id)
  return cardByCode(tx, code)
}

async function bindingRuleOf(tx: EntityManager, recordId: string): Promise<BindingRule | null> {
  const [record] = await tx.query<{ bindingRule: BindingRule }[]>(
    'SELECT bindingRule FROM client_records WHERE id = ?',
    [recordId],
  )
  return record?.bindingRule ?? null
}
