import type { Purpose } from '@quanke/shared/domain/consent'
import type { EntityManager } from 'typeorm'
import { recordsWithin } from '../clients/living-record'
import type { Actor } from '../core/actor'
import { cancelRegistrationsOf } from '../events/cancel-registration'
import { lockTies } from '../engagement/account-tie.queries'
import { accountsOfPerson } from '../identity/accounts-of-person'
import { recordOfAccount } from '../identity/record-in-force'
import { partWhoLeaves } from '../merges/part-who-leaves'
import { endMootCases } from '../ownership-cases/moot-cases'
import { endIntroductionsOfRecord } from '../referral-requests/move-introduction'
import { endCardsOf } from '../referrals/end-cards'
import { withdrawReferralOf } from '../referrals/withdraw-referral'
import { writeDecision } from './write-decision'

/** What a withdrawal does, at once: the agent's book closes on the client, groups and events are left (domain rules, section 9). */
export async function afterWithdrawal(
  tx: EntityManager,
  actor: Actor,
  purposes: readonly Purpose[],
  at: Date,
): Promise<void> {
  if (purposes.includes('be_served')) await closeRecord(tx, actor, at)
  if (purposes.includes('use_service')) {
    await cancelRegistrationsOf(tx, actor, [actor.accountId], { forClientsOnly: false }, at)
    await tx.query("UPDATE memberships SET status = 'left', leftAt = ? WHERE accountId = ? AND status = 'active'", [
      at,
      actor.accountId,
    ])
  }
}

async function closeRecord(tx: EntityManager, actor: Actor, at: Date): Promise<void> {
  await partWhoLeaves(tx, actor, at)
  const recordId = await recordOfAccount(tx, actor.accountId)
  if (recordId === null) return
  // Everything that any account of the record does waits, as far as the end of this.
  await lockTies(tx, await accountsOfPerson(tx, actor.accountId))
  await tx.query("UPDATE client_records SET status = 'withdrawn' WHERE id = ? AND status = 'active'", [recordId])
  await forgetWho(tx, recordId)
  await endMootCases(tx, actor, recordId, at)
  await leaveEventsForClients(tx, actor, recordId, at)
  await withdrawElsewhere(tx, actor, recordId, at)
  await tx.query(
    "UPDATE referral_requests SET status = 'withdrawn', closedAt = ? WHERE recordId = ? AND status IN ('open', 'answered', 'introduced')",
    [at, recordId],
  )
  await endIntroductionsOfRecord(tx, recordId, at)
  await withdrawReferralOf(tx, recordId, at)
  await endCardsOf(tx, actor, recordId, at)
}

/** The agent's record keeps that there was somebody, and not who: a later yes brings the name anew (domain rules, section 8). */
async function forgetWho(tx: EntityManager, recordId: string): Promise<void> {
  const within = await recordsWithin(tx, recordId)
  await tx.query(
    "UPDATE client_records SET displayName = '', namedByAccountId = NULL, phoneEnc = NULL, phoneHash = NULL WHERE id IN (?)",
    [within],
  )
  await tx.query('UPDATE record_merges SET survivorName = NULL WHERE survivorRecordId IN (?)', [within])
}

/** Who is no client any more has no place where only clients have one. */
async function leaveEventsForClients(tx: EntityManager, actor: Actor, recordId: string, at: Date): Promise<void> {
  const accounts = await tx.query<{ id: string }[]>('SELECT id FROM wechat_accounts WHERE recordId = ? ORDER BY id', [
    recordId,
  ])
  const ids = accounts.map(({ id }) => id)
  await cancelRegistrationsOf(tx, actor, ids, { forClientsOnly: true }, at)
}

/** One person takes the consent back, through whichever account: no other account of the record keeps a yes that serves nobody. */
async function withdrawElsewhere(tx: EntityManager, actor: Actor, recordId: string, at: Date): Promise<void> {
  const others = await tx.query<{ accountId: string; textVersion: string }[]>(
    `SELECT c.accountId, c.textVersion FROM wechat_accounts a
       JOIN consents c ON c.accountId = a.id AND c.purpose = 'be_served' AND c.state = 'given'
      WHERE a.recordId = ? AND a.id <> ? ORDER BY a.id`,
    [recordId, actor.accountId],
  )
  for (const { accountId, textVersion } of others)
    await writeDecision(
      tx,
      actor,
      { accountId, purpose: 'be_served', state: 'withdrawn', textVersion, shareId: null },
      at,
    )
}
