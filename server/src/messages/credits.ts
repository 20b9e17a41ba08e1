import type { DataSource, EntityManager } from 'typeorm'

type Db = DataSource | EntityManager

/** One more message that this account agreed to receive. */
export async function addCredit(db: Db, accountId: string, templateId: string, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO subscription_grants (accountId, templateId, credits, changedAt) VALUES (?, ?, 1, ?)
     ON DUPLICATE KEY UPDATE credits = credits + 1, changedAt = VALUES(changedAt)`,
    [accountId, templateId, at],
  )
}

/** Takes one credit; false when there is none. */
export async function spendCredit(db: Db, accountId: string, templateId: string, at: Date): Promise<boolean> {
  const { affectedRows } = await db.query<{ affectedRows: number }>(
    'UPDATE subscription_grants SET credits = credits - 1, changedAt = ? WHERE accountId = ? AND templateId = ? AND credits > 0',
    [at, accountId, templateId],
  )
  return affectedRows > 0
}

/** WeChat says that nothing is left, or the person switched the template off. */
export async function clearCredits(db: Db, accountId: string, templateId: string, at: Date): Promise<void> {
  await db.query('UPDATE subscription_grants SET credits = 0, changedAt = ? WHERE accountId = ? AND templateId = ?', [
    at,
    accountId,
    templateId,
  ])
}
