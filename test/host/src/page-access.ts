import type { Page } from 'playwright-core'

interface Call {
  what: string
  since: number
  reject(error: Error): void
}

const WATCH_MS = 500
/** Younger calls are not worth a look whether the page still answers. */
const PATIENCE_MS = 1000

export interface Patience {
  /** How long a call may take, in milliseconds, while the page is alive; default 30,000. */
  answerMs?: number
  /** How long a script may keep the page busy before calls fail, in milliseconds; default 5,000. */
  busyMs?: number
}

/**
 * Calls into a phone's page that always come to an end: also when the page crashes, is closed, starts afresh or runs a
 * script that never ends.
 */
export class PageAccess {
  private readonly calls = new Set<Call>()
  private readonly answerMs: number
  private readonly busyMs: number
  private timer?: NodeJS.Timeout
  private ping?: { since: number }
  private end?: string

  constructor(
    private readonly page: Page,
    { answerMs = 30_000, busyMs = 5000 }: Patience = {},
  ) {
    this.answerMs = answerMs
    this.busyMs = busyMs
    page.once('crash', () => this.close("the phone's page has crashed"))
    page.once('close', () => this.close('the phone is closed'))
  }

  /** Whether a script has kept the page busy for too long. */
  get isBusy(): boolean {
    return this.ping !== undefined && Date.now() - this.ping.since > this.busyMs
  }

  /** Why no call can succeed any more, if so. */
  get ended(): string | undefined {
    return this.end
  }

  /** Runs a function in the page. An error tells what was called when it was the page that failed. */
  run<R, A>(what: string, action: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    return this.during(what, () => this.page.evaluate<R, A>(action as never, argument as never))
  }

  /** Anything else that needs the page to answer. */
  during<R>(what: string, work: () => Promise<R>): Promise<R> {
    if (this.end) return Promise.reject(new Error(this.end))
    if (this.isBusy) return Promise.reject(this.busyError(what))
    return new Promise<R>((resolve, reject) => {
      const call: Call = { what, since: Date.now(), reject }
      this.calls.add(call)
      this.watch()
      work()
        .then(resolve, (error: Error) => reject(this.end ? new Error(this.end) : error))
        .finally(() => this.calls.delete(call))
    })
  }

  /** Whether the page answers within this time. */
  async answersWithin(milliseconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)))
    const answer = this.page.evaluate(() => true).catch(() => true)
    const isAlive = await Promise.race([answer, late])
    clearTimeout(timer)
    return isAlive
  }

  /** Fails whatever is under way. */
  interrupt(reason: string): void {
    for (const { what, reject } of this.calls) reject(new Error(`${what}: ${reason}`))
    this.calls.clear()
    this.ping = undefined
  }

  private close(reason: string): void {
    this.end ??= reason
    this.interrupt(reason)
    clearInterval(this.timer)
  }

  private watch(): void {
    this.timer ??= setInterval(() => this.look(), WATCH_MS).unref()
  }

  private look(): void {
    const now = Date.now()
    for (const call of this.calls) {
      if (this.isBusy) this.fail(call, this.busyError(call.what))
      else if (now - call.since > this.answerMs)
        this.fail(call, new Error(`${call.what} got no answer within ${this.answerMs} ms`))
      else if (now - call.since > PATIENCE_MS) this.startPing()
    }
    if (this.calls.size || this.ping) return
    clearInterval(this.timer)
    this.timer = undefined
  }

  /** A page that is busy with an endless script answers nothing at all. */
  private startPing(): void {
    if (this.ping) return
    const ping = { since: Date.now() }
    this.ping = ping
    const done = () => {
      if (this.ping === ping) this.ping = undefined
    }
    this.page.evaluate(() => undefined).then(done, done)
  }

  private fail(call: Call, error: Error): void {
    this.calls.delete(call)
    call.reject(error)
  }

  private busyError(what: string): Error {
    return new Error(`${what}: the page has not answered for ${this.busyMs} ms, a script must be keeping it busy`)
  }
}
