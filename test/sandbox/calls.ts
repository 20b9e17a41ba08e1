/** One call of a WeChat API, without credentials. */
export interface LoggedCall {
  at: number
  api: string
  method: string
  path: string
  query: Record<string, unknown>
  body: unknown
  errcode: number | null
  rid: string
  /** What was done to the answer on request. */
  fault: string | null
}

const KEPT = 5000
const CREDENTIALS = new Set(['secret', 'appsecret', 'access_token', 'session_key', 'signature'])

/** The last calls, newest last. */
export class CallLog {
  private entries: LoggedCall[] = []
  private readonly counts = new Map<string, number>()

  add(call: LoggedCall): void {
    this.entries.push({ ...call, query: redacted(call.query) as Record<string, unknown>, body: redacted(call.body) })
    if (this.entries.length > KEPT) this.entries = this.entries.slice(-KEPT / 2)
  }

  of(api?: string): LoggedCall[] {
    return this.entries.filter((call) => api === undefined || call.api === api)
  }

  withRid(rid: string): LoggedCall | undefined {
    return this.entries.find((call) => call.rid === rid)
  }

  /** Counts one more call in this span of time and says the how many-th it is. */
  count(api: string, spanMs: number, now: number): number {
    const key = `${api} ${spanMs} ${Math.floor(now / spanMs)}`
    const count = (this.counts.get(key) ?? 0) + 1
    if (this.counts.size > 1000) this.counts.clear()
    this.counts.set(key, count)
    return count
  }

  clear(): void {
    this.entries = []
    this.counts.clear()
  }
}

function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, CREDENTIALS.has(key) ? '***' : redacted(inner)]),
  )
}
