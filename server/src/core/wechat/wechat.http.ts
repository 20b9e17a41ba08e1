import type { WechatConfig } from './wechat.config'
import type { Endpoint } from './wechat.endpoints'
import { WechatError } from './wechat.error'
import { parseJson } from './wechat.json'
import { errcodeOf, kindOf, redact, ridOf, type WechatErrorKind } from './wechat.rules'

/** What is sent besides the credentials. */
export interface WechatRequest {
  query?: Record<string, string>
  body?: object
}

export type WechatAnswer = Record<string, unknown>

/** One HTTP call to WeChat: no repetition, no token. Every failure comes out as a `WechatError` without secrets. */
export class WechatHttp {
  constructor(private readonly config: WechatConfig) {}

  /** The answer of a call whose errcode is 0 or absent: the bytes of an image, or the JSON object. */
  async send(endpoint: Endpoint, request: WechatRequest): Promise<WechatAnswer | Buffer> {
    const { status, bytes } = await this.exchange(endpoint, request)
    if (endpoint.answers === 'image' && isWholeImage(bytes)) return bytes

    const answer = parse(bytes)
    if (answer === null) throw this.unreadable(endpoint, status, bytes)
    const errcode = errcodeOf(answer)
    if (errcode !== 0) throw this.refusal(endpoint, errcode, answer['errmsg'])
    if (status >= 400 || endpoint.answers === 'image') throw this.unreadable(endpoint, status, bytes)
    return answer
  }

  private async exchange(endpoint: Endpoint, { query, body }: WechatRequest) {
    const url = new URL(endpoint.path, this.config.baseUrl)
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
    try {
      const response = await fetch(url, {
        method: endpoint.method,
        headers: body ? { 'content-type': 'application/json' } : {},
        body: body ? JSON.stringify(body) : null,
        redirect: 'error',
        // One limit for the whole call: a server that stops in the middle of the body is a timeout too.
        signal: AbortSignal.timeout(this.config.timeoutMs),
      })
      const bytes = Buffer.from(await response.arrayBuffer())
      return { status: response.status, bytes }
    } catch (error) {
      // The cause is not passed on: its text may hold the address, and the address holds the secret.
      throw new WechatError({ kind: 'transient', api: endpoint.name, reason: transportReason(error) })
    }
  }

  private refusal({ name, auth }: Endpoint, errcode: number, errmsg: unknown): WechatError {
    const kind = kindOf(errcode)
    const text = redact(typeof errmsg === 'string' ? errmsg : 'no text', [this.config.appSecret])
    return new WechatError({
      // A call that carries the secret has no token to renew: 40001 then means that the secret is wrong.
      kind: kind === 'token' && auth === 'secret' ? 'config' : kind,
      api: name,
      errcode,
      rid: ridOf(errmsg),
      reason: text.slice(0, 200),
    })
  }

  private unreadable({ name }: Endpoint, status: number, bytes: Buffer): WechatError {
    const reason = `HTTP ${status} with ${bytes.length} bytes that are not an answer`
    return new WechatError({ kind: kindOfStatus(status), api: name, reason })
  }
}

// A page where JSON should be comes from a gateway between us and WeChat, so it is worth another try;
// a plain 404 means that the address is wrong.
function kindOfStatus(status: number): WechatErrorKind {
  if (status === 429) return 'slow_down'
  return status >= 400 && status < 500 && status !== 408 ? 'config' : 'transient'
}

function transportReason(error: unknown): string {
  const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } }
  if (name === 'TimeoutError') return 'no answer in time'
  const code = cause?.code
  return typeof code === 'string' ? `no connection, ${code}` : 'no connection'
}

function parse(bytes: Buffer): WechatAnswer | null {
  try {
    const value = parseJson(bytes.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WechatAnswer) : null
  } catch {
    return null
  }
}

/** How images begin and end, in hex: PNG, JPEG, GIF. */
const IMAGES = [
  ['89504e470d0a1a0a', '49454e44ae426082'],
  ['ffd8ff', 'ffd9'],
  ['47494638', '3b'],
] as const

// The content type lies in both directions: errors come as images and images as JSON. The end counts too: what is kept of a
// picture that was cut off would be broken for ever.
function isWholeImage(bytes: Buffer): boolean {
  return IMAGES.some(
    ([start, end]) =>
      bytes.subarray(0, start.length / 2).toString('hex') === start &&
      bytes.subarray(-end.length / 2).toString('hex') === end,
  )
}
