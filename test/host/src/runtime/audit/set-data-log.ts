import type { SetDataSeen } from '../../audit/observations'

const MOST_BYTES = 256 * 1024
const MOST_CALLS = 20

/** What setData was given, by page and owner. */
export class SetDataLog {
  private readonly seen = new Map<string, SetDataSeen>()
  /** Times of the calls of the last second, by page. */
  private readonly recent = new Map<string, number[]>()

  constructor(private readonly warn: (message: string) => void) {}

  add(page: string, owner: string, keys: string[], bytes: number): void {
    const entry = this.entryOf(page, owner)
    entry.calls++
    if (bytes > entry.mostBytes) Object.assign(entry, { mostBytes: bytes, mostKeys: keys.slice(0, 5) })
    for (const key of keys) {
      const [first = ''] = key.split(/[.[]/)
      if (!entry.keys.includes(first)) entry.keys.push(first)
    }
    entry.busiest = Math.max(entry.busiest, this.count(page))
    if (bytes > MOST_BYTES) this.warn(`setData 数据传输长度为 ${Math.round(bytes / 1024)} KB，存在有性能问题！`)
  }

  entries(): SetDataSeen[] {
    return [...this.seen.values()]
  }

  private entryOf(page: string, owner: string): SetDataSeen {
    const id = `${page} ${owner}`
    const fresh = { page, owner, calls: 0, mostBytes: 0, mostKeys: [], busiest: 0, keys: [] }
    const entry = this.seen.get(id) ?? fresh
    this.seen.set(id, entry)
    return entry
  }

  /** Calls on the page in the second that ends now. */
  private count(page: string): number {
    const now = performance.now()
    const times = (this.recent.get(page) ?? []).filter((at) => now - at < 1000)
    times.push(now)
    this.recent.set(page, times)
    if (times.length === MOST_CALLS + 1) this.warn(`页面 ${page} 每秒调用 setData 的次数超过 ${MOST_CALLS} 次`)
    return times.length
  }
}
