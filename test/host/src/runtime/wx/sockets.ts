import type { SocketEvent } from '../../native/sockets'
import { fromBase64, toBase64 } from '../native'
import type { LoggedRequest } from '../requests'
import { WxError, type Api, type Options } from './api'

const MOST_OPEN = 5
const STATES = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 }
const EVENTS = ['Open', 'Message', 'Close', 'Error'] as const
const NOT_CONNECTED = 'WebSocket is not connected'

type EventName = (typeof EVENTS)[number]
type Listener = (value: never) => void

/** wx.connectSocket with its SocketTask, and the older functions that act on the latest socket. */
export function addSockets(api: Api): void {
  const { phone } = api
  const open = new Set<Socket>()
  const old: Record<EventName, Set<Listener>> = {
    Open: new Set(),
    Message: new Set(),
    Close: new Set(),
    Error: new Set(),
  }
  let latest: Socket | undefined
  api.task('connectSocket', (options, settle) => {
    const socket = new Socket(api, options, (event, value) => {
      if (event === 'Close' || event === 'Error') open.delete(socket)
      if (socket === latest) phone.attempt(() => old[event].forEach((listener) => listener(value as never)))
    })
    const refusal = open.size >= MOST_OPEN ? new WxError('exceed max task count', { errno: 600007 }) : socket.refusal
    settle(refusal ? Promise.reject(refusal) : Promise.resolve({ socketTaskId: socket.id }))
    if (!refusal) {
      open.add(socket)
      latest = socket
      socket.connect()
    }
    return socket.task
  })
  for (const event of EVENTS) {
    api.sync(`onSocket${event}`, (listener: Listener) => {
      old[event].clear()
      old[event].add(listener)
    })
    api.kinds.set(`onSocket${event}`, 'listener')
  }
  api.async('sendSocketMessage', ({ data }) => {
    if (!latest) throw new WxError(NOT_CONNECTED)
    return latest.send(data)
  })
  api.async('closeSocket', (options) => {
    if (!latest) throw new WxError(NOT_CONNECTED)
    return latest.close(options)
  })
}

/** One connection as the mini-program sees it. */
class Socket {
  readonly id = crypto.randomUUID()
  private state = STATES.CONNECTING
  private readonly controller = new AbortController()
  private readonly listeners: Record<EventName, Set<Listener>> = {
    ...{ Open: new Set(), Message: new Set(), Close: new Set(), Error: new Set() },
  }
  private entry?: LoggedRequest
  private readonly object: Options

  constructor(
    private readonly api: Api,
    private readonly options: Options,
    private readonly onEvent: (event: EventName, value: unknown) => void,
  ) {
    this.object = api.phone.realm.adopt(this.methods())
  }

  /** Why it may not be opened at all. */
  get refusal(): WxError | undefined {
    const { url } = this.options
    if (typeof url !== 'string' || !/^wss?:\/\//.test(url)) return new WxError('invalid url', { errno: 600009 })
    if (!this.api.phone.network.isOnline) return new WxError('network is down', { errno: 600003 })
    return undefined
  }

  get task(): Options {
    return this.object
  }

  connect(): void {
    const { phone } = this.api
    const { url, header, protocols, timeout } = this.options
    this.entry = phone.requests.begin({ kind: 'socket', method: 'GET', url: url as string, requestBytes: 0 })
    const body = { id: this.id, url, header, protocols, timeout }
    phone.native
      .stream<SocketEvent>('socket', body, this.controller.signal, (event) => this.hear(event))
      .catch((error: Error) => this.fail(error.message))
    phone.network.listeners.add(({ isConnected }) => !isConnected && this.end(1006, 'abnormal closure'))
  }

  async send(data: unknown): Promise<void> {
    if (this.state !== STATES.OPEN) throw new WxError(NOT_CONNECTED)
    const isBuffer = typeof data === 'object' && data !== null && 'byteLength' in data
    if (!isBuffer && typeof data !== 'string') throw new WxError('parameter error: parameter.data should be String')
    const body = isBuffer ? { bytes: toBase64(data as ArrayBuffer) } : { text: data }
    this.entry!.requestBytes += isBuffer ? (data as ArrayBuffer).byteLength : data.length
    // One after the other: two calls could overtake each other on the way.
    const sending = this.last.then(() => this.api.phone.native.call('socket-send', { id: this.id, ...body }))
    this.last = sending.catch(() => undefined)
    await sending
  }

  async close({ code = 1000, reason = '' }: Options): Promise<void> {
    const number = Number(code)
    if (number !== 1000 && !(number >= 3000 && number <= 4999)) throw new WxError('invalid code')
    if (this.state >= STATES.CLOSING) throw new WxError(NOT_CONNECTED)
    this.state = STATES.CLOSING
    await this.api.phone.native.call('socket-close', { id: this.id, code, reason })
  }

  private last: Promise<unknown> = Promise.resolve()

  private hear(event: SocketEvent): void {
    switch (event.type) {
      case 'open':
        this.setState(STATES.OPEN)
        this.api.phone.requests.answered(this.entry!, 101, event.header)
        return this.tell('Open', { header: event.header, profile: {} })
      case 'message': {
        const data = event.text ?? fromBase64(event.bytes!)
        this.entry!.responseBytes += typeof data === 'string' ? data.length : data.byteLength
        return this.tell('Message', { data })
      }
      case 'close':
        return this.end(event.code, event.reason)
      case 'error':
        return this.fail(event.message)
    }
  }

  private fail(message: string): void {
    if (this.state === STATES.CLOSED) return
    this.setState(STATES.CLOSED)
    this.api.phone.requests.end(this.entry!, { error: message })
    this.tell('Error', { errMsg: message })
  }

  private end(code: number, reason: string): void {
    if (this.state === STATES.CLOSED) return
    this.setState(STATES.CLOSED)
    this.controller.abort()
    this.api.phone.requests.end(this.entry!)
    this.tell('Close', { code, reason })
  }

  private setState(state: number): void {
    this.state = state
    this.object.readyState = state
  }

  private tell(event: EventName, value: object): void {
    const { phone } = this.api
    const told = phone.realm.adopt(value)
    for (const listener of [...this.listeners[event]]) phone.attempt(() => listener(told as never))
    this.onEvent(event, told)
  }

  private methods(): Options {
    const on = EVENTS.map((event) => [`on${event}`, (listener: Listener) => void this.listeners[event].add(listener)])
    return {
      ...{ ...STATES, readyState: this.state },
      ...(Object.fromEntries(on) as Options),
      send: (options: Options = {}) => this.api.run('sendSocketMessage', options, ({ data }) => this.send(data)),
      close: (options: Options = {}) => this.api.run('closeSocket', options, () => this.close(options)),
    }
  }
}
