import { tagOf } from './components/built-in'
import { closePageContainer } from './components/containers'
import { resolvePath } from './modules'
import { createPage, type OpenPage } from './open-page'
import { watchScroll } from './page-scroll'
import type { Phone } from './phone'
import { joinQuery, parseUrl, type Query } from './url'

export type RouteKind = 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack' | 'appLaunch'

type Listeners = Record<string, (...args: unknown[]) => void>

const MAX_DEPTH = 10

/** The page stack, with WeChat's rules about tab pages and WeChat's order of life-cycle calls. */
export class Pages {
  readonly stack: OpenPage[] = []
  /** Tab pages stay alive while another tab is shown. */
  private readonly tabs = new Map<string, OpenPage>()
  /** Starts from the time, so that ids stay unique over restarts: automators cache pages by id. */
  private nextId = Date.now()
  private shown?: OpenPage
  /** Routes happen one after the other, also when a package must be fetched first. */
  private queue: Promise<unknown> = Promise.resolve()
  private underWay = 0
  private isAsking = false
  private waiting: (() => void)[] = []

  constructor(private readonly phone: Phone) {}

  get top(): OpenPage | undefined {
    return this.stack.at(-1)
  }

  /** Every page that is alive, shown or kept. */
  get alive(): OpenPage[] {
    return [...new Set([...this.stack, ...this.tabs.values()])]
  }

  isTab(path: string): boolean {
    return this.phone.project.app.tabBar?.list.some((item) => item.pagePath === path) ?? false
  }

  /**
   * Opens a page the way the named wx function does, after the routes that were asked for before. Rejects with the
   * reason, without the function's name.
   */
  open(kind: RouteKind, url: string, events: Listeners = {}): Promise<OpenPage> {
    // A relative address is one seen from the page that asks, not from the one on top when the route's turn comes.
    const from = this.top?.path ?? ''
    return this.enqueue(async () => {
      const wanted = this.locate(url, from)
      const rewritten = this.phone.routeEvents.before(kind, wanted)
      const { path, query } = rewritten === undefined ? wanted : this.locate(rewritten, '')
      this.check(kind, path)
      await this.phone.packages.enter(path)
      if (!(await this.mayLeave(kind))) throw new Error('cancel')
      const page = this.go(kind, path, query, events)
      this.phone.packages.preload(path)
      return page
    })
  }

  /** Goes back by so many pages; never below the first. */
  back(delta = 1): Promise<void> {
    return this.enqueue(async () => {
      // What lies over the page as a page of its own is left first.
      if (this.top && closePageContainer(this.top.frame, tagOf)) return
      const count = Math.min(Math.max(1, Math.trunc(delta)), this.stack.length - 1)
      if (count < 1) throw new Error('cannot navigate back at first page.')
      if (!(await this.mayLeave('navigateBack'))) throw new Error('cancel')
      const target = this.stack.at(-count - 1)!
      this.phone.routeEvents.before('navigateBack', target)
      this.unload(this.stack.splice(-count), 'navigateBack')
      this.show(target, 'navigateBack')
      this.phone.routeEvents.tell('AppRoute', 'navigateBack', target, target.id)
      this.phone.routeEvents.tell('AppRouteDone', 'navigateBack', target, target.id)
    })
  }

  /** Resolves when no route is under way, or when one waits for the user to say whether the page may be left. */
  async idle(): Promise<void> {
    while (this.underWay && !this.isAsking) await new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  /** Whether a page with this path exists in app.json. */
  has(path: string): boolean {
    return path in this.phone.project.pages
  }

  /** The page that a component or element lies in. */
  around(dom: Node): OpenPage | undefined {
    return this.alive.find((page) => page.frame.contains(dom))
  }

  /** The visible page's onHide; part of leaving the app. */
  hide(): void {
    if (!this.shown) return
    const page = this.shown
    this.phone.observer?.leaving(page)
    this.shown = undefined
    this.tell(page, 'hide')
    this.call(page, 'onHide')
  }

  /** Shows the top page again; part of coming back to the app. */
  resume(): void {
    if (this.top && this.shown !== this.top) this.show(this.top)
  }

  /** Calls a page's life-cycle function if it has one; what it throws is reported, not passed on. */
  call(page: OpenPage, name: string, argument?: unknown): unknown {
    const method = page.caller[name] as ((argument?: unknown) => unknown) | undefined
    if (typeof method !== 'function') return undefined
    try {
      return method.call(page.caller, argument === undefined ? undefined : this.phone.realm.adopt(argument))
    } catch (error) {
      this.phone.report(error)
      return undefined
    }
  }

  /** Runs pageLifetimes of every component of a page, its custom tab bar included. */
  tell(page: OpenPage, lifetime: string, ...values: unknown[]): void {
    page.component.triggerPageLifetime(lifetime, values)
    page.tabBar?.triggerPageLifetime(lifetime, values)
  }

  private enqueue<T>(route: () => Promise<T>): Promise<T> {
    this.underWay++
    const run = this.queue.then(route)
    this.queue = run.then(
      () => this.arrived(),
      () => this.arrived(),
    )
    return run
  }

  private arrived(): void {
    this.underWay--
    this.wake()
  }

  private wake(): void {
    for (const resume of this.waiting.splice(0)) resume()
  }

  private locate(url: string, from: string): { path: string; query: Query } {
    const { path, query } = parseUrl(url)
    const absolute = path.startsWith('/') || !path.startsWith('.') ? path.replace(/^\//, '') : resolvePath(from, path)
    const relative = resolvePath(from, path)
    const found = [absolute, relative].find((each) => this.has(each))
    if (found !== undefined) return { path: found, query }
    throw new Error(`page "${path.startsWith('/') ? absolute : relative}${joinQuery(query)}" is not found`)
  }

  private check(kind: RouteKind, path: string): void {
    const isTab = this.isTab(path)
    if (isTab && (kind === 'navigateTo' || kind === 'redirectTo')) throw new Error(`can not ${kind} a tabbar page`)
    if (!isTab && kind === 'switchTab') throw new Error('can not switch to no-tabBar page')
    if (kind === 'navigateTo' && this.stack.length >= MAX_DEPTH && this.phone.guard.holds('pageStack')) {
      this.phone.guard.keep('pageStack', 'navigateTo:fail webview count limit exceed')
      throw new Error('webview count limit exceed')
    }
  }

  /** Asks the user when the page that would be closed wants it. */
  private async mayLeave(kind: RouteKind): Promise<boolean> {
    const page = this.top
    if (!page?.leaveAlert || kind !== 'navigateBack') return true
    this.isAsking = true
    const answer = this.phone.overlays.modal({ content: page.leaveAlert, title: '' })
    this.wake()
    const { confirm } = await answer
    this.isAsking = false
    return Boolean(confirm)
  }

  private go(kind: RouteKind, path: string, query: Query, events: Listeners): OpenPage {
    if (kind === 'switchTab') return this.switchTo(path)
    if (kind === 'navigateTo') this.hide()
    else if (kind === 'redirectTo') this.unload(this.stack.splice(-1), kind)
    else this.unload(this.takeAll(), kind)
    return this.push(path, query, kind, events)
  }

  private switchTo(path: string): OpenPage {
    const previous = this.stack[0]
    this.unload(this.stack.splice(previous?.isTab ? 1 : 0), 'switchTab')
    if (previous?.isTab && previous.path === path) {
      if (this.shown !== previous) this.show(previous, 'switchTab')
      return previous
    }
    this.hide()
    this.stack.length = 0
    const kept = this.tabs.get(path)
    if (!kept) return this.push(path, {}, 'switchTab')
    this.stack.push(kept)
    this.show(kept, 'switchTab')
    return kept
  }

  private takeAll(): OpenPage[] {
    const all = [...this.tabs.values()].filter((page) => !this.stack.includes(page)).concat(this.stack)
    this.stack.length = 0
    return all
  }

  /** Closes these pages, the topmost first. */
  private unload(pages: OpenPage[], kind: RouteKind): void {
    for (const page of pages.reverse()) {
      if (this.shown === page) {
        this.phone.observer?.leaving(page)
        this.shown = undefined
      }
      this.tabs.delete(page.path)
      this.phone.routeEvents.tell('BeforePageUnload', kind, page, page.id)
      this.call(page, 'onUnload')
      this.phone.observer?.closed(page)
      page.close()
      this.phone.routeEvents.tell('AfterPageUnload', kind, page, page.id)
    }
  }

  private push(path: string, query: Query, kind: RouteKind, events: Listeners = {}): OpenPage {
    this.phone.environment.load(path)
    this.phone.routeEvents.tell('BeforePageLoad', kind, { path, query })
    const page = createPage(this.phone, this.nextId++, path, query)
    page.channel.onAll(events)
    this.phone.bars.layOut(page)
    watchScroll(page, this)
    this.stack.push(page)
    if (page.isTab) this.tabs.set(path, page)
    page.frame.dataset.enters = kind
    this.phone.screen.pages.append(page.frame)
    this.phone.exitState.handTo(page)
    if (this.phone.observer) this.phone.observer.rendering(path, () => page.attach())
    else page.attach()
    this.call(page, 'onLoad', { ...query })
    this.phone.routeEvents.tell('AfterPageLoad', kind, page, page.id)
    this.show(page, kind)
    this.phone.routeEvents.tell('AppRoute', kind, page, page.id)
    this.phone.realm.window.setTimeout(() => {
      if (!this.alive.includes(page)) return
      this.call(page, 'onReady')
      this.tell(page, 'routeDone')
      this.call(page, 'onRouteDone')
      this.phone.routeEvents.tell('AppRouteDone', kind, page, page.id)
    }, 0)
    return page
  }

  private show(page: OpenPage, kind?: RouteKind): void {
    this.shown = page
    this.phone.observer?.shown(page)
    for (const other of this.alive) other.frame.classList.toggle('qh-covered', other !== page)
    this.phone.environment.usePage(page)
    this.phone.bars.show(page, this.stack.length, kind)
    this.tell(page, 'show')
    this.call(page, 'onShow')
    this.phone.announce('title', { title: page.bar.title, path: page.path })
  }
}
