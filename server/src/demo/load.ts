import { createHash } from 'node:crypto'
import type { DataSource, EntityManager } from 'typeorm'
import type { ConsentText } from '../consents/consent-text.entity'
import { writeDown, writeDownMerges } from '../provenance/write-down'
import { sketchOfFlat } from './picture'
import { simulateYear } from './simulate'
import { countTotals, OWN_TABLES, writeTables } from './tables'
import type { DemoSettings } from './world'

type GivenSettings = Omit<DemoSettings, 'texts' | 'picture'>

/** Held by whoever loads, so that two do not load at once. */
export const LOADING_LOCK = 'quanke demo'
const LOCK_SECONDS = 60

/**
 * Loads the demo organisation into an empty, migrated database. Answers false when it is there already. All of it is one transaction: one that was cut
 * short has left nothing. Throws where somebody else's rows stand in its tables, and touches none of them.
 */
export async function loadDemo(db: DataSource, settings: GivenSettings): Promise<boolean> {
  const runner = db.createQueryRunner()
  try {
    await runner.connect()
    const [lock] = (await runner.query('SELECT GET_LOCK(?, ?) isHeld', [nameOf(db), LOCK_SECONDS])) as {
      isHeld: unknown
    }[]
    if (Number(lock?.isHeld) !== 1)
      throw new Error('Another process is loading the demo organisation and does not come to an end')
    if (await isLoaded(runner.manager)) return false
    await refuseForeignRows(runner.manager)
    await runner.startTransaction()
    try {
      await fill(runner.manager, settings)
      await runner.commitTransaction()
    } catch (error) {
      // A broken connection has rolled back by itself, and cannot be told to.
      await runner.rollbackTransaction().catch(() => undefined)
      throw error
    }
    return true
  } finally {
    await runner.query('SELECT RELEASE_LOCK(?)', [nameOf(db)]).catch(() => undefined)
    await runner.release()
  }
}

/** Locks are the server's, not the database's. */
export const nameOf = (db: DataSource): string => `${LOADING_LOCK} ${String(db.options.database)}`.slice(0, 64)

async function isLoaded(tx: EntityManager): Promise<boolean> {
  const rows = await tx.query<unknown[]>('SELECT id FROM organizations LIMIT 1')
  return rows.length > 0
}

async function refuseForeignRows(tx: EntityManager): Promise<void> {
  for (const table of OWN_TABLES) {
    const rows = await tx.query<unknown[]>(`SELECT 1 FROM ${table} LIMIT 1`)
    if (rows.length > 0)
      throw new Error(
        `The database holds rows in ${table}, but no organisation. Give the demo an empty database of its own.`,
      )
  }
}

async function fill(tx: EntityManager, settings: GivenSettings): Promise<void> {
  const texts = await tx.query<ConsentText[]>(
    'SELECT purpose, version, title, body, inForceAt FROM consent_texts ORDER BY inForceAt, purpose',
  )
  await writeTables(tx, simulateYear({ ...settings, texts, picture: await sketchOfFlat() }))
  await countTotals(tx)
  await writeDown((work) => work(tx), saltsFrom(settings.seed))
  await writeDownMerges((work) => work(tx))
}

/** The same year has the same log. Salts that can be computed hide nobody; here there is nobody to hide. */
function saltsFrom(seed: number): (bytes: number) => Buffer {
  let count = 0
  return (bytes) =>
    createHash('sha256')
      .update(`salt ${seed} ${(count += 1)}`)
      .digest()
      .subarray(0, bytes)
}
