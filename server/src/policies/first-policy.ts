import type { EntityManager } from 'typeorm'
import { recordAct } from '../engagement/record-act'
import { takeOutcomeBack } from '../provenance/acts'
import { firstPolicyChange } from './policy.rules'

interface StandingOutcome {
  id: string
  accountId: string
  /** Null where a referral made it. */
  policyId: string | null
}

interface FirstPolicy {
  id: string
  recordedAt: Date
}

/**
 * Makes the outcome "first policy" of a client what the policies and referrals of the record say at this moment. Runs in the transaction of the act that
 * changed them, under the locks of the record and of its accounts.
 */
export async function settleFirstPolicy(tx: EntityManager, recordId: string, at: Date): Promise<void> {
  const [first] = await tx.query<FirstPolicy[]>(
    'SELECT id, recordedAt FROM policies WHERE recordId = ? AND takenBackAt IS NULL ORDER BY recordedAt, id LIMIT 1',
    [recordId],
  )
  const won = await tx.query<unknown[]>("SELECT 1 FROM referrals WHERE friendRecordId = ? AND status = 'won' LIMIT 1", [
    recordId,
  ])
  const standing = await standingOutcomes(tx, recordId)
  const change = firstPolicyChange({
    hasPolicy: first !== undefined,
    hasWonReferral: won.length > 0,
    standing: standing.map(({ id, policyId }) => ({ id, isByPolicy: policyId !== null })),
  })
  if (change === null) return
  if ('note' in change) return noteFirst(tx, recordId, first!)
  for (const outcome of standing.filter(({ id }) => change.takeBack.includes(id))) await takeBack(tx, outcome, at)
}

async function standingOutcomes(tx: EntityManager, recordId: string): Promise<StandingOutcome[]> {
  return tx.query(
    `SELECT o.id, o.accountId, (SELECT MIN(p.id) FROM policies p WHERE p.outcomeId = o.id) policyId
       FROM wechat_accounts a JOIN outcomes o ON o.accountId = a.id AND o.kind = 'first_policy' AND o.takenBackAt IS NULL
      WHERE a.recordId = ? ORDER BY o.at, o.id`,
    [recordId],
  )
}

async function noteFirst(tx: EntityManager, recordId: string, { id, recordedAt }: FirstPolicy): Promise<void> {
  const accountId = await accountOf(tx, recordId)
  if (accountId === null) return
  await recordAct(tx, { accountId, kind: 'insured', subject: 'policy', subjectId: id, shareId: null, at: recordedAt })
  const [outcome] = await standingOutcomes(tx, recordId)
  await tx.query('UPDATE policies SET outcomeId = ? WHERE id = ?', [outcome?.id ?? null, id])
}

/** The log only grows, and so does the client's story: what was noted by mistake is followed by its opposite. */
async function takeBack(tx: EntityManager, { id, accountId, policyId }: StandingOutcome, at: Date): Promise<void> {
  await takeOutcomeBack(tx, id, at)
  await recordAct(tx, { accountId, kind: 'uninsured', subject: 'policy', subjectId: policyId, shareId: null, at })
}

/** An account that was always the record's comes before one that a merge lent it and that may go back. */
async function accountOf(tx: EntityManager, recordId: string): Promise<string | null> {
  const [account] = await tx.query<{ id: string }[]>(
    `SELECT a.id FROM wechat_accounts a WHERE a.recordId = ?
      ORDER BY EXISTS (SELECT 1 FROM record_merges m WHERE m.survivorRecordId = a.recordId AND m.activeMergedRecordId IS NOT NULL
                          AND JSON_CONTAINS(m.accountIds, JSON_QUOTE(CAST(a.id AS CHAR)))), a.closedAt IS NOT NULL, a.id
      LIMIT 1`,
    [recordId],
  )
  return account?.id ?? null
}
