import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DataSource } from 'typeorm'
import { createDataSource } from '../../server/src/database'
import { migrate } from '../launch/backend'
import { openChildren, type Children } from '../launch/children'
import { acquireDatabaseServer, type DatabaseServer } from '../launch/database'
import { newSecrets } from '../launch/secrets'
import type { RunningSandbox } from '../sandbox/start'
import { environment, sandboxFor, startServer, type ServerProcess } from '../support/server-process'

/** A MariaDB server of its own in a temporary folder, so that killing it hurts nobody, with a sandbox and a migrated database. */
export interface Setting {
  /** For looking at what is stored. */
  db: DataSource
  sandbox: RunningSandbox
  /** The process of the database server now; another one after a crash. */
  databasePid(): number | null
  startServer(env?: NodeJS.ProcessEnv): Promise<ServerProcess>
  close(): Promise<void>
}

export async function openSetting(): Promise<Setting> {
  const dir = mkdtempSync(join(tmpdir(), 'quanke-faults-'))
  const server = await withoutGivenDatabase(() => acquireDatabaseServer({ dataDir: dir }))
  const children = openChildren()
  const secrets = newSecrets()
  const databaseUrl = server.urlFor('faults')
  await server.createDatabase('faults')
  await migrate(databaseUrl)
  const db = await (await createDataSource(databaseUrl)).initialize()
  const sandbox = await sandboxFor(secrets)
  const started: ServerProcess[] = []
  return {
    db,
    sandbox,
    databasePid: () => server.pid,
    async startServer(env = {}) {
      const one = await startServer(children, join(dir, `logs/api-${started.length}.log`), {
        ...environment(databaseUrl, sandbox.url, secrets),
        ...env,
      })
      started.push(one)
      return one
    },
    async close() {
      for (const { child } of started) await child.stop(10_000)
      await putAway(db, sandbox, children, server)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** A database that was given for the tests is not ours to kill. */
async function withoutGivenDatabase<T>(work: () => Promise<T>): Promise<T> {
  const given = process.env.DATABASE_URL
  delete process.env.DATABASE_URL
  try {
    return await work()
  } finally {
    if (given !== undefined) process.env.DATABASE_URL = given
  }
}

async function putAway(
  db: DataSource,
  sandbox: RunningSandbox,
  children: Children,
  server: DatabaseServer,
): Promise<void> {
  await db.destroy()
  await sandbox.close()
  children.close()
  await server.release()
}
