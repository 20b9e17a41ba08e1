import { createHash, randomUUID } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join, posix } from 'node:path'

/** A refusal of the file system, with WeChat's number for it. */
export class FileError extends Error {
  readonly fields: { errno: number; errCode: number }

  constructor(message: string, errno: number) {
    super(message)
    this.fields = { errno, errCode: errno }
  }
}

/** A path of the mini-program, found on this computer. */
export interface Located {
  real: string
  area: 'usr' | 'store' | 'tmp' | 'package'
}

/** What a mini-program may keep for good, in bytes. */
export const STORAGE_LIMIT = 200 * 1024 * 1024

const TYPES: Record<string, string> = {
  ...{ '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.webp': 'image/webp' },
  ...{ '.svg': 'image/svg+xml', '.pdf': 'application/pdf', '.mp4': 'video/mp4', '.webm': 'video/webm' },
  ...{ '.mp3': 'audio/mpeg', '.aac': 'audio/aac', '.wav': 'audio/wav', '.json': 'application/json' },
  ...{ '.txt': 'text/plain', '.html': 'text/html', '.csv': 'text/csv', '.zip': 'application/zip' },
  ...{ '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  ...{ '.ttf': 'font/ttf', '.woff2': 'font/woff2' },
}

/** The type of a file by its name. */
export function typeOf(path: string): string {
  return TYPES[extname(path).toLowerCase()] ?? ''
}

function extensionOf(type: string): string {
  const clean = type.split(';')[0]!.trim()
  return Object.keys(TYPES).find((extension) => TYPES[extension] === clean) ?? ''
}

/**
 * The files of one person's phone: wxfile://usr (the mini-program's own folder), wxfile://store_* (saved files),
 * wxfile://tmp_* (temporary ones) and, to be read only, the mini-program's package.
 */
export class PersonFiles {
  constructor(
    private readonly root: string,
    /** The file on disk behind a path of the package. */
    private readonly locateInPackage: (path: string) => string | undefined,
  ) {
    this.prepare()
  }

  /** Forgets everything, as if the mini-program had been removed from the phone. */
  clear(): void {
    rmSync(this.root, { recursive: true, force: true })
    this.prepare()
  }

  /** Throws `permission denied` for what lies outside. The file need not exist. */
  locate(path: unknown, verb = 'open'): Located {
    if (typeof path !== 'string') {
      throw new FileError(`parameter error: parameter.filePath should be String instead of ${nameOf(path)};`, 1300022)
    }
    const [, inside] = /^wxfile:\/\/(.*)$/s.exec(path) ?? []
    if (inside === undefined) return this.inPackage(path, verb)
    const clean = posix.normalize(inside).replace(/\/$/, '')
    if (clean === 'usr' || clean.startsWith('usr/')) return { real: join(this.root, clean), area: 'usr' }
    if (/^store_[^/]+$/.test(clean)) return { real: join(this.root, 'store', clean), area: 'store' }
    if (/^tmp_[^/]+$/.test(clean)) return { real: join(this.root, 'tmp', clean), area: 'tmp' }
    throw new FileError(`permission denied, ${verb} ${path}`, 1300013)
  }

  /** A path of usr, which alone may be written. */
  locateOwn(path: unknown, verb = 'open'): string {
    const { real, area } = this.locate(path, verb)
    if (area !== 'usr') throw new FileError(`permission denied, ${verb} ${String(path)}`, 1301000)
    return real
  }

  /** A new temporary file. The name keeps the extension that the content or the given name asks for. */
  writeTemporary(data: Buffer, type: string, name = ''): { path: string; size: number } {
    const file = `tmp_${randomUUID().replace(/-/g, '')}${extname(name) || extensionOf(type)}`
    writeFileSync(join(this.root, 'tmp', file), data)
    return { path: `wxfile://${file}`, size: data.length }
  }

  /** A path for a new saved file beside its extension. */
  newSaved(source: string): string {
    return `wxfile://store_${randomUUID().replace(/-/g, '')}${extname(source)}`
  }

  get saved(): { path: string; real: string }[] {
    const folder = join(this.root, 'store')
    return readdirSync(folder).map((name) => ({ path: `wxfile://${name}`, real: join(folder, name) }))
  }

  /** Throws WeChat's message when there is no such file. */
  read(path: string): { data: Buffer; type: string } {
    const { real } = this.locate(path)
    if (!existsSync(real)) throw new FileError(`no such file or directory, open ${path}`, 1300002)
    return { data: readFileSync(real), type: typeOf(real) }
  }

  /** Throws when the mini-program would keep more than it may. */
  makeRoom(bytes: number): void {
    const used = sizeOf(join(this.root, 'usr')) + sizeOf(join(this.root, 'store'))
    if (used + bytes > STORAGE_LIMIT) {
      throw new FileError('the maximum size of the file storage limit is exceeded', 1300202)
    }
  }

  private inPackage(path: string, verb: string): Located {
    const clean = posix.normalize(path).replace(/^\/+/, '')
    const real = /^[a-z]+:/i.test(path) || clean.startsWith('..') ? undefined : this.locateInPackage(clean)
    if (!real) throw new FileError(`no such file or directory, ${verb} ${path}`, 1300002)
    return { real, area: 'package' }
  }

  private prepare(): void {
    for (const area of ['usr', 'store', 'tmp']) mkdirSync(join(this.root, area), { recursive: true })
  }
}

/** The files of all phones of one host, in a folder that goes when the process ends. */
export class PhoneFiles {
  private root?: string
  private readonly people = new Map<string, PersonFiles>()

  constructor(private readonly locateInPackage: (path: string) => string | undefined) {}

  of(person: string): PersonFiles {
    let files = this.people.get(person)
    if (!files) {
      this.root ??= makeFolder()
      const name = createHash('sha1').update(person).digest('hex')
      files = new PersonFiles(join(this.root, name), this.locateInPackage)
      this.people.set(person, files)
    }
    return files
  }

  /** Removes everything from the disk. */
  close(): void {
    if (this.root) rmSync(this.root, { recursive: true, force: true })
    this.root = undefined
    this.people.clear()
  }
}

const folders = new Set<string>()

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'weapp-host-'))
  if (!folders.size)
    process.once('exit', () => folders.forEach((each) => rmSync(each, { recursive: true, force: true })))
  folders.add(folder)
  return folder
}

function sizeOf(path: string): number {
  const stat = lstatSync(path)
  if (!stat.isDirectory()) return stat.size
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
}

/** A value's type as WeChat's parameter errors call it. */
export function nameOf(value: unknown): string {
  if (value === undefined) return 'Undefined'
  return Object.prototype.toString.call(value).slice(8, -1)
}
