/** One transfer of the mini-program, as the host saw it. */
export interface LoggedRequest {
  id: number
  kind: 'request' | 'upload' | 'download' | 'socket'
  method: string
  url: string
  /** Milliseconds since the epoch by the real clock, with fractions. */
  startedAt: number
  /** When it waited for one of the ten places, the moment it really went out. */
  sentAt?: number
  /** Absent while it runs. */
  endedAt?: number
  /** HTTP status; absent when no answer came. */
  status?: number
  /** What follows "fail " in the message the mini-program got. */
  error?: string
  requestBytes: number
  responseBytes: number
  /** SHA-1 of the answer's body. */
  responseHash?: string
  /** The answer's headers that rule caching, lower case. */
  cacheHeaders?: Record<string, string>
  /** Whether the request carried an authorization header. */
  isAuthorized: boolean
}

const CACHE_HEADERS = ['cache-control', 'expires', 'etag', 'last-modified', 'pragma']

/** Every transfer since the mini-program started, in the order of their starts. */
export class RequestLog {
  readonly entries: LoggedRequest[] = []
  private readonly listeners = new Set<(entry: LoggedRequest) => void>()

  /** Opens an entry; the caller fills in what it learns and closes it by `end`. */
  begin(
    entry: Pick<LoggedRequest, 'kind' | 'method' | 'url' | 'requestBytes'> & { isAuthorized?: boolean },
  ): LoggedRequest {
    const { isAuthorized = false } = entry
    const logged = { id: this.entries.length + 1, startedAt: now(), responseBytes: 0, ...entry, isAuthorized }
    this.entries.push(logged)
    return logged
  }

  /** The moment it leaves the queue. */
  sent(entry: LoggedRequest): void {
    entry.sentAt = now()
  }

  answered(entry: LoggedRequest, status: number, header: Record<string, string>): void {
    entry.status = status
    entry.cacheHeaders = Object.fromEntries(Object.entries(header).filter(([name]) => CACHE_HEADERS.includes(name)))
  }

  end(entry: LoggedRequest, result: Partial<LoggedRequest> = {}): void {
    Object.assign(entry, result, { endedAt: now() })
    for (const listener of this.listeners) listener(entry)
  }

  /** Hears of every transfer when it has ended. */
  listen(listener: (entry: LoggedRequest) => void): void {
    this.listeners.add(listener)
  }
}

function now(): number {
  return performance.timeOrigin + performance.now()
}
