import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Duplex, Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** One exchange with a server, as WeChat's network stack would make it. */
export interface Exchange {
  url: URL
  method: string
  header: Record<string, string>
  body?: Buffer
  signal: AbortSignal
  /** Called while the body goes out, with the bytes sent so far. */
  onSent?: (bytes: number) => void
  /** Where a redirect leads to; undefined leaves the redirect to the caller. Throws when it may not be followed. */
  follow?: (location: URL) => URL | undefined
}

const MAX_REDIRECTS = 20
const PIECE_BYTES = 64 * 1024
const UNPACKERS: Record<string, (() => Duplex) | undefined> = {
  gzip: () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
}

/** Sends it and follows redirects. Resolves with the answer whose body has not been read yet. */
export async function exchange(options: Exchange): Promise<IncomingMessage> {
  let current = options
  for (let count = 0; count <= MAX_REDIRECTS; count++) {
    const answer = await sendOnce(current)
    const { location } = answer.headers
    const isRedirect = [301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) && location
    const url = isRedirect ? options.follow?.(new URL(location, current.url)) : undefined
    if (!url) return answer
    answer.resume()
    const keepsMethod = answer.statusCode === 307 || answer.statusCode === 308 || /^(GET|HEAD)$/.test(current.method)
    current = keepsMethod ? { ...current, url } : { ...current, url, method: 'GET', body: undefined }
  }
  throw new Error('errcode:-310 cronet_error_code:-310 error_msg:net::ERR_TOO_MANY_REDIRECTS')
}

/** The answer's body as the server meant it: unpacked. */
export function bodyOf(answer: IncomingMessage): Readable {
  const unpack = UNPACKERS[answer.headers['content-encoding'] ?? '']
  return unpack ? answer.pipe(unpack()) : answer
}

function sendOnce({ url, method, header, body, signal, onSent }: Exchange): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    const length = body || /^(POST|PUT)$/.test(method) ? { 'content-length': String(body?.length ?? 0) } : {}
    const headers = { 'accept-encoding': 'gzip, deflate, br', ...header, ...length }
    const outgoing = send(url, { method, headers, signal }, resolve)
    outgoing.on('error', reject)
    if (!body?.length) return void outgoing.end()
    const writeFrom = (from: number): void => {
      if (from >= body.length) return void outgoing.end()
      outgoing.write(body.subarray(from, from + PIECE_BYTES), () => {
        const sent = Math.min(from + PIECE_BYTES, body.length)
        onSent?.(sent)
        writeFrom(sent)
      })
    }
    writeFrom(0)
  })
}
