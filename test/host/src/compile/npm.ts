import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { buildSync } from 'esbuild'
import type { Mount } from './files'

interface PackageFile {
  name?: string
  main?: string
  /** Folder with mini-program components, of packages made for mini-programs. */
  miniprogram?: string
  dependencies?: Record<string, string>
}

const BUILT = 'miniprogram_npm'

/**
 * What DevTools' 构建 npm would write into miniprogram_npm, without writing it: a package with a `miniprogram` field (or a
 * miniprogram_dist folder) as that folder, any other as one file made of its entry. Dependencies of the nearest
 * package.json only, and theirs; what was built already stays as it is.
 */
export function npmMounts(root: string, projectFolder: string): Mount[] {
  const owner = [root, projectFolder].find((folder) => existsSync(join(folder, 'package.json')))
  if (!owner) return []
  const mounts: Mount[] = []
  const seen = new Set<string>()
  const visit = (from: string, names: string[]) => {
    for (const name of names) {
      if (seen.has(name)) continue
      seen.add(name)
      const folder = installed(from, name)
      if (!folder) continue
      const own = readPackage(folder)
      if (!existsSync(join(root, BUILT, name))) mounts.push(...mount(name, folder, own))
      visit(folder, Object.keys(own.dependencies ?? {}))
    }
  }
  visit(owner, Object.keys(readPackage(owner).dependencies ?? {}))
  return mounts
}

/**
 * Looks for a package's file as WeChat does: in miniprogram_npm beside the file that names it, then in each folder above.
 * `has` tells whether a candidate is there.
 */
export function findInNpm(from: string, target: string, has: (path: string) => boolean): string | undefined {
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    const path = posix.join(folder, BUILT, target)
    const found = [path, `${path}/index`].find(has)
    if (found) return found
    if (folder === '.' || folder === '/') return undefined
  }
}

function mount(name: string, folder: string, own: PackageFile): Mount[] {
  const at = `${BUILT}/${name}`
  const dist = own.miniprogram ?? 'miniprogram_dist'
  if (existsSync(join(folder, dist))) return [{ at, folder: join(folder, dist) }]
  const text = bundle(folder, own.main)
  return text === undefined ? [] : [{ at: `${at}/index.js`, text }]
}

/** One file of a package's entry and what it requires of its own; undefined for a package without an entry. */
function bundle(folder: string, main = 'index.js'): string | undefined {
  const entry = [main, `${main}.js`, `${main}/index.js`].map((path) => join(folder, path)).find(isFile)
  if (!entry) return undefined
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['main', 'module'],
    target: 'es2017',
    packages: 'external',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}

function isFile(path: string): boolean {
  try {
    return readFileSync(path).length >= 0
  } catch {
    return false
  }
}

/** The folder of an installed package, looked up as Node does. */
function installed(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name)
    if (existsSync(join(found, 'package.json'))) return found
    if (dirname(folder) === folder) return undefined
  }
}

function readPackage(folder: string): PackageFile {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile
}
