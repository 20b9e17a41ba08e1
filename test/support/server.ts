import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { randomBytes } from 'node:crypto'
import type { DataSource } from 'typeorm'
import 'reflect-metadata'
import { createApp } from '../../server/src/create-app'
import { Clock } from '../../server/src/core/clock'
import { type Env, readEnv } from '../../server/src/core/env'
import { createLog } from '../../server/src/core/log'
import { OutboxWorker } from '../../server/src/core/outbox.worker'
import { startSandbox, type RunningSandbox } from '../sandbox/start'
import { openTestDatabase } from './database'

const SECRETS = {
  WECHAT_APP_ID: 'wx0000000000000000',
  WECHAT_APP_SECRET: 'secret-of-the-tests',
  WECHAT_PUSH_TOKEN: 'pushtoken',
  WECHAT_PUSH_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  DATA_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  LOOKUP_KEY: Buffer.alloc(32, 2).toString('base64'),
  SESSION_KEY: Buffer.alloc(32, 3).toString('base64'),
}

/** What the server answered. */
export interface Answer<T = any> {
  status: number
  /** The body; `any` because tests look at whatever came. */
  body: T
  headers: Record<string, unknown>
}

/** A person with a session, calling the server. */
export interface Caller {
  accountId: string
  token: string
  get<T = any>(path: string): Promise<Answer<T>>
  post<T = any>(path: string, body?: unknown): Promise<Answer<T>>
  put<T = any>(path: string, body?: unknown): Promise<Answer<T>>
  delete<T = any>(path: string): Promise<Answer<T>>
}

export interface TestServer {
  db: DataSource
  app: NestFastifyApplication
  sandbox: RunningSandbox
  env: Env
  /** Stops time at this instant for the server; null lets it run again. */
  setTime(now: Date | null): void
  /** Signs this person in through the sandbox. The same name is the same WeChat account. */
  as(person: string): Promise<Caller>
  /** Somebody without a session. */
  anonymous: Omit<Caller, 'accountId' | 'token'>
  /** Delivers what the outbox holds now. */
  deliver(): Promise<void>
  /** Empties the database between tests. */
  empty(): Promise<void>
  close(): Promise<void>
}

interface TestServerOptions {
  env?: Partial<Record<keyof Env, string>>
  /** What one test leaves is there for the next one of the file. */
  goesOn?: boolean
}

/** The server of a test file: there before its first test, empty and in the present before each, and gone after the last. */
export function testServer({ env, goesOn = false }: TestServerOptions = {}): TestServer {
  // Filled before anybody looks at it.
  const server = {} as TestServer
  beforeAll(async () => {
    Object.assign(server, await startTestServer(env))
  })
  if (!goesOn)
    beforeEach(async () => {
      server.setTime(null)
      await server.empty()
    })
  afterAll(() => server.close())
  return server
}

/** The whole server in this process, on a test database of its own and with a WeChat sandbox. */
export async function startTestServer(overrides: Partial<Record<keyof Env, string>> = {}): Promise<TestServer> {
  const database = await openTestDatabase()
  const sandbox = await startSandbox({
    port: 0,
    appId: SECRETS.WECHAT_APP_ID,
    appSecret: SECRETS.WECHAT_APP_SECRET,
    pushToken: SECRETS.WECHAT_PUSH_TOKEN,
    pushAesKey: SECRETS.WECHAT_PUSH_AES_KEY,
  })
  const env = readEnv({
    NODE_ENV: 'test', DATABASE_URL: database.url, WECHAT_BASE_URL: sandbox.url, LOG_LEVEL: 'silent', RATE_LIMIT: '0', ...SECRETS, ...overrides,
  }) // prettier-ignore
  const app = await createApp(env, createLog(env.LOG_LEVEL), database.db)
  await app.init()
  await app.getHttpAdapter().getInstance().ready()
  const clock = app.get(Clock)
  const call = callerOf(app)
  return {
    db: database.db,
    app,
    sandbox,
    env,
    anonymous: call(null),
    setTime: (now) => {
      if (now) clock.now = () => new Date(now)
      else delete (clock as Partial<Clock>).now
    },
    async as(person) {
      const response = await fetch(`${sandbox.url}/sandbox/login-codes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ person }),
      })
      const { code } = (await response.json()) as { code: string }
      const { status, body } = await call(null).post('/session', { code })
      if (status !== 200) throw new Error(`${person} could not sign in: ${JSON.stringify(body)}`)
      return { accountId: body.me.accountId, token: body.token, ...call(body.token) }
    },
    async deliver() {
      while ((await app.get(OutboxWorker).deliverDue()) > 0);
      // The server's own worker may hold some of it.
      while (await isDelivering(database.db)) await new Promise((resolve) => setTimeout(resolve, 10))
    },
    empty: () => database.empty(),
    async close() {
      await app.close()
      await sandbox.close()
      await database.close()
    },
  }
}

async function isDelivering(db: DataSource): Promise<boolean> {
  const rows = await db.query(
    'SELECT id FROM outbox_messages WHERE claimedBy IS NOT NULL AND settledAt IS NULL LIMIT 1',
  )
  return rows.length > 0
}

/** A client-made key of the right form. */
export function newKey(): string {
  const hex = randomBytes(16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

function callerOf(app: NestFastifyApplication) {
  return (token: string | null): TestServer['anonymous'] => {
    const send = async (
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      path: string,
      payload?: unknown,
    ): Promise<Answer> => {
      const response = await app.inject({
        method,
        url: `/v1${path}`,
        ...(payload === undefined ? {} : { payload: payload as object }),
        ...(token === null ? {} : { headers: { authorization: `Bearer ${token}` } }),
      })
      const isJson = String(response.headers['content-type']).includes('json')
      return { status: response.statusCode, body: isJson ? response.json() : response.body, headers: response.headers }
    }
    return {
      get: (path) => send('GET', path),
      post: (path, body) => send('POST', path, body ?? {}),
      put: (path, body) => send('PUT', path, body),
      delete: (path) => send('DELETE', path),
    }
  }
}
