import type { DatabaseServer } from '../launch/database'
import { identityOf, isRunning, ownIdentity } from '../launch/processes.mjs'

const PREFIX = 'quanke_test_'

/**
 * Names the run of the tests that this process belongs to: `npm test` says it; otherwise it is Jest's main process, which is our
 * parent when we are one of its workers.
 */
export function currentRun(): string {
  const main = process.send ? identityOf(process.ppid) : ownIdentity
  return process.env.QUANKE_TEST_RUN ?? main ?? ownIdentity
}

/** The database of one worker within a run. */
export function databaseNameFor(run: string, part: string): string {
  return `${PREFIX}${run.replace('-', '_')}_${part}`
}

/** Drops the databases of one run. */
export async function dropDatabasesOf(run: string, server: DatabaseServer): Promise<void> {
  const own = databaseNameFor(run, '')
  for (const name of await server.listDatabases()) if (name.startsWith(own)) await server.dropDatabase(name)
}

/** Drops what runs left behind that were killed. On a shared server pids of other machines mean nothing: there all stays. */
export async function dropLeftovers(server: DatabaseServer): Promise<void> {
  if (!server.isPrivate) return
  for (const name of await server.listDatabases()) {
    const [, pid, startedAt] = /^quanke_test_(\d+)_(\d+)_/.exec(name) ?? []
    if (pid && startedAt && !isRunning(`${pid}-${startedAt}`)) await server.dropDatabase(name)
  }
}
