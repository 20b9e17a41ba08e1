// Engagements stored a second: through HTTP in batches of 20, and by raw multi-row inserts of the same rows into the same table.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngagementInput, EngagementReceipt } from '@quanke/shared/contracts/engagement'
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise'
import type { DataSource } from 'typeorm'
import { Pool as HttpPool } from 'undici'
import { UUID, uuidv7 } from 'uuidv7'
import { newBatch, type Things } from '../faults/phones'
import { migrate } from '../launch/backend'
import { openChildren } from '../launch/children'
import { acquireDatabaseServer, type DatabaseServer } from '../launch/database'
import { newSecrets } from '../launch/secrets'
import type { RunningSandbox } from '../sandbox/start'
import { aContent, anAgent, anOrganization } from '../support/builders'
import { environment, postJson, sandboxFor, signIn, startServer, type ServerProcess } from '../support/server-process'
import { median, percentile, processorSeconds, table } from './measure'

const DATABASE = 'quanke_bench_ingest'
const BATCH = 20
const CONNECTIONS = 128
const PEOPLE = 32
const RAW_BATCH = 1000
const ROUNDS = 5
const ROUND_MS = 2000

interface Stage {
  pool: Pool
  server: ServerProcess
  databasePid: () => number | null
  tokens: string[]
  things: Things
}

/** What one round of one way came to. */
interface Round {
  rows: number
  seconds: number
  /** Milliseconds of each statement or request. */
  latencies: number[]
  serverSeconds: number | null
  databaseSeconds: number | null
}

async function main(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'quanke-ingest-'))
  const children = openChildren()
  const database = await acquireDatabaseServer()
  const url = await freshDatabase(database)
  const secrets = newSecrets()
  const sandbox = await sandboxFor(secrets)
  const pool = createPool({ uri: url, connectionLimit: 4, timezone: 'Z' })
  // Just as it runs for people, with its log; only the limit on requests a minute is off.
  const env = { ...environment(url, sandbox.url, secrets), LOG_LEVEL: 'info' }
  const server = await startServer(children, join(dir, 'server.log'), env)
  try {
    const stage = { pool, server, databasePid: () => database.pid, ...(await readers(pool, sandbox, server.url)) }
    report(await measure(stage))
  } finally {
    await server.child.stop(10_000)
    await Promise.all([pool.end(), sandbox.close()])
    await database.dropDatabase(DATABASE)
    children.close()
    await database.release()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function freshDatabase(database: DatabaseServer): Promise<string> {
  await database.dropDatabase(DATABASE)
  await database.createDatabase(DATABASE)
  await migrate(database.urlFor(DATABASE))
  return database.urlFor(DATABASE)
}

/** People who read an agent's articles; every second one is a client by now. */
async function readers(pool: Pool, sandbox: RunningSandbox, url: string): Promise<Pick<Stage, 'tokens' | 'things'>> {
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
  for (let index = 0; index < PEOPLE; index += 1) {
    const token = await signIn({ sandbox }, url, `reader-${index}`)
    tokens.push(token)
    if (index % 2 === 0) await becomeClient(url, token, agent.code)
  }
  return { tokens, things: { contentIds, shareCodes } }
}

async function becomeClient(url: string, token: string, agentCode: string): Promise<void> {
  const decisions = [{ purpose: 'be_served', textVersion: '2026-11', given: true }]
  await postJson(`${url}/v1/consents`, { decisions, isAdult: true }, token)
  const { status } = await postJson(`${url}/v1/me/agent`, { agentCode }, token)
  if (status !== 200) throw new Error(`A reader could not become a client: ${status}`)
}

/** All ways take turns, so that whatever else this machine does falls on each of them. */
async function measure(stage: Stage): Promise<Map<string, Round[]>> {
  const ways: [string, () => Promise<Round>][] = [
    ['raw inserts of 1000, 1 connection', () => rawRound(stage, 1)],
    ['raw inserts of 1000, 4 connections', () => rawRound(stage, 4)],
    [`HTTP in batches of ${BATCH}, ${CONNECTIONS} connections`, () => httpRound(stage)],
  ]
  // The first round warms up caches, compilers and connections.
  for (const [, run] of ways) await run()
  const rounds = new Map<string, Round[]>(ways.map(([name]) => [name, []]))
  for (let round = 0; round < ROUNDS; round += 1) for (const [name, run] of ways) rounds.get(name)!.push(await run())
  return rounds
}

/** Runs so many workers side by side for a while; each call of `work` answers how many rows it stored. */
async function roundOf(stage: Stage, workers: number, work: (worker: number) => Promise<number>): Promise<Round> {
  const latencies: number[] = []
  let rows = 0
  const { server, databasePid } = stage
  const [serverBefore, databaseBefore] = [processorSeconds(server.child.pid), processorSeconds(databasePid())]
  const began = performance.now()
  const worker = async (index: number): Promise<void> => {
    while (performance.now() - began < ROUND_MS) {
      const sentAt = performance.now()
      const stored = await work(index)
      rows += stored
      latencies.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: workers }, (_, index) => worker(index)))
  return {
    rows,
    latencies,
    seconds: (performance.now() - began) / 1000,
    serverSeconds: difference(processorSeconds(server.child.pid), serverBefore),
    databaseSeconds: difference(processorSeconds(databasePid()), databaseBefore),
  }
}

const difference = (after: number | null, before: number | null): number | null =>
  after === null || before === null ? null : after - before

const COLUMNS =
  'id, accountId, recordId, agentId, kind, subject, subjectId, shareId, seconds, percent, scene, occurredAt, day, receivedAt'

/** The same rows as the server would write, without anything else that it does. */
async function rawRound(stage: Stage, connections: number): Promise<Round> {
  const open = await Promise.all(Array.from({ length: connections }, () => stage.pool.getConnection()))
  const stock = stockOf(150, () => newBatch(stage.things, RAW_BATCH).map(rawRow))
  try {
    return await roundOf(stage, connections, async (worker) => {
      const rows = stock()
      await open[worker]!.query(`INSERT INTO engagements (${COLUMNS}) VALUES ?`, [rows])
      return rows.length
    })
  } finally {
    for (const connection of open) connection.release()
  }
}

/** Made before the clock runs: phones and clients make theirs elsewhere. What is asked for beyond it is made on the spot. */
function stockOf<T>(size: number, make: () => T): () => T {
  const made = Array.from({ length: size }, make)
  return () => made.pop() ?? make()
}

function rawRow(event: EngagementInput): unknown[] {
  const occurredAt = new Date(event.occurredAt)
  const isByShare = event.shareCode !== undefined
  return [
    Buffer.from(UUID.parse(event.id).bytes), 1, 1, 1, event.kind, event.subject, event.subjectId, isByShare ? 1 : null, event.seconds ?? null,
    event.percent ?? null, null, occurredAt, event.occurredAt.slice(0, 10), new Date(),
  ] // prettier-ignore
}

async function httpRound(stage: Stage): Promise<Round> {
  const { server, tokens, things } = stage
  const phones = new HttpPool(server.url, { connections: CONNECTIONS, pipelining: 1 })
  const stock = stockOf(3000, () => JSON.stringify({ events: newBatch(things, BATCH) }))
  const before = await storedThroughHttp(stage.pool)
  const round = await roundOf(stage, CONNECTIONS, async (worker) => {
    const receipt = await send(phones, tokens[worker % tokens.length]!, stock())
    if (receipt.accepted.length !== BATCH) throw new Error(`Not stored: ${JSON.stringify(receipt)}`)
    return BATCH
  })
  await phones.close()
  const stored = (await storedThroughHttp(stage.pool)) - before
  if (stored !== round.rows) throw new Error(`${round.rows} rows were acknowledged, ${stored} are stored.`)
  return round
}

/** The roll-ups know of what came through the server, and of nothing else. */
async function storedThroughHttp(pool: Pool): Promise<number> {
  const [rows] = await pool.query<RowDataPacket[]>("SELECT SUM(count) n FROM engagement_totals WHERE scope = 'all'")
  return Number(rows[0]?.n ?? 0)
}

async function send(phones: HttpPool, token: string, body: string): Promise<EngagementReceipt> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const answer = await phones.request({ path: '/v1/engagements', method: 'POST', headers, body })
  const text = await answer.body.text()
  if (answer.statusCode !== 200) throw new Error(`The server answered ${answer.statusCode}: ${text}`)
  return JSON.parse(text) as EngagementReceipt
}

function report(rounds: Map<string, Round[]>): void {
  const perRow = (all: Round[], seconds: (round: Round) => number | null): string => {
    const known = all.map((round) => ({ used: seconds(round), rows: round.rows })).filter(({ used }) => used !== null)
    return known.length === 0 ? '-' : median(known.map(({ used, rows }) => (used! / rows) * 1e6)).toFixed(1)
  }
  const total = (all: Round[], seconds: (round: Round) => number | null): string =>
    all.reduce((sum, round) => sum + (seconds(round) ?? 0), 0).toFixed(1)
  const rate = (all: Round[]): number => median(all.map(({ rows, seconds }) => rows / seconds))
  const lines = [...rounds].map(([name, all]) => [
    name,
    String(all.reduce((sum, { rows }) => sum + rows, 0)),
    rate(all).toFixed(0),
    median(all.map(({ latencies }) => percentile(latencies, 0.5))).toFixed(1),
    median(all.map(({ latencies }) => percentile(latencies, 0.99))).toFixed(1),
    `${total(all, (round) => round.serverSeconds)} (${perRow(all, (round) => round.serverSeconds)})`,
    `${total(all, (round) => round.databaseSeconds)} (${perRow(all, (round) => round.databaseSeconds)})`,
  ])
  const head = ['', 'rows', 'rows/s', 'p50 ms', 'p99 ms', 'server CPU s (µs/row)', 'database CPU s (µs/row)']
  console.log(table(head, lines))
  const rates = [...rounds.values()].map(rate)
  const http = rates.pop()!
  console.log(`ingest ratio=${(http / Math.max(...rates)).toFixed(2)}`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
