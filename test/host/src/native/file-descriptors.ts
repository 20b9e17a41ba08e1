import * as fs from 'node:fs'
import { bytesOf, statsOf, type FileOptions } from './file-bytes'
import { FileError, type PersonFiles } from './files'

const FLAGS = ['a', 'ax', 'a+', 'ax+', 'as', 'as+', 'r', 'r+', 'w', 'wx', 'w+', 'wx+']
const MAX_OPEN = 128

/** Opened files of FileSystemManager.open and what is done with them. */
export class FileDescriptors {
  private readonly opened = new Map<string, { real: string; position: number; isAppending: boolean }>()
  private count = 0

  constructor(private readonly files: PersonFiles) {}

  open({ filePath, flag = 'r' }: FileOptions): FileOptions {
    if (!FLAGS.includes(String(flag))) throw new FileError('invalid flag', 1302003)
    const isReading = flag === 'r'
    const real = isReading ? this.files.locate(filePath).real : this.files.locateOwn(filePath)
    if (this.opened.size >= MAX_OPEN) throw new FileError('excced max concurrent fd limit', 1302002)
    const handle = attempt(() => fs.openSync(real, flag as string), filePath)
    const descriptor = `${++this.count}`
    this.handles.set(descriptor, handle)
    this.opened.set(descriptor, { real, position: 0, isAppending: String(flag).startsWith('a') })
    return { fd: descriptor }
  }

  close({ fd }: FileOptions): FileOptions {
    fs.closeSync(this.handleOf(fd))
    this.handles.delete(String(fd))
    this.opened.delete(String(fd))
    return {}
  }

  /** `size` is the array buffer's; the answer's bytes go into it at the offset. */
  read({ fd, size, offset = 0, length = 0, position }: FileOptions): FileOptions {
    const handle = this.handleOf(fd)
    if (size === undefined) throw new FileError('array buffer does not exist', 1302005)
    if (Number(offset) < 0 || Number(offset) > Number(size)) {
      throw new FileError('value of offset is out of range', 1301007)
    }
    if (Number(length) < 0 || Number(offset) + Number(length) > Number(size)) {
      throw new FileError('value of length is out of range', 1301006)
    }
    const opened = this.opened.get(String(fd))!
    const buffer = Buffer.alloc(Number(length))
    const from = typeof position === 'number' ? position : opened.position
    const bytesRead = attempt(() => fs.readSync(handle, buffer, 0, buffer.length, from), fd)
    if (typeof position !== 'number') opened.position += bytesRead
    return { bytes: buffer.subarray(0, bytesRead).toString('base64'), bytesRead }
  }

  write({ fd, data, bytes, offset = 0, length, encoding, position }: FileOptions): FileOptions {
    const handle = this.handleOf(fd)
    const all = bytesOf(data, bytes, encoding)
    const isText = bytes === undefined
    const part = isText ? all : all.subarray(Number(offset), Number(offset) + Number(length ?? all.length))
    this.files.makeRoom(part.length)
    const opened = this.opened.get(String(fd))!
    const at = opened.isAppending ? null : typeof position === 'number' ? position : opened.position
    const bytesWritten = attempt(() => fs.writeSync(handle, part, 0, part.length, at), fd)
    if (typeof position !== 'number') opened.position += bytesWritten
    return { bytesWritten }
  }

  fstat({ fd }: FileOptions): FileOptions {
    this.handleOf(fd)
    return { stats: statsOf(this.opened.get(String(fd))!.real) }
  }

  ftruncate({ fd, length = 0 }: FileOptions): FileOptions {
    const handle = this.handleOf(fd)
    this.files.makeRoom(Number(length) - fs.fstatSync(handle).size)
    attempt(() => fs.ftruncateSync(handle, Number(length)), fd)
    return {}
  }

  private readonly handles = new Map<string, number>()

  private handleOf(fd: unknown): number {
    const handle = this.handles.get(String(fd))
    if (handle === undefined) throw new FileError('bad file descriptor', 1300009)
    return handle
  }
}

function attempt<T>(action: () => T, about: unknown): T {
  try {
    return action()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new FileError(`no such file or directory, open ${String(about)}`, 1300002)
    if (code === 'EEXIST') throw new FileError(`file already exists, open ${String(about)}`, 1301005)
    if (code === 'EISDIR') throw new FileError(`illegal operation on a directory, open ${String(about)}`, 1301003)
    if (code === 'EBADF') throw new FileError('permission denied', 1302001)
    throw new FileError('system error', 1300201)
  }
}
