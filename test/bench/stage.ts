import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngagementInput } from '@quanke/shared/contracts/engagement'
import { createPool, type Pool, type PoolConnection, type RowDataPacket } from 'mysql2/promise'
import type { DataSource } from 'typeorm'
import { UUID, uuidv7 } from 'uuidv7'
import { newBatch, type Things } from '../faults/phones'
import { migrate } from '../launch/backend'
import { openChildren } from '../launch/children'
import { acquireProductionLikeServer } from '../launch/database'
import { newSecrets } from '../launch/secrets'
import type { RunningSandbox } from '../sandbox/start'
import { aContent, anAgent, anOrganization } from '../support/builders'
import { environment, postJson, sandboxFor, signIn, startServer, type ServerProcess } from '../support/server-process'
import type { StoredEngagement } from '../../server/src/engagement/stored-engagement'
import { latencyOf, processorSeconds, type Latency } from './measure'

/** A server as it runs for people, over a database of its own, and readers with their sessions. */
export interface Stage {
  /** For files; gone afterwards. */
  dir: string
  pool: Pool
  /** Of the database. */
  url: string
  server: ServerProcess
  /** All of them; the first is `server`. */
  servers: ServerProcess[]
  databasePid: () => number | null
  tokens: string[]
  /** To whom what the readers do belongs, in the order of the tokens. */
  ties: Tie[]
  /** The session of the agent whose articles they read. Every second reader, the first one included, is this agent's client. */
  agentToken: string
  things: Things
}

export type Tie = Pick<StoredEngagement, 'accountId' | 'recordId' | 'agentId'>

export interface StageOptions {
  people?: number
  /** Processes over the one database. */
  processes?: number
  env?: NodeJS.ProcessEnv
}

/** Sets the stage, lets `work` play on it, and clears everything away. */
export async function onStage<T>(
  name: string,
  { people = 32, processes = 1, env = {} }: StageOptions,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const databaseName = `quanke_bench_${name}`
  const dir = mkdtempSync(join(tmpdir(), `quanke-${name}-`))
  const children = openChildren()
  const database = await acquireProductionLikeServer()
  const undoing: (() => Promise<unknown>)[] = []
  try {
    await database.dropDatabase(databaseName)
    await database.createDatabase(databaseName)
    undoing.unshift(() => database.dropDatabase(databaseName))
    const url = database.urlFor(databaseName)
    await migrate(url)
    const secrets = newSecrets()
    const sandbox = await sandboxFor(secrets)
    undoing.unshift(() => sandbox.close())
    const pool = createPool({ uri: url, connectionLimit: 4, timezone: 'Z' })
    undoing.unshift(() => pool.end())
    await sayDurability(pool)
    // Just as it runs for people, with its log; only the limit on requests a minute is off.
    const settings = { ...environment(url, sandbox.url, secrets), LOG_LEVEL: 'info', ...env }
    const servers: ServerProcess[] = []
    for (let index = 0; index < processes; index += 1) {
      const one = await startServer(children, join(dir, `server-${index}.log`), settings)
      servers.push(one)
      undoing.unshift(() => one.child.stop(10_000))
    }
    const [server] = servers as [ServerProcess]
    const audience = await readers(pool, sandbox, server.url, people)
    return await work({ dir, pool, url, server, servers, databasePid: () => database.pid, ...audience })
  } finally {
    for (const undo of undoing) await undo()
    children.close()
    await database.release()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Figures mean little without: a database that syncs less answers sooner. */
async function sayDurability(pool: Pool): Promise<void> {
  const [[settings]] = await pool.query<RowDataPacket[]>(
    'SELECT @@innodb_flush_log_at_trx_commit innodb_flush_log_at_trx_commit, @@innodb_doublewrite innodb_doublewrite, @@log_bin log_bin, @@sync_binlog sync_binlog',
  )
  const said = Object.entries(settings ?? {}).map(([name, value]) => `${name}=${String(value)}`)
  console.log(`  ${said.join(' ')}`)
}

/** People who read an agent's articles; every second one is a client by now. */
export async function readers(
  pool: Pool,
  sandbox: RunningSandbox,
  url: string,
  people: number,
): Promise<Pick<Stage, 'tokens' | 'ties' | 'agentToken' | 'things'>> {
  // All that builders ask of a data source; the server's own needs its entities, which only its compiler can read.
  const db = {
    query: async (sql: string, values?: unknown[]) => (await pool.query(sql, values))[0],
  } as unknown as DataSource
  await anOrganization(db)
  const agent = await anAgent(db)
  const agentToken = await signIn({ sandbox }, url, 'agent')
  await db.query('UPDATE wechat_accounts SET agentId = ?', [agent.id])
  const contentIds: string[] = []
  const shareCodes: string[] = []
  for (let index = 0; index < 20; index += 1) {
    const { id } = await aContent(db)
    contentIds.push(id)
    const share = { key: uuidv7(), subject: 'content', subjectId: id, channel: 'card' }
    shareCodes.push(((await postJson(`${url}/v1/shares`, share, agentToken)).body as { code: string }).code)
  }
  const tokens: string[] = []
  for (let index = 0; index < people; index += 1) {
    const token = await signIn({ sandbox }, url, `reader-${index}`)
    tokens.push(token)
    if (index % 2 === 0) await becomeClient(url, token, agent.code)
  }
  return { tokens, ties: await tiesOf(pool), agentToken, things: { contentIds, shareCodes } }
}

async function tiesOf(pool: Pool): Promise<Tie[]> {
  const [rows] = await pool.query<RowDataPacket[]>(
    `SELECT CAST(a.id AS char) accountId, CAST(a.recordId AS char) recordId, CAST(r.ownerAgentId AS char) agentId
       FROM wechat_accounts a LEFT JOIN client_records r ON r.id = a.recordId WHERE a.agentId IS NULL ORDER BY a.id`,
  )
  return rows as Tie[]
}

async function becomeClient(url: string, token: string, agentCode: string): Promise<void> {
  const decisions = [{ purpose: 'be_served', textVersion: '2026-11', given: true }]
  await postJson(`${url}/v1/consents`, { decisions, isAdult: true }, token)
  const { status } = await postJson(`${url}/v1/me/agent`, { agentCode }, token)
  if (status !== 200) throw new Error(`A reader could not become a client: ${status}`)
}

/** What one round of one way came to. */
export interface Round {
  rows: number
  seconds: number
  /** Of its statements or requests. */
  latency: Latency
  serverSeconds: number | null
  databaseSeconds: number | null
}

/** Runs so many workers side by side for a while; each call of `work` answers how many rows it stored. */
export async function roundOf(
  stage: Stage,
  roundMs: number,
  workers: number,
  work: (worker: number) => Promise<number>,
): Promise<Round> {
  const latencies: number[] = []
  let rows = 0
  const used = usage(stage)
  const began = performance.now()
  const worker = async (index: number): Promise<void> => {
    while (performance.now() - began < roundMs) {
      const sentAt = performance.now()
      const stored = await work(index)
      rows += stored
      latencies.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: workers }, (_, index) => worker(index)))
  return {
    rows,
    latency: latencyOf(latencies),
    seconds: (performance.now() - began) / 1000,
    ...used(),
  }
}

/** Begins to watch; answers how many seconds of processor time servers and database have used since. */
export function usage({ servers, databasePid }: Stage): () => Pick<Round, 'serverSeconds' | 'databaseSeconds'> {
  const now = (): (number | null)[] => [
    servers.reduce<number | null>((sum, { child }) => added(sum, processorSeconds(child.pid)), 0),
    processorSeconds(databasePid()),
  ]
  const before = now()
  return () => {
    const [serverSeconds, databaseSeconds] = now().map((after, index) => difference(after, before[index]!))
    return { serverSeconds: serverSeconds!, databaseSeconds: databaseSeconds! }
  }
}

const added = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b)

const difference = (after: number | null, before: number | null): number | null =>
  after === null || before === null ? null : after - before

const COLUMNS =
  'id, accountId, recordId, agentId, kind, subject, subjectId, shareId, seconds, percent, scene, occurredAt, day, receivedAt'

/** Writes the rows as the server would, without anything else that it does. */
export async function insertRaw(connection: PoolConnection, rows: unknown[][]): Promise<void> {
  await connection.query(`INSERT INTO engagements (${COLUMNS}) VALUES ?`, [rows])
}

/** Made before the clock runs: phones and clients make theirs elsewhere. What is asked for beyond it is made on the spot. */
export function stockOf<T>(size: number, make: () => T): () => T {
  const made = Array.from({ length: size }, make)
  return () => made.pop() ?? make()
}

/** Rows as the server stores them: of as many people, about as many things, of this moment. */
export const rawRows = ({ things, ties }: Stage, count: number): unknown[][] =>
  justNow(things, count).map((event) =>
    rawRow(event, any(ties), 1 + Math.floor(Math.random() * things.shareCodes.length)),
  )

function rawRow(event: EngagementInput, { accountId, recordId, agentId }: Tie, shareId: number): unknown[] {
  const occurredAt = new Date(event.occurredAt)
  return [
    Buffer.from(UUID.parse(event.id).bytes), accountId, recordId, agentId, event.kind, event.subject, event.subjectId,
    event.shareCode === undefined ? null : shareId, event.seconds ?? null, event.percent ?? null, null, occurredAt,
    event.occurredAt.slice(0, 10), new Date(),
  ] // prettier-ignore
}

/** What phones send that have a network: it has just happened. */
export const justNow = (things: Things, count: number): EngagementInput[] => newBatch(things, count, () => new Date())

export const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!

/** The roll-ups know of what came through the server, and of nothing else. */
export async function storedThroughHttp(pool: Pool): Promise<number> {
  const [rows] = await pool.query<RowDataPacket[]>("SELECT SUM(count) n FROM engagement_totals WHERE scope = 'all'")
  return Number(rows[0]?.n ?? 0)
}
