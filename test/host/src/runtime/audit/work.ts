import type { Timed } from '../../audit/observations'
import { observe } from './observe'
import { slowness } from './pace'

interface Span {
  from: number
  to: number
}

const LONG_MS = 50
const KEPT_SPANS = 200

/** How long the mini-program's scripts and renderings take, apart from what the host does itself. */
export class WorkTimes {
  readonly scripts: Timed[] = []
  readonly renders: Timed[] = []
  readonly firstScreens: Timed[] = []
  /** What is not to be counted as the mini-program's scripts: the host's work and renderings. */
  private readonly others: Span[] = []
  private launchedAt = Infinity
  /** When the first page was left. */
  private leftAt = Infinity

  constructor(private readonly page: () => string) {
    observe('longtask', (entry) => this.task(entry))
    observe('largest-contentful-paint', (entry) => this.painted(entry))
  }

  /** The mini-program begins; what was before is the host's. */
  launched(): void {
    this.launchedAt = performance.now()
    this.leaveOut({ from: 0, to: this.launchedAt })
  }

  /** The first page gives way to another: what is painted from now on is not the first screen. */
  movedOn(): void {
    this.leftAt = Math.min(this.leftAt, performance.now())
  }

  /** Runs work of the host that is not the mini-program's fault. */
  own<T>(run: () => T): T {
    const from = performance.now()
    try {
      return run()
    } finally {
      this.leaveOut({ from, to: performance.now() })
    }
  }

  /** Runs a rendering and keeps how long it took. */
  rendering<T>(what: string, run: () => T): T {
    const from = performance.now()
    try {
      return run()
    } finally {
      const to = performance.now()
      if (to - from > LONG_MS) {
        this.leaveOut({ from, to })
        const ms = to - from
        this.own(() => this.renders.push({ page: this.page(), ms, slowness: slowness(ms), what }))
      }
    }
  }

  private leaveOut(span: Span): void {
    this.others.push(span)
    if (this.others.length > KEPT_SPANS) this.others.shift()
  }

  private task({ startTime, duration }: PerformanceEntry): void {
    const task = { from: startTime, to: startTime + duration }
    const ms = duration - shared(task, this.others)
    if (ms <= LONG_MS) return
    this.own(() => this.scripts.push({ page: this.page(), ms, slowness: slowness(ms), what: 'a run of scripts' }))
  }

  /** The browser reports ever larger paints until the first touch; the last one is the first screen. */
  private painted({ startTime }: PerformanceEntry): void {
    if (startTime < this.launchedAt || startTime > this.leftAt) return
    const ms = startTime - this.launchedAt
    const page = this.firstScreens[0]?.page || this.page()
    const first = { page, ms, slowness: this.own(() => slowness(ms / 5)), what: 'first screen' }
    this.firstScreens.splice(0, 1, first)
  }
}

/** How much of a stretch others take; those may lie inside each other. */
function shared(task: Span, others: Span[]): number {
  let sum = 0
  let from = task.from
  for (const span of [...others].sort((a, b) => a.from - b.from)) {
    const to = Math.min(span.to, task.to)
    sum += Math.max(0, to - Math.max(from, span.from))
    from = Math.max(from, to)
  }
  return sum
}
