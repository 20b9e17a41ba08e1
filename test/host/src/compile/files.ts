import { existsSync, readdirSync, readFileSync, statSync, type Dirent } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** A folder outside the project that appears inside it, or one text that stands where no file is. */
export type Mount = { at: string; folder: string } | { at: string; text: string }

/**
 * The files of a mini-program by their slash-separated path: what lies in its folder, and beneath that what was mounted
 * from elsewhere (packages of npm).
 */
export class ProjectFiles {
  private readonly texts = new Map<string, string>()
  private readonly folders: { at: string; folder: string }[] = []

  constructor(
    readonly root: string,
    mounts: Mount[] = [],
    /** Paths that are not part of the mini-program, as packOptions.ignore names them. */
    private readonly isIgnored: (path: string) => boolean = () => false,
  ) {
    for (const mount of mounts) {
      if ('text' in mount) this.texts.set(mount.at, mount.text)
      else this.folders.push(mount)
    }
  }

  has(path: string): boolean {
    return this.texts.has(path) || this.locate(path) !== undefined
  }

  read(path: string): string {
    const text = this.texts.get(path)
    return withoutMark(text ?? readFileSync(this.locate(path) ?? join(this.root, path), 'utf8'))
  }

  /** The file on disk behind a path; undefined when there is none. */
  locate(path: string): string | undefined {
    const own = join(this.root, path)
    if (existsSync(own)) return own
    for (const { at, folder } of this.folders) {
      if (!path.startsWith(`${at}/`)) continue
      const file = join(folder, path.slice(at.length + 1))
      if (existsSync(file)) return file
    }
    return undefined
  }

  /** Every path with this extension, sorted. */
  list(extension: string): string[] {
    const found = new Set(filesIn(this.root, extension).filter((path) => !this.isIgnored(path)))
    for (const { at, folder } of this.folders) {
      for (const path of filesIn(folder, extension)) found.add(`${at}/${path}`)
    }
    for (const path of this.texts.keys()) if (path.endsWith(extension)) found.add(path)
    return [...found].sort()
  }
}

/** Every file with one of these extensions under the folder, as sorted slash-separated relative paths. */
export function filesIn(root: string, ...extensions: string[]): string[] {
  const found: string[] = []
  walk(root)
  return found.sort()

  function walk(folder: string): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const { name } = entry
      if (name === 'node_modules' || name.startsWith('.')) continue
      const file = join(folder, name)
      if (isFolder(entry, file)) walk(file)
      else if (extensions.some((extension) => name.endsWith(extension)))
        found.push(relative(root, file).split(sep).join('/'))
    }
  }
}

function isFolder(entry: Dirent, file: string): boolean {
  return entry.isDirectory() || (entry.isSymbolicLink() && existsSync(file) && statSync(file).isDirectory())
}

const COMPILED = ['.js', '.ts', '.json', '.wxml', '.wxss', '.less', '.scss', '.wxs']

/** Newest change among the compiled files; the cache key of a compilation. */
export function lastChange(root: string): number {
  return filesIn(root, ...COMPILED).reduce((newest, file) => Math.max(newest, statSync(join(root, file)).mtimeMs), 0)
}

/** Text without the byte order mark that editors on Windows leave. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}
