import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { acquireDatabaseServer, type DatabaseServer } from './database'
import { readInstance } from './mysql/instance'
import { root, typescriptFlags } from './paths'
import { isRunning, pidOf } from './processes.mjs'

let dataDir: string
const given = process.env.DATABASE_URL
const children: ChildProcess[] = []
const held: DatabaseServer[] = []

beforeEach(() => {
  delete process.env.DATABASE_URL
  dataDir = mkdtempSync(join(tmpdir(), 'quanke-db-'))
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of held.splice(0)) await server.release()
  rmSync(dataDir, { recursive: true, force: true })
  if (given !== undefined) process.env.DATABASE_URL = given
})

async function acquire(): Promise<DatabaseServer> {
  const server = await acquireDatabaseServer({ dataDir })
  held.push(server)
  return server
}

/** Another process that uses the same server until it is killed; resolves when it has it, with the address. */
async function useElsewhere(): Promise<{ user: ChildProcess; url: string }> {
  const script = `require(${JSON.stringify(join(__dirname, 'database.ts'))}).acquireDatabaseServer({ dataDir: ${JSON.stringify(dataDir)} })
    .then((server) => { console.log(server.urlFor('x')); setInterval(() => {}, 1000) })`
  const user = spawn(process.execPath, [...typescriptFlags, '--eval', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(user)
  const [url] = (await once(user.stdout, 'data')) as [Buffer]
  return { user, url: String(url).trim() }
}

async function query(url: string, sql: string): Promise<RowDataPacket[]> {
  const connection = await createConnection(url)
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql)
    return rows
  } finally {
    await connection.end()
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come to be within 15 s.')
    await sleep(50)
  }
}

const mysqlDir = () => join(dataDir, 'mysql')

describe('a private database server', () => {
  it('speaks utf8mb4 and UTC, is durable, and asks for a password', async () => {
    const server = await acquire()
    await server.createDatabase('words')
    const [settings] = await query(
      server.urlFor('words'),
      `SELECT @@character_set_database charset, @@time_zone zone, @@innodb_flush_log_at_trx_commit durable, @@bind_address address`,
    )
    expect(settings).toEqual({ charset: 'utf8mb4', zone: '+00:00', durable: 1, address: '127.0.0.1' })
    const url = new URL(server.urlFor('words'))
    await expect(query(`mysql://root@${url.host}/words`, 'SELECT 1')).rejects.toThrow(/denied/i)
  })

  it('is one for all who ask at the same time, and ends with the last of them', async () => {
    const [first, second, own] = await Promise.all([useElsewhere(), useElsewhere(), acquire()])
    expect([first.url, second.url]).toEqual([own.urlFor('x'), own.urlFor('x')])
    const { server, supervisor } = readInstance(mysqlDir())!

    first.user.kill('SIGKILL')
    await held.pop()!.release()
    expect(isRunning(server!)).toBe(true)
    second.user.kill('SIGKILL')
    await until(() => !isRunning(supervisor) && !isRunning(server!))
  })

  it('comes back on the same port with what was committed, when it is killed', async () => {
    const server = await acquire()
    await server.createDatabase('kept')
    const url = server.urlFor('kept')
    await query(url, 'CREATE TABLE words (word varchar(20))')
    await query(url, `INSERT INTO words VALUES ('求推荐')`)

    const before = server.pid!
    process.kill(before, 'SIGKILL')
    await until(() =>
      query(url, 'SELECT 1').then(
        () => true,
        () => false,
      ),
    )
    expect(server.pid).not.toBe(before)
    expect(await query(url, 'SELECT word FROM words')).toEqual([{ word: '求推荐' }])
  })

  it('goes on without a break when its supervisor is killed', async () => {
    const server = await acquire()
    const { supervisor } = readInstance(mysqlDir())!
    const before = server.pid
    process.kill(pidOf(supervisor), 'SIGKILL')
    await until(() => {
      const now = readInstance(mysqlDir())!
      return now.supervisor !== supervisor && now.state === 'ready'
    })
    expect(server.pid).toBe(before)
    await expect(server.listDatabases()).resolves.toContain('mysql')
  })

  it('is stopped, not only left, by the last who releases it; port and data are the same next time', async () => {
    const server = await acquire()
    await server.createDatabase('stays')
    const identity = readInstance(mysqlDir())!.server!
    await held.pop()!.release()
    expect(isRunning(identity)).toBe(false)

    const again = await acquire()
    expect(again.urlFor('stays')).toBe(server.urlFor('stays'))
    expect(await again.listDatabases()).toContain('stays')
  })
})

describe('a server given by DATABASE_URL', () => {
  it('is used and nothing is started', async () => {
    const own = await acquire()
    await own.createDatabase('given')
    process.env.DATABASE_URL = own.urlFor('given')
    const elsewhere = mkdtempSync(join(tmpdir(), 'quanke-db-'))
    const server = await acquireDatabaseServer({ dataDir: elsewhere })
    expect([server.mainDatabase, server.isPrivate]).toEqual(['given', false])
    expect(existsSync(join(elsewhere, 'mysql'))).toBe(false)
    rmSync(elsewhere, { recursive: true })
  })

  it.each([
    [
      'does not answer',
      'mysql://a:b@127.0.0.1:1/x',
      /DATABASE_URL is set, but the server at 127\.0\.0\.1:1 cannot be used/,
    ],
    ['is no address', 'nonsense', /must look like/],
  ])('is never replaced by another one when it %s', async (_, url, message) => {
    process.env.DATABASE_URL = url
    await expect(acquireDatabaseServer({ dataDir })).rejects.toThrow(message)
    expect(existsSync(mysqlDir())).toBe(false)
  })
})
