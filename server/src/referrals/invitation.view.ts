import type { ReferralInvitationView } from '@quanke/shared/contracts/referrals'
import { refusalText } from '@quanke/shared/domain/refusal'
import { willBeKnown } from '@quanke/shared/domain/referral-words'
import { SOMEBODY } from '../clients/provenance.rules'
import type { Actor } from '../core/actor'
import { Refused } from '../core/refused'
import { agentCard } from '../organization/agent.queries'
import { acceptFacts, cardByCode, openerOf, type Db } from './invitation.queries'
import { acceptRefusal, declineRefusal } from './referral.rules'

/** Who refers whom, why, and what will be known: everything to decide on. */
export async function invitationView(db: Db, actor: Actor, code: string, now: Date): Promise<ReferralInvitationView> {
  const card = await cardByCode(db, code)
  const opener = await openerOf(db, actor.accountId)
  const agent = await agentCard(db, card.agentId)
  if (!opener || !agent) throw new Refused('referral_not_found')

  const facts = await acceptFacts(db, card, opener, now)
  const refusal = acceptRefusal(facts)
  // A private card is shown to whom it was sent, and to nobody else.
  if (refusal === 'referral_private') throw new Refused(refusal)
  const isYours = opener.recordId !== null && opener.recordId === card.friendRecordId
  const isWaiting = facts.status === 'offered' || facts.status === 'opened'
  // A card that is over tells its reason and its words to those it was between, and to nobody else.
  const isTold = isWaiting || isYours || facts.isReferrer
  return {
    code,
    referrerName: isTold ? card.referrerName : SOMEBODY,
    agent,
    words: isTold ? card.words : '',
    givenAt: card.givenAt.toISOString(),
    expiresAt: card.expiresAt.toISOString(),
    willBeKnown: isWaiting ? willBeKnown(agent.name, card.referrerName) : [],
    state: isYours ? 'yours' : isWaiting ? 'waiting' : 'closed',
    refusal: refusal && !isYours ? { code: refusal, text: refusalText(refusal) } : null,
    can: { accept: refusal === null, decline: declineRefusal(facts) === null },
  }
}
