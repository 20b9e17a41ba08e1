import type { TransferEvent } from '../../native/request'
import { fromBase64 } from '../native'
import type { LoggedRequest } from '../requests'
import { WxError, type Api, type Options } from './api'

/** What a transfer gave in the end. */
export interface Transferred {
  statusCode: number
  header: Record<string, string>
  cookies: string[]
  body: Uint8Array
  /** The file that a download made. */
  path?: string
  /** For the `profile` of wx.request, milliseconds. */
  startedAt: number
  endedAt: number
}

/** What the native side needs to know to send it. */
export type Outgoing = Options & { url: string; header: Record<string, string>; method?: string; body?: string }

export type TransferKind = 'request' | 'upload' | 'download'

const MAX_CONCURRENT = 10
const BACKGROUND_MS = 5000
const DOMAINS_GUIDE = 'https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html'
const OFFLINE = 'errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED'

/** The ways in which a mini-program watches one of its transfers. */
export class TransferTask {
  readonly controller = new AbortController()
  private readonly listeners: Record<string, Set<(value: never) => void>> = {}

  constructor(
    private readonly api: Api,
    private readonly events: string[],
  ) {}

  /** The object that wx.request and its like return. */
  get object(): Options {
    const methods = this.events.flatMap((name) => {
      const set = (this.listeners[name] ??= new Set())
      return [
        [`on${name}`, (listener: (value: never) => void) => void set.add(listener)],
        [`off${name}`, (listener?: (value: never) => void) => (listener ? void set.delete(listener) : set.clear())],
      ] as const
    })
    return { abort: () => this.controller.abort(), ...Object.fromEntries(methods) }
  }

  hears(name: string): boolean {
    return (this.listeners[name]?.size ?? 0) > 0
  }

  tell(name: string, value: unknown): void {
    const { phone } = this.api
    for (const listener of [...(this.listeners[name] ?? [])])
      phone.attempt(() => listener(phone.realm.adopt(value) as never))
  }
}

/** All transfers of the mini-program: ten at once, the rest wait; none lives longer than five seconds in the background. */
export class Transfers {
  private active = 0
  private readonly waiting: (() => void)[] = []
  private readonly running = new Set<() => void>()
  private backgroundTimer = 0

  constructor(private readonly api: Api) {
    const { app } = api.phone
    app.hideListeners.add(() => {
      this.backgroundTimer = window.setTimeout(() => this.running.forEach((stop) => stop()), BACKGROUND_MS)
    })
    app.showListeners.add(() => clearTimeout(this.backgroundTimer))
  }

  /** Sends one; rejects with WeChat's reason. Everything is logged. */
  async run(kind: TransferKind, body: Outgoing, task: TransferTask): Promise<Transferred> {
    const { requests } = this.api.phone
    const { url, header } = body
    const requestBytes = Math.floor(((body.body?.length ?? 0) * 3) / 4)
    const method = body.method ?? (kind === 'upload' ? 'POST' : 'GET')
    const entry = requests.begin({ kind, method, url, requestBytes, isAuthorized: 'authorization' in header })
    try {
      return await this.inTurn(() => this.send(kind, body, task, entry), task.controller.signal)
    } catch (error) {
      requests.end(entry, { error: (error as Error).message })
      throw error
    }
  }

  private async inTurn<T>(start: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const most = this.api.phone.guard.holds('concurrency') ? MAX_CONCURRENT : Infinity
    if (this.active >= most) await new Promise<void>((resolve) => this.waiting.push(resolve))
    this.active++
    try {
      if (signal.aborted) throw new Error('abort')
      return await start()
    } finally {
      this.active--
      this.waiting.shift()?.()
    }
  }

  private async send(
    kind: TransferKind,
    body: Outgoing,
    task: TransferTask,
    entry: LoggedRequest,
  ): Promise<Transferred> {
    const { phone } = this.api
    if (!phone.network.isOnline) throw new WxError(OFFLINE, { errno: 600001 })
    const { signal } = task.controller
    const stopped = new AbortController()
    const stop = () => stopped.abort()
    this.running.add(stop)
    const receiver = new Receiver(kind, task, entry, this.api)
    try {
      await phone.network.delay()
      phone.requests.sent(entry)
      const both = AbortSignal.any([signal, stopped.signal])
      await phone.native.stream<TransferEvent>(kind, body, both, (event) => receiver.hear(event))
      return receiver.finish()
    } catch (error) {
      if (signal.aborted) throw new Error('abort', { cause: error })
      if (stopped.signal.aborted) throw new WxError('interrupted', { errno: 600003 }, { cause: error })
      const { message } = error as Error
      if (message === 'url not in domain list') {
        phone.guard.keep('domains', `${body.url} 不在以下 ${kind} 合法域名列表中，请参考文档：${DOMAINS_GUIDE}`)
      }
      throw new WxError(message, { errno: errnoOf(message) }, { cause: error })
    } finally {
      this.running.delete(stop)
    }
  }
}

/** Collects what the native side tells, and tells the task's listeners. */
class Receiver {
  private readonly chunks: Uint8Array[] = []
  private readonly answer = { statusCode: 0, header: {} as Record<string, string>, cookies: [] as string[] }
  private end?: { bytes: number; hash: string; path?: string }

  constructor(
    private readonly kind: TransferKind,
    private readonly task: TransferTask,
    private readonly entry: LoggedRequest,
    private readonly api: Api,
  ) {}

  hear(event: TransferEvent): void {
    switch (event.type) {
      case 'sent': {
        this.entry.requestBytes = event.total
        if (this.kind !== 'upload') return
        const { done, total } = event
        return this.task.tell('ProgressUpdate', {
          progress: percent(done, total),
          totalBytesSent: done,
          totalBytesExpectedToSend: total,
        })
      }
      case 'headers': {
        const { statusCode, header, cookies } = event
        Object.assign(this.answer, { statusCode, header, cookies })
        this.api.phone.requests.answered(this.entry, statusCode, header)
        return this.task.tell('HeadersReceived', { statusCode, header, cookies })
      }
      case 'chunk': {
        const data = fromBase64(event.data)
        this.chunks.push(new Uint8Array(data))
        return this.task.tell('ChunkReceived', { data, res: { data } })
      }
      case 'received': {
        const { done, total } = event
        return this.task.tell('ProgressUpdate', {
          progress: percent(done, total),
          totalBytesWritten: done,
          totalBytesExpectedToWrite: total,
        })
      }
      case 'end':
        this.end = event
        return
      case 'error':
        throw new Error(event.message)
    }
  }

  finish(): Transferred {
    if (!this.end) throw new Error('errcode:-100 cronet_error_code:-100 error_msg:net::ERR_CONNECTION_CLOSED')
    const { bytes, hash, path } = this.end
    this.api.phone.requests.end(this.entry, { responseBytes: bytes, responseHash: hash })
    const body = new Uint8Array(this.chunks.reduce((sum, chunk) => sum + chunk.length, 0))
    let at = 0
    for (const chunk of this.chunks) {
      body.set(chunk, at)
      at += chunk.length
    }
    const { sentAt, startedAt, endedAt } = this.entry
    return { ...this.answer, body, path, startedAt: sentAt ?? startedAt, endedAt: endedAt! }
  }
}

function percent(done: number, total: number): number {
  return total ? Math.round((done / total) * 100) : 100
}

/** The numbers of WeChat's list of general error codes. */
function errnoOf(message: string): number {
  if (message === 'timeout') return 5
  if (message.includes('domain list')) return 600002
  if (message.includes('TOO_MANY_REDIRECTS')) return 600008
  return message.startsWith('errcode:') ? 600001 : 600000
}
