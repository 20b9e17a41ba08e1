import type { Phone } from './phone'
import { joinQuery, parseUrl, type Query } from './url'

/** How the mini-program was entered, as wx.getEnterOptionsSync tells it. */
export interface EnterOptions {
  path: string
  query: Query
  scene: number
  shareTicket?: string
  referrerInfo: Record<string, unknown>
  apiCategory: 'default'
}

type AppObject = Record<string, unknown>

/** The App() object, entering and leaving. */
export class AppLife {
  object: AppObject = {}
  launchOptions!: EnterOptions
  enterOptions!: EnterOptions
  isShown = false
  readonly showListeners = new Set<(options: unknown) => void>()
  readonly hideListeners = new Set<(options: unknown) => void>()

  constructor(private readonly phone: Phone) {}

  globals(): Record<string, unknown> {
    return {
      App: (object: AppObject) => {
        this.object = object
      },
      getApp: () => this.object,
      getCurrentPages: () => {
        const list = this.phone.realm.adopt<unknown[]>([])
        for (const page of this.phone.pages.stack) list.push(page.caller)
        return list
      },
    }
  }

  /** Cold start: loads app.js, onLaunch, onShow, first page. */
  launch(url: string, query: Query, scene: number): void {
    this.enter(url, query, scene)
    this.launchOptions = this.enterOptions
    this.phone.modules.load('app.js')
    this.call('onLaunch', this.launchOptions)
    this.show()
    this.openEntry('appLaunch')
  }

  /** Hot start from a card or a code: the app comes to the front and reopens at the given page. */
  relaunch(url: string, query: Query, scene: number): void {
    this.leave()
    this.phone.home.hide()
    this.enter(url, query, scene)
    this.show()
    if (url) this.openEntry('reLaunch')
    else this.phone.pages.resume()
  }

  /** The user goes to another app. */
  leave(): void {
    if (!this.isShown) return
    this.isShown = false
    this.phone.pages.hide()
    this.call('onHide')
    this.tell(this.hideListeners, {})
  }

  /** The user comes back from another app. */
  comeBack(): void {
    if (this.isShown) return
    this.phone.home.hide()
    this.show()
    this.phone.pages.resume()
  }

  private enter(url: string, query: Query, scene: number): void {
    const parsed = parseUrl(url || this.phone.homePath)
    const path = parsed.path.replace(/^\//, '')
    this.enterOptions = { path, query: { ...parsed.query, ...query }, scene, referrerInfo: {}, apiCategory: 'default' }
  }

  private show(): void {
    this.isShown = true
    this.call('onShow', this.enterOptions)
    this.tell(this.showListeners, this.enterOptions)
  }

  private openEntry(kind: 'appLaunch' | 'reLaunch'): void {
    const { path, query } = this.enterOptions
    if (!this.phone.pages.has(path)) {
      const missing = { path, query, isEntryPage: true }
      this.call('onPageNotFound', missing)
      if (this.phone.pages.top) return
      this.phone.pages.open(kind, `/${this.phone.homePath}`)
      return
    }
    this.phone.pages.open(kind, `/${path}${joinQuery(query)}`)
  }

  call(name: string, argument?: unknown): void {
    const method = this.object[name]
    if (typeof method !== 'function') return
    try {
      method.call(this.object, argument === undefined ? undefined : this.phone.realm.adopt(argument))
    } catch (error) {
      this.phone.report(error)
    }
  }

  private tell(listeners: Set<(options: unknown) => void>, options: unknown): void {
    for (const listener of [...listeners]) listener(this.phone.realm.adopt(options))
  }
}
