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
  /** MariaDB's script that makes a data folder; MySQL's server does that itself. */
  installer: string | null
  /** Where the parts lie when the program is not at its usual place. */
  flags: string[]
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
  const { dir, libraryPath } = await unpackDebian(
    'mariadb',
    ['mariadb-server-core', 'mariadb-client-core'],
    dataDir,
    log,
  )
  const flags = [
    `--basedir=${join(dir, 'usr')}`,
    `--lc-messages-dir=${join(dir, 'usr/share/mysql')}`,
    `--plugin-dir=${join(dir, 'usr/lib/mysql/plugin')}`,
  ]
  return describe(join(dir, 'usr/sbin/mariadbd'), {
    flags,
    libraryPath,
    installer: join(dir, 'usr/bin/mariadb-install-db'),
  })
}

async function describe(server: string, place: Partial<ServerProgram> = {}): Promise<ServerProgram> {
  const blank: ServerProgram = {
    kind: 'mysql',
    version: '',
    server,
    installer: null,
    flags: [],
    libraryPath: null,
    ...place,
  }
  const { code, output } = await run(server, ['--no-defaults', '--version'], { env: environmentOf(blank) })
  const version = /Ver\s+(\d[\d.]*)/.exec(output)?.[1]
  if (code !== 0 || !version) throw new Error(`${server} does not run: ${output.trim()}`)
  if (!/mariadb/i.test(output)) return { ...blank, version }
  return { ...blank, kind: 'mariadb', version, installer: blank.installer ?? findInstaller(server) }
}

function findInstaller(server: string): string | null {
  const beside = ['../bin', '../scripts', '.'].flatMap((folder) =>
    ['mariadb-install-db', 'mysql_install_db'].map((name) => join(server, '..', folder, name)),
  )
  return beside.find(isExecutable) ?? findProgram('mariadb-install-db', 'mysql_install_db')
}

function homebrewServer(): string | null {
  const prefixes = ['/opt/homebrew/opt', '/usr/local/opt']
  const servers = ['mariadb/bin/mariadbd', 'mysql/bin/mysqld']
  return prefixes.flatMap((prefix) => servers.map((server) => join(prefix, server))).find(isExecutable) ?? null
}
