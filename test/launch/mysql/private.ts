import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureFolder, isExecutable, root, typescriptFlags } from '../paths'
import { identityOf, isRunning, ownIdentity, pidOf, signalProcess, withLock } from '../processes.mjs'
import type { Log } from '../progress'
import { livingUsers, placesOf, readInstance, type Instance } from './instance'
import type { ServerProgram } from './program'

/** Finds programs in order of preference; each is asked for only when those before it did not work out. */
export type ProgramSource = () => Promise<ServerProgram | null>

export interface PrivateServer {
  /** How it stands now: after a crash the server comes back with another pid, but on the same port. */
  current(): Instance
  /** The last user stops the server and waits until it is down; with `linger` it stays a moment for whoever comes next. */
  release(linger?: boolean): Promise<void>
}

let usersHere = 0

/**
 * Brings the private server of a data folder up, or joins those who use it already; it stops when the last user released it
 * or ended. Null when no source has a program. `onLost` is told once if the server cannot be kept alive.
 */
export async function acquirePrivateServer(
  dataDir: string,
  sources: ProgramSource[],
  log: Log,
  onLost: (error: Error) => void = () => undefined,
): Promise<PrivateServer | null> {
  const dir = ensureFolder(join(dataDir, 'mysql'))
  const places = placesOf(dir)
  mkdirSync(places.users, { recursive: true, mode: 0o700 })
  const user = join(places.users, `${ownIdentity}-${++usersHere}`)
  const leave = () => rmSync(user, { force: true })

  const up = await withLock(
    places.lock,
    async () => {
      writeFileSync(user, '')
      try {
        return await ensureRunning(dir, sources, log)
      } catch (error) {
        leave()
        throw error
      }
    },
    (pid) => log(`Process ${pid} is starting or stopping the database: waiting`),
  )
  if (!up) {
    leave()
    return null
  }

  const watch = watchSupervisor(dir, sources, onLost)
  process.once('exit', leave)
  return {
    current: () => readInstance(dir) ?? up,
    async release(linger = false) {
      clearInterval(watch)
      process.off('exit', leave)
      leave()
      if (!linger) await withLock(places.lock, () => stopIfUnused(dir))
    },
  }
}

/** The supervisor itself may be killed: then whoever uses the server starts another, which takes the running server over. */
function watchSupervisor(dir: string, sources: ProgramSource[], onLost: (error: Error) => void): NodeJS.Timeout {
  let isBusy = false
  const look = async () => {
    const instance = readInstance(dir)
    if (isBusy || !instance || (instance.state !== 'failed' && isRunning(instance.supervisor))) return
    isBusy = true
    try {
      if (instance.state === 'failed') throw new Error(instance.reason)
      await withLock(placesOf(dir).lock, () => ensureRunning(dir, sources, () => undefined))
      isBusy = false
    } catch (error) {
      onLost(error instanceof Error ? error : new Error(String(error)))
    }
  }
  return setInterval(() => void look(), 1000).unref()
}

async function ensureRunning(dir: string, sources: ProgramSource[], log: Log): Promise<Instance | null> {
  const present = readInstance(dir)
  if (present && present.state !== 'failed' && isRunning(present.supervisor)) {
    return waitForReady(dir, present.supervisor)
  }
  const failures: string[] = []
  const remembered: ProgramSource = () =>
    Promise.resolve(present && isExecutable(present.program.server) ? present.program : null)
  for (const source of [remembered, ...sources]) {
    const program = await source()
    if (!program) continue
    if (present && present.program.kind !== program.kind) {
      failures.push(`The data in ${dir} were made by ${present.program.kind}; ${program.server} is ${program.kind}.`)
      continue
    }
    // A first start needs room for the data folder and the redo log.
    ensureFolder(dir, present ? 50 : 500)
    try {
      return await waitForReady(dir, startSupervisor(dir, program))
    } catch (error) {
      failures.push(`${program.server}: ${error instanceof Error ? error.message : String(error)}`)
      log(`${program.server} did not start; looking further`)
    }
  }
  if (failures.length === 0) return null
  throw new Error(`The private database server could not be started.\n${failures.join('\n')}`)
}

async function stopIfUnused(dir: string): Promise<void> {
  const supervisor = readInstance(dir)?.supervisor
  if (!supervisor || livingUsers(dir).length > 0) return
  signalProcess(supervisor, 'SIGTERM')
  while (isRunning(supervisor)) await sleep(20)
}

function startSupervisor(dir: string, program: ServerProgram): string {
  const { log } = placesOf(dir)
  mkdirSync(join(log, '..'), { recursive: true })
  const output = openSync(log, 'a')
  const child = spawn(
    process.execPath,
    [...typescriptFlags, join(__dirname, 'supervisor.ts'), dir, JSON.stringify(program)],
    // A session of its own: neither Ctrl-C nor the end of our terminal may take the database from the others.
    { cwd: root, detached: true, stdio: ['ignore', output, output], env: { ...process.env, NODE_OPTIONS: '' } },
  )
  closeSync(output)
  child.on('error', () => undefined)
  child.unref()
  const identity = child.pid ? identityOf(child.pid) : null
  if (!identity) throw new Error(`No process could be started; see ${log}`)
  return identity
}

async function waitForReady(dir: string, supervisor: string): Promise<Instance> {
  for (;;) {
    const isSupervised = isRunning(supervisor)
    const instance = readInstance(dir)
    if (instance?.supervisor === supervisor) {
      if (instance.state === 'ready') return instance
      if (instance.state === 'failed') throw new Error(instance.reason)
    }
    if (!isSupervised) throw new Error(`Process ${pidOf(supervisor)} ended early; see ${placesOf(dir).log}`)
    await sleep(30)
  }
}
