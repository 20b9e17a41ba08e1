// Server and database are killed at random moments while phones send and try again: acknowledged is stored, once, and counted.
// `npm run bench -- faults 3 20000` for 3 rounds of 20,000 engagements.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPool, type Pool } from 'mysql2/promise'
import type { DataSource } from 'typeorm'
import { newLedger, sendUntil, type Ledger, type Things } from '../faults/phones'
import { migrate } from '../launch/backend'
import { openChildren } from '../launch/children'
import { acquireProductionLikeServer, type DatabaseServer } from '../launch/database'
import { newSecrets } from '../launch/secrets'
import { recount, recountReadings, recountTouches } from '../support/recount'
import { environment, pause, sandboxFor, startServer, until, type ServerProcess } from '../support/server-process'
import { readers } from './stage'

const ROUNDS = Number(process.argv[2] ?? 50)
const EVENTS = Number(process.argv[3] ?? 200_000)
const PEOPLE = 24
const KILLS = 3
const DATABASE = 'faults'

interface Stand {
  pool: Pool
  /** All that recounting asks of a data source. */
  db: DataSource
  server: ServerProcess
  database: DatabaseServer
  tokens: string[]
  things: Things
}

async function main(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'quanke-faults-'))
  const children = openChildren()
  // A database server of its own: a given one is not ours to kill.
  delete process.env.DATABASE_URL
  const database = await acquireProductionLikeServer({ dataDir: dir })
  await database.createDatabase(DATABASE)
  const url = database.urlFor(DATABASE)
  await migrate(url)
  const secrets = newSecrets()
  const sandbox = await sandboxFor(secrets)
  const pool = createPool({ uri: url, connectionLimit: 2, timezone: 'Z' })
  const db = { query: async (sql: string) => (await pool.query(sql))[0] } as unknown as DataSource
  const server = await startServer(children, join(dir, 'server.log'), environment(url, sandbox.url, secrets))
  try {
    const stand = { pool, db, server, database, ...(await readers(pool, sandbox, server.url, PEOPLE)) }
    await clear(pool)
    let held = 0
    for (let round = 1; round <= ROUNDS; round += 1) if (await holds(stand, round)) held += 1
    console.log(`faults ratio=${(held / ROUNDS).toFixed(2)}`)
    if (held < ROUNDS) process.exitCode = 1
  } finally {
    await server.child.stop(10_000)
    await Promise.all([pool.end().catch(() => undefined), sandbox.close()])
    children.close()
    await database.release()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** One round: so many engagements are sent while killing goes on; then all is counted again, and cleared away. */
async function holds(stand: Stand, round: number): Promise<boolean> {
  const began = performance.now()
  const ledger = newLedger()
  const isEnough = () => ledger.sent.size >= EVENTS
  const phones = stand.tokens.map((token) => sendUntil(isEnough, stand.server.url, token, stand.things, ledger))
  const killed = await killNowAndThen(stand, ledger)
  await Promise.all(phones)
  const wrong = await whatIsWrong(stand, ledger)
  const tries = [...ledger.statuses.values()].reduce((sum, count) => sum + count, 0)
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  const verdict = wrong.length === 0 ? 'held' : `BROKEN: ${wrong.join('; ')}`
  console.log(
    `  round ${round}: ${ledger.sent.size} engagements, ${tries} requests, killed ${killed.join(', ')}, ${seconds} s: ${verdict}`,
  )
  await clear(stand.pool)
  return wrong.length === 0
}

async function clear(pool: Pool): Promise<void> {
  for (const table of ['engagements', 'engagement_totals', 'touches', 'readings'])
    await pool.query(`TRUNCATE TABLE ${table}`)
}

/** Kills at moments that are spread by chance over the round; answers what was killed. */
async function killNowAndThen({ server, database }: Stand, ledger: Ledger): Promise<string[]> {
  const moments = Array.from({ length: KILLS }, () => Math.random() * EVENTS * 0.95).sort((a, b) => a - b)
  const killed: string[] = []
  for (const moment of moments) {
    while (ledger.acknowledged.size < moment) await pause(Math.random() * 15)
    // Server and database in turn, and now and then both.
    const dice = Math.random()
    if (dice < 0.6) killed.push(await killServer(server))
    if (dice > 0.5) killed.push(await killDatabase(server, database))
  }
  return killed
}

async function killServer(server: ServerProcess): Promise<string> {
  process.kill(server.child.pid, 'SIGKILL')
  await server.restart()
  return 'server'
}

async function killDatabase(server: ServerProcess, database: DatabaseServer): Promise<string> {
  const { pid } = database
  process.kill(pid!, 'SIGKILL')
  await until(() => ![null, pid].includes(database.pid))
  await until(async () => (await fetch(`${server.url}/health/ready`)).status === 200)
  return 'database'
}

/** What does not hold after the round, in words. */
async function whatIsWrong(
  { pool, db }: Stand,
  { sent, acknowledged, acceptedTwice, refused }: Ledger,
): Promise<string[]> {
  const [rows] = await pool.query('SELECT LOWER(HEX(id)) id FROM engagements')
  const stored = new Set((rows as { id: string }[]).map(({ id }) => id))
  const lost = [...acknowledged].filter((id) => !stored.has(id.replaceAll('-', ''))).length
  const findings: Record<string, number> = {
    'acknowledged but not stored': lost,
    'stored but never sent': stored.size - sent.size,
    'never acknowledged': sent.size - acknowledged.size,
    'taken for new twice': acceptedTwice.length,
    refused: refused.length,
    'roll-ups off': (await recount(db)).length,
    'readings off': (await recountReadings(db)).length,
    'touches off': (await recountTouches(db)).length,
  }
  return Object.entries(findings)
    .filter(([, count]) => count !== 0)
    .map(([what, count]) => `${count} ${what}`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
