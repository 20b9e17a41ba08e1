import type { Server } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'
import type { HeadlessPhone } from './headless-phone'
import type { PhoneEvent } from './runtime/phone'
import { Tools, type ToolOptions } from './tools'

type Params = Record<string, unknown>

interface Request {
  id: string
  method: string
  params: Params
}

export interface AutomatorOptions extends ToolOptions {
  /** Whether Element.tap is a real touch. */
  realTap: boolean
}

const EVENTS: Partial<Record<PhoneEvent, string>> = {
  log: 'App.logAdded',
  binding: 'App.bindingCalled',
  error: 'App.exceptionThrown',
}

/** Speaks the automator protocol on a phone's port. Every request is answered, by a result or by an error. */
export class AutomatorServer {
  private readonly sockets: WebSocketServer
  private readonly tools: Tools
  /** Clients that want to hear what is written to the console. */
  private readonly loggers = new WeakSet<WebSocket>()
  private readonly underWay = new Set<Promise<void>>()

  constructor(
    server: Server,
    private readonly phone: HeadlessPhone,
    private readonly options: AutomatorOptions,
  ) {
    this.tools = new Tools(phone, options, (method) => this.broadcast({ method, params: {} }))
    this.sockets = new WebSocketServer({ server })
    this.sockets.on('connection', (socket) => {
      socket.on('message', (data) => this.receive(socket, (data as Buffer).toString()))
      // A broken frame of one client closes that client's socket and concerns nobody else.
      socket.on('error', () => socket.terminate())
    })
    phone.listen((event, detail) => {
      const method = EVENTS[event]
      if (method) this.broadcast({ method, params: detail }, event === 'log' ? this.loggers : undefined)
    })
  }

  /** Lets go of every client; what they asked before and the phone has answered still reaches them. */
  async close(): Promise<void> {
    await Promise.race([Promise.all(this.underWay), new Promise((resolve) => setTimeout(resolve, 100))])
    for (const socket of this.sockets.clients) socket.close(1001)
    this.sockets.close()
    setTimeout(() => this.sockets.clients.forEach((socket) => socket.terminate()), 500).unref()
  }

  private receive(socket: WebSocket, text: string): void {
    const work = this.reply(socket, text).finally(() => this.underWay.delete(work))
    this.underWay.add(work)
  }

  private async reply(socket: WebSocket, text: string): Promise<void> {
    let id: unknown = null
    try {
      const request = readRequest(text, (given) => (id = given))
      if (request.method === 'App.enableLog') this.loggers.add(socket)
      const answer = await this.answer(request)
      send(socket, `{"id":${JSON.stringify(id)},${answer.slice(1)}`)
    } catch (error) {
      send(socket, JSON.stringify({ id, error: { message: messageOf(error as Error) } }))
    }
  }

  private async answer({ method, params }: Request): Promise<string> {
    if (this.phone.ended) throw new Error(this.phone.ended)
    const own = this.tools.answer(method, params)
    if (own) return result(await own)
    if (method === 'App.captureScreenshot') return result({ data: await this.screenshot() })
    if (this.isTap(method, params)) {
      await this.phone.tap(params)
      return result({})
    }
    return this.phone.answer(method, params)
  }

  private async screenshot(): Promise<string> {
    return (await this.phone.screenshot()).toString('base64')
  }

  private isTap(method: string, params: Params): boolean {
    if (!this.options.realTap) return false
    return method === 'Element.tap' || (method === 'Element.callFunction' && params.functionName === 'switch.tap')
  }

  private broadcast(message: object, to?: WeakSet<WebSocket>): void {
    const text = JSON.stringify(message)
    for (const socket of this.sockets.clients) if (!to || to.has(socket)) send(socket, text)
  }
}

/** Tells the id as soon as it is known, so that also what is wrong with the rest can be answered. */
function readRequest(text: string, tellId: (id: unknown) => void): Request {
  let request: Partial<Record<keyof Request, unknown>> | null
  try {
    request = JSON.parse(text) as typeof request
  } catch {
    throw new Error('a request must be JSON')
  }
  const { id, method, params } = request ?? {}
  if (typeof id !== 'string' && typeof id !== 'number') throw new Error('a request needs an id')
  tellId(id)
  if (typeof method !== 'string') throw new Error('a request needs a method')
  if (params !== undefined && params !== null && (typeof params !== 'object' || Array.isArray(params)))
    throw new Error('params must be an object')
  return { id: String(id), method, params: (params ?? {}) as Params }
}

function result(value: object): string {
  return JSON.stringify({ result: value })
}

/** The reason alone, without what the browser's driver says around it. */
function messageOf({ message }: Error): string {
  if (/has been closed|Target closed|Browser closed/.test(message)) return 'the phone is closed'
  if (/Execution context was destroyed|Cannot find context/.test(message)) return 'the mini-program was started afresh'
  return message.replace(/^page\.\w+: (Error: )?/, '').replace(/\n(Call log:|\s+at ).*/s, '')
}

function send(socket: WebSocket, text: string): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(text)
}
