import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from '../paths'
import { ownIdentity, withLock } from '../processes.mjs'
import type { Log } from '../progress'
import { run, runOrThrow } from '../run'
import { livingUsers, newPassword, placesOf } from './instance'

export interface ComposedServer {
  port: number
  password: string
  release(): Promise<void>
}

/** MariaDB in a container of our own, shared by those who use the same data folder; null where no engine answers. */
export async function acquireComposedServer(dataDir: string, log: Log): Promise<ComposedServer | null> {
  const docker = findProgram('docker')
  if (!docker || (await run(docker, ['info'])).code !== 0) return null

  const dir = join(dataDir, 'mysql')
  const places = placesOf(dir)
  mkdirSync(places.users, { recursive: true })
  const passwordFile = join(dir, 'container-password')
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, newPassword(), { mode: 0o600 })
  const password = readFileSync(passwordFile, 'utf8')

  const project = `quanke-${createHash('sha256').update(dir).digest('hex').slice(0, 10)}`
  const env = { ...process.env, QUANKE_DB_PASSWORD: password }
  const compose = (...args: string[]) =>
    runOrThrow(
      `docker compose ${args[0]}`,
      docker,
      ['compose', '-p', project, '-f', join(__dirname, 'compose.yaml'), ...args],
      { env },
    )

  const user = join(places.users, `${ownIdentity}-container`)
  const address = await withLock(places.lock, async () => {
    writeFileSync(user, '')
    log('Starting MariaDB in a container')
    await compose('up', '-d', '--wait')
    return compose('port', 'db', '3306')
  })
  return {
    port: Number(address.trim().split(':').at(-1)),
    password,
    release: () =>
      withLock(places.lock, async () => {
        rmSync(user, { force: true })
        if (livingUsers(dir).length === 0) await compose('stop')
      }),
  }
}
