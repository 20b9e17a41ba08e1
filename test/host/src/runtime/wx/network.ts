import { fromBase64, toBase64 } from '../native'
import { WxError, type Api, type Options } from './api'

interface HttpAnswer {
  statusCode: number
  header: Record<string, string>
  cookies: string[]
  /** The body, base64. */
  body: string
}

const MAX_CONCURRENT = 10

export function addNetwork(api: Api): void {
  const { phone } = api
  const queue = new RequestQueue(MAX_CONCURRENT)
  api.task('request', (options, settle) => {
    const controller = new AbortController()
    settle(queue.run(() => request(api, options, controller.signal), controller.signal))
    return taskOf(controller)
  })
  api.task('uploadFile', (options, settle) => {
    const controller = new AbortController()
    settle(queue.run(() => upload(api, options, controller.signal), controller.signal))
    return { ...taskOf(controller), onProgressUpdate: () => undefined, offProgressUpdate: () => undefined }
  })
  api.task('downloadFile', (options, settle) => {
    const controller = new AbortController()
    settle(queue.run(() => download(api, options, controller.signal), controller.signal))
    return { ...taskOf(controller), onProgressUpdate: () => undefined, offProgressUpdate: () => undefined }
  })
  api.async('getNetworkType', () => ({ networkType: phone.network.type, signalStrength: -50, hasSystemProxy: false }))
  const told = new Set<(value: never) => void>()
  phone.network.listeners.add((state) => {
    for (const listener of [...told]) listener(phone.realm.adopt(state) as never)
  })
  api.listeners('NetworkStatusChange', told)
  api.listeners('NetworkWeakChange', new Set())
  api.task('connectSocket', (_options, settle) => {
    settle(Promise.reject(new Error('sockets are not supported by this host')))
    return {}
  })
}

/** WeChat runs ten transfers at once; the rest wait. */
class RequestQueue {
  private active = 0
  private readonly waiting: (() => void)[] = []

  constructor(private readonly limit: number) {}

  async run<T>(start: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.active >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve))
    this.active++
    try {
      if (signal.aborted) throw new Error('abort')
      return await start()
    } finally {
      this.active--
      this.waiting.shift()?.()
    }
  }
}

function taskOf(controller: AbortController): Options {
  const ignore = () => undefined
  return {
    abort: () => controller.abort(),
    onHeadersReceived: ignore,
    offHeadersReceived: ignore,
    onChunkReceived: ignore,
    offChunkReceived: ignore,
  }
}

async function request(api: Api, options: Options, signal: AbortSignal): Promise<Options> {
  const method = ((options.method as string | undefined) ?? 'GET').toUpperCase()
  const header = lowerCased(options.header)
  const { url, body } = encode((options.url as string | undefined) ?? '', method, options.data, header)
  const answer = await send(api, 'request', { url, method, header, body, timeout: options.timeout }, signal)
  return {
    statusCode: answer.statusCode,
    header: answer.header,
    cookies: answer.cookies,
    data: decode(answer.body, options),
  }
}

async function upload(api: Api, options: Options, signal: AbortSignal): Promise<Options> {
  const { url, name, filePath, header, formData, timeout } = options
  const file = await api.phone.native.call<{ data: string; type: string }>('file-read', {
    path: await localPath(api, String(filePath)),
  })
  const body = {
    url,
    name,
    file,
    fileName: String(filePath).split('/').pop(),
    header: lowerCased(header),
    formData,
    timeout,
  }
  const answer = await send(api, 'upload', body, signal)
  return { statusCode: answer.statusCode, header: answer.header, data: decodeText(answer.body) }
}

async function download(api: Api, options: Options, signal: AbortSignal): Promise<Options> {
  const header = lowerCased(options.header)
  const body = { url: options.url, method: 'GET', header, body: '', timeout: options.timeout }
  const answer = await send(api, 'request', body, signal)
  const { path } = await api.phone.native.call<{ path: string }>('file-write', {
    data: answer.body,
    type: answer.header['content-type'] ?? '',
  })
  return {
    statusCode: answer.statusCode,
    header: answer.header,
    tempFilePath: path,
    ...(options.filePath ? { filePath: path } : {}),
  }
}

/** Files picked as data URLs become temporary files first. */
async function localPath(api: Api, path: string): Promise<string> {
  const match = /^data:([^;,]*)(;base64)?,(.*)$/s.exec(path)
  if (!match) return path
  const data = match[2] ? match[3]! : btoa(decodeURIComponent(match[3]!))
  const written = await api.phone.native.call<{ path: string }>('file-write', { data, type: match[1] })
  return written.path
}

async function send(api: Api, endpoint: string, body: Options, signal: AbortSignal): Promise<HttpAnswer> {
  if (!api.phone.network.isOnline) throw new WxError('network error', { errno: 600001 })
  try {
    return await api.phone.native.call<HttpAnswer>(endpoint, body, signal)
  } catch (error) {
    if (signal.aborted) throw new Error('abort', { cause: error })
    const { message } = error as Error
    throw new WxError(message, { errno: message.includes('domain list') ? 600002 : 600001 }, { cause: error })
  }
}

/** GET data goes into the query; other data is JSON unless the content type says form. */
function encode(
  url: string,
  method: string,
  data: unknown,
  header: Record<string, string>,
): { url: string; body: string } {
  if (data === undefined || data === null) return { url, body: '' }
  if (data instanceof Object && 'byteLength' in data) return { url, body: toBase64(data as ArrayBuffer) }
  if (method === 'GET' && typeof data === 'object') {
    const query = toForm(data as Options)
    return { url: query ? `${url}${url.includes('?') ? '&' : '?'}${query}` : url, body: '' }
  }
  header['content-type'] ??= 'application/json'
  const isForm = header['content-type'].includes('x-www-form-urlencoded')
  const text = typeof data === 'string' ? data : isForm ? toForm(data as Options) : JSON.stringify(data)
  return { url, body: toBase64(new TextEncoder().encode(text)) }
}

function toForm(data: Options): string {
  return Object.entries(data)
    .map(
      ([key, value]) =>
        `${encodeURIComponent(key)}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
    )
    .join('&')
}

function decode(body: string, { responseType, dataType = 'json' }: Options): unknown {
  if (responseType === 'arraybuffer') return fromBase64(body)
  const text = decodeText(body)
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function decodeText(body: string): string {
  return new TextDecoder().decode(fromBase64(body))
}

function lowerCased(header: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((header ?? {}) as Options).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}
