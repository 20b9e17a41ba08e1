import type { EntityManager } from 'typeorm'
import { recordsWithin } from './living-record'

export interface NewNumber {
  accountId: string
  phoneEnc: Buffer
  phoneHash: Buffer | null
  /** The number that the account had before. */
  before: Buffer | null
}

/**
 * The record has the number that its person has now. A number that only this account knew goes when the account has another: operators give numbers out
 * again, and whoever gets this one next is somebody else.
 */
export async function followNumber(
  tx: EntityManager,
  recordId: string,
  { accountId, phoneEnc, phoneHash, before }: NewNumber,
): Promise<void> {
  await tx.query(
    "UPDATE client_records SET phoneEnc = ?, phoneHash = ? WHERE id = ? AND phoneHash IS NULL AND status = 'active'",
    [phoneEnc, phoneHash, recordId],
  )
  if (before === null || phoneHash?.equals(before)) return
  const [other] = await tx.query<unknown[]>(
    'SELECT id FROM wechat_accounts WHERE recordId = ? AND id <> ? AND phoneHash = ? LIMIT 1',
    [recordId, accountId, before],
  )
  if (other) return
  await tx.query('UPDATE client_records SET phoneEnc = ?, phoneHash = ? WHERE id IN (?) AND phoneHash = ?', [
    phoneEnc,
    phoneHash,
    await recordsWithin(tx, recordId),
    before,
  ])
}
