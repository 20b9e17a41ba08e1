import type { ComponentConfig } from '../compile/project'
import { h } from './dom'
import { EventChannel } from './event-channel'
import type { Caller, Component } from './glass'
import { resolvePath } from './modules'
import type { Phone } from './phone'
import { joinQuery, parseUrl, type Query } from './url'
import { watchScroll } from './page-scroll'

/** One open page of the stack. */
export interface OpenPage {
  /** Never used twice in a phone's life; WeChat calls it the webview id. */
  id: number
  path: string
  query: Query
  config: ComponentConfig
  /** What the bars show; starts from the config and is changed by wx.setNavigationBar*. */
  bar: { title: string; background: string; text: 'black' | 'white'; isLoading: boolean; hasHomeButton: boolean }
  isTab: boolean
  frame: HTMLElement
  scroller: HTMLElement
  body: HTMLElement
  caller: Caller
  component: Component
  channel: EventChannel
  close(): void
}

export type RouteKind = 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack' | 'appLaunch'

const MAX_DEPTH = 10

/** The page stack, with WeChat's rules about tab pages and WeChat's order of life-cycle calls. */
export class Pages {
  readonly stack: OpenPage[] = []
  /** Tab pages stay alive while another tab is shown. */
  private readonly tabs = new Map<string, OpenPage>()
  /** Starts from the time, so that ids stay unique over restarts: automators cache pages by id. */
  private nextId = Date.now()
  private shown?: OpenPage

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

  /** Opens a page the way the named wx function does. Throws the reason without the function's name. */
  open(kind: RouteKind, url: string, events: Record<string, (...args: unknown[]) => void> = {}): OpenPage {
    const { path, query } = this.locate(url)
    const isTab = this.isTab(path)
    if (isTab && (kind === 'navigateTo' || kind === 'redirectTo')) throw new Error(`can not ${kind} a tabbar page`)
    if (!isTab && kind === 'switchTab') throw new Error('can not switch to no-tabBar page')
    if (kind === 'navigateTo' && this.stack.length >= MAX_DEPTH && this.phone.guard.holds('pageStack')) {
      this.phone.guard.keep('pageStack', `navigateTo:fail webview count limit exceed`)
      throw new Error(`webview count limit exceed`)
    }
    if (kind === 'switchTab') return this.switchTo(path)

    if (kind === 'navigateTo') this.hide()
    else if (kind === 'redirectTo') this.unload(this.stack.splice(-1))
    else this.unload(this.takeAll())
    return this.push(path, query, kind, events)
  }

  /** Goes back by so many pages; never below the first. */
  back(delta = 1): void {
    const count = Math.min(Math.max(1, Math.trunc(delta)), this.stack.length - 1)
    if (count < 1) throw new Error('cannot navigate back at first page.')
    this.unload(this.stack.splice(-count))
    this.show(this.top!, 'navigateBack')
  }

  /** Whether a page with this path exists in app.json. */
  has(path: string): boolean {
    return path in this.phone.project.pages
  }

  /** The visible page's onHide; part of leaving the app. */
  hide(): void {
    if (!this.shown) return
    const page = this.shown
    this.shown = undefined
    this.call(page, 'onHide')
    page.component.triggerPageLifetime('hide', [])
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

  private locate(url: string): { path: string; query: Query } {
    const { path, query } = parseUrl(url)
    const from = this.top?.path ?? ''
    const absolute = path.startsWith('/') || !path.startsWith('.') ? path.replace(/^\//, '') : resolvePath(from, path)
    if (this.has(absolute)) return { path: absolute, query }
    const relative = resolvePath(from, path)
    if (this.has(relative)) return { path: relative, query }
    throw new Error(`page "${absolute}${joinQuery(query)}" is not found`)
  }

  private switchTo(path: string): OpenPage {
    const previous = this.stack[0]
    this.unload(this.stack.splice(previous?.isTab ? 1 : 0))
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
  private unload(pages: OpenPage[]): void {
    for (const page of pages.reverse()) {
      if (this.shown === page) this.shown = undefined
      this.tabs.delete(page.path)
      this.call(page, 'onUnload')
      page.close()
    }
  }

  private push(path: string, query: Query, kind: RouteKind, events = {}): OpenPage {
    this.phone.environment.load(path)
    const page = this.create(path, query)
    page.channel.onAll(events)
    this.stack.push(page)
    if (page.isTab) this.tabs.set(path, page)
    page.frame.dataset.enters = kind
    this.phone.screen.pages.append(page.frame)
    const placeholder = h('div')
    page.body.append(placeholder)
    page.attach(placeholder)
    this.call(page, 'onLoad', { ...query })
    this.show(page, kind)
    this.phone.realm.window.setTimeout(() => {
      if (this.alive.includes(page)) this.call(page, 'onReady')
    }, 0)
    return page
  }

  private create(path: string, query: Query): OpenPage & { attach(placeholder: HTMLElement): void } {
    const config = this.phone.project.pages[path]!
    const root = this.phone.environment.createRoot(path)
    const body = h('div', { class: 'wx-body' })
    const scroller = h('div', { class: 'qh-scroller' }, body)
    const frame = h('div', { class: 'qh-page', 'data-path': path }, scroller)
    const caller = root.get() as unknown as Caller
    const page = {
      id: this.nextId++,
      path,
      query,
      config,
      bar: {
        title: config.navigationBarTitleText ?? '',
        background: config.navigationBarBackgroundColor ?? '#000000',
        text: config.navigationBarTextStyle ?? 'white',
        isLoading: false,
        hasHomeButton: !this.isTab(path) && path !== this.phone.homePath,
      },
      isTab: this.isTab(path),
      frame,
      scroller,
      body,
      caller,
      component: root.getComponent(),
      channel: new EventChannel((error) => this.phone.report(error)),
      attach: (placeholder: HTMLElement) => root.attach(body as never, placeholder as never),
      close: () => {
        root.release()
        frame.remove()
      },
    }
    if (config.disableScroll) scroller.style.overflowY = 'hidden'
    Object.assign(caller, {
      route: path,
      __route__: path,
      __wxWebviewId__: page.id,
      __wxExparserNodeId__: `${page.id}`,
    })
    const described = {
      options: { ...query },
      getOpenerEventChannel: () => page.channel,
      getTabBar: () => null,
      getPageId: () => `pageId:${page.id}`,
    }
    Object.assign(caller, this.phone.realm.adopt(described))
    this.phone.bars.layOut(page)
    watchScroll(page, this)
    return page
  }

  private show(page: OpenPage, kind?: RouteKind): void {
    this.shown = page
    for (const other of this.alive) other.frame.classList.toggle('qh-covered', other !== page)
    this.phone.environment.usePageStyle(page.path)
    this.phone.bars.show(page, this.stack.length, kind)
    this.call(page, 'onShow')
    page.component.triggerPageLifetime('show', [])
    this.phone.announce('title', { title: page.bar.title, path: page.path })
  }
}
