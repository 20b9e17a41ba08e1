import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Child, Children } from './children'
import { freePort } from './mysql/instance'
import { root, serverFlags, typescriptFlags } from './paths'
import { runOrThrow } from './run'
import type { Secrets } from './secrets'

export interface BackendOptions {
  children: Children
  databaseUrl: string
  secrets: Secrets
  /** Where the sandbox keeps its state; without it, in memory. */
  sandboxDir?: string
  logDir: string
  /** Settings of the API server beyond those that follow from the rest. */
  env?: NodeJS.ProcessEnv
}

export interface Backend {
  apiUrl: string
  sandboxUrl: string
  api: Child
  sandbox: Child
  /** Lets the API server finish what it accepted, then ends the sandbox. */
  stop(): Promise<void>
}

const START_LIMIT_MS = 60_000
const API_GRACE_MS = 15_000

/** Brings a database up to date by the product's own command; returns what that said. */
export function migrate(databaseUrl: string): Promise<string> {
  return runOrThrow('Migrating the database', process.execPath, [join(root, 'server/dist/migrate.js')], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
}

/** Starts the WeChat sandbox and, against it, the API server as in production; returns when both answer. */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryToStart(options)
    } catch (error) {
      // Somebody else may take a port between our finding it free and the server's listening.
      if (attempt === 3 || !String(error).includes('EADDRINUSE')) throw error
    }
  }
}

async function tryToStart(options: BackendOptions): Promise<Backend> {
  const { children, secrets, logDir } = options
  const [apiPort, sandboxPort] = await twoFreePorts()
  const apiUrl = `http://127.0.0.1:${apiPort}`
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`

  const sandboxArgs = [
    ...[...typescriptFlags, join(root, 'test/sandbox/main.ts'), '--port', String(sandboxPort)],
    ...['--push-url', `${apiUrl}/v1/wechat/push`, '--app-json', join(root, 'miniapp/dist/app.json')],
    ...(options.sandboxDir ? ['--data', options.sandboxDir] : []),
  ]
  const sandbox = children.start('WeChat sandbox', sandboxArgs, {
    env: { ...process.env, ...secrets },
    logFile: join(logDir, 'sandbox.log'),
  })
  const api = children.start('API server', [...serverFlags, join(root, 'server/dist/main.js')], {
    env: {
      ...process.env,
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: String(apiPort),
      DATABASE_URL: options.databaseUrl,
      WECHAT_BASE_URL: sandboxUrl,
      PUBLIC_URL: apiUrl,
      ...secrets,
      ...options.env,
    },
    logFile: join(logDir, 'server.log'),
  })
  const stop = async () => {
    await api.stop(API_GRACE_MS)
    await sandbox.stop(5000)
  }
  try {
    await Promise.all([
      untilAnswers(sandbox, `${sandboxUrl}/sandbox/health`),
      untilAnswers(api, `${apiUrl}/health/ready`),
    ])
  } catch (error) {
    await stop()
    throw error
  }
  return { apiUrl, sandboxUrl, api, sandbox, stop }
}

async function twoFreePorts(): Promise<[number, number]> {
  const first = await freePort()
  for (;;) {
    const second = await freePort()
    if (second !== first) return [first, second]
  }
}

async function untilAnswers(child: Child, url: string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS
  for (;;) {
    const status = await fetch(url, { signal: AbortSignal.timeout(3000) }).then(
      (response) => response.status,
      (error: Error) => error.message,
    )
    if (status === 200) return
    if (!child.isRunning()) {
      throw new Error(
        `The ${child.name} ${await child.ended} while starting. It wrote to ${child.logFile}:\n${child.lastLines()}`,
      )
    }
    if (Date.now() > deadline) {
      throw new Error(
        `The ${child.name} does not get ready (${url} answers ${status}). It wrote to ${child.logFile}:\n${child.lastLines()}`,
      )
    }
    await sleep(50)
  }
}
