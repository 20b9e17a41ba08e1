// `npm start`: the whole product on this machine, with a page where two people use the compiled mini-program side by side.
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openDemoPage, type DemoPage } from '../demo/server'
import { startBackend, type Backend } from './backend'
import { buildAll } from './build'
import { openChildren, type Child } from './children'
import { acquireDatabaseServer } from './database'
import { prepareDatabase, prepareSandbox, templateSettings } from './demo-data'
import { defaultDataDir, ensureFolder, findProgram } from './paths'
import { takeLock } from './processes.mjs'
import { explain, step } from './progress'
import { secretsOf } from './secrets'

const HELP = `npm start -- [--port N] [--data DIR] [--no-browser]

  --port N      where the demo page answers (default: 3000, or the next free one)
  --data DIR    where database, secrets and logs are kept (default: .data)
  --no-browser  do not open the page
  --help        this

Ctrl-C stops everything that was started; the data stay.`

interface Settings {
  port: number | null
  dataDir: string
  opensBrowser: boolean
}

/** What is up and how to take it down, the last one first. */
const takenUp: { name: string; down: () => Promise<void> | void }[] = []
let isStopping = false

async function main(settings: Settings): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0, '\nStopping …'))
  const { dataDir } = settings
  ensureFolder(dataDir)
  const release = await takeLock(join(dataDir, 'locks/start'), (pid) => {
    throw new Error(
      `The folder ${dataDir} is in use by another npm start (process ${pid}).\nUse that one, stop it, or choose another folder: npm start -- --data DIR --port N`,
    )
  })
  if (release) takenUp.push({ name: 'lock', down: release })

  // Listening first: a busy port is known before any work, and nobody can take the port meanwhile.
  const page = await openDemoPage(settings.port)
  takenUp.push({ name: 'page', down: () => page.close() })
  if (settings.port === null && page.port !== 3000) console.log(`Port 3000 is busy: the page will be at ${page.url}`)

  await buildAll()
  const backend = await bringUp(dataDir)
  await page.show({ apiUrl: backend.apiUrl, sandboxUrl: backend.sandboxUrl })

  console.log(`\n  API          ${backend.apiUrl}  (documentation: ${backend.apiUrl}/docs)`)
  console.log(`  WeChat       ${backend.sandboxUrl}  (the sandbox)`)
  console.log(`  Data, logs   ${dataDir}`)
  console.log('  Ctrl-C stops everything; the data stay.\n')
  console.log(`Ready: ${page.url}`)
  if (settings.opensBrowser) openBrowser(page)
}

async function bringUp(dataDir: string): Promise<Backend> {
  const secrets = secretsOf(dataDir)
  const server = await step(
    'Database',
    (log) => acquireDatabaseServer({ dataDir, log, onLost: (error) => void fail(error) }),
    ({ name }) => name,
  )
  takenUp.push({ name: 'database', down: () => server.release() })
  await step(
    'Data',
    () => prepareDatabase(server, dataDir, secrets),
    (said) => said,
  )

  const children = openChildren()
  takenUp.push({ name: 'children', down: () => children.close() })
  const backend = await step('API server and WeChat sandbox', () =>
    startBackend({
      children,
      databaseUrl: server.urlFor(server.mainDatabase),
      secrets,
      sandboxDir: join(dataDir, 'sandbox'),
      logDir: join(dataDir, 'logs'),
      env: templateSettings,
    }),
  )
  takenUp.push({ name: 'backend', down: () => backend.stop() })
  for (const child of [backend.api, backend.sandbox]) void watchOver(child)
  await prepareSandbox(backend.sandboxUrl)
  return backend
}

/** A server that ends by itself is a fault to be seen, not to be papered over by starting it again. */
async function watchOver(child: Child): Promise<void> {
  const how = await child.ended
  if (!isStopping)
    await fail(new Error(`The ${child.name} ${how} unexpectedly. Its log: ${child.logFile}\n${child.lastLines()}`))
}

async function fail(error: unknown): Promise<void> {
  if (isStopping) return
  await stop(1, `\n${explain(error)}${takenUp.length > 0 ? '\n\nStopping the rest …' : ''}`)
}

/** Takes everything down in order and ends this process; asked again, it goes on with what it is doing. */
async function stop(code: number, words: string): Promise<void> {
  if (isStopping) return
  isStopping = true
  console.log(words)
  // The page goes first, so that nobody is left with one that cannot answer.
  const order = [
    ...takenUp.filter(({ name }) => name === 'page'),
    ...takenUp.filter(({ name }) => name !== 'page').reverse(),
  ]
  for (const { name, down } of order) {
    try {
      await down()
    } catch (error) {
      console.error(`The ${name} could not be stopped properly: ${explain(error)}`)
    }
  }
  if (code === 0) console.log('Stopped.')
  process.exit(code)
}

function openBrowser({ url }: DemoPage): void {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
  if (process.env.CI || !hasDisplay) return
  const openers: Partial<Record<NodeJS.Platform, [string, string[]]>> = {
    darwin: ['open', [url]],
    win32: ['cmd', ['/c', 'start', '', url]],
  }
  const [program, args] = openers[process.platform] ?? [findProgram('xdg-open') ?? 'xdg-open', [url]]
  const opener = spawn(program, args, { detached: true, stdio: 'ignore' })
  opener.on('error', () => console.log(`No browser could be opened; the page is at ${url}`))
  opener.unref()
}

function readSettings(): Settings | null {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      'no-browser': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return null
  const port = values.port === undefined ? null : Number(values.port)
  if (port !== null && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new Error(`--port ${values.port} is no port: it is a number from 1 to 65535.`)
  }
  return { port, dataDir: values.data ? resolve(values.data) : defaultDataDir, opensBrowser: !values['no-browser'] }
}

try {
  const settings = readSettings()
  if (settings) main(settings).catch(fail)
  else console.log(HELP)
} catch (error) {
  console.error(`${explain(error)}\n\n${HELP}`)
  process.exitCode = 2
}
