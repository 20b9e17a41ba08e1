import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SandboxOptions } from './sandbox'

/** Ways to make a delivery that the server must refuse. */
export type Forgery = 'signature' | 'appid' | 'ciphertext' | 'plaintext'

export interface Order {
  event: Record<string, unknown>
  format?: 'json' | 'xml'
  /** How often the same event is delivered. */
  times?: number
  forge?: Forgery
}

export interface Delivery {
  status: number | null
  body: string
  attempts: number
}

const ATTEMPTS = 3
const WAIT_MS = 5_000
const PAUSE_MS = 200

/**
 * Delivers events to the server as WeChat does in secure mode: signed, encrypted, again when they are not taken.
 * The cryptography is written here once more on purpose: with the server's own, an error in it could not show.
 */
export class Push {
  url: string | undefined
  private stopping = new AbortController()
  private readonly running = new Set<Promise<unknown>>()

  constructor(
    private readonly options: SandboxOptions,
    private readonly now: () => number,
  ) {
    this.url = options.pushUrl
  }

  get isConfigured(): boolean {
    return Boolean(this.url && this.options.pushToken && this.options.pushAesKey)
  }

  /** Delivers after a while, without anybody waiting for it. */
  later(event: Record<string, unknown>, delayMs: number): void {
    const job = sleep(delayMs, undefined, { signal: this.stopping.signal })
      .then(() => this.deliver({ event }))
      .catch(() => undefined)
      .finally(() => this.running.delete(job))
    this.running.add(job)
  }

  async deliver({ event, format = 'json', times = 1, forge }: Order): Promise<Delivery[]> {
    if (!this.isConfigured) return []
    const full = {
      ToUserName: 'gh_sandbox00000',
      CreateTime: Math.floor(this.now() / 1000),
      MsgType: 'event',
      ...event,
    }
    const message = format === 'xml' ? `<xml>${xml(full)}</xml>` : JSON.stringify(full)
    const deliveries: Delivery[] = []
    for (let time = 0; time < times; time += 1) deliveries.push(await this.deliverOnce(message, format, forge))
    return deliveries
  }

  /** Asks the server to prove the token, as the console does when the address is entered. */
  async verify(): Promise<{ isAccepted: boolean; status: number; body: string }> {
    const { timestamp, nonce } = this.stamp()
    const echostr = randomBytes(8).readBigUInt64BE().toString()
    const query = { signature: this.sign(timestamp, nonce), timestamp, nonce, echostr }
    const response = await fetch(this.address(query), { signal: AbortSignal.timeout(WAIT_MS) })
    const body = await response.text()
    return { isAccepted: response.ok && body === echostr, status: response.status, body }
  }

  /** Drops what is still to be delivered. */
  clear(): void {
    this.stopping.abort()
    this.stopping = new AbortController()
  }

  async close(): Promise<void> {
    this.stopping.abort()
    await Promise.all(this.running)
  }

  private async deliverOnce(message: string, format: 'json' | 'xml', forge?: Forgery): Promise<Delivery> {
    const request = this.request(message, format, forge)
    let last: Delivery = { status: null, body: '', attempts: 0 }
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      last = { ...(await this.post(request)), attempts: attempt }
      const isTaken =
        last.status === 200 && (last.body === 'success' || last.body === '' || last.body.includes('Encrypt'))
      if (isTaken || forge || this.stopping.signal.aborted) return last
      await sleep(PAUSE_MS)
    }
    return last
  }

  private request(message: string, format: 'json' | 'xml', forge?: Forgery) {
    const { timestamp, nonce } = this.stamp()
    const appId = forge === 'appid' ? 'wx0000000000000000' : this.options.appId
    const encrypted = forge === 'ciphertext' ? randomBytes(96).toString('base64') : this.encrypt(message, appId)
    const msg_signature = forge === 'signature' ? '0'.repeat(40) : this.sign(timestamp, nonce, encrypted)
    const signature = this.sign(timestamp, nonce)
    const envelope = { ToUserName: 'gh_sandbox00000', Encrypt: encrypted }
    const body = format === 'xml' ? `<xml>${xml(envelope)}</xml>` : JSON.stringify(envelope)
    return {
      url: this.address({ signature, timestamp, nonce, encrypt_type: 'aes', msg_signature }),
      body: forge === 'plaintext' ? message : body,
      type: format === 'xml' ? 'text/xml' : 'application/json',
    }
  }

  private async post({ url, body, type }: { url: string; body: string; type: string }) {
    try {
      const signal = AbortSignal.any([AbortSignal.timeout(WAIT_MS), this.stopping.signal])
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body, signal })
      return { status: response.status, body: await response.text() }
    } catch {
      return { status: null, body: '' }
    }
  }

  private stamp() {
    const nonce = String(randomBytes(4).readUInt32BE(0))
    return { timestamp: String(Math.floor(this.now() / 1000)), nonce }
  }

  private address(query: Record<string, string>): string {
    const url = new URL(this.url ?? '')
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return url.href
  }

  private sign(...parts: string[]): string {
    const sorted = [this.options.pushToken ?? '', ...parts].sort()
    return createHash('sha1').update(sorted.join('')).digest('hex')
  }

  private encrypt(message: string, appId: string): string {
    const key = Buffer.from(`${this.options.pushAesKey}=`, 'base64')
    const size = Buffer.alloc(4)
    size.writeUInt32BE(Buffer.byteLength(message))
    const plain = Buffer.concat([randomBytes(16), size, Buffer.from(message + appId)])
    const missing = 32 - (plain.length % 32)
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    const padded = Buffer.concat([plain, Buffer.alloc(missing, missing)])
    return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
  }
}

function xml(fields: Record<string, unknown>): string {
  return Object.entries(fields)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => `<${name}>${inner(one)}</${name}>`),
    )
    .join('')
}

function inner(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object' && value !== null) return xml(value as Record<string, unknown>)
  return `<![CDATA[${String(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
