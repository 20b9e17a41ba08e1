import type { Emit } from './native/request'

/** One request of a mini-program as the host passed it on, with the beginnings of both bodies. */
export interface Traffic {
  kind: string
  method: string
  url: string
  /** Milliseconds since the epoch. */
  startedAt: number
  /** Milliseconds it took; absent while it runs. */
  ms?: number
  status?: number
  /** What follows `fail` in the message that the mini-program got. */
  error?: string
  requestBody: string
  responseBody: string
}

const KEPT_ENTRIES = 500
const KEPT_BYTES = 2100

/** What a phone sent and was answered, also before the mini-program was started afresh; the latest 500. */
export class TrafficLog {
  readonly entries: Traffic[] = []

  /** Opens an entry for an outgoing request and fills it from what is emitted about it. */
  watch(kind: string, outgoing: Record<string, unknown>, emit: Emit): Emit {
    const entry: Traffic = {
      kind,
      method: text(outgoing.method) || (kind === 'upload' ? 'POST' : 'GET'),
      url: text(outgoing.url),
      startedAt: Date.now(),
      requestBody: outgoing.filePath ? `file ${text(outgoing.filePath)}` : beginning(text(outgoing.body)),
      responseBody: '',
    }
    this.entries.push(entry)
    if (this.entries.length > KEPT_ENTRIES) this.entries.shift()
    let isWhole = true
    return (event) => {
      if (event.type === 'headers') entry.status = event.statusCode
      else if (event.type === 'chunk' && isWhole) {
        entry.responseBody += beginning(event.data)
        isWhole = entry.responseBody.length < KEPT_BYTES
        if (!isWhole) entry.responseBody = `${entry.responseBody.slice(0, KEPT_BYTES)} …`
      } else if (event.type === 'error') entry.error = event.message
      if (event.type === 'end' || event.type === 'error') entry.ms = Date.now() - entry.startedAt
      emit(event)
    }
  }
}

/** The log as people read it: one line a request, bodies indented below. */
export function printTraffic(entries: Traffic[]): string {
  const lines = entries.map(({ kind, method, url, startedAt, ms, status, error, requestBody, responseBody }) => {
    const outcome = error === undefined ? String(status ?? 'no answer yet') : `fail ${error}`
    const first = `${new Date(startedAt).toISOString()} ${kind} ${method} ${url} → ${outcome} (${ms === undefined ? 'running' : `${ms} ms`})`
    return [first, requestBody && `  > ${requestBody}`, responseBody && `  < ${responseBody}`]
      .filter(Boolean)
      .join('\n')
  })
  return lines.join('\n')
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The start of a body as text; what is not text is told by its size. */
function beginning(base64: string): string {
  const size = Math.floor((base64.length * 3) / 4)
  const shown = Buffer.from(base64.slice(0, (KEPT_BYTES / 3) * 4), 'base64').toString('utf8')
  if (shown.includes('\0')) return `(${size} bytes)`
  return size > KEPT_BYTES ? `${shown} … (${size} bytes)` : shown
}
