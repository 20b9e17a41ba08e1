import type { Launch } from './settings'
import type { Phone } from './phone'
import { joinQuery, parseUrl, type Query } from './url'

/** How the mini-program was entered, as wx.getEnterOptionsSync tells it. */
export interface EnterOptions extends Launch {
  path: string
  query: Query
  scene: number
  referrerInfo: NonNullable<Launch['referrerInfo']>
  apiCategory: NonNullable<Launch['apiCategory']>
}

type AppObject = Record<string, unknown>
type Listener = (value: unknown) => void

/** The App() object, entering and leaving. */
export class AppLife {
  /** What App() was given; none before the main package runs. */
  private registered?: AppObject
  /** What getApp({ allowDefault: true }) hands out until then. */
  private stand?: AppObject
  launchOptions!: EnterOptions
  enterOptions!: EnterOptions
  isShown = false
  readonly showListeners = new Set<Listener>()
  readonly hideListeners = new Set<Listener>()
  readonly pageNotFoundListeners = new Set<Listener>()
  readonly rejectionListeners = new Set<Listener>()
  readonly lazyLoadListeners = new Set<Listener>()
  private hasStarted = false

  constructor(private readonly phone: Phone) {}

  globals(): Record<string, unknown> {
    return {
      App: (object: AppObject) => this.register(object),
      getApp: (options?: { allowDefault?: boolean }) => {
        if (this.registered || !options?.allowDefault) return this.registered
        return (this.stand ??= this.phone.realm.adopt({}))
      },
      getCurrentPages: () => {
        const list = this.phone.realm.adopt<unknown[]>([])
        for (const page of this.phone.pages.stack) list.push(page.caller)
        return list
      },
    }
  }

  /** Cold start. An independent sub-package starts without app.js; everything else begins with onLaunch and onShow. */
  async launch(url: string, query: Query, scene: number, more: Launch = {}): Promise<void> {
    this.enter(url, query, scene, more)
    this.launchOptions = this.enterOptions
    await this.openEntry('appLaunch')
  }

  /** Runs app.js with onLaunch and the first onShow; false when that was done before. */
  start(): boolean {
    if (this.hasStarted) return false
    this.hasStarted = true
    this.phone.attempt(() => this.phone.modules.load('app.js'))
    this.call('onLaunch', this.launchOptions)
    if (this.isShown) this.call('onShow', this.enterOptions)
    else this.show()
    return true
  }

  /** Hot start from a card or a code: the app comes to the front, and reopens if a page is named. */
  async relaunch(url: string, query: Query = {}, scene = 1001, more: Launch = {}): Promise<void> {
    this.leave()
    this.phone.home.hide()
    this.enter(url, query, scene, more)
    this.show()
    if (url) await this.openEntry('reLaunch')
    else this.phone.pages.resume()
  }

  /** The user goes to another app. */
  leave(): void {
    if (!this.isShown) return
    this.isShown = false
    this.phone.exitState.save(this.phone.pages.top)
    this.phone.pages.hide()
    this.call('onHide')
    this.tell(this.hideListeners, {})
  }

  /** The user comes back from another app; from another mini-program that may bring something along. */
  comeBack(scene?: number, more: Launch = {}): void {
    if (this.isShown) return
    this.phone.home.hide()
    if (scene !== undefined) this.enterOptions = { ...this.enterOptions, ...withDefaults(more), scene }
    this.show()
    this.phone.pages.resume()
  }

  /** Calls a life-cycle function of the App if it has one; what it throws is reported, not passed on. */
  call(name: string, argument?: unknown): void {
    const method = this.registered?.[name]
    if (typeof method !== 'function') return
    try {
      method.call(this.registered, argument === undefined ? undefined : this.phone.realm.adopt(argument))
    } catch (error) {
      // An onError that throws must not be told of that again.
      if (name === 'onError') this.phone.keep(error)
      else this.phone.report(error)
    }
  }

  tell(listeners: Set<Listener>, value: unknown): void {
    for (const listener of [...listeners]) this.phone.attempt(() => listener(this.phone.realm.adopt(value)))
  }

  private register(object: AppObject): void {
    // What an independent sub-package left on the stand-in wins over what app.js says.
    this.registered = this.stand ? Object.assign(object, this.stand) : object
  }

  private enter(url: string, query: Query, scene: number, more: Launch): void {
    const parsed = parseUrl(url || this.phone.homePath)
    const path = parsed.path.replace(/^\//, '')
    this.enterOptions = { path, query: { ...parsed.query, ...query }, scene, ...withDefaults(more) }
  }

  private show(): void {
    this.isShown = true
    this.call('onShow', this.enterOptions)
    this.tell(this.showListeners, this.enterOptions)
  }

  private async openEntry(kind: 'appLaunch' | 'reLaunch'): Promise<void> {
    const { pages, packages } = this.phone
    const { path, query } = this.enterOptions
    if (pages.has(path)) {
      await pages.open(kind, `/${path}${joinQuery(query)}`)
      if (!this.isShown) this.show()
      return
    }
    await packages.enter(this.phone.homePath)
    this.pageNotFound({ path, query, isEntryPage: true })
    await pages.idle()
    if (!pages.top) await pages.open(kind, `/${this.phone.homePath}`)
  }

  /** Tells of a page that app.json does not know; only entries count, a failed wx.navigateTo does not. */
  private pageNotFound(missing: { path: string; query: Query; isEntryPage: boolean }): void {
    this.call('onPageNotFound', missing)
    this.tell(this.pageNotFoundListeners, missing)
  }
}

function withDefaults(more: Launch): Launch & Pick<EnterOptions, 'referrerInfo' | 'apiCategory'> {
  return { ...more, referrerInfo: more.referrerInfo ?? {}, apiCategory: more.apiCategory ?? 'default' }
}
