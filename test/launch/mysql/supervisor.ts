// Owns the private database server of one data folder while anybody uses it: starts it again after a crash, on the same port,
// and stops it cleanly when the last user is gone, however that one went.
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { identityOf, isRunning, ownIdentity, stopProcess, withLock } from '../processes.mjs'
import {
  canLogIn,
  ensureDataFolder,
  freePort,
  lastLogLines,
  livingUsers,
  newPassword,
  placesOf,
  readInstance,
  spawnServer,
  writeInstance,
  type Instance,
} from './instance'
import type { ServerProgram } from './program'

const LOOK_EVERY_MS = 100
const IDLE_BEFORE_STOP_MS = 1000
const SHUTDOWN_GRACE_MS = 30_000
/** Recovery of a large log may take a while; what counts is that the process lives. */
const START_LIMIT_MS = 120_000
const STARTS_PER_MINUTE = 10

async function main(dir: string, program: ServerProgram): Promise<void> {
  const earlier = readInstance(dir)
  const adopted = earlier?.server && isRunning(earlier.server) ? earlier.server : null
  const instance: Instance = {
    state: 'starting',
    supervisor: ownIdentity,
    server: adopted,
    port: earlier?.port ?? 0,
    password: earlier?.password ?? newPassword(),
    program,
  }
  const update = (change: Partial<Instance>) => writeInstance(dir, Object.assign(instance, change))
  update({})

  let isAskedToStop = false
  process.on('SIGTERM', () => (isAskedToStop = true))
  process.on('SIGINT', () => undefined)

  try {
    if (!adopted) {
      await ensureDataFolder(dir, program)
      instance.port = await freePort(instance.port)
    }
    await serve(dir, instance, update, () => isAskedToStop)
  } catch (error) {
    update({ state: 'failed', reason: error instanceof Error ? error.message : String(error) })
    if (instance.server) await stopProcess(instance.server, 'SIGTERM', SHUTDOWN_GRACE_MS)
    process.exitCode = 1
  }
}

async function serve(
  dir: string,
  instance: Instance,
  update: (change: Partial<Instance>) => void,
  isAskedToStop: () => boolean,
): Promise<void> {
  const starts: number[] = []
  let idleSince: number | null = null
  for (;;) {
    if (!instance.server || !isRunning(instance.server)) {
      const recent = starts.filter((at) => at > Date.now() - 60_000)
      if (recent.length >= STARTS_PER_MINUTE) {
        throw new Error(
          `The database server ended ${recent.length} times within a minute. Its last words:\n${lastLogLines(dir)}`,
        )
      }
      starts.push(Date.now())
      await start(dir, instance, update)
    } else if (instance.state !== 'ready') {
      await waitUntilReady(dir, instance)
      update({ state: 'ready' })
    }

    if (isAskedToStop()) return stop(dir, instance)
    if (livingUsers(dir).length > 0) idleSince = null
    else idleSince ??= Date.now()
    if (idleSince && Date.now() - idleSince > IDLE_BEFORE_STOP_MS) {
      // Under the lock nobody can begin to use the server between the last look and its end.
      const isStopped = await withLock(placesOf(dir).lock, async () => {
        if (livingUsers(dir).length > 0) return false
        await stop(dir, instance)
        return true
      })
      if (isStopped) return
    }
    await sleep(LOOK_EVERY_MS)
  }
}

async function start(dir: string, instance: Instance, update: (change: Partial<Instance>) => void): Promise<void> {
  const wasReady = instance.state === 'ready'
  for (let attempt = 1; ; attempt++) {
    const pid = spawnServer(dir, instance)
    update({ state: 'starting', server: identityOf(pid) })
    try {
      await waitUntilReady(dir, instance)
      return update({ state: 'ready' })
    } catch (error) {
      // Somebody may have taken the port since it was found free. Once in use it must stay: others hold addresses with it.
      if (wasReady || attempt === 3 || !/address already in use|bind on TCP/i.test(lastLogLines(dir))) throw error
      instance.port = await freePort()
    }
  }
}

async function waitUntilReady(dir: string, instance: Instance): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS
  while (instance.server && isRunning(instance.server)) {
    if (await canLogIn(instance)) return
    if (Date.now() > deadline)
      throw new Error(`The database server runs but lets nobody in. Its last words:\n${lastLogLines(dir)}`)
    await sleep(30)
  }
  throw new Error(`The database server ended while starting. Its last words:\n${lastLogLines(dir)}`)
}

async function stop(dir: string, instance: Instance): Promise<void> {
  if (instance.server) await stopProcess(instance.server, 'SIGTERM', SHUTDOWN_GRACE_MS)
  // Port and password stay, so that addresses noted down are still right next time.
  writeInstance(dir, { ...instance, state: 'starting', supervisor: '', server: null })
  rmSync(placesOf(dir).tmp, { recursive: true, force: true })
}

const [dir, program] = process.argv.slice(2)
if (!dir || !program) throw new Error('usage: supervisor.ts DIR PROGRAM-AS-JSON')
void main(dir, JSON.parse(program) as ServerProgram)
