import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DataSource } from 'typeorm'
import { createDataSource } from '../../server/src/database'
import { migrate } from '../launch/backend'
import { openChildren, type Child, type Children } from '../launch/children'
import { acquireDatabaseServer, type DatabaseServer } from '../launch/database'
import { freePort } from '../launch/mysql/instance'
import { root } from '../launch/paths'
import { newSecrets, type Secrets } from '../launch/secrets'
import { startSandbox, type RunningSandbox } from '../sandbox/start'

/** A MariaDB server of its own in a temporary folder, so that killing it hurts nobody, with a sandbox and a migrated database. */
export interface Setting {
  databaseUrl: string
  /** For looking at what is stored. */
  db: DataSource
  secrets: Secrets
  sandbox: RunningSandbox
  /** The process of the database server now; another one after a crash. */
  databasePid(): number | null
  startServer(env?: NodeJS.ProcessEnv): Promise<ServerProcess>
  close(): Promise<void>
}

/** The compiled server as a process; it comes back on the same port. */
export interface ServerProcess {
  url: string
  child: Child
  /** Starts it anew on its port, when it has ended. */
  restart(): Promise<void>
}

const START_LIMIT_MS = 30_000

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
    databaseUrl,
    db,
    secrets,
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

/** A sandbox that expects these secrets of the server. */
export function sandboxFor(secrets: Secrets): Promise<RunningSandbox> {
  return startSandbox({
    port: 0,
    appId: secrets.WECHAT_APP_ID,
    appSecret: secrets.WECHAT_APP_SECRET,
    pushToken: secrets.WECHAT_PUSH_TOKEN,
    pushAesKey: secrets.WECHAT_PUSH_AES_KEY,
  })
}

/** What a server has to be told, all of it right. */
export function environment(databaseUrl: string, sandboxUrl: string, secrets: Secrets): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    WECHAT_BASE_URL: sandboxUrl,
    RATE_LIMIT: '0',
    LOG_LEVEL: 'warn',
    ...secrets,
  }
}

export const serverProgram = join(root, 'server/dist/main.js')

/** Starts the compiled server on a free port; returns when it answers. */
export async function startServer(children: Children, logFile: string, env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const start = async (): Promise<Child> => {
    const child = children.start('API server', [serverProgram], { env: { ...env, PORT: String(port) }, logFile })
    await untilReady(child, url)
    return child
  }
  const one: ServerProcess = {
    url,
    child: await start(),
    async restart() {
      await one.child.ended
      one.child = await start()
    },
  }
  return one
}

async function untilReady(child: Child, url: string): Promise<void> {
  await until(async () => {
    if (!child.isRunning()) throw new Error(`The server ${await child.ended}:\n${child.lastLines()}`)
    return (await statusOf(`${url}/health/live`)) === 200
  })
}

export async function statusOf(url: string): Promise<number | null> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(3000) }).catch(() => null)
  await answer?.arrayBuffer()
  return answer?.status ?? null
}

/** Waits until it is so; throws when that takes too long. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS
  while (!(await holds())) {
    if (Date.now() > deadline)
      throw new Error(`It did not come to be within ${START_LIMIT_MS / 1000} s: ${holds.toString()}`)
    await pause(20)
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

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
