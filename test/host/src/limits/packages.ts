import { statSync } from 'node:fs'
import { extname } from 'node:path'
import type { ProjectFiles } from '../compile/files'

/** One package of the mini-program as it would be uploaded. */
export interface PackageSize {
  /** Folder of a sub-package without slashes at its ends; empty for the main package. */
  root: string
  bytes: number
}

const MEGABYTE = 1024 * 1024
const MOST_IN_ONE = 2 * MEGABYTE
const MOST_IN_ALL = 30 * MEGABYTE
const PROJECT_FILES = ['project.config.json', 'project.private.config.json']

/** Kinds of files that WeChat uploads; others stay behind and do not count. */
const UPLOADED = new Set([
  ...[
    '.js',
    '.ts',
    '.less',
    '.scss',
    '.sass',
    '.json',
    '.wxml',
    '.wxss',
    '.wxs',
    '.css',
    '.html',
    '.htm',
    '.xml',
    '.txt',
    '.md',
    '.wasm',
    '.br',
    '.zip',
  ],
  ...['.png', '.jpg', '.jpeg', '.gif', '.svg', '.webp', '.ico', '.cer', '.cert', '.ttf', '.otf', '.woff', '.woff2'],
  ...['.mp3', '.aac', '.m4a', '.mp4', '.wav', '.ogg', '.silk', '.data', '.bin', '.glb', '.gltf', '.scl'],
])

/** How large each package is: the main package first. Sizes are those of the files as they lie on disk. */
export function packageSizes(files: ProjectFiles, app: Record<string, unknown>): PackageSize[] {
  const sizes: PackageSize[] = ['', ...subPackageRoots(app)].map((each) => ({ root: each, bytes: 0 }))
  for (const file of files.list('')) {
    const onDisk = files.locate(file)
    if (!onDisk || PROJECT_FILES.includes(file) || !UPLOADED.has(extname(file).toLowerCase())) continue
    const own = sizes.find((each) => each.root && file.startsWith(`${each.root}/`)) ?? sizes[0]!
    own.bytes += statSync(onDisk).size
  }
  return sizes
}

/** The folders of the sub-packages that app.json names. */
export function subPackageRoots(app: Record<string, unknown>): string[] {
  const packages = (app.subPackages ?? app.subpackages ?? []) as { root: string }[]
  return packages.map(({ root }) => root.replace(/^\/|\/$/g, ''))
}

/** Why the upload would be refused for its size, in WeChat's words; null when it would not. */
export function packageRefusal(sizes: PackageSize[]): string | null {
  const large = sizes.find(({ bytes }) => bytes > MOST_IN_ONE)
  if (large) return `${large.root ? `subpackage ${large.root}` : 'main package'} source size ${exceeds(large.bytes, 2)}`
  const all = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  return all > MOST_IN_ALL ? `source size ${exceeds(all, 30)}` : null
}

const exceeds = (bytes: number, most: number) => `${Math.ceil(bytes / 1024)}KB exceed max limit ${most}MB`
