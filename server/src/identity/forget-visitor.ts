import type { EntityManager } from 'typeorm'
import { lockTies } from '../engagement/account-tie.queries'
import { recomputeReadings } from '../engagement/reached'
import { takeFromTotals, type Counted } from '../engagement/totals'
import { forgetArrival, forgetPerson } from '../provenance/persons'

const BATCH = 1000

/**
 * Removes what a person left behind on the way through this share, and the account itself where nothing else of the person is here: no consent, no
 * membership, no registration, no yes to an introduction, no record, no other engagement. The roll-ups stay equal to what is left.
 */
export async function forgetVisitor(tx: EntityManager, accountId: string, shareId: string, at: Date): Promise<void> {
  // With the record, if there is one: nobody may move its counts to another owner meanwhile.
  await lockTies(tx, [accountId])
  await forgetEngagements(tx, accountId, shareId)
  await tx.query('DELETE FROM touches WHERE accountId = ? AND shareId = ?', [accountId, shareId])
  await forgetArrival(tx, accountId, shareId, at)
  for (const table of ['memberships', 'event_registrations', 'consent_decisions'])
    await tx.query(`UPDATE ${table} SET shareId = NULL WHERE accountId = ? AND shareId = ?`, [accountId, shareId])
  if (await isKnownOtherwise(tx, accountId)) return
  // Reading and consenting leave their own rows; a person without them is only an openid, and that goes too.
  for (const table of [
    'sessions',
    'referral_addressees',
    'readings',
    'consents',
    'consent_decisions',
    'subscription_grants',
  ])
    await tx.query(`DELETE FROM ${table} WHERE accountId = ?`, [accountId])
  await tx.query('UPDATE audit_entries SET accountId = NULL, subjectId = ? WHERE subjectKind = ? AND subjectId = ?', [
    '0',
    'account',
    accountId,
  ])
  await tx.query('UPDATE audit_entries SET accountId = NULL WHERE accountId = ?', [accountId])
  await forgetPerson(tx, accountId, at)
  await tx.query('DELETE FROM wechat_accounts WHERE id = ?', [accountId])
}

async function forgetEngagements(tx: EntityManager, accountId: string, shareId: string): Promise<void> {
  const contentIds = new Set<string>()
  for (let taken = BATCH; taken === BATCH;) {
    const left = await tx.query<(Counted & { id: Buffer })[]>(
      `SELECT * FROM engagements WHERE accountId = ? AND shareId = ? LIMIT ${BATCH}`,
      [accountId, shareId],
    )
    taken = left.length
    if (taken === 0) break
    await takeFromTotals(tx, left)
    await tx.query('DELETE FROM engagements WHERE id IN (?)', [left.map(({ id }) => id)])
    for (const { subject, subjectId } of left) if (subject === 'content' && subjectId) contentIds.add(subjectId)
  }
  await recomputeReadings(tx, accountId, [...contentIds])
}

async function isKnownOtherwise(tx: EntityManager, accountId: string): Promise<boolean> {
  const [row] = await tx.query<{ isKnown: string }[]>(
    `SELECT (a.recordId IS NOT NULL OR a.agentId IS NOT NULL OR a.staffId IS NOT NULL
             OR EXISTS (SELECT 1 FROM engagements WHERE accountId = a.id)
             OR EXISTS (SELECT 1 FROM memberships WHERE accountId = a.id)
             OR EXISTS (SELECT 1 FROM event_registrations WHERE accountId = a.id)
             OR EXISTS (SELECT 1 FROM introductions WHERE counterpartAccountId = a.id)
             OR EXISTS (SELECT 1 FROM shares WHERE sharerAccountId = a.id)
             OR EXISTS (SELECT 1 FROM consents WHERE accountId = a.id AND state = 'given')) isKnown
       FROM wechat_accounts a WHERE a.id = ?`,
    [accountId],
  )
  return Number(row?.isKnown ?? 1) === 1
}
