import type { EntityManager } from 'typeorm'

/**
 * Locks the account before anything else, so that what one person does follows each other and takes its locks in the same order as consents and
 * engagements do. False when the account is gone (a visitor who was forgotten).
 */
export async function lockAccount(tx: EntityManager, accountId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>('SELECT id FROM wechat_accounts WHERE id = ? FOR UPDATE', [accountId])
  return rows.length > 0
}
