import { brotliCompressSync, deflateRawSync } from 'node:zlib'
import { conformance } from './kit'
import { call, file, fileNow } from './wx'

interface Stats {
  size: number
  isFile(): boolean
  isDirectory(): boolean
}
/** The mini-program's wx, in functions that are evaluated there. */
declare const wx: { getFileSystemManager(): Record<string, (...values: unknown[]) => unknown> }

const { claim } = conformance('native')
const of = (...names: string[]) => ['wx.getFileSystemManager', ...names.map((name) => `FileSystemManager.${name}`)]

claim(
  of('writeFile', 'readFile', 'writeFileSync', 'readFileSync', 'appendFile', 'appendFileSync'),
  'writes and reads text in every encoding, parts of it, and bytes',
  async ({ app, reset }) => {
    await reset()
    const filePath = 'wxfile://usr/note.txt'
    expect(await file(app, 'writeFile', { filePath, data: '你好', encoding: 'utf8' })).toEqual({
      errMsg: 'writeFile:ok',
    })
    expect(await file(app, 'appendFile', { filePath, data: '，世界' })).toMatchObject({ errMsg: 'appendFile:ok' })
    expect(await fileNow(app, 'appendFileSync', filePath, '!')).toBe('done')
    expect(await file(app, 'readFile', { filePath, encoding: 'utf8' })).toMatchObject({ data: '你好，世界!' })
    expect(await fileNow(app, 'readFileSync', filePath, 'utf8', 3, 3)).toBe('好')
    expect(await fileNow(app, 'readFileSync', filePath, 'base64', 0, 3)).toBe(Buffer.from('你').toString('base64'))
    expect(await fileNow(app, 'readFileSync', filePath, 'hex', 0, 3)).toBe('e4bda0')
    const bytes = await app.evaluate(() => {
      const fs = wx.getFileSystemManager()
      fs.writeFileSync!('wxfile://usr/b', new Uint8Array([0, 255, 7]).buffer)
      const read = fs.readFileSync!('wxfile://usr/b') as ArrayBuffer
      return [read instanceof ArrayBuffer, ...new Uint8Array(read)]
    })
    expect(bytes).toEqual([true, 0, 255, 7])
    expect(await fileNow(app, 'readFileSync', filePath, 'utf9')).toBe('readFileSync:fail invalid encoding utf9')
    expect(await file(app, 'readFile', { filePath, position: 99 })).toMatchObject({
      errMsg: 'readFile:fail value of position is out of range',
      errno: 1301009,
    })
  },
)

claim(of('readFile', 'access', 'accessSync'), 'says what is wrong in WeChat’s words', async ({ app, reset }) => {
  await reset()
  expect(await file(app, 'readFile', { filePath: 'wxfile://usr/none' })).toEqual({
    errMsg: 'readFile:fail no such file or directory, open wxfile://usr/none',
    errno: 1300002,
    errCode: 1300002,
  })
  expect(await fileNow(app, 'accessSync', 'wxfile://usr/none')).toBe(
    'accessSync:fail no such file or directory, access wxfile://usr/none',
  )
  expect(await file(app, 'access', { path: 'wxfile://usr' })).toEqual({ errMsg: 'access:ok' })
  const outside = 'wxfile://usr/../../../etc/passwd'
  expect((await file(app, 'readFile', { filePath: outside })).errMsg).toContain('permission denied')
  expect((await file(app, 'writeFile', { filePath: '/app.json', data: '' })).errMsg).toContain('permission denied')
  expect((await file(app, 'readFile', { filePath: '/app.json', encoding: 'utf8' })).data).toContain('pages/home/index')
})

claim(
  of('mkdir', 'mkdirSync', 'readdir', 'readdirSync', 'rmdir', 'rmdirSync', 'rename', 'renameSync', 'copyFile').concat(
    of('copyFileSync', 'unlink', 'unlinkSync').slice(1),
  ),
  'keeps folders, and moves, copies and removes what is in them',
  async ({ app, reset }) => {
    await reset()
    expect(await fileNow(app, 'mkdirSync', 'wxfile://usr/a/b')).toMatch(/no such file or directory/)
    expect(await fileNow(app, 'mkdirSync', 'wxfile://usr/a/b', true)).toBe('done')
    expect((await file(app, 'mkdir', { dirPath: 'wxfile://usr/a' })).errMsg).toMatch(/fail file already exists/)
    await fileNow(app, 'writeFileSync', 'wxfile://usr/a/1.txt', 'one')
    expect(await fileNow(app, 'copyFileSync', 'wxfile://usr/a/1.txt', 'wxfile://usr/a/2.txt')).toBe('done')
    const copied = { srcPath: '/app.json', destPath: 'wxfile://usr/a/b/app.json' }
    expect(await file(app, 'copyFile', copied)).toEqual({ errMsg: 'copyFile:ok' })
    expect(await fileNow(app, 'renameSync', 'wxfile://usr/a/2.txt', 'wxfile://usr/a/3.txt')).toBe('done')
    const missing = { oldPath: 'wxfile://usr/x', newPath: 'wxfile://usr/y' }
    expect((await file(app, 'rename', missing)).errMsg).toBe(
      'rename:fail no such file or directory, rename wxfile://usr/x -> wxfile://usr/y',
    )
    expect(await fileNow(app, 'readdirSync', 'wxfile://usr/a')).toEqual(['1.txt', '3.txt', 'b'])
    expect(await fileNow(app, 'rmdirSync', 'wxfile://usr/a')).toMatch(/directory not empty/)
    expect(await fileNow(app, 'unlinkSync', 'wxfile://usr/a/3.txt')).toBe('done')
    expect((await file(app, 'unlink', { filePath: 'wxfile://usr/a' })).errMsg).toMatch(/operation not permitted/)
    expect((await file(app, 'readdir', { dirPath: 'wxfile://usr/a' })).files).toEqual(['1.txt', 'b'])
    expect(await file(app, 'rmdir', { dirPath: 'wxfile://usr/a', recursive: true })).toEqual({ errMsg: 'rmdir:ok' })
    expect(await fileNow(app, 'readdirSync', 'wxfile://usr')).toEqual([])
  },
)

claim(of('stat', 'statSync', 'getFileInfo'), 'tells sizes, kinds and digests', async ({ app, reset }) => {
  await reset()
  const told = await app.evaluate(() => {
    const fs = wx.getFileSystemManager()
    fs.mkdirSync!('wxfile://usr/d')
    fs.writeFileSync!('wxfile://usr/d/f', 'abc')
    const one = fs.statSync!('wxfile://usr/d/f') as Stats
    const all = fs.statSync!('wxfile://usr/d', true) as { path: string; stats: Stats }[]
    return [one.size, one.isFile(), one.isDirectory(), all.map(({ path, stats }) => [path, stats.isDirectory()])]
  })
  expect(told).toEqual([3, true, false, [['/', true], ['/f', false]]]) // prettier-ignore
  const info = await file(app, 'getFileInfo', { filePath: 'wxfile://usr/d/f' })
  expect(info).toMatchObject({ size: 3, digest: '900150983cd24fb0d6963f7d28e17f72' })
  expect((await file(app, 'stat', { path: 'wxfile://usr/none' })).errMsg).toMatch(/fail no such file or directory/)
})

claim(
  of('open', 'openSync', 'read', 'readSync', 'write', 'writeSync', 'fstat', 'fstatSync', 'ftruncate').concat(
    of('ftruncateSync', 'close', 'closeSync', 'truncate', 'truncateSync').slice(1),
  ),
  'opens files and reads and writes at positions',
  async ({ app, reset }) => {
    await reset()
    const told = await app.evaluate(() => {
      const fs = wx.getFileSystemManager()
      const fd = fs.openSync!({ filePath: 'wxfile://usr/f', flag: 'w+' })
      const first = fs.writeSync!({ fd, data: 'abcdef' })
      fs.writeSync!({ fd, data: new Uint8Array([88, 89, 90]).buffer, offset: 1, length: 2, position: 2 })
      const buffer = new ArrayBuffer(8)
      const read = fs.readSync!({ fd, arrayBuffer: buffer, offset: 1, length: 6, position: 0 })
      const text = String.fromCharCode(...new Uint8Array(buffer))
      fs.ftruncateSync!({ fd, length: 2 })
      const { size } = fs.fstatSync!({ fd }) as Stats
      fs.closeSync!({ fd })
      fs.truncateSync!({ filePath: 'wxfile://usr/f', length: 1 })
      const { bytesRead } = read as { bytesRead: number }
      return [first, bytesRead, text, size, fs.readFileSync!('wxfile://usr/f', 'ascii')]
    })
    expect(told).toEqual([{ bytesWritten: 6 }, 6, '\0abYZef\0', 2, 'a'])
    const opened = await file(app, 'open', { filePath: 'wxfile://usr/f', flag: 'a' })
    expect(await file(app, 'write', { fd: opened.fd, data: 'bc' })).toMatchObject({ bytesWritten: 2 })
    expect(await file(app, 'fstat', { fd: opened.fd })).toMatchObject({ stats: { size: 3 } })
    expect(await file(app, 'ftruncate', { fd: opened.fd, length: 2 })).toEqual({ errMsg: 'ftruncate:ok' })
    expect(await file(app, 'close', { fd: opened.fd })).toEqual({ errMsg: 'close:ok' })
    expect((await file(app, 'close', { fd: opened.fd })).errMsg).toBe('close:fail bad file descriptor')
    expect(await file(app, 'truncate', { filePath: 'wxfile://usr/f' })).toEqual({ errMsg: 'truncate:ok' })
    const noBuffer = { fd: (await fileNow(app, 'openSync', { filePath: 'wxfile://usr/f' })) as string }
    expect((await file(app, 'read', noBuffer)).errMsg).toBe('read:fail array buffer does not exist')
    const refused = await fileNow(app, 'openSync', { filePath: 'wxfile://usr/none' })
    expect(refused).toBe('openSync:fail no such file or directory, open wxfile://usr/none')
  },
)

claim(of('writeFile', 'truncateSync'), 'keeps 200 MB and no more', async ({ app, reset }) => {
  await reset()
  await fileNow(app, 'writeFileSync', 'wxfile://usr/big', '')
  await fileNow(app, 'truncateSync', { filePath: 'wxfile://usr/big', length: 200 * 1024 * 1024 - 2 })
  expect(await file(app, 'writeFile', { filePath: 'wxfile://usr/x', data: 'abc' })).toMatchObject({
    errMsg: 'writeFile:fail the maximum size of the file storage limit is exceeded',
    errno: 1300202,
  })
  expect(await file(app, 'writeFile', { filePath: 'wxfile://usr/x', data: 'ab' })).toEqual({ errMsg: 'writeFile:ok' })
})

claim(
  of('unzip', 'readZipEntry', 'readCompressedFile', 'readCompressedFileSync'),
  'unpacks archives and brotli files',
  async ({ app, reset }) => {
    await reset()
    const { archive, text } = zipOf('d/one.txt', '一个文件'.repeat(20))
    await fileNow(app, 'writeFileSync', 'wxfile://usr/a.zip', archive, 'base64')
    const paths = { zipFilePath: 'wxfile://usr/a.zip', targetPath: 'wxfile://usr/out' }
    expect(await file(app, 'unzip', paths)).toEqual({ errMsg: 'unzip:ok' })
    expect(await fileNow(app, 'readFileSync', 'wxfile://usr/out/d/one.txt', 'utf8')).toBe(text)
    const entry = await file(app, 'readZipEntry', { filePath: 'wxfile://usr/a.zip', entries: 'all', encoding: 'utf8' })
    expect(entry.entries).toEqual({ 'd/one.txt': { data: text, errMsg: 'ok' } })
    await fileNow(app, 'writeFileSync', 'wxfile://usr/a.br', brotliCompressSync(text).toString('base64'), 'base64')
    const read = await app.evaluate(() => {
      const options = { filePath: 'wxfile://usr/a.br', compressionAlgorithm: 'br' }
      return (wx.getFileSystemManager().readCompressedFileSync!(options) as ArrayBuffer).byteLength
    })
    expect(read).toBe(Buffer.byteLength(text))
    const bad = { filePath: 'wxfile://usr/a.zip', compressionAlgorithm: 'br' }
    expect((await file(app, 'readCompressedFile', bad)).errMsg).toBe('readCompressedFile:fail brotli decompress fail')
  },
)

claim(
  of('saveFile', 'getSavedFileList', 'removeSavedFile'),
  'saves temporary files for good, past a restart, and per person',
  async ({ app, reset, phone }) => {
    await phone.fixtures({ media: ['data:image/png;base64,iVBORw0KGgo='] })
    const picked = await call(app, 'chooseMedia', { count: 1 })
    const [{ tempFilePath } = { tempFilePath: '' }] = picked.tempFiles as { tempFilePath: string }[]
    expect(await call(app, 'getFileInfo', { filePath: tempFilePath })).toMatchObject({ size: 8 })
    const { savedFilePath } = await call(app, 'saveFile', { tempFilePath })
    expect(savedFilePath).toMatch(/^wxfile:\/\/store_\w+\.png$/)
    expect((await call(app, 'saveFile', { tempFilePath })).errMsg).toBe('saveFile:fail tempFilePath file not exist')
    await fileNow(app, 'writeFileSync', 'wxfile://usr/mine', 'mine')
    await reset({ keepStorage: true })
    expect(await file(app, 'getSavedFileList')).toMatchObject({ fileList: [{ filePath: savedFilePath, size: 8 }] })
    expect(await fileNow(app, 'readFileSync', 'wxfile://usr/mine', 'utf8')).toBe('mine')
    await reset({ person: 'somebody-else', keepStorage: true })
    expect(await fileNow(app, 'readdirSync', 'wxfile://usr')).toEqual([])
    await reset({ person: 'visitor', keepStorage: true })
    expect(await call(app, 'getSavedFileInfo', { filePath: savedFilePath })).toMatchObject({ size: 8 })
    expect(await call(app, 'removeSavedFile', { filePath: savedFilePath })).toEqual({ errMsg: 'removeSavedFile:ok' })
    expect(await call(app, 'getSavedFileList')).toMatchObject({ fileList: [] })
    await reset()
    expect(await fileNow(app, 'readdirSync', 'wxfile://usr')).toEqual([])
  },
)

/** A zip archive with one packed file, base64. */
function zipOf(name: string, text: string): { archive: string; text: string } {
  const packed = deflateRawSync(text)
  const field = (...values: [size: number, value: number][]) => {
    const buffer = Buffer.alloc(values.reduce((sum, [size]) => sum + size, 0))
    values.reduce((at, [size, value]) => buffer.writeUIntLE(value, at, size), 0)
    return buffer
  }
  const sizes: [number, number][] = [[4, 0], [4, packed.length], [4, Buffer.byteLength(text)], [2, name.length], [2, 0]] // prettier-ignore
  const local = Buffer.concat([
    field([4, 0x04034b50], [2, 20], [2, 0], [2, 8], [4, 0], ...sizes),
    Buffer.from(name),
    packed,
  ])
  const comment: [number, number][] = [[2, 0], [2, 0], [2, 0], [4, 0], [4, 0]] // prettier-ignore
  const head = field([4, 0x02014b50], [2, 20], [2, 20], [2, 0], [2, 8], [4, 0], ...sizes, ...comment)
  const directory = Buffer.concat([head, Buffer.from(name)])
  const end = field([4, 0x06054b50], [4, 0], [2, 1], [2, 1], [4, directory.length], [4, local.length], [2, 0])
  return { archive: Buffer.concat([local, directory, end]).toString('base64'), text }
}
