import type { DataSource } from 'typeorm'
import { DataCipher, dataKeysFrom } from './core/crypto'
import { createDataSource } from './database'

/** What is encrypted at rest: table, its key, and the column. WeChat's access token renews itself. */
const ENCRYPTED = [
  ['wechat_accounts', 'id', 'phoneEnc'],
  ['client_records', 'id', 'phoneEnc'],
  ['introductions', 'id', 'contactEnc'],
  ['policies', 'id', 'numberEnc'],
  ['providers', 'id', 'contactEnc'],
  ['request_pictures', 'id', 'contentEnc'],
  ['sessions', 'tokenHash', 'keyEnc'],
] as const
/** So few that a batch of pictures fits into memory. */
const BATCH = 100

/**
 * Encrypts everything at rest with the first key of DATA_KEYS, so that an older key can be taken out of the list afterwards. Works in batches beside
 * the running server, and may be stopped and started again at any time.
 */
async function rotateKeys(): Promise<void> {
  const { DATABASE_URL, DATA_KEYS } = process.env
  if (!DATABASE_URL || !DATA_KEYS) throw new Error('DATABASE_URL and DATA_KEYS must be set.')
  const cipher = new DataCipher(dataKeysFrom(DATA_KEYS))
  const db = await (await createDataSource(DATABASE_URL, 2)).initialize()
  try {
    for (const [table, key, column] of ENCRYPTED) {
      const count = await rotateColumn(db, cipher, table, key, column)
      process.stdout.write(`${table}.${column}: ${count} encrypted anew\n`)
    }
  } finally {
    await db.destroy()
  }
}

async function rotateColumn(
  db: DataSource,
  cipher: DataCipher,
  table: string,
  key: string,
  column: string,
): Promise<number> {
  let count = 0
  for (let last: string | Buffer = key === 'id' ? '0' : Buffer.alloc(0); ;) {
    const rows: { id: string | Buffer; value: Buffer }[] = await db.query(
      `SELECT ${key} id, ${column} value FROM ${table} WHERE ${key} > ? AND ${column} IS NOT NULL ORDER BY ${key} LIMIT ${BATCH}`,
      [last],
    )
    for (const { id, value } of rows.filter(({ value }) => !cipher.isCurrent(value))) {
      // Somebody may have written a newer value meanwhile: only the one that was read is replaced.
      await db.query(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ? AND ${column} = ?`, [
        cipher.encryptBytes(cipher.decryptBytes(value)),
        id,
        value,
      ])
      count += 1
    }
    const end = rows.at(-1)
    if (!end || rows.length < BATCH) return count
    last = end.id
  }
}

rotateKeys().catch((error: Error) => {
  process.stderr.write(`Rotation failed: ${error.message}\n`)
  process.exitCode = 1
})
