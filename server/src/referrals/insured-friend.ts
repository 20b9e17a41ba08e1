import type { DataSource, EntityManager } from 'typeorm'
import { recordAct } from '../engagement/record-act'

/** The account by which the friend of this referral is here: the one that said yes, if it is still there. */
export async function friendAccountOf(db: DataSource, referralId: string): Promise<string | null> {
  const [account] = await db.query<{ id: string }[]>(
    `SELECT a.id FROM referrals f JOIN wechat_accounts a ON a.recordId = f.friendRecordId AND a.closedAt IS NULL
      WHERE f.id = ?
      ORDER BY EXISTS (SELECT 1 FROM referral_moves m
                        WHERE m.referralId = f.id AND m.toStatus = 'consented' AND m.actorAccountId = a.id) DESC, a.id
      LIMIT 1`,
    [referralId],
  )
  return account?.id ?? null
}

/**
 * The friend is insured now, which is a thing of the friend's own: once for each person, whether a policy was recorded before or not, so that it can be
 * counted as the first policy.
 */
export async function noteInsured(tx: EntityManager, accountId: string, referralId: string, at: Date): Promise<void> {
  const [earlier] = await tx.query<unknown[]>(
    `SELECT 1 FROM wechat_accounts a JOIN wechat_accounts b ON b.id = a.id OR b.recordId = a.recordId
       JOIN outcomes o ON o.accountId = b.id AND o.kind = 'first_policy' AND o.takenBackAt IS NULL
      WHERE a.id = ? LIMIT 1`,
    [accountId],
  )
  if (earlier) return
  await recordAct(tx, {
    accountId,
    kind: 'insured',
    subject: 'referral',
    subjectId: referralId,
    shareId: null,
    at,
  })
}
