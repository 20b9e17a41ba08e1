import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Domains } from '../limits/domains'
import { FileCalls } from './file-calls'
import { exchange, bodyOf } from './http'
import type { PersonFiles, PhoneFiles } from './files'

/** A request of wx.request, wx.uploadFile or wx.downloadFile, as the runtime sends it. */
export interface OutgoingRequest {
  url: string
  method?: string
  header?: Record<string, string>
  person: string
  /** Base64. */
  body?: string
  /** Milliseconds. */
  timeout?: number
  redirect?: 'follow' | 'manual'
}

export interface OutgoingUpload extends OutgoingRequest {
  name: string
  filePath: string
  formData?: Record<string, unknown>
}

export interface OutgoingDownload extends OutgoingRequest {
  /** Where the file shall be put; a temporary file when absent. */
  filePath?: string
}

/** What the runtime hears while a transfer runs, in this order. */
export type TransferEvent =
  | { type: 'sent'; done: number; total: number }
  | { type: 'headers'; statusCode: number; header: Record<string, string>; cookies: string[] }
  | { type: 'chunk'; data: string }
  | { type: 'received'; done: number; total: number }
  | { type: 'end'; bytes: number; hash: string; path?: string; size?: number }
  | { type: 'error'; message: string }

export type Emit = (event: TransferEvent) => void

const DEFAULT_TIMEOUT_MS = 60_000
/** net::Error names of Chromium's network stack, which WeChat reports on Android. */
const NET_ERRORS: Record<string, [number, string]> = {
  ECONNREFUSED: [-102, 'ERR_CONNECTION_REFUSED'],
  ECONNRESET: [-101, 'ERR_CONNECTION_RESET'],
  ENOTFOUND: [-105, 'ERR_NAME_NOT_RESOLVED'],
  EAI_AGAIN: [-105, 'ERR_NAME_NOT_RESOLVED'],
  EHOSTUNREACH: [-109, 'ERR_ADDRESS_UNREACHABLE'],
  CERT_HAS_EXPIRED: [-201, 'ERR_CERT_DATE_INVALID'],
  DEPTH_ZERO_SELF_SIGNED_CERT: [-202, 'ERR_CERT_AUTHORITY_INVALID'],
}

/** Sends requests from Node, where no browser rule is in the way, and only where the mini-program may send. */
export class Requests {
  constructor(
    private readonly domains: Domains,
    private readonly appId: string,
    private readonly files: PhoneFiles,
  ) {}

  /** wx.request: the answer's pieces as they come. */
  async send(request: OutgoingRequest, emit: Emit, signal: AbortSignal): Promise<void> {
    const method = request.method ?? 'GET'
    const body = request.body && method !== 'HEAD' ? Buffer.from(request.body, 'base64') : undefined
    await this.transfer({ ...request, method }, body, emit, signal, async (answer) => {
      let bytes = 0
      const hash = createHash('sha1')
      for await (const chunk of bodyOf(answer) as AsyncIterable<Buffer>) {
        bytes += chunk.length
        hash.update(chunk)
        emit({ type: 'chunk', data: chunk.toString('base64') })
      }
      emit({ type: 'end', bytes, hash: hash.digest('hex') })
    })
  }

  /** wx.uploadFile: a multipart form with one file. */
  async upload(upload: OutgoingUpload, emit: Emit, signal: AbortSignal): Promise<void> {
    const boundary = `----WeChat${randomUUID()}`
    const body = multipart(upload, this.files.of(upload.person).read(upload.filePath), boundary)
    const header = { ...upload.header, 'content-type': `multipart/form-data; boundary=${boundary}` }
    await this.send({ ...upload, method: 'POST', header, body: body.toString('base64') }, emit, signal)
  }

  /** wx.downloadFile: the answer's body becomes a file. */
  async download(download: OutgoingDownload, emit: Emit, signal: AbortSignal): Promise<void> {
    await this.transfer({ ...download, method: 'GET' }, undefined, emit, signal, async (answer) => {
      const total = Number(answer.headers['content-length'] ?? 0)
      const chunks: Buffer[] = []
      let bytes = 0
      for await (const chunk of bodyOf(answer) as AsyncIterable<Buffer>) {
        chunks.push(chunk)
        bytes += chunk.length
        emit({ type: 'received', done: bytes, total: total || bytes })
      }
      const data = Buffer.concat(chunks)
      const type = answer.headers['content-type'] ?? ''
      const { path, size } = store(this.files.of(download.person), download, data, type)
      emit({ type: 'end', bytes, hash: createHash('sha1').update(data).digest('hex'), path, size })
    })
  }

  private async transfer(
    request: OutgoingRequest & { method: string },
    body: Buffer | undefined,
    emit: Emit,
    signal: AbortSignal,
    receive: (answer: IncomingMessage) => Promise<void>,
  ): Promise<void> {
    const { url, method, header, timeout, redirect } = request
    const limit = AbortSignal.timeout(timeout && timeout > 0 ? timeout : DEFAULT_TIMEOUT_MS)
    try {
      const target = new URL(this.domains.resolve(url))
      const answer = await exchange({
        url: target,
        method,
        // The platform sets the referer itself; the mini-program's own is dropped.
        header: { ...header, referer: `https://servicewechat.com/${this.appId}/devtools/page-frame.html` },
        body,
        signal: AbortSignal.any([signal, limit]),
        onSent: (done) => emit({ type: 'sent', done, total: body?.length ?? 0 }),
        follow: (location) =>
          redirect === 'manual'
            ? undefined
            : location.origin === target.origin
              ? location
              : new URL(this.domains.resolve(location.href)),
      })
      emit({ type: 'headers', statusCode: answer.statusCode ?? 0, ...headersOf(answer) })
      await receive(answer)
    } catch (error) {
      emit({ type: 'error', message: limit.aborted ? 'timeout' : reasonOf(error as NodeJS.ErrnoException) })
    }
  }
}

function store(
  files: PersonFiles,
  { url, filePath }: OutgoingDownload,
  data: Buffer,
  type: string,
): { path: string; size: number } {
  if (filePath === undefined) return files.writeTemporary(data, type, new URL(url).pathname)
  new FileCalls(files).writeFile({ filePath, bytes: data.toString('base64') })
  return { path: filePath, size: data.length }
}

function headersOf(answer: IncomingMessage): { header: Record<string, string>; cookies: string[] } {
  const header = Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value!]),
  )
  return { header, cookies: answer.headers['set-cookie'] ?? [] }
}

function multipart(upload: OutgoingUpload, file: { data: Buffer; type: string }, boundary: string): Buffer {
  const parts: Buffer[] = []
  const quote = (text: string) => text.replace(/"/g, '%22').replace(/[\r\n]/g, ' ')
  for (const [name, value] of Object.entries(upload.formData ?? {})) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quote(name)}"\r\n\r\n`
    parts.push(Buffer.from(`${head}${String(value)}\r\n`))
  }
  const fileName = upload.filePath.split('/').pop()!
  const disposition = `form-data; name="${quote(upload.name)}"; filename="${quote(fileName)}"`
  const type = file.type || 'application/octet-stream'
  parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${type}\r\n\r\n`))
  parts.push(file.data, Buffer.from(`\r\n--${boundary}--\r\n`))
  return Buffer.concat(parts)
}

function reasonOf(error: NodeJS.ErrnoException): string {
  const known = NET_ERRORS[error.code ?? '']
  if (known) return `errcode:${known[0]} cronet_error_code:${known[0]} error_msg:net::${known[1]}`
  return error.code?.startsWith('E') ? `errcode:-2 cronet_error_code:-2 error_msg:net::ERR_FAILED` : error.message
}
