import type { DataSource, EntityManager } from 'typeorm'
import type { DataCipher } from '../core/crypto'
import { daysBefore } from '../core/days'

/** WeChat does not say how long a session key lives; three days are the most that it is kept. */
export const SESSION_KEY_DAYS = 3

interface NewKey {
  accountId: string
  tokenHash: Buffer
  sessionKey: string
  at: Date
}

/** Keeps the key of this login beside its session. WeChat has one key for a person, so those of earlier logins are forgotten. The caller holds the account. */
export async function keepSessionKey(tx: EntityManager, cipher: DataCipher, key: NewKey): Promise<void> {
  const { accountId, tokenHash, sessionKey, at } = key
  await tx.query('UPDATE sessions SET keyEnc = NULL, keyUntil = NULL WHERE accountId = ? AND keyEnc IS NOT NULL', [
    accountId,
  ])
  await tx.query('UPDATE sessions SET keyEnc = ?, keyUntil = ? WHERE tokenHash = ?', [
    cipher.encrypt(sessionKey),
    daysBefore(at, -SESSION_KEY_DAYS),
    tokenHash,
  ])
}

/** The present session key of this person, or null when it is not known any more. */
export async function sessionKeyOf(
  db: DataSource | EntityManager,
  cipher: DataCipher,
  accountId: string,
  now: Date,
): Promise<string | null> {
  const [row] = await db.query<{ keyEnc: Buffer }[]>(
    `SELECT keyEnc FROM sessions WHERE accountId = ? AND keyEnc IS NOT NULL AND keyUntil > ? AND endedAt IS NULL
      ORDER BY createdAt DESC LIMIT 1`,
    [accountId, now],
  )
  return row ? cipher.decrypt(row.keyEnc) : null
}
