import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { until, type Driver } from '../src/driver'
import { conformance } from './kit'
import { call, file, fileNow } from './wx'

type Callbacks = Record<string, unknown>
interface Task {
  abort(): void
  onHeadersReceived(listener: (headers: { statusCode: number; header: Record<string, string> }) => void): void
  onChunkReceived(listener: (chunk: { data: ArrayBuffer }) => void): void
  onProgressUpdate(listener: (progress: { progress: number; totalBytesSent?: number }) => void): void
}
/** The mini-program's wx, in functions that are evaluated there. */
declare const wx: Record<'request' | 'uploadFile' | 'downloadFile', (options: Callbacks) => Task>

let server: Server
const seen: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }[] = []
let aborted = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method, url = '', headers } = request
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
      response.on('close', () => (aborted += response.writableFinished ? 0 : 1))
      if (url === '/never') return
      if (url === '/moved') return response.writeHead(302, { location: '/final' }).end()
      if (url === '/packed') return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('"packed"'))
      if (url === '/cookies') return response.writeHead(200, { 'set-cookie': ['a=1; Path=/', 'b=2'] }).end('{}')
      if (url === '/chunks') return sendSlowly(response.writeHead(200, { 'content-type': 'text/plain' }))
      if (url === '/big.txt') return response.writeHead(200, { 'content-type': 'text/plain' }).end('x'.repeat(300_000))
      if (url === '/gone') return response.writeHead(404, { 'content-type': 'application/json' }).end('{"no":1}')
      response.writeHead(200, { 'content-type': 'application/json', etag: '"v1"' }).end(`{"url":"${url}"}`)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const { claim } = conformance('native', () => ({
  api: {
    'https://api.example.com': `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    'https://closed.example.com': 'http://127.0.0.1:1',
  },
}))
const ORIGIN = 'https://api.example.com'
const request = (app: Driver, path: string, options: object = {}) =>
  call(app, 'request', { url: path.startsWith('/') ? ORIGIN + path : path, ...options })

claim('wx.request', 'sends what WeChat would send', async ({ app }) => {
  expect(await request(app, '/a?x=1', { data: { q: '中 文', n: 2 } })).toMatchObject({
    data: { url: '/a?x=1&q=%E4%B8%AD%20%E6%96%87&n=2' },
    statusCode: 200,
    errMsg: 'request:ok',
  })
  expect(seen.at(-1)!.headers.referer).toBe('https://servicewechat.com/wx0000000000000000/devtools/page-frame.html')
  await request(app, '/json', { method: 'POST', data: { a: [1] }, header: { 'X-Own': 'yes', Referer: 'http://evil' } })
  expect(seen.at(-1)).toMatchObject({
    method: 'POST',
    body: '{"a":[1]}',
    headers: { 'content-type': 'application/json', 'content-length': '9', 'x-own': 'yes' },
  })
  expect(seen.at(-1)!.headers.referer).toMatch('servicewechat.com')
  const header = { 'Content-Type': 'application/x-www-form-urlencoded' }
  await request(app, '/form', { method: 'PUT', data: { a: 'x y', b: 1 }, header })
  expect(seen.at(-1)).toMatchObject({ method: 'PUT', body: 'a=x%20y&b=1' })
  expect((await request(app, '/x', { method: 'PATCH' })).errMsg).toBe('request:fail method is invalid')
})

claim('wx.request', 'hands over answers as they were asked for', async ({ app, phone, reset }) => {
  await reset()
  expect(await request(app, '/gone')).toMatchObject({ statusCode: 404, data: { no: 1 }, errMsg: 'request:ok' })
  expect(await request(app, '/text', { dataType: 'text' })).toMatchObject({ data: '{"url":"/text"}' })
  expect(await request(app, '/packed')).toMatchObject({ data: 'packed' })
  expect(await request(app, '/cookies')).toMatchObject({ cookies: ['a=1; Path=/', 'b=2'] })
  expect(await request(app, '/moved')).toMatchObject({ data: { url: '/final' }, statusCode: 200 })
  const manual = await request(app, '/moved', { redirect: 'manual' })
  expect(manual).toMatchObject({ statusCode: 302, header: { location: '/final' } })
  const length = await app.evaluate(
    (url: string) =>
      new Promise((resolve) => {
        const success = ({ data }: { data: ArrayBuffer }) => resolve([data instanceof ArrayBuffer, data.byteLength])
        wx.request({ url, responseType: 'arraybuffer', success })
      }),
    `${ORIGIN}/b`,
  )
  expect(length).toEqual([true, 12])
  const { requests } = await phone.state()
  expect(requests.map(({ url, status }) => [url.slice(ORIGIN.length), status])).toEqual([
    ...[['/gone', 404], ['/text', 200], ['/packed', 200], ['/cookies', 200], ['/moved', 200], ['/moved', 302]], // prettier-ignore
    ['/b', 200],
  ])
  expect(requests[0]).toMatchObject({ method: 'GET', responseBytes: 8, kind: 'request', isAuthorized: false })
  expect(requests[1]!.cacheHeaders).toEqual({ etag: '"v1"' })
  expect(requests[1]!.endedAt! - requests[1]!.startedAt).toBeGreaterThan(0)
})

claim('wx.request', 'fails as the network does, with message and number', async ({ app, phone }) => {
  expect(await request(app, 'https://elsewhere.example/x')).toMatchObject({
    errMsg: 'request:fail url not in domain list',
    errno: 600002,
  })
  expect(await request(app, 'nonsense')).toMatchObject({ errMsg: 'request:fail invalid url "nonsense"', errno: 600009 })
  expect(await request(app, '/never', { timeout: 50 })).toMatchObject({ errMsg: 'request:fail timeout', errno: 5 })
  expect(await request(app, 'https://closed.example.com/x')).toMatchObject({
    errMsg: 'request:fail errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED',
    errno: 600001,
  })
  await phone.setOnline(false)
  expect((await request(app, '/x')).errMsg).toContain('net::ERR_INTERNET_DISCONNECTED')
  await phone.setOnline(true)
})

claim(
  ['RequestTask.abort', 'RequestTask.onHeadersReceived', 'RequestTask.onChunkReceived', 'wx.request'],
  'is stopped half-way, and tells of headers and chunks as they come',
  async ({ app }) => {
    aborted = 0
    const failure = await app.evaluate(
      (url: string) =>
        new Promise((resolve) => {
          const task = wx.request({ url, fail: ({ errMsg }: { errMsg: string }) => resolve(errMsg) })
          setTimeout(() => task.abort(), 60)
        }),
      `${ORIGIN}/never`,
    )
    expect(failure).toBe('request:fail abort')
    await until(
      () => Promise.resolve(aborted),
      (count) => count === 1,
    )
    const told = await app.evaluate(
      (url: string) =>
        new Promise((resolve) => {
          const told: unknown[] = []
          const task = wx.request({
            url,
            enableChunked: true,
            success: ({ data }: Callbacks) => resolve([...told, data]),
          })
          task.onHeadersReceived(({ statusCode, header }) => told.push([statusCode, header['content-type']]))
          task.onChunkReceived(({ data }) => told.push(String.fromCharCode(...new Uint8Array(data))))
        }),
      `${ORIGIN}/chunks`,
    )
    expect(told).toEqual([[200, 'text/plain'], 'one ', 'two ', 'three', ''])
  },
)

claim(
  ['wx.uploadFile', 'UploadTask.onProgressUpdate', 'UploadTask.abort', 'UploadTask.onHeadersReceived'],
  'uploads a file in a form, and tells how far it is',
  async ({ app }) => {
    await fileNow(app, 'writeFileSync', 'wxfile://usr/报告.txt', '内容'.repeat(40_000))
    const told = await app.evaluate(
      (url: string) =>
        new Promise((resolve) => {
          const told: number[] = []
          const task = wx.uploadFile({
            ...{ url, filePath: 'wxfile://usr/报告.txt', name: 'report', formData: { kind: '月报' } },
            success: ({ data, statusCode }: Callbacks) => resolve({ told, data, statusCode }),
          })
          task.onProgressUpdate(({ progress }) => told.push(progress))
        }),
      `${ORIGIN}/upload`,
    )
    expect(told).toMatchObject({ data: '{"url":"/upload"}', statusCode: 200 })
    const { told: progress } = told as { told: number[] }
    expect(progress.length).toBeGreaterThan(1)
    expect(progress.at(-1)).toBe(100)
    const { body, headers } = seen.at(-1)!
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(body).toContain('name="kind"\r\n\r\n月报\r\n')
    expect(body).toContain('name="report"; filename="报告.txt"\r\nContent-Type: text/plain\r\n\r\n内容内容')
    const missing = { url: `${ORIGIN}/upload`, name: 'x', filePath: 'wxfile://usr/none' }
    expect((await call(app, 'uploadFile', missing)).errMsg).toMatch(/^uploadFile:fail .*no such file/)
  },
)

claim(
  ['wx.downloadFile', 'DownloadTask.onProgressUpdate', 'DownloadTask.abort', 'DownloadTask.onHeadersReceived'],
  'downloads into a temporary file or where it was told to',
  async ({ app }) => {
    const told = (await app.evaluate(
      (url: string) =>
        new Promise((resolve) => {
          const told: number[] = []
          const task = wx.downloadFile({ url, success: (result: Callbacks) => resolve({ told, ...result }) })
          task.onProgressUpdate(({ progress }) => told.push(progress))
        }),
      `${ORIGIN}/big.txt`,
    )) as { told: number[]; tempFilePath: string }
    expect(told).toMatchObject({ statusCode: 200, errMsg: 'downloadFile:ok' })
    expect(told.told.at(-1)).toBe(100)
    expect(told.tempFilePath).toMatch(/^wxfile:\/\/tmp_\w+\.txt$/)
    expect(await file(app, 'getFileInfo', { filePath: told.tempFilePath })).toMatchObject({ size: 300_000 })
    const filePath = 'wxfile://usr/kept.txt'
    expect(await call(app, 'downloadFile', { url: `${ORIGIN}/big.txt`, filePath })).toMatchObject({ filePath })
    expect(await fileNow(app, 'readFileSync', filePath, 'utf8', 0, 3)).toBe('xxx')
  },
)

claim(
  [
    ...['wx.getNetworkType', 'wx.onNetworkStatusChange', 'wx.offNetworkStatusChange', 'wx.onNetworkWeakChange'],
    'phone setOnline',
  ],
  'tells how the phone is connected, and when that changes',
  async ({ app, phone }) => {
    await app.evaluate(() => {
      const heard: unknown[] = []
      const { onNetworkStatusChange, onNetworkWeakChange } = wx as unknown as Record<string, (on: unknown) => void>
      onNetworkStatusChange!((state: unknown) => heard.push(state))
      onNetworkWeakChange!(({ weakNet }: { weakNet: boolean }) => heard.push(weakNet))
      ;(wx as unknown as { heard: unknown }).heard = heard
    })
    expect(await call(app, 'getNetworkType')).toMatchObject({ networkType: 'wifi', weakNet: false })
    await phone.fixtures({ network: { type: '4g' } })
    expect(await call(app, 'getNetworkType')).toMatchObject({ networkType: '4g' })
    await phone.fixtures({ network: { weak: true } })
    await phone.setOnline(false)
    expect(await call(app, 'getNetworkType')).toMatchObject({ networkType: 'none' })
    await phone.setOnline(true)
    expect(await app.evaluate(() => (wx as unknown as { heard: unknown }).heard)).toEqual([
      { isConnected: true, networkType: '4g' },
      true,
      { isConnected: false, networkType: 'none' },
      { isConnected: true, networkType: '4g' },
    ])
    await app.evaluate(() => (wx as unknown as Record<string, () => void>).offNetworkStatusChange!())
  },
)

function sendSlowly(response: { write(text: string): void; end(text: string): void }): void {
  response.write('one ')
  setTimeout(() => response.write('two '), 40)
  setTimeout(() => response.end('three'), 80)
}

claim(
  ['strict concurrent requests', 'RequestTask.abort'],
  'ten requests go at once, the others wait their turn',
  async ({ app }) => {
    const begun = () => Promise.resolve(seen.filter(({ url }) => url === '/never').length)
    const before = await begun()
    await app.evaluate((url: string) => {
      const tasks = Array.from({ length: 12 }, () => wx.request({ url, fail: () => undefined }))
      Object.assign(global, { tasks })
    }, `${ORIGIN}/never`)
    await until(begun, (count) => count === before + 10)
    await app.evaluate(() => (global as unknown as { tasks: Task[] }).tasks[0]!.abort())
    await until(begun, (count) => count === before + 11)
    await app.evaluate(() => (global as unknown as { tasks: Task[] }).tasks.forEach((task) => task.abort()))
    expect(await request(app, '/a')).toMatchObject({ statusCode: 200 })
    expect(await begun()).toBe(before + 11)
  },
)
