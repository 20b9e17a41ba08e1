import type { DataSource, EntityManager } from 'typeorm'

/** This account and all others of the same client, in the order in which they are locked; a visitor has but the one. */
export async function accountsOfPerson(db: DataSource | EntityManager, accountId: string): Promise<string[]> {
  const rows = await db.query<{ id: string }[]>(
    `SELECT id FROM wechat_accounts WHERE id = ?
      UNION SELECT b.id FROM wechat_accounts a JOIN wechat_accounts b ON b.recordId = a.recordId WHERE a.id = ? ORDER BY id`,
    [accountId, accountId],
  )
  return rows.map(({ id }) => id)
}
