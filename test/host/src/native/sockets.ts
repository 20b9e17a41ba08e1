import WebSocket from 'ws'
import type { Domains } from '../limits/domains'

/** What the runtime hears of a web socket. */
export type SocketEvent =
  | { type: 'open'; header: Record<string, string> }
  | { type: 'message'; text?: string; bytes?: string }
  | { type: 'close'; code: number; reason: string }
  | { type: 'error'; message: string }

export interface OutgoingSocket {
  /** Chosen by the runtime, to name the socket in later calls. */
  id: string
  url: string
  header?: Record<string, string>
  protocols?: string[]
  timeout?: number
}

const TIMEOUT_MS = 60_000
/** The code of a connection that ended without a goodbye. */
const ABNORMAL = 1006

/** The web sockets of all phones, opened from Node, where headers can be set. */
export class Sockets {
  private readonly open = new Map<string, WebSocket>()

  constructor(
    private readonly domains: Domains,
    private readonly appId: string,
  ) {}

  /** Connects and tells what comes, until the socket is closed. */
  async connect(options: OutgoingSocket, emit: (event: SocketEvent) => void, signal: AbortSignal): Promise<void> {
    const { id, url, header = {}, protocols = [], timeout } = options
    const socket = new WebSocket(this.domains.resolve(url), protocols, {
      headers: { ...header, referer: `https://servicewechat.com/${this.appId}/devtools/page-frame.html` },
      handshakeTimeout: timeout && timeout > 0 ? timeout : TIMEOUT_MS,
    })
    this.open.set(id, socket)
    signal.addEventListener('abort', () => socket.terminate())
    socket.on('upgrade', ({ headers }) => emit({ type: 'open', header: headers as Record<string, string> }))
    socket.on('message', (data: Buffer, isBinary) => {
      emit({ type: 'message', ...(isBinary ? { bytes: data.toString('base64') } : { text: data.toString() }) })
    })
    await new Promise<void>((resolve) => {
      socket.on('error', (error: NodeJS.ErrnoException) => {
        if (!signal.aborted) emit({ type: 'error', message: reasonOf(error) })
        resolve()
      })
      socket.on('close', (code, reason) => {
        this.open.delete(id)
        emit({ type: 'close', code: code || ABNORMAL, reason: reason.toString() })
        resolve()
      })
    })
  }

  /** Resolves when it has left this computer. */
  send({ id, text, bytes }: Record<string, unknown>): Promise<object> {
    const socket = this.open.get(String(id))
    if (socket?.readyState !== WebSocket.OPEN) throw new Error('WebSocket is not connected')
    const data = typeof bytes === 'string' ? Buffer.from(bytes, 'base64') : String(text)
    return new Promise((resolve, reject) => {
      socket.send(data, (error) => (error ? reject(new Error('WebSocket is not connected')) : resolve({})))
    })
  }

  close({ id, code, reason }: Record<string, unknown>): object {
    this.open.get(String(id))?.close(typeof code === 'number' ? code : 1000, typeof reason === 'string' ? reason : '')
    return {}
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') return 'errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED'
  if (/timed out/.test(message)) return 'timeout'
  const status = /response: (\d+)/.exec(message)?.[1]
  return status ? `response status code: ${status}` : message
}
