import type { EntityManager } from 'typeorm'
import { changeOwner } from '../clients/change-owner'
import type { Actor } from '../core/actor'
import { audit } from '../core/audit'
import { Refused } from '../core/refused'
import { noteOutcome } from '../provenance/acts'
import { acceptFacts, findCard, openerOf, type Card, type Db } from './invitation.queries'
import { lockReferral, moveReferral } from './referral-moves'
import { acceptRefusal } from './referral.rules'

/** The card by which this person is here now and may become a client, or null: the last thing that reached the person is that card. */
export async function cardAtHand(db: Db, accountId: string, now: Date): Promise<Card | null> {
  const [last] = await db.query<{ code: string; subject: string }[]>(
    `SELECT s.code, s.subject FROM touches t JOIN shares s ON s.id = t.shareId
      WHERE t.accountId = ? ORDER BY t.lastAt DESC, t.id DESC LIMIT 1`,
    [accountId],
  )
  const card = last?.subject === 'referral' ? await findCard(db, last.code) : null
  const opener = card && (await openerOf(db, accountId))
  if (!opener) return null
  return acceptRefusal(await acceptFacts(db, card, opener, now)) === null ? card : null
}

/** Like `cardAtHand`, locked, so that nobody else takes the card meanwhile. */
export async function lockCardAtHand(tx: EntityManager, accountId: string, now: Date): Promise<Card | null> {
  const card = await cardAtHand(tx, accountId, now)
  if (!card) return null
  await lockReferral(tx, card.id)
  return cardAtHand(tx, accountId, now)
}

/** The card has made a client: the record is the agent's who was recommended, and the referral has moved on. The caller holds its lock. */
export async function consentByCard(
  tx: EntityManager,
  actor: Actor,
  { id, agentId, shareId }: Card,
  recordId: string,
  at: Date,
): Promise<void> {
  await giveToAgent(tx, actor, recordId, agentId, at)
  await tx.query('UPDATE referrals SET friendRecordId = ? WHERE id = ?', [recordId, id])
  await moveReferral(tx, { referralId: id, to: 'consented', mover: 'friend', actorAccountId: actor.accountId, at })
  const outcome = { kind: 'referral_consented', subject: 'referral', subjectId: id, shareId, at } as const
  await noteOutcome(tx, { accountId: actor.accountId, ...outcome })
  await audit(tx, actor, 'referral.consented', { kind: 'referral', id }, at, { recordId })
}

/**
 * A client who was in the unassigned pool has chosen by accepting; everybody else's record is the agent's already. The client's own cards that still
 * wait go along, which takes their locks: of people who accept each other's cards at one instant one has to begin again, and then sees the loop.
 */
async function giveToAgent(
  tx: EntityManager,
  actor: Actor,
  recordId: string,
  agentId: string,
  at: Date,
): Promise<void> {
  const [record] = await tx.query<{ ownerAgentId: string | null }[]>(
    'SELECT ownerAgentId FROM client_records WHERE id = ? FOR UPDATE',
    [recordId],
  )
  if (record?.ownerAgentId === agentId) return
  if (record?.ownerAgentId != null) throw new Refused('referral_has_adviser')
  await changeOwner(tx, { recordId, toAgentId: agentId, rule: 'referral', reason: '接受了转介绍', actor, at })
}
