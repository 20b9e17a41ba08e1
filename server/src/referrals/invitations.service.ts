import { Injectable } from '@nestjs/common'
import type { ConsentOutcome } from '@quanke/shared/contracts/consents'
import type { AcceptReferral, ReferralInvitationView } from '@quanke/shared/contracts/referrals'
import type { BindingRule } from '@quanke/shared/domain/client'
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
import { consentByCard } from './card-consent'
import { acceptFacts, lockCard, openerOf } from './invitation.queries'
import { invitationView } from './invitation.view'
import { forgetCardAsSource } from './part-from-card'
import { moveReferral } from './referral-moves'
import { acceptRefusal, declineRefusal } from './referral.rules'

/** The friend's decision on a card. Before the friend's consent nothing of the friend is written but that an account has the card. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: DataSource,
    private readonly consents: ConsentsService,
    private readonly cipher: DataCipher,
    private readonly clock: Clock,
  ) {}

  /** Reading writes nothing. */
  view(actor: Actor, code: string): Promise<ReferralInvitationView> {
    return invitationView(this.db, actor, code, this.clock.now())
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
      await forgetCardAsSource(tx, actor.accountId, card)
      await forgetVisitor(tx, actor.accountId, card.shareId, at)
    })
  }

  private async outcome(actor: Actor, boundBy: BindingRule | null): Promise<ConsentOutcome> {
    const consents = await consentViews(this.db, actor.accountId, this.clock.now())
    return { consents, me: await meOf(this.db, this.cipher, actor.accountId), boundBy }
  }
}

async function bindingRuleOf(tx: EntityManager, recordId: string): Promise<BindingRule | null> {
  const [record] = await tx.query<{ bindingRule: BindingRule }[]>(
    'SELECT bindingRule FROM client_records WHERE id = ?',
    [recordId],
  )
  return record?.bindingRule ?? null
}
