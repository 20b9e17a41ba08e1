import type { EntityManager } from 'typeorm'
import { oneAtATime } from '../clients/binding.service'

/**
 * Locks two records with all of their accounts, in the order in which ingestion takes them, so that nothing of the two can arrive, and neither can
 * change owner, until the caller commits.
 */
export async function lockRecords(tx: EntityManager, recordIds: readonly string[]): Promise<void> {
  await oneAtATime(tx)
  await tx.query('SELECT id FROM wechat_accounts WHERE recordId IN (?) ORDER BY id FOR UPDATE', [recordIds])
  await tx.query('SELECT id FROM client_records WHERE id IN (?) ORDER BY id FOR UPDATE', [recordIds])
}
