import { join } from 'node:path'
import type { Child, Children } from '../launch/children'
import { freePort } from '../launch/mysql/instance'
import { root, serverFlags } from '../launch/paths'
import type { Secrets } from '../launch/secrets'
import { startSandbox, type RunningSandbox } from '../sandbox/start'

/** The compiled server as a process; it comes back on the same port. */
export interface ServerProcess {
  url: string
  child: Child
  /** Starts it anew on its port, when it has ended. */
  restart(): Promise<void>
}

const START_LIMIT_MS = 30_000

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
    const child = children.start('API server', [...serverFlags, serverProgram], {
      env: { ...env, PORT: String(port) },
      logFile,
    })
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

/** Signs a person in through the sandbox; answers the token. */
export async function signIn({ sandbox }: { sandbox: RunningSandbox }, url: string, person: string): Promise<string> {
  const { code } = (await postJson(`${sandbox.url}/sandbox/login-codes`, { person })).body as { code: string }
  const { status, body } = await postJson(`${url}/v1/session`, { code })
  if (status !== 200) throw new Error(`${person} could not sign in: ${JSON.stringify(body)}`)
  return (body as { token: string }).token
}

export async function postJson(url: string, body: unknown, token?: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  return { status: answer.status, body: await answer.json() }
}
