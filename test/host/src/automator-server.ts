import type { Server } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'
import { auditHtml } from './audit/html'
import type { HeadlessPhone } from './headless-phone'
import type { PhoneEvent } from './runtime/phone'

interface Request {
  id: string
  method: string
  params?: Record<string, unknown>
}

type Params = Record<string, unknown>

const EVENTS: Partial<Record<PhoneEvent, string>> = {
  log: 'App.logAdded',
  binding: 'App.bindingCalled',
  error: 'App.exceptionThrown',
}

/** Speaks the automator protocol on a phone's port. Every request is answered, by a result or by an error. */
export class AutomatorServer {
  private readonly sockets: WebSocketServer

  constructor(
    server: Server,
    private readonly phone: HeadlessPhone,
    private readonly options: { realTap: boolean; canClose: boolean },
  ) {
    this.sockets = new WebSocketServer({ server })
    this.sockets.on('connection', (socket) => {
      socket.on('message', (data) => void this.receive(socket, (data as Buffer).toString()))
    })
    phone.listen((event, detail) => {
      const method = EVENTS[event]
      if (method) this.broadcast({ method, params: detail })
    })
  }

  close(): void {
    for (const socket of this.sockets.clients) socket.terminate()
    this.sockets.close()
  }

  private async receive(socket: WebSocket, text: string): Promise<void> {
    let request: Request
    try {
      request = JSON.parse(text) as Request
    } catch {
      return
    }
    const { id, method, params = {} } = request
    try {
      send(socket, { id, result: (await this.answer(method, params)) ?? {} })
    } catch (error) {
      send(socket, { id, error: { message: (error as Error).message } })
    }
  }

  private async answer(method: string, params: Params): Promise<unknown> {
    switch (method) {
      case 'Tool.getInfo':
        return { SDKVersion: '3.8.12', version: '1.06.2412050' }
      case 'Tool.close':
        // The answer first.
        if (this.options.canClose) setTimeout(() => void this.phone.close(), 0)
        return {}
      case 'Tool.refreshTicket':
      case 'Tool.setTicket':
        return {}
      case 'Tool.enableRemoteDebug':
        // The answer first: the client begins to wait for the event after it.
        setTimeout(() => this.broadcast({ method: 'Tool.onRemoteDebugConnected', params: {} }), 50)
        return {}
      case 'Tool.getTestAccounts':
        return { accounts: [] }
      case 'Tool.getTicket':
        return { ticket: '' }
      case 'Tool.stopAudits':
        return this.stopAudits()
      case 'App.captureScreenshot':
        return { data: (await this.phone.screenshot()).toString('base64') }
      default:
        return this.isTap(method, params) ? this.phone.tap(params) : this.phone.handle(method, params)
    }
  }

  /** The report as a page, and as JSON for whoever asks for it. */
  private async stopAudits(): Promise<{ report: string; data: string }> {
    const report = await this.phone.audit()
    return { report: auditHtml(report), data: JSON.stringify(report) }
  }

  private isTap(method: string, params: Params): boolean {
    if (!this.options.realTap) return false
    return method === 'Element.tap' || (method === 'Element.callFunction' && params.functionName === 'switch.tap')
  }

  private broadcast(message: { method: string; params: unknown }): void {
    for (const socket of this.sockets.clients) send(socket, message)
  }
}

function send(socket: WebSocket, message: unknown): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}
