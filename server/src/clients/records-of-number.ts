import type { EntityManager } from 'typeorm'
import { livingRecords } from './living-record'

const MOST = 20

/**
 * The records whose person has this number, each as what it is part of now: by the record's own number, or that of any of its accounts. Of a record
 * whose person took the consent back only the accounts know one.
 */
export async function recordsOfNumber(db: Pick<EntityManager, 'query'>, phoneHash: Buffer): Promise<string[]> {
  const found = await db.query<{ id: string }[]>(
    `SELECT id FROM client_records WHERE phoneHash = ?
      UNION SELECT recordId FROM wechat_accounts WHERE phoneHash = ? AND recordId IS NOT NULL ORDER BY id LIMIT ${MOST}`,
    [phoneHash, phoneHash],
  )
  return livingRecords(
    db,
    found.map(({ id }) => id),
  )
}
