import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { openChildren, type Children } from '../launch/children'
import { freePort } from '../launch/mysql/instance'
import { run } from '../launch/run'
import { newSecrets } from '../launch/secrets'
import type { RunningSandbox } from '../sandbox/start'
import { aContent, aGroup, anAgent, anOrganization } from '../support/builders'
import { openTestDatabase, type TestDatabase } from '../support/database'
import { recount } from '../support/recount'
import { newKey } from '../support/server'
import {
  environment,
  pause,
  postJson,
  sandboxFor,
  serverProgram,
  signIn,
  startServer,
  statusOf,
  until,
  type ServerProcess,
} from '../support/server-process'
import { newBatch } from './phones'

const secrets = newSecrets()
let dir: string
let database: TestDatabase
let sandbox: RunningSandbox
let children: Children
const started: ServerProcess[] = []

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'quanke-process-'))
  database = await openTestDatabase('process')
  sandbox = await sandboxFor(secrets)
  children = openChildren()
  await anOrganization(database.db)
}, 60_000)
afterAll(async () => {
  for (const { child } of started) await child.stop(10_000)
  children.close()
  await sandbox.close()
  await database.close()
  rmSync(dir, { recursive: true, force: true })
})

const env = () => environment(database.url, sandbox.url, secrets)
async function start(): Promise<ServerProcess> {
  const server = await startServer(children, join(dir, `${started.length}.log`), env())
  started.push(server)
  return server
}
const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  Number((await database.db.query<{ n: string }[]>(`SELECT COUNT(*) n FROM ${sql}`, values))[0]!.n)

describe('a server that is asked to end', () => {
  it('first finishes what it has accepted, takes nothing new, and ends with 0 or as the signal says', async () => {
    const server = await start()
    const token = await signIn({ sandbox }, server.url, 'reader')
    const things = { contentIds: [(await aContent(database.db)).id], shareCodes: ['ZZZZzzzz22223333'] }
    const batches = Array.from({ length: 10 }, () => newBatch(things))

    // While somebody else holds the account, nobody gets an answer.
    const holder = await createConnection(database.url)
    await holder.beginTransaction()
    await holder.query('SELECT id FROM wechat_accounts FOR UPDATE')
    let answered = 0
    const answers = batches.map((events) =>
      postJson(`${server.url}/v1/engagements`, { events }, token).finally(() => (answered += 1)),
    )
    await pause(500)
    const ended = server.child.stop(15_000)
    await until(async () => (await statusOf(`${server.url}/health/live`)) !== 200)
    expect(answered).toBe(0)
    await holder.rollback()
    await holder.end()

    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(batches.map(() => 200))
    await ended
    expect(['ended with code 0', 'ended with code 143', 'was ended by SIGTERM']).toContain(await server.child.ended)
    expect(await count('engagements')).toBe(200)
    expect(await recount(database.db)).toEqual([])
  }, 60_000)
})

describe('a server that cannot start', () => {
  const failing = async (changes: NodeJS.ProcessEnv) => {
    const { code, output } = await run(process.execPath, [serverProgram], { env: { ...env(), ...changes } })
    return { code, lines: output.trim().split('\n') }
  }

  it('says everything that is wrong with its configuration, and ends with 1', async () => {
    const { code, lines } = await failing({
      NODE_ENV: 'staging', PORT: '70000', DATABASE_URL: 'postgres://here', WECHAT_PUSH_AES_KEY: 'short', DATA_KEYS: 'k1:AAAA', SESSION_KEY: '',
      LOOKUP_KEY: 'secret-that-nobody-may-see', WECHAT_APP_ID: '', LOG_LEVEL: 'loud',
    }) // prettier-ignore
    expect(code).toBe(1)
    const named = lines.slice(1).map((line) => /[A-Z][A-Z_]+/u.exec(line)?.[0])
    expect(named.sort()).toEqual([
      'DATABASE_URL', 'DATA_KEYS', 'LOG_LEVEL', 'LOOKUP_KEY', 'NODE_ENV', 'PORT', 'SESSION_KEY', 'WECHAT_APP_ID', 'WECHAT_PUSH_AES_KEY',
    ]) // prettier-ignore
    expect(lines.join()).not.toContain('nobody-may-see')
  })

  it('says that the database is down, and never with which password it tried', async () => {
    const port = await freePort()
    const { code, lines } = await failing({ DATABASE_URL: `mysql://quanke:pa55word@127.0.0.1:${port}/quanke` })
    expect(code).toBe(1)
    expect(lines).toEqual([
      expect.stringMatching(/database at 127\.0\.0\.1:\d+ cannot be used: .*ECONNREFUSED.*DATABASE_URL/u),
    ])
    expect(lines.join()).not.toContain('pa55word')
  })

  it('says that the database was never migrated', async () => {
    const url = new URL(database.url)
    const connection = await createConnection(database.url)
    const empty = `${url.pathname.slice(1)}_empty`
    await connection.query(`CREATE DATABASE \`${empty}\``)
    try {
      url.pathname = `/${empty}`
      const { code, lines } = await failing({ DATABASE_URL: url.href })
      expect([code, lines.length]).toEqual([1, 1])
      expect(lines[0]).toContain('migrate.js')
    } finally {
      await connection.query(`DROP DATABASE \`${empty}\``)
      await connection.end()
    }
  })

  it('says that its port is taken', async () => {
    const server = await start()
    const { code, lines } = await failing({ PORT: new URL(server.url).port })
    expect(code).toBe(1)
    expect(lines.at(-1)).toMatch(/EADDRINUSE/u)
  })
})

describe('two servers on one database, each told the same ten times at once', () => {
  let urls: string[]
  beforeAll(async () => {
    urls = (await Promise.all([start(), start()])).map(({ url }) => url)
  }, 60_000)

  /** Sends the same to both at once; answers the different statuses that came back. */
  async function toBoth(token: string, path: string, body: object = {}): Promise<number[]> {
    const sent = Array.from({ length: 20 }, (_, index) => postJson(`${urls[index % 2]!}/v1${path}`, body, token))
    return [...new Set((await Promise.all(sent)).map(({ status }) => status))]
  }

  it('leave one effect of each: sign-in, consent, choice, membership, share, engagements, request, introduction, card', async () => {
    const { db } = database
    const [client, agentToken] = [
      await signIn({ sandbox }, urls[0]!, 'twice'),
      await signIn({ sandbox }, urls[1]!, 'the agent'),
    ]
    const agent = await anAgent(db)
    await db.query('UPDATE wechat_accounts SET agentId = ? ORDER BY id DESC LIMIT 1', [agent.id])
    const [group, content] = [await aGroup(db, { hostAgentId: agent.id }), await aContent(db)]
    const lines = await count('audit_entries')
    const engagements = await count('engagements')

    const decisions = ['use_service', 'be_served'].map((purpose) => ({ purpose, textVersion: '2026-11', given: true }))
    expect(await toBoth(client, '/consents', { decisions, isAdult: true })).toEqual([200])
    expect(await toBoth(client, '/me/agent', { agentCode: agent.code })).toEqual([200])
    expect(await toBoth(client, `/groups/${group.id}/membership`)).toEqual([200])
    const share = { key: newKey(), subject: 'content', subjectId: content.id, channel: 'card' }
    expect(await toBoth(client, '/shares', share)).toEqual([200])
    const events = newBatch({ contentIds: [content.id], shareCodes: ['ZZZZzzzz22223333'] })
    expect(await toBoth(client, '/engagements', { events })).toEqual([200])
    const asking = {
      key: newKey(),
      category: 'lawyer',
      words: '想找一位懂继承的律师',
      urgency: 'low',
      audience: 'agent',
    }
    expect(await toBoth(client, '/referral-requests', asking)).toEqual([200])
    const [request] = await db.query<{ id: string }[]>('SELECT id FROM referral_requests')
    const introducing = { key: newKey(), kind: 'person', name: '沈律师', words: '经手过很多案件' }
    expect(await toBoth(agentToken, `/referral-requests/${request!.id}/introductions`, introducing)).toEqual([200])
    const [introduction] = await db.query<{ id: string }[]>('SELECT id FROM introductions')
    expect(await toBoth(client, `/introductions/${introduction!.id}/acceptance`)).toEqual([200])
    expect(await toBoth(client, `/referral-requests/${request!.id}/closing`, { outcome: 'solved', rating: 5 })).toEqual(
      [200],
    )
    expect(await toBoth(client, '/referrals', { key: newKey(), words: '她很可靠' })).toEqual([200])

    expect({
      records: await count('client_records'),
      owned: await count('client_records WHERE ownerAgentId = ?', [agent.id]),
      changes: await count('ownership_changes'),
      memberships: await count('memberships'),
      shares: await count('shares'),
      requests: await count('referral_requests'),
      introductions: await count('introductions'),
      cards: await count('referrals'),
      // Twenty readings, and one each beside consent, membership, both shares, request, introduction, rating and card.
      engagements: (await count('engagements')) - engagements,
      // One line an act: two consents and the binding, choice, membership, both shares, request, introduction and its acceptance, closing, card.
      lines: (await count('audit_entries')) - lines,
      inexact: await recount(db),
    }).toEqual({
      records: 1, owned: 1, changes: 2, memberships: 1, shares: 2, requests: 1, introductions: 1, cards: 1, engagements: 28, lines: 12, inexact: [],
    }) // prettier-ignore
  }, 60_000)

  it('each tells the figures of its process, beside those of its work', async () => {
    for (const url of urls) {
      const figures = await (await fetch(`${url}/metrics`)).text()
      for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_p99_seconds', 'quanke_outbox_due'])
        expect(figures).toMatch(new RegExp(`^${name} \\d`, 'mu'))
    }
  })

  it('gives one session for one login code', async () => {
    const { body } = await postJson(`${sandbox.url}/sandbox/login-codes`, { person: 'hasty' })
    const { code } = body as { code: string }
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => postJson(`${urls[index % 2]!}/v1/session`, { code })),
    )
    expect(new Set(answers.map(({ body: session }) => (session as { token: string }).token)).size).toBe(1)
  })
})
