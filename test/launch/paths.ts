import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'

export const root = resolve(__dirname, '../..')

/** Where everything lives that a run makes and keeps: database, unpacked programs, logs, secrets. QUANKE_DATA chooses another place. */
export const defaultDataDir = resolve(process.env.QUANKE_DATA ?? join(root, '.data'))

/** How the server is run for people (server/package.json): with room for what a busy moment makes, half of the time of the garbage collector is saved. */
export const serverFlags = ['--max-semi-space-size=64']

/** The arguments with which Node runs our TypeScript, from any working directory. */
export const typescriptFlags = ['--import', require.resolve('tsx')]

/** Makes the folder when missing, and says in plain words when that cannot be done or the disk is full. */
export function ensureFolder(dir: string, neededMegabytes = 0): string {
  try {
    mkdirSync(dir, { recursive: true })
    accessSync(dir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(
      `The folder ${dir} cannot be written (${why}).\nChoose another one with --data DIR (or QUANKE_DATA=DIR).`,
      { cause: error },
    )
  }
  const { bavail, bsize } = statfsSync(dir)
  const freeMegabytes = Math.floor((bavail * bsize) / 1024 ** 2)
  if (freeMegabytes < neededMegabytes) {
    throw new Error(
      `Only ${freeMegabytes} MB are free where ${dir} lies, ${neededMegabytes} MB are needed.\n` +
        'Make room, or choose another folder with --data DIR (or QUANKE_DATA=DIR).',
    )
  }
  return dir
}

/** PATH with the folders that a plain user's often leaves out; scripts that we run need them too. */
export function fullPath(): string {
  const usual = [
    '/usr/local/bin',
    '/usr/local/sbin',
    '/usr/bin',
    '/usr/sbin',
    '/bin',
    '/sbin',
    '/usr/libexec',
    '/opt/homebrew/bin',
  ]
  const own = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return [...new Set([...own, ...usual])].join(delimiter)
}

export function findProgram(...names: string[]): string | null {
  const folders = fullPath().split(delimiter)
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable)
    if (found) return found
  }
  return null
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return existsSync(file) && dirname(file) !== file
  } catch {
    return false
  }
}

/** QUANKE_FORCE_UNPACK=1 makes as if nothing were installed on this machine: a test of the way for such machines. */
export const ignoresInstalledPrograms = process.env.QUANKE_FORCE_UNPACK === '1'
