import { parseArgs } from 'node:util'
import { DataCipher, dataKeysFrom, LookupHash } from '../core/crypto'
import { createDataSource } from '../database'
import { loadDemo } from './load'

const SEED = 20_261_123
const NEEDED = ['DATABASE_URL', 'WECHAT_APP_ID', 'DATA_KEYS', 'LOOKUP_KEY'] as const

/** Loads the demo organisation into the database at DATABASE_URL, as it stands now or `--as-of` an instant. */
async function seed(): Promise<void> {
  if (process.env.NODE_ENV === 'production')
    throw new Error('NODE_ENV is production: there the demo organisation has no place')
  const missing = NEEDED.filter((name) => !process.env[name])
  if (missing.length > 0) throw new Error(`${missing.join(', ')} must be set, to the values that the server runs with`)
  const [url, appId, dataKeys, lookupKey] = NEEDED.map((name) => process.env[name]!) as [string, string, string, string]
  const { values } = parseArgs({ options: { 'as-of': { type: 'string' } } })
  const asOf = values['as-of'] === undefined ? new Date() : new Date(values['as-of'])
  if (Number.isNaN(asOf.getTime())) throw new Error('--as-of must be an instant such as 2026-11-23T00:00:00Z')

  const cipher = new DataCipher(dataKeysFrom(dataKeys))
  const lookup = new LookupHash(Buffer.from(lookupKey, 'base64'))
  const db = await (await createDataSource(url, 2)).initialize()
  try {
    const isNew = await loadDemo(db, { asOf, seed: SEED, appId, cipher, lookup })
    process.stdout.write(isNew ? 'Demo organisation loaded\n' : 'Demo organisation is already loaded\n')
  } finally {
    await db.destroy()
  }
}

seed().catch((error: Error) => {
  process.stderr.write(`The demo organisation was not loaded: ${error.message}\n`)
  process.exitCode = 1
})
