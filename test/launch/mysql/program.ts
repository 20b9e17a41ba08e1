import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { canUnpackDebian, unpackDebian } from '../debian'
import { findProgram, fullPath, ignoresInstalledPrograms, isExecutable } from '../paths'
import type { Log } from '../progress'
import { run } from '../run'

/** A database server program and how to run it. */
export interface ServerProgram {
  kind: 'mariadb' | 'mysql'
  version: string
  server: string
  /** Where MariaDB's files lie that make the system tables; MySQL's server has them within. */
  sqlDir: string | null
  /** Where the parts lie when the program is not at its usual place. */
  flags: string[]
  /** Whether it keeps a binary log and syncs it at each commit, as a server does that must be restored to any moment. */
  hasBinaryLog: boolean
  libraryPath: string | null
}

/** The environment in which the program finds its libraries. */
export function environmentOf(program: ServerProgram): NodeJS.ProcessEnv {
  const env = { ...process.env, PATH: fullPath() }
  return program.libraryPath ? { ...env, LD_LIBRARY_PATH: program.libraryPath } : env
}

/** The server program named by MARIADBD or installed on this machine, or null. */
export async function installedProgram(): Promise<ServerProgram | null> {
  const named = process.env.MARIADBD
  if (named) {
    if (!isExecutable(named)) throw new Error(`MARIADBD says ${named}, but that is no program.`)
    return describe(named)
  }
  if (ignoresInstalledPrograms) return null
  const found = findProgram('mariadbd', 'mysqld') ?? homebrewServer()
  return found ? describe(found) : null
}

/** MariaDB from the distribution's packages, unpacked into the data folder. */
export async function unpackedProgram(dataDir: string, log: Log): Promise<ServerProgram | null> {
  if (!canUnpackDebian()) return null
  const { dir, libraryPath } = await unpackDebian('mariadb', ['mariadb-server-core'], dataDir, log)
  const flags = [
    `--basedir=${join(dir, 'usr')}`,
    `--lc-messages-dir=${join(dir, 'usr/share/mysql')}`,
    `--plugin-dir=${join(dir, 'usr/lib/mysql/plugin')}`,
  ]
  return describe(join(dir, 'usr/sbin/mariadbd'), { flags, libraryPath })
}

async function describe(server: string, place: Partial<ServerProgram> = {}): Promise<ServerProgram> {
  const blank: ServerProgram = {
    kind: 'mysql',
    version: '',
    server,
    sqlDir: null,
    flags: [],
    hasBinaryLog: false,
    libraryPath: null,
    ...place,
  }
  const { code, output } = await run(server, ['--no-defaults', '--version'], { env: environmentOf(blank) })
  const version = /Ver\s+(\d[\d.]*)/.exec(output)?.[1]
  if (code !== 0 || !version) throw new Error(`${server} does not run: ${output.trim()}`)
  if (!/mariadb/i.test(output)) return { ...blank, version }
  return { ...blank, kind: 'mariadb', version, sqlDir: findSqlDir(server) }
}

function findSqlDir(server: string): string | null {
  const home = join(realpathSync(server), '../..')
  const folders = ['share/mysql', 'share/mariadb', 'share'].map((folder) => join(home, folder))
  const isIt = (folder: string) =>
    ['mysql', 'mariadb'].some((name) => existsSync(join(folder, `${name}_system_tables.sql`)))
  return [...folders, '/usr/share/mysql', '/usr/share/mariadb'].find(isIt) ?? null
}

function homebrewServer(): string | null {
  const prefixes = ['/opt/homebrew/opt', '/usr/local/opt']
  const servers = ['mariadb/bin/mariadbd', 'mysql/bin/mysqld']
  return prefixes.flatMap((prefix) => servers.map((server) => join(prefix, server))).find(isExecutable) ?? null
}
