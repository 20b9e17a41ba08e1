import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureFolder, findProgram, fullPath, root } from './paths'
import { withLock } from './processes.mjs'
import type { Log } from './progress'
import { runOrThrow } from './run'

export interface UnpackedPackages {
  /** The folder that stands for `/`. */
  dir: string
  /** For LD_LIBRARY_PATH: where the libraries lie that came along. */
  libraryPath: string
}

/** Whether this machine has the means for `unpackDebian`. */
export function canUnpackDebian(): boolean {
  return process.platform === 'linux' && findProgram('apt-get') !== null && findProgram('dpkg-deb') !== null
}

/**
 * Fetches packages of the distribution with those of their dependencies that are not installed, and unpacks them under
 * `<dataDir>/debian/<name>`: no root, nothing of the system is changed. Done once; a later call finds what is there.
 */
export async function unpackDebian(
  name: string,
  packages: string[],
  dataDir: string,
  log: Log,
): Promise<UnpackedPackages> {
  const places = [join(dataDir, 'debian', name), join(root, '.data/debian', name)]
  const existing = () => places.find((place) => existsSync(place))
  const dir = existing() ?? places[0]!
  if (!existing()) {
    const home = ensureFolder(join(dataDir, 'debian'), 400)
    await withLock(
      join(home, `${name}.lock`),
      async () => {
        if (!existing()) await fetchAndUnpack(packages, dir, log)
      },
      (pid) => log(`Process ${pid} is fetching ${name}: waiting`),
    )
  }
  return { dir, libraryPath: libraryFolders(dir).join(':') }
}

async function fetchAndUnpack(packages: string[], dir: string, log: Log): Promise<void> {
  const apt = findProgram('apt-get')
  const dpkg = findProgram('dpkg-deb')
  if (!apt || !dpkg) throw new Error('There is no apt-get or dpkg-deb here.')

  const work = `${dir}.tmp`
  rmSync(work, { recursive: true, force: true })
  for (const folder of ['lists/partial', 'cache/archives/partial', 'root'])
    mkdirSync(join(work, folder), { recursive: true })
  const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive', PATH: fullPath() }
  const options = privateState(work)

  log(`Fetching ${packages.join(', ')} from the distribution (no root, into ${dir})`)
  // A foreign source that does not answer must not stop us: what counts is whether the packages can be had.
  const update = await runOrThrow('apt-get update', apt, [...options, 'update'], { env }).catch(
    (error: Error) => error.message,
  )
  const wanted = ['install', '--download-only', '--reinstall', '--yes', '--no-install-recommends', ...packages]
  await runOrThrow('Fetching packages', apt, [...options, ...wanted], { env }).catch((error: Error) => {
    throw new Error(`${error.message}\n(apt-get update said: ${update.trim().split('\n').slice(-3).join(' | ')})`)
  })

  const archives = join(work, 'cache/archives')
  for (const file of readdirSync(archives).filter((entry) => entry.endsWith('.deb'))) {
    await runOrThrow(`Unpacking ${file}`, dpkg, ['-x', join(archives, file), join(work, 'root')], { env })
  }
  // Only a complete tree ever gets the final name.
  renameSync(join(work, 'root'), dir)
  rmSync(work, { recursive: true, force: true })
}

/** Lists, cache and locks of our own; sources, keys and proxies of the system. */
function privateState(work: string): string[] {
  const settings = {
    'Dir::State::lists': join(work, 'lists'),
    'Dir::Cache': join(work, 'cache'),
    'Dir::Cache::archives': join(work, 'cache/archives'),
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': '',
    'APT::Keep-Downloaded-Packages': 'true',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    'Acquire::http::Timeout': '20',
    'Acquire::https::Timeout': '20',
  }
  return Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`])
}

/**
 * Every folder of the tree that holds libraries: some packages keep theirs in a folder of their own and find it by a path
 * of the system, which is not where they lie now.
 */
function libraryFolders(dir: string): string[] {
  const bases = ['lib', 'usr/lib'].map((base) => join(dir, base)).filter((base) => existsSync(base))
  const libraries = bases.flatMap((base) =>
    readdirSync(base, { recursive: true })
      .map(String)
      .filter((file) => /(^|\/)lib[^/]*\.so[.\d]*$/.test(file))
      .map((file) => dirname(join(base, file))),
  )
  return [...new Set(libraries)]
}
