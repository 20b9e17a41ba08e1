import { toBase64 } from '../native'
import { WxError, type Api, type Options } from './api'
import { Transfers, TransferTask, type Transferred } from './transfers'

const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT']

/** wx.request, wx.uploadFile and wx.downloadFile. */
export function addNetwork(api: Api): void {
  const transfers = new Transfers(api)
  const add = (
    name: string,
    events: string[],
    run: (options: Options, task: TransferTask) => Promise<Options>,
  ): void => {
    api.task(name, (options, settle) => {
      const task = new TransferTask(api, events)
      const { object } = task
      const { gate } = api.phone
      settle(gate.isFixed(name) ? Promise.resolve() : run(options, task))
      return object
    })
  }
  add('request', ['HeadersReceived', 'ChunkReceived'], (options, task) => request(transfers, options, task))
  add('uploadFile', ['HeadersReceived', 'ProgressUpdate'], (options, task) => upload(api, transfers, options, task))
  add('downloadFile', ['HeadersReceived', 'ProgressUpdate'], (options, task) => download(transfers, options, task))
}

async function request(transfers: Transfers, options: Options, task: TransferTask): Promise<Options> {
  const method = ((options.method as string | undefined) ?? 'GET').toUpperCase()
  if (!METHODS.includes(method)) throw new WxError('method is invalid', { errno: 600005 })
  const header = headerOf(options)
  const { url, body } = encode(urlOf(options), method, options.data, header)
  const { timeout, redirect, enableChunked } = options
  const answer = await transfers.run('request', { url, method, header, body, timeout, redirect }, task)
  const { statusCode, cookies } = answer
  return {
    ...{ statusCode, header: answer.header, cookies, profile: profileOf(answer) },
    // What came in chunks is not handed over again.
    data: enableChunked ? '' : decode(answer.body, options),
  }
}

async function upload(api: Api, transfers: Transfers, options: Options, task: TransferTask): Promise<Options> {
  const { name, filePath, formData, timeout } = options
  if (typeof name !== 'string' || !name) throw new WxError(missing('name'), { errno: 600005 })
  if (typeof filePath !== 'string' || !filePath) throw new WxError(missing('filePath'), { errno: 600005 })
  const body = { url: urlOf(options), name, formData, timeout, header: headerOf(options) }
  const answer = await transfers.run('upload', { ...body, filePath: await localPath(api, filePath) }, task)
  const { statusCode, header, cookies } = answer
  return { statusCode, header, cookies, data: new TextDecoder().decode(answer.body) }
}

async function download(transfers: Transfers, options: Options, task: TransferTask): Promise<Options> {
  const { timeout, filePath } = options
  const body = { url: urlOf(options), method: 'GET', header: headerOf(options), timeout, filePath }
  const answer = await transfers.run('download', body, task)
  const { statusCode, header, cookies, path } = answer
  const target = filePath ? { filePath: path } : { tempFilePath: path }
  return { statusCode, header, cookies, profile: profileOf(answer), ...target }
}

function missing(name: string): string {
  return `parameter error: parameter.${name} should be String instead of Undefined;`
}

function urlOf({ url }: Options): string {
  if (typeof url !== 'string') throw new WxError(missing('url'), { errno: 600005 })
  if (!/^https?:\/\/[^/]/.test(url)) throw new WxError(`invalid url "${url}"`, { errno: 600009 })
  return url
}

/** Files given as data URLs become temporary files first. */
async function localPath(api: Api, path: string): Promise<string> {
  const match = /^data:([^;,]*)(;base64)?,(.*)$/s.exec(path)
  if (!match) return path
  const data = match[2] ? match[3]! : btoa(decodeURIComponent(match[3]!))
  const written = await api.phone.native.call<{ path: string }>('file-write', { data, type: match[1] })
  return written.path
}

/** GET data goes into the query; other data is JSON unless the content type says form. */
function encode(
  url: string,
  method: string,
  data: unknown,
  header: Record<string, string>,
): { url: string; body: string } {
  if (method !== 'GET') header['content-type'] ??= 'application/json'
  if (data === undefined || data === null) return { url, body: '' }
  if (data instanceof Object && 'byteLength' in data) return { url, body: toBase64(data as ArrayBuffer) }
  if (method === 'GET' && typeof data === 'object') {
    const query = toForm(data as Options)
    return { url: query ? `${url}${url.includes('?') ? '&' : '?'}${query}` : url, body: '' }
  }
  const isForm = header['content-type']?.includes('x-www-form-urlencoded')
  const text = typeof data === 'string' ? data : isForm ? toForm(data as Options) : JSON.stringify(data)
  return { url, body: toBase64(new TextEncoder().encode(text)) }
}

function toForm(data: Options): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  return Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(text(value))}`)
    .join('&')
}

function decode(body: Uint8Array, { responseType, dataType = 'json' }: Options): unknown {
  if (responseType === 'arraybuffer') return body.buffer
  const text = new TextDecoder().decode(body)
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** Header names in lower case; the referer is the platform's. */
function headerOf({ header }: Options): Record<string, string> {
  const entries = Object.entries((header ?? {}) as Options).map(([name, value]) => [name.toLowerCase(), String(value)])
  return Object.fromEntries(entries.filter(([name]) => name !== 'referer')) as Record<string, string>
}

/** The times that a desktop can tell; the connection's own steps are not seen from here. */
function profileOf({ startedAt, endedAt, body }: Transferred): Options {
  return {
    ...{ fetchStart: startedAt, requestStart: startedAt, responseEnd: endedAt, invokeStart: startedAt },
    ...{ receivedBytedCount: body.length, protocol: 'http1.1', statusCode: 0, estimate_nettype: 6 },
  }
}
