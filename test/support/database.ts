import type { DataSource } from 'typeorm'
import { createDataSource } from '../../server/src/database'
import { acquireDatabaseServer } from '../launch/database'
import { currentRun, databaseNameFor, dropLeftovers } from './test-runs'

export interface TestDatabase {
  /** For whatever connects by itself, such as a server started as a process. */
  url: string
  db: DataSource
  /** Empties every table; what the migrations themselves wrote (the consent texts) stands as at first. */
  empty(): Promise<void>
  close(): Promise<void>
}

/**
 * The database of this Jest worker: real MariaDB, migrated once a run, and emptied now. Ask for it in `beforeAll`, close it in
 * `afterAll`. A second database at the same time needs a `part` of its own name.
 */
export async function openTestDatabase(part = 'main'): Promise<TestDatabase> {
  const server = await acquireDatabaseServer()
  try {
    const name = databaseNameFor(currentRun(), `${process.env.JEST_WORKER_ID ?? '0'}_${part}`)
    const isFirst = !(await server.listDatabases()).includes(name)
    if (isFirst) {
      if (!process.env.QUANKE_TEST_RUN) await dropLeftovers(server)
      await server.createDatabase(name)
    }
    const url = server.urlFor(name)
    const db = await (await createDataSource(url)).initialize()
    await db.runMigrations()
    if (isFirst) await keepReferenceRows(db)
    else await empty(db)
    return {
      url,
      db,
      empty: () => empty(db),
      async close() {
        // An application over this database may have closed it already.
        if (db.isInitialized) await db.destroy()
        await server.release(true)
      },
    }
  } catch (error) {
    await server.release()
    throw error
  }
}

const KEPT = 'kept_'

/** Copies what the migrations wrote, so that a test may change it and the next one finds it as it was. */
async function keepReferenceRows(db: DataSource): Promise<void> {
  for (const table of await filledTables(db)) {
    await db.query(`CREATE TABLE \`${KEPT}${table}\` LIKE \`${table}\``)
    const columns = await storedColumns(db, table)
    await db.query(`INSERT INTO \`${KEPT}${table}\` (${columns}) SELECT ${columns} FROM \`${table}\``)
  }
}

async function empty(db: DataSource): Promise<void> {
  const tables = await tableNames(db)
  const kept = tables.filter((table) => table.startsWith(KEPT)).map((table) => table.slice(KEPT.length))
  for (const table of await filledTables(db)) await db.query(`DELETE FROM \`${table}\``)
  for (const table of kept) {
    const columns = await storedColumns(db, table)
    await db.query(`INSERT INTO \`${table}\` (${columns}) SELECT ${columns} FROM \`${KEPT}${table}\``)
  }
}

async function tableNames(db: DataSource): Promise<string[]> {
  const rows = await db.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'`,
  )
  return rows.map((row) => row.name)
}

/** Tables that hold rows, but for our copies and the list of migrations. Deleting from few beats deleting from all. */
async function filledTables(db: DataSource): Promise<string[]> {
  const tables = (await tableNames(db)).filter((table) => table !== 'migrations' && !table.startsWith(KEPT))
  if (tables.length === 0) return []
  const questions = tables.map(
    (table) => `SELECT '${table}' AS name FROM DUAL WHERE EXISTS (SELECT 1 FROM \`${table}\`)`,
  )
  const rows = await db.query<{ name: string }[]>(questions.join(' UNION ALL '))
  return rows.map((row) => row.name)
}

/** Generated columns can be read but not written. */
async function storedColumns(db: DataSource, table: string): Promise<string> {
  const rows = await db.query<{ name: string }[]>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = DATABASE() AND table_name = ? AND COALESCE(generation_expression, '') = '' ORDER BY ordinal_position`,
    [table],
  )
  return rows.map((row) => `\`${row.name}\``).join(', ')
}
