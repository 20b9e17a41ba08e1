import { join } from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { acquireComposedServer } from './mysql/compose'
import { acquirePrivateServer } from './mysql/private'
import { installedProgram, unpackedProgram } from './mysql/program'
import { defaultDataDir, ensureFolder } from './paths'
import { pidOf } from './processes.mjs'
import type { Log } from './progress'

/** A database server that this process may use until it releases it. */
export interface DatabaseServer {
  /** For people: what it is and where it listens. */
  name: string
  /** Ours alone, so that leftovers of dead runs may be swept away. */
  isPrivate: boolean
  /** The database that DATABASE_URL names, otherwise `quanke`. */
  mainDatabase: string
  /** The server's process now, where it is a child of ours; another one after a crash. */
  readonly pid: number | null
  urlFor(database: string): string
  /** Creating what exists changes nothing. */
  createDatabase(database: string): Promise<void>
  dropDatabase(database: string): Promise<void>
  listDatabases(): Promise<string[]>
  /** A private server ends when its last user released it; with `linger` it waits a moment for the next one. */
  release(linger?: boolean): Promise<void>
}

export interface AcquireOptions {
  dataDir?: string
  /** A private server keeps a synced binary log, at the price of another fsync or two a commit. */
  hasBinaryLog?: boolean
  log?: Log
  /** Told once when a private server cannot be kept alive. */
  onLost?: (error: Error) => void
}

/**
 * Finds or starts a MySQL-dialect server. In this order: DATABASE_URL; a private instance of the MariaDB or MySQL of this
 * machine; the distribution's packages, unpacked into the data folder; a container. Servers of others are never touched.
 */
export async function acquireDatabaseServer(options: AcquireOptions = {}): Promise<DatabaseServer> {
  const { dataDir = defaultDataDir, hasBinaryLog = false, log = () => undefined, onLost } = options
  if (process.env.DATABASE_URL) return given(process.env.DATABASE_URL)
  ensureFolder(dataDir)

  const sources = [installedProgram, () => unpackedProgram(dataDir, log)].map((find) => async () => {
    const program = await find()
    return program && { ...program, hasBinaryLog }
  })
  const failures: string[] = []
  const own = await acquirePrivateServer(dataDir, sources, log, onLost).catch((error: Error) => {
    failures.push(error.message)
    return null
  })
  if (own) {
    const { port, password, program } = own.current()
    const serverOf = () => own.current().server
    return {
      name: `${program.kind === 'mariadb' ? 'MariaDB' : 'MySQL'} ${program.version} on 127.0.0.1:${port}`,
      isPrivate: true,
      mainDatabase: 'quanke',
      get pid() {
        const server = serverOf()
        return server ? pidOf(server) : null
      },
      ...over(`mysql://quanke:${password}@127.0.0.1:${port}/`),
      release: (linger) => own.release(linger),
    }
  }

  const container = await acquireComposedServer(dataDir, log).catch((error: Error) => {
    failures.push(error.message)
    return null
  })
  if (container) {
    const { port, password, release } = container
    const url = `mysql://root:${password}@127.0.0.1:${port}/`
    return {
      name: `MariaDB in a container on 127.0.0.1:${port}`,
      isPrivate: true,
      mainDatabase: 'quanke',
      pid: null,
      ...over(url),
      release,
    }
  }
  throw new Error([...failures, threeWays].join('\n\n'))
}

/** A server with the settings that README asks of a production server, for measuring; shared by those who measure. */
export const acquireProductionLikeServer = (options: AcquireOptions = {}): Promise<DatabaseServer> =>
  acquireDatabaseServer({ dataDir: join(defaultDataDir, 'bench'), hasBinaryLog: true, ...options })

const threeWays = `圈客 needs a MySQL or MariaDB server, and none could be had. Any one of these is enough:
  1. Install MariaDB (Debian/Ubuntu: apt-get install mariadb-server-core; macOS: brew install mariadb). Or name its program: MARIADBD=/path/to/mariadbd
  2. Give a server that is there: DATABASE_URL=mysql://user:password@host:3306/quanke
  3. Start Docker (with docker compose); a container of our own is used then.
Then run the same command again.`

/** DATABASE_URL was set on purpose: if that server does not answer, going elsewhere would hide the mistake. */
async function given(address: string): Promise<DatabaseServer> {
  if (!URL.canParse(address)) throw new Error('DATABASE_URL must look like mysql://user:password@host:3306/database.')
  const url = new URL(address)
  const mainDatabase = decodeURIComponent(url.pathname.slice(1)) || 'quanke'
  url.pathname = '/'
  const server = over(url.href)
  try {
    await server.listDatabases()
  } catch (error) {
    const why = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error)
    throw new Error(
      `DATABASE_URL is set, but the server at ${url.host} cannot be used: ${why}\nCorrect DATABASE_URL, or unset it to use a private database.`,
      { cause: error },
    )
  }
  return {
    name: `${url.host} (DATABASE_URL)`,
    isPrivate: false,
    mainDatabase,
    pid: null,
    ...server,
    release: () => Promise.resolve(),
  }
}

/** What can be done over a connection; `base` is the address with `/` for a path. */
function over(base: string) {
  const urlFor = (database: string) => {
    const url = new URL(base)
    url.pathname = `/${database}`
    return url.href
  }
  const query = async (sql: string) => {
    const connection = await createConnection(urlFor(''))
    try {
      const [rows] = await connection.query<RowDataPacket[]>(sql)
      return rows
    } finally {
      await connection.end()
    }
  }
  return {
    urlFor,
    createDatabase: async (database: string) => {
      await query(`CREATE DATABASE IF NOT EXISTS ${quoted(database)} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`)
    },
    dropDatabase: async (database: string) => {
      await query(`DROP DATABASE IF EXISTS ${quoted(database)}`)
    },
    listDatabases: async () => (await query('SHOW DATABASES')).map((row) => String(Object.values(row)[0])),
  }
}

function quoted(database: string): string {
  if (!/^\w+$/.test(database)) throw new Error(`"${database}" is no name for a database.`)
  return `\`${database}\``
}
