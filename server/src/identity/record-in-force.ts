import type { EntityManager } from 'typeorm'

/** The client record of this account, in force or not, or null. */
export async function recordOfAccount(tx: EntityManager, accountId: string): Promise<string | null> {
  const [account] = await tx.query<{ recordId: string | null }[]>('SELECT recordId FROM wechat_accounts WHERE id = ?', [
    accountId,
  ])
  return account?.recordId ?? null
}

/**
 * The client record of this account at this moment, or null. A session tells what held when the request came; under the account's lock this is what
 * holds, also when records were merged meanwhile.
 */
export async function recordInForce(tx: EntityManager, accountId: string): Promise<string | null> {
  const [row] = await tx.query<{ recordId: string }[]>(
    `SELECT a.recordId FROM wechat_accounts a JOIN client_records r ON r.id = a.recordId AND r.status = 'active' WHERE a.id = ?`,
    [accountId],
  )
  return row?.recordId ?? null
}
