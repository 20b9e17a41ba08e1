import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { isRunning } from '../processes.mjs'
import { runOrThrow } from '../run'
import { environmentOf, type ServerProgram } from './program'

/** What is known about the private server of one data folder; lives in `instance.json`, for its owner's eyes only. */
export interface Instance {
  state: 'starting' | 'ready' | 'failed'
  /** Process identities, see `identityOf`. */
  supervisor: string
  server: string | null
  port: number
  password: string
  program: ServerProgram
  /** Why the state is `failed`. */
  reason?: string
}

/** The places of a private server within `<dataDir>/mysql`. */
export function placesOf(dir: string) {
  return {
    lock: join(dir, 'lock'),
    users: join(dir, 'users'),
    data: join(dir, 'data'),
    tmp: join(dir, 'tmp'),
    instance: join(dir, 'instance.json'),
    initialSql: join(dir, 'init.sql'),
    log: join(dir, '../logs/mysql.log'),
  }
}

export function readInstance(dir: string): Instance | null {
  try {
    return JSON.parse(readFileSync(placesOf(dir).instance, 'utf8')) as Instance
  } catch {
    return null
  }
}

/** Readers see the old or the new content, never half of it. */
export function writeInstance(dir: string, instance: Instance): void {
  const file = placesOf(dir).instance
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(instance, null, 2), { mode: 0o600 })
  renameSync(`${file}.${process.pid}`, file)
}

/** Processes that use the server now. Names of dead ones are swept away. */
export function livingUsers(dir: string): string[] {
  const { users } = placesOf(dir)
  const identities = existsSync(users) ? readdirSync(users) : []
  return identities.filter((identity) => {
    // One process may use the server more than once: `<pid>-<start>-<count>`.
    const isLiving = isRunning(identity.split('-').slice(0, 2).join('-'))
    if (!isLiving) rmSync(join(users, identity), { force: true })
    return isLiving
  })
}

/** Makes the data folder if there is none. It gets its name only when complete, so an interrupted run leaves nothing half-done. */
export async function ensureDataFolder(dir: string, program: ServerProgram): Promise<void> {
  const { data, tmp } = placesOf(dir)
  if (existsSync(data)) return
  const unfinished = `${data}.tmp`
  rmSync(unfinished, { recursive: true, force: true })
  // In a folder for temporary files that is shared, one server's start sweeps away another one's.
  mkdirSync(tmp, { recursive: true })
  const common = ['--no-defaults', `--datadir=${unfinished}`, `--tmpdir=${tmp}`, ...program.flags, ...asRoot()]
  const env = environmentOf(program)
  if (program.kind === 'mysql') {
    await runOrThrow('Making the data folder', program.server, [...common, '--initialize-insecure'], { env })
  } else {
    mkdirSync(unfinished, { mode: 0o700 })
    await runOrThrow('Making the data folder', program.server, [...common, ...bootstrapFlags], {
      env,
      input: systemTables(program),
    })
  }
  renameSync(unfinished, data)
}

const bootstrapFlags = [
  '--bootstrap',
  '--log-warnings=0',
  '--enforce-storage-engine=',
  '--max-allowed-packet=8M',
  '--net-buffer-length=16K',
]

/**
 * What MariaDB's own script feeds to a bootstrapping server. The script itself needs programs of other packages, which are
 * often missing where there is a server.
 */
function systemTables({ sqlDir, server }: ServerProgram): string {
  if (!sqlDir)
    throw new Error(`The files that make the system tables (mysql_system_tables.sql ...) were not found for ${server}.`)
  const wanted = [/^(mysql|mariadb)_system_tables\.sql$/, /_performance_tables\.sql$/, /_system_tables_data\.sql$/]
  const names = readdirSync(sqlDir)
  const files = [...wanted, /^maria_add_gis_sp_bootstrap\.sql$/, /_sys_schema\.sql$/].flatMap((form) =>
    names.filter((name) => form.test(name)),
  )
  // root gets in only over the socket and only as the owner of the process.
  const beginning = `CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\nSET @auth_root_socket='${userInfo().username}';\n`
  return beginning + files.map((file) => readFileSync(join(sqlDir, file), 'utf8')).join('\n')
}

/** Starts the server as a process of its own and returns its pid; whether it serves is seen by `canLogIn`. */
export function spawnServer(dir: string, { program, port, password }: Instance): number {
  const places = placesOf(dir)
  for (const folder of [places.tmp, join(places.log, '..')]) mkdirSync(folder, { recursive: true })
  writeFileSync(places.initialSql, initialSql(program, password), { mode: 0o600 })
  const isLogLong = existsSync(places.log) && statSync(places.log).size > 5_000_000
  const log = openSync(places.log, isLogLong ? 'w' : 'a')
  const child = spawn(program.server, serverFlags(places, program, port), {
    env: environmentOf(program),
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  child.on('error', () => undefined)
  child.unref()
  return child.pid ?? 0
}

function serverFlags(places: ReturnType<typeof placesOf>, program: ServerProgram, port: number): string[] {
  return [
    // Nothing of the machine's own MySQL is read, used or touched.
    '--no-defaults',
    ...program.flags,
    ...asRoot(),
    `--datadir=${places.data}`,
    `--tmpdir=${places.tmp}`,
    `--init-file=${places.initialSql}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    // Relative to the data folder: a path in full may be longer than a socket's name can be.
    '--socket=mysql.sock',
    '--pid-file=mysql.pid',
    '--skip-name-resolve',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--default-time-zone=+00:00',
    '--innodb-flush-log-at-trx-commit=1',
    // Through io_uring a server was seen to wait for ever for a write that the kernel had done; "loose" since not every build knows the word.
    '--loose-innodb-use-native-aio=0',
    '--innodb-buffer-pool-size=512M',
    // With the 96 MB that come by default a busy server stalls for its checkpoints.
    program.kind === 'mysql' ? '--loose-innodb-redo-log-capacity=512M' : '--innodb-log-file-size=512M',
    '--max-connections=300',
    ...(program.hasBinaryLog ? BINARY_LOG : program.kind === 'mysql' ? ['--skip-log-bin'] : []),
    ...(program.kind === 'mysql' ? ['--mysqlx=OFF'] : []),
  ]
}

/** What MySQL does by itself; files of the log go after some minutes, since nobody will ever restore anything here. */
const BINARY_LOG = [
  '--log-bin=binlog',
  '--sync-binlog=1',
  '--binlog-format=ROW',
  '--server-id=1',
  '--max-binlog-size=64M',
  '--binlog-expire-logs-seconds=120',
  // MariaDB alone adds the text of every statement, which nothing needs and which is longer than what it did.
  '--loose-binlog-annotate-row-events=OFF',
]

/** One statement a line, as the server's init file wants it. */
function initialSql(program: ServerProgram, password: string): string {
  const statements = [
    `CREATE USER IF NOT EXISTS 'quanke'@'127.0.0.1' IDENTIFIED BY '${password}'`,
    `ALTER USER 'quanke'@'127.0.0.1' IDENTIFIED BY '${password}'`,
    `GRANT ALL PRIVILEGES ON *.* TO 'quanke'@'127.0.0.1'`,
  ]
  if (program.kind === 'mysql') statements.push(`ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}'`)
  return statements.map((statement) => `${statement};\n`).join('')
}

/** The server refuses to run as root unless told that this is meant. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : []
}

/** Whether our own server answers there: nobody else knows the password. */
export async function canLogIn({ port, password }: Pick<Instance, 'port' | 'password'>): Promise<boolean> {
  try {
    const connection = await createConnection({
      host: '127.0.0.1',
      port,
      user: 'quanke',
      password,
      connectTimeout: 2000,
    })
    await connection.end()
    return true
  } catch {
    return false
  }
}

export function newPassword(): string {
  return randomBytes(18).toString('base64url')
}

/** A free loopback port, `preferred` if that one is free. */
export function freePort(preferred = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', (error: NodeJS.ErrnoException) => {
      if (preferred && error.code === 'EADDRINUSE') freePort().then(resolve, reject)
      else reject(error)
    })
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The last lines that the server wrote, for messages about its failure. */
export function lastLogLines(dir: string, count = 8): string {
  const { log } = placesOf(dir)
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-count).join('\n') : '(no log)'
}
