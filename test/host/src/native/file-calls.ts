import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { FILE_METHODS } from '../runtime/wx/file-methods'
import { FileDescriptors } from './file-descriptors'
import { bytesOf, readable, statsOf, type FileOptions } from './file-bytes'
import { FileError, type PersonFiles } from './files'
import { readZip } from './zip'

const READ_LIMIT = 100 * 1024 * 1024

/** FileSystemManager over the real file system: each method takes WeChat's options and throws WeChat's messages. */
export class FileCalls {
  private readonly descriptors: FileDescriptors

  constructor(private readonly files: PersonFiles) {
    this.descriptors = new FileDescriptors(files)
  }

  /** Undefined when there is no such method. */
  call(method: string, options: FileOptions): unknown {
    if (!(method in FILE_METHODS) && method !== 'getSavedFileInfo') return undefined
    const target = (DESCRIPTOR_METHODS.includes(method) ? this.descriptors : this) as unknown as Calls
    return target[method]!(options) ?? {}
  }

  access({ path }: FileOptions): void {
    this.existing(path, 'access')
  }

  readFile({ filePath, encoding, position, length }: FileOptions): FileOptions {
    const real = this.existingFile(filePath)
    const { size } = fs.statSync(real)
    if (size > READ_LIMIT) throw new FileError('the maximum size of the file storage limit is exceeded', 1300202)
    const from = Number(position ?? 0)
    if (from < 0 || (from >= size && size > 0)) throw new FileError('value of position is out of range', 1301009)
    const count = length === undefined ? size - from : Number(length)
    if (count < 0 || from + count > size) throw new FileError('value of length is out of range', 1301006)
    return readable(fs.readFileSync(real).subarray(from, from + count), encoding)
  }

  writeFile(options: FileOptions): void {
    const { real, data } = this.writing(options)
    this.files.makeRoom(data.length - (fs.existsSync(real) ? fs.statSync(real).size : 0))
    fs.writeFileSync(real, data)
  }

  appendFile(options: FileOptions): void {
    const { real, data } = this.writing(options)
    if (!fs.existsSync(real))
      throw new FileError(`no such file or directory, open ${String(options.filePath)}`, 1300002)
    this.files.makeRoom(data.length)
    fs.appendFileSync(real, data)
  }

  copyFile({ srcPath, destPath }: FileOptions): void {
    const both = `copyFile ${String(srcPath)} -> ${String(destPath)}`
    const from = this.files.locate(srcPath, both).real
    const to = this.files.locateOwn(destPath, both)
    if (!fs.existsSync(from) || !fs.existsSync(dirname(to))) {
      throw new FileError(`no such file or directory, ${both}`, 1300002)
    }
    if (fs.statSync(from).isDirectory()) throw new FileError(`illegal operation on a directory, ${both}`, 1301003)
    this.files.makeRoom(fs.statSync(from).size)
    fs.copyFileSync(from, to)
  }

  rename({ oldPath, newPath }: FileOptions): void {
    const both = `rename ${String(oldPath)} -> ${String(newPath)}`
    const from = this.files.locateOwn(oldPath, both)
    const to = this.files.locateOwn(newPath, both)
    if (!fs.existsSync(from) || !fs.existsSync(dirname(to))) {
      throw new FileError(`no such file or directory, ${both}`, 1300002)
    }
    fs.renameSync(from, to)
  }

  unlink({ filePath }: FileOptions): void {
    const real = this.existing(filePath, 'unlink')
    this.removable(filePath)
    if (fs.statSync(real).isDirectory()) {
      throw new FileError(`operation not permitted, unlink ${String(filePath)}`, 1300001)
    }
    fs.unlinkSync(real)
  }

  mkdir({ dirPath, recursive = false }: FileOptions): void {
    const real = this.files.locateOwn(dirPath, 'mkdir')
    if (fs.existsSync(real)) throw new FileError(`file already exists, mkdir ${String(dirPath)}`, 1301005)
    if (!recursive && !fs.existsSync(dirname(real))) {
      throw new FileError(`no such file or directory, mkdir ${String(dirPath)}`, 1300002)
    }
    fs.mkdirSync(real, { recursive: Boolean(recursive) })
  }

  rmdir({ dirPath, recursive = false }: FileOptions): void {
    const real = this.existing(dirPath, 'rmdir')
    this.files.locateOwn(dirPath, 'rmdir')
    if (!fs.statSync(real).isDirectory()) throw new FileError(`not a directory, rmdir ${String(dirPath)}`, 1300020)
    if (!recursive && fs.readdirSync(real).length) {
      throw new FileError(`directory not empty, rmdir ${String(dirPath)}`, 1300066)
    }
    fs.rmSync(real, { recursive: true })
  }

  readdir({ dirPath }: FileOptions): FileOptions {
    const real = this.existing(dirPath, 'scandir')
    if (!fs.statSync(real).isDirectory()) throw new FileError(`not a directory, scandir ${String(dirPath)}`, 1300020)
    return { files: fs.readdirSync(real) }
  }

  stat({ path, recursive = false }: FileOptions): FileOptions {
    const real = this.existing(path, 'stat')
    if (!recursive || !fs.statSync(real).isDirectory()) return { stats: statsOf(real) }
    const list: { path: string; stats: object }[] = []
    const visit = (folder: string, inside: string): void => {
      list.push({ path: inside || '/', stats: statsOf(folder) })
      if (!fs.statSync(folder).isDirectory()) return
      for (const name of fs.readdirSync(folder)) visit(join(folder, name), `${inside}/${name}`)
    }
    visit(real, '')
    return { stats: list }
  }

  truncate({ filePath, length = 0 }: FileOptions): void {
    this.files.locateOwn(filePath)
    const real = this.existingFile(filePath)
    this.files.makeRoom(Number(length) - fs.statSync(real).size)
    fs.truncateSync(real, Number(length))
  }

  saveFile({ tempFilePath, filePath }: FileOptions): FileOptions {
    const { real, area } = this.files.locate(tempFilePath)
    if (area !== 'tmp' || !fs.existsSync(real)) throw new FileError('tempFilePath file not exist', 1301112)
    const target = typeof filePath === 'string' ? filePath : this.files.newSaved(real)
    const to = filePath === undefined ? this.files.locate(target).real : this.files.locateOwn(target)
    if (!fs.existsSync(dirname(to))) throw new FileError(`no such file or directory, open ${target}`, 1300002)
    this.files.makeRoom(fs.statSync(real).size)
    fs.renameSync(real, to)
    return { savedFilePath: target }
  }

  getSavedFileList(): FileOptions {
    const fileList = this.files.saved.map(({ path, real }) => {
      const { size, birthtimeMs } = fs.statSync(real)
      return { filePath: path, size, createTime: Math.floor(birthtimeMs / 1000) }
    })
    return { fileList }
  }

  getSavedFileInfo({ filePath }: FileOptions): FileOptions {
    const saved = this.files.saved.find(({ path }) => path === filePath)
    if (!saved) throw new FileError('file not exist', 1300002)
    const { size, birthtimeMs } = fs.statSync(saved.real)
    return { size, createTime: Math.floor(birthtimeMs / 1000) }
  }

  removeSavedFile({ filePath }: FileOptions): void {
    const saved = this.files.saved.find(({ path }) => path === filePath)
    if (!saved) throw new FileError('file not exist', 1300002)
    fs.unlinkSync(saved.real)
  }

  getFileInfo({ filePath, digestAlgorithm = 'md5' }: FileOptions): FileOptions {
    const real = this.existingFile(filePath)
    if (digestAlgorithm !== 'md5' && digestAlgorithm !== 'sha1') throw new FileError('Invalid argument', 1300022)
    const data = fs.readFileSync(real)
    return { size: data.length, digest: createHash(digestAlgorithm).update(data).digest('hex') }
  }

  unzip({ zipFilePath, targetPath }: FileOptions): void {
    const both = `unzip ${String(zipFilePath)} -> ${String(targetPath)}`
    const target = this.files.locateOwn(targetPath, both)
    for (const { path, isFolder, read } of this.archive(zipFilePath, both)) {
      const inside = posix.normalize(path)
      if (inside.startsWith('..')) throw new FileError('unzip entry fail', 1301103)
      const real = join(target, inside)
      fs.mkdirSync(isFolder ? real : dirname(real), { recursive: true })
      if (isFolder) continue
      const data = read()
      this.files.makeRoom(data.length)
      fs.writeFileSync(real, data)
    }
  }

  readZipEntry({ filePath, entries, encoding }: FileOptions): FileOptions {
    const archive = this.archive(filePath, `open ${String(filePath)}`).filter(({ isFolder }) => !isFolder)
    const wanted: FileOptions[] =
      entries === 'all' ? archive.map(({ path }) => ({ path, encoding })) : (entries as FileOptions[])
    const result = wanted.map((want) => {
      const entry = archive.find(({ path }) => path === want.path)
      if (!entry) return [want.path, { errMsg: `no such file or directory ${String(want.path)}` }]
      const data = entry.read()
      const from = Number(want.position ?? 0)
      const count = want.length === undefined ? data.length : Number(want.length)
      return [want.path, { ...readable(data.subarray(from, from + count), want.encoding), errMsg: 'ok' }]
    })
    return { entries: Object.fromEntries(result) as Record<string, unknown> }
  }

  readCompressedFile({ filePath }: FileOptions): FileOptions {
    try {
      return { bytes: brotliDecompressSync(fs.readFileSync(this.existingFile(filePath))).toString('base64') }
    } catch (error) {
      throw error instanceof FileError ? error : new FileError('brotli decompress fail', 1301111)
    }
  }

  private archive(path: unknown, verb: string): ReturnType<typeof readZip> {
    const { real } = this.files.locate(path, verb)
    if (!fs.existsSync(real)) throw new FileError(`no such file or directory, ${verb}`, 1300002)
    try {
      return readZip(fs.readFileSync(real))
    } catch (error) {
      throw new FileError((error as Error).message, 1301102)
    }
  }

  private writing({ filePath, data, bytes, encoding = 'utf8' }: FileOptions): { real: string; data: Buffer } {
    const real = this.files.locateOwn(filePath)
    if (fs.existsSync(real) && fs.statSync(real).isDirectory()) {
      throw new FileError(`illegal operation on a directory, open ${String(filePath)}`, 1301003)
    }
    if (!fs.existsSync(dirname(real)))
      throw new FileError(`no such file or directory, open ${String(filePath)}`, 1300002)
    return { real, data: bytesOf(data, bytes, encoding) }
  }

  private existing(path: unknown, verb: string): string {
    const { real } = this.files.locate(path, verb)
    if (!fs.existsSync(real)) throw new FileError(`no such file or directory, ${verb} ${String(path)}`, 1300002)
    return real
  }

  private existingFile(path: unknown): string {
    const real = this.existing(path, 'open')
    if (fs.statSync(real).isDirectory()) {
      throw new FileError(`illegal operation on a directory, open ${String(path)}`, 1301003)
    }
    return real
  }

  private removable(path: unknown): void {
    const { area } = this.files.locate(path)
    if (area === 'package') throw new FileError(`permission denied, unlink ${String(path)}`, 1300013)
  }
}

type Calls = Record<string, (options: FileOptions) => unknown>

const DESCRIPTOR_METHODS = ['open', 'close', 'read', 'write', 'fstat', 'ftruncate']
