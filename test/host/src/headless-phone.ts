import type { Page } from 'playwright-core'
import type { Auditor } from './audit/auditor'
import type { AuditReport } from './audit/report'
import type { PhoneEvent, PhoneListener, ReportedError } from './runtime/phone'
import type { Launch } from './runtime/settings'
import type { Direction } from './runtime/orientation'
import type { ThemeName } from './runtime/theme'
import type { UsageCounts } from './runtime/usage'
import type { Fixtures } from './runtime/settings'
import type { PhoneState } from './runtime/wx/inspect'
import type { Evidence } from './evidence'
import { Journal } from './journal'
import type { Memory } from './runtime/automator/automator'
import type { Point } from './finger'
import { PageAccess, type Patience } from './page-access'
import { Touches } from './touches'
import { HostServer } from './server'
import type { Traffic, TrafficLog } from './traffic-log'

/** How the mini-program is opened. */
export interface Entry extends Launch {
  /** Page path, with query if any; the first page when empty. */
  entry?: string
  /** More query, as an object or as text ("s=abc"). Values are handed on as they are, not encoded. */
  query?: Record<string, string> | string
  /** WeChat's scene value: 1007 a card in a chat, 1047 a scanned mini-program code ... */
  scene?: number
  /** Key of the person in the WeChat sandbox. */
  person?: string
}

const START_TIMEOUT_MS = 20_000
const GRACE_MS = 1000
/** A page that does not answer in this time is busy with a script when the phone is to start afresh. */
const BUSY_MS = 300

/** A phone in the headless browser, seen from Node. */
export class HeadlessPhone {
  private entry: Entry
  private readonly listeners = new Set<PhoneListener>()
  private readonly closers: (() => Promise<void>)[] = []
  private readonly journal: Journal
  private hasEnded = false
  /** What was used before the mini-program was last started afresh. */
  private usedBefore: UsageCounts = { wx: {}, tags: {} }
  /** What automators asked for, to be given to the mini-program whenever it starts. */
  private readonly memory: Memory = { isLogging: false, bindings: [] }
  private readonly access: PageAccess
  private readonly touches: Touches
  private starting?: Promise<void>
  private isResetting = false

  constructor(
    /** The browser's page that the phone is drawn on, for what this class does not offer. */
    readonly page: Page,
    private readonly origin: string,
    entry: Entry,
    traffic: TrafficLog,
    private readonly auditor: Auditor,
    patience: Patience = {},
  ) {
    this.access = new PageAccess(page, patience)
    this.touches = new Touches(page, this.access)
    this.journal = new Journal(page, traffic)
    this.entry = {
      ...launchOf(entry),
      entry: entry.entry,
      query: entry.query,
      scene: entry.scene,
      person: entry.person,
    }
  }

  /** Whose phone it is. */
  get name(): string {
    return this.entry.person ?? 'phone'
  }

  get isClosed(): boolean {
    return this.hasEnded || this.page.isClosed()
  }

  /** The address of the phone's page, to be looked at in a browser. */
  get url(): string {
    return this.origin + this.address(false)
  }

  /** Whose phone it is. */
  get person(): string {
    return this.entry.person ?? 'visitor'
  }

  /** Opens the mini-program for the first time. */
  start(): Promise<void> {
    this.starting ??= this.startNow()
    return this.starting
  }

  /** A fresh start of the mini-program, as another person or at another page if wanted. Forgets what was stored. */
  async reset(options: Entry & { keepStorage?: boolean } = {}): Promise<void> {
    const { keepStorage = false, ...entry } = options
    this.entry = { person: this.entry.person, ...entry }
    this.isResetting = true
    try {
      if (await this.access.answersWithin(BUSY_MS)) await this.remember()
      else await this.touches.stopScripts()
      this.access.interrupt('the phone was reset')
      // Requests that nobody answers hold the browser's connections to the host, which the new start needs.
      await this.page.goto('about:blank')
      await this.load(!keepStorage)
    } finally {
      this.isResetting = false
    }
  }

  /** Opens the running mini-program from outside: a card in a chat, a scanned code. An empty path keeps the page. */
  launch(path: string, query: Record<string, string> = {}, scene = 1007, more: Launch = {}): Promise<void> {
    return this.act(([path, query, scene, more]) => window.__phone!.launch(path, query, scene, more), [
      path,
      query,
      scene,
      more,
    ] as const)
  }

  /** Puts the mini-program into the background. */
  leave(): Promise<void> {
    return this.act(() => window.__phone!.leave(), undefined)
  }

  /** Brings it back; from another mini-program (scene 1038) with what that hands over in `more.referrerInfo`. */
  comeBack(scene?: number, more: Launch = {}): Promise<void> {
    return this.act(([scene, more]) => window.__phone!.comeBack(scene, more), [scene, more] as const)
  }

  /** Changes the phone's theme in its settings; a mini-program without darkmode does not notice. */
  setTheme(theme: ThemeName): Promise<void> {
    return this.act((theme) => window.__phone!.setTheme(theme), theme)
  }

  /** Turns the phone. Only a page whose pageOrientation is auto turns with it. */
  async turn(direction: Direction): Promise<void> {
    const size = this.page.viewportSize()!
    const sides = [size.width, size.height].sort((one, other) => one - other) as [number, number]
    const [width, height] = direction === 'portrait' ? sides : [sides[1], sides[0]]
    const isWanted = await this.page.evaluate((direction) => window.__phone!.turn(direction), direction)
    if (isWanted) {
      await this.page.setViewportSize({ width, height })
      await this.page.evaluate(untilWide, width)
    }
    await this.settle()
  }

  setOnline(online: boolean): Promise<void> {
    return this.act((online) => window.__phone!.setOnline(online), online)
  }

  /** Other answers of the person and other measurements, from now on until the next reset. */
  fixtures(changes: Partial<Fixtures>): Promise<void> {
    return this.act((changes) => window.__phone!.fixtures(changes), changes)
  }

  /** Lets something happen that wx.onX hears of: emit('UserCaptureScreen'), emit('MemoryWarning', { level: 10 }). */
  emit(event: string, detail: Record<string, unknown> = {}): Promise<void> {
    return this.act(([event, detail]) => window.__phone!.emit(event, detail), [event, detail] as const)
  }

  /** Presses a control of WeChat's own interface by its text: a tab, 返回, 更多, 确定 ... */
  press(label: string): Promise<void> {
    return this.act((label) => window.__phone!.press(label), label)
  }

  /** Drags a finger over the glass, from one point to another, in CSS pixels of the screen. */
  swipe(from: Point, to: Point, steps = 8): Promise<void> {
    return this.touches.swipe(from, to, steps)
  }

  /** Drags several fingers at once, each from its first point to its second, in CSS pixels of the screen. */
  async fingers(
    paths: { from: Point; to: Point }[],
    steps = 6,
    end: 'touchEnd' | 'touchCancel' = 'touchEnd',
  ): Promise<void> {
    const client = await this.page.context().newCDPSession(this.page)
    const at = (part: number) =>
      paths.map(({ from, to }, id) => ({ id, x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }))
    await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
    for (let step = 1; step <= steps; step++) {
      await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step / steps) })
    }
    await client.send('Input.dispatchTouchEvent', { type: end, touchPoints: [] })
    await client.detach()
    await this.touches.resume()
    await this.settle()
  }

  /** Looks at the phone's own page, which the mini-program cannot see. The function is carried over as text. */
  look<T, A = undefined>(read: (argument: A) => T, argument?: A): Promise<T> {
    return this.page.evaluate(read as never, argument as never)
  }

  /** A short touch at a point of the glass. */
  touch(x: number, y: number): Promise<void> {
    return this.touches.touch({ x, y })
  }

  /** A picture of the whole phone; written to the path if one is given. */
  screenshot(path?: string): Promise<Buffer> {
    return this.access.during('screenshot', () => this.page.screenshot({ path, scale: 'device' }))
  }

  state(): Promise<PhoneState> {
    return this.access.run('state', () => window.__phone!.state(), undefined)
  }

  /** Errors that the mini-program threw since it was started. */
  async errors(): Promise<ReportedError[]> {
    return (await this.state()).errors
  }

  /** Errors to come whose message contains the text, or matches, are meant: they are not among those of takeErrors(). */
  expectErrors(...patterns: (string | RegExp)[]): void {
    this.journal.expect(patterns)
  }

  /** From here on every error is unexpected again. */
  endExpectations(): void {
    this.journal.expectNothing()
  }

  /** The uncaught errors of the mini-program, also from before a reset, that were neither expected nor taken before. */
  async takeErrors(): Promise<ReportedError[]> {
    // What the page reported before this answer has arrived with it.
    await this.access.run('takeErrors', () => undefined, undefined).catch(() => undefined)
    return this.journal.takeErrors()
  }

  /** The latest 500 requests that went through the host, with the beginnings of their bodies. */
  get traffic(): readonly Traffic[] {
    return this.journal.traffic.entries
  }

  /** The latest 2000 messages of the console, as `warn: text`. */
  get console(): readonly string[] {
    return this.journal.console
  }

  /** Everything there is to know about the phone now; also of one that is closed or does not answer. */
  async evidence(): Promise<Evidence> {
    const [screenshot, wxml] = await Promise.all([
      this.screenshot().catch(() => undefined),
      this.access.run('evidence', () => window.__phone?.wxml(), undefined).catch(() => undefined),
    ])
    return { name: this.name, screenshot, wxml, console: [...this.console], requests: [...this.traffic] }
  }

  /** Which wx functions were called and which tags made since forgetUsage(). */
  async usage(): Promise<UsageCounts> {
    const now = this.ended ? undefined : await this.access.run('usage', () => window.__phone?.usage(), undefined)
    return { wx: sum(this.usedBefore.wx, now?.wx), tags: sum(this.usedBefore.tags, now?.tags) }
  }

  async forgetUsage(): Promise<void> {
    this.usedBefore = { wx: {}, tags: {} }
    await this.access.run('forgetUsage', () => window.__phone?.forgetUsage(), undefined)
  }

  /** WeChat's 体验评分 of everything that happened on this phone until now, as far as a browser can see it. */
  audit(): Promise<AuditReport> {
    return this.access.during('audit', () => this.auditor.report())
  }

  /**
   * Answers one request of the automator protocol that concerns the mini-program: JSON with a `result` or an `error`.
   * Rejects when there is no mini-program to ask.
   */
  async answer(method: string, params: Record<string, unknown>): Promise<string> {
    await this.whenReady()
    if (method === 'App.enableLog') this.memory.isLogging = true
    if (method === 'App.addBinding') this.memory.bindings.push(params.name as string)
    return this.access.run(method, ([method, params]) => window.__phone!.answer(method, params), [
      method,
      params,
    ] as const)
  }

  /** Touches an element, given by the protocol's ids, as a finger would; fails when it is hidden or covered. */
  async tap(params: Record<string, unknown>): Promise<void> {
    await this.whenReady()
    return this.touches.tap(params)
  }

  /** Why nothing can be asked of this phone any more, if so. */
  get ended(): string | undefined {
    return this.access.ended
  }

  listen(listener: PhoneListener): void {
    this.listeners.add(listener)
  }

  whenClosed(close: () => Promise<void>): void {
    this.closers.push(close)
  }

  /** Runs before the phone is closed, while it can still be asked. */
  beforeClose(run: () => Promise<void>): void {
    this.closers.unshift(run)
  }

  async close(): Promise<void> {
    this.hasEnded = true
    this.access.interrupt('the phone is closed')
    for (const close of this.closers.splice(0)) await close()
  }

  private async startNow(): Promise<void> {
    await this.page.exposeFunction('__phoneEvent', (event: PhoneEvent, detail: Record<string, unknown>) => {
      for (const listener of this.listeners) listener(event, detail)
    })
    await this.touches.prepare()
    await this.page.exposeFunction('__phoneMemory', () => this.memory)
    this.listen((event, detail) => {
      if (event === 'error') this.journal.add({ message: String(detail.message), stack: String(detail.stack) })
    })
    await this.load(true)
  }

  /** Takes along what would be lost with the page. */
  private async remember(): Promise<void> {
    this.usedBefore = await this.usage()
    await this.auditor.keep()
  }

  /** Who asks before the mini-program runs waits for it; who asks while it is taken away is told so. */
  private async whenReady(): Promise<void> {
    if (this.isResetting) throw new Error('the phone is being reset')
    await this.starting
  }

  private address(clear: boolean): string {
    const { entry = '', query = {}, scene = 1001, person } = this.entry
    const text =
      typeof query === 'string'
        ? query
        : Object.entries(query)
            .map((pair) => pair.join('='))
            .join('&')
    return HostServer.phoneUrl({
      ...{ entry, query: text, scene: String(scene), clear: clear ? '1' : '0' },
      launch: JSON.stringify(launchOf(this.entry)),
      ...(person ? { person } : {}),
    })
  }

  private async load(clear: boolean): Promise<void> {
    let failure: string | undefined
    const watch: PhoneListener = (event, detail) => {
      if (event === 'error') failure ??= `${String(detail.message)}\n${String(detail.stack)}`
    }
    this.listeners.add(watch)
    try {
      await this.page.goto(this.origin + this.address(clear), { timeout: START_TIMEOUT_MS })
      await this.waitForPath(START_TIMEOUT_MS, true)
      // A page whose script threw never opens; one that threw before it opened may still come.
      if (failure) await this.waitForPath(GRACE_MS, false)
      await this.settle()
    } catch (error) {
      throw new Error(`The mini-program did not start: ${failure ?? (error as Error).message}`, { cause: error })
    } finally {
      this.listeners.delete(watch)
    }
  }

  private async waitForPath(timeout: number, orErrors: boolean): Promise<void> {
    const isThere = (orErrors: boolean) => {
      const state = window.__phone?.state()
      const isFailed = document.body?.dataset.failed !== undefined
      return state?.path || (orErrors && (isFailed || state?.errors.length))
    }
    await this.page.waitForFunction(isThere, orErrors, { timeout, polling: 20 })
  }

  private settle(): Promise<void> {
    return this.access.run('settle', () => window.__phone!.settle(), undefined)
  }

  private async act<T>(action: (argument: T) => void | Promise<void>, argument: T): Promise<void> {
    try {
      await this.access.run('the phone', action, argument)
    } catch (error) {
      throw new Error(messageOf(error as Error), { cause: error })
    }
    await this.settle()
  }
}

function sum(one: Record<string, number>, other: Record<string, number> = {}): Record<string, number> {
  const total = { ...one }
  for (const [name, count] of Object.entries(other)) total[name] = (total[name] ?? 0) + count
  return total
}

function launchOf({ referrerInfo, shareTicket, chatType, apiCategory, forwardMaterials }: Entry): Launch {
  return { referrerInfo, shareTicket, chatType, apiCategory, forwardMaterials }
}

/** The page's own message, without the call and the stack that the browser driver adds. */
function messageOf({ message }: Error): string {
  return message.replace(/^page\.evaluate: (Error: )?/, '').replace(/\n\s+at .*/gs, '')
}

/** Runs in the page: resolves when it is this wide and has heard of it, which is told with the frame. */
function untilWide(width: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () =>
      requestAnimationFrame(() => (innerWidth === width ? requestAnimationFrame(() => resolve()) : look()))
    look()
  })
}
