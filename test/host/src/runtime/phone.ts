import type { CompiledProject } from '../compile/compile'
import { Activation } from './activation'
import { AppLife } from './app'
import { Observer } from './audit/observer'
import { Bars } from './bars'
import { Environment } from './environment'
import { ExitState } from './exit-state'
import { Gestures } from './gestures'
import { HomeScreen } from './home-screen'
import { Guard } from './limits/guard'
import { noteMissing } from './look'
import { Keyboard } from './keyboard'
import { Modules } from './modules'
import { Native } from './native'
import { Network } from './network'
import { Orientation } from './orientation'
import { Overlays } from './overlays'
import { Packages } from './packages'
import { Pages } from './pages'
import { Realm } from './realm'
import { Refresh } from './refresh'
import { RequestLog } from './requests'
import { RouteEvents } from './route-events'
import { Screen } from './screen'
import type { Fixtures, PhoneSettings } from './settings'
import { Sharing } from './share'
import { Storage } from './storage'
import { Theme } from './theme'
import { Usage } from './usage'
import { createWx, type WxObject } from './wx/create'
import { Gate } from './wx/gate'
import { Permissions } from './wx/permissions'
import type { AlbumItem } from './wx/pictures'
import { Privacy } from './wx/privacy'

const SINGLE_PAGE_SCENE = 1154

export type PhoneEvent =
  'ready' | 'share' | 'timeline' | 'error' | 'toast' | 'title' | 'close' | 'log' | 'binding' | 'call'
export type PhoneListener = (event: PhoneEvent, detail: Record<string, unknown>) => void

export interface ReportedError {
  message: string
  stack: string
}

const MOST_REPORTS = 1000

/** One phone running one mini-program: the bag that its parts find each other in. */
export class Phone {
  readonly realm: Realm
  readonly screen: Screen
  readonly overlays: Overlays
  readonly native: Native
  readonly network: Network
  readonly requests = new RequestLog()
  readonly storage: Storage
  /** What WeChat itself remembers of this person: permissions, consent, subscriptions. */
  readonly memory: Storage
  readonly privacy: Privacy
  readonly permissions: Permissions
  readonly gate: Gate
  readonly activation = new Activation()
  readonly guard = new Guard(this)
  readonly app = new AppLife(this)
  readonly packages = new Packages(this)
  readonly pages = new Pages(this)
  readonly routeEvents = new RouteEvents(this)
  readonly theme = new Theme(this)
  readonly exitState = new ExitState(this)
  readonly orientation = new Orientation(this)
  readonly share = new Sharing(this)
  readonly refresh = new Refresh(this)
  readonly home: HomeScreen
  readonly keyboard = new Keyboard(this)
  readonly bars: Bars
  readonly gestures: Gestures
  readonly environment: Environment
  /** Absent when nothing is watched for an audit. */
  readonly observer?: Observer
  readonly wx: WxObject
  readonly modules: Modules
  readonly usage = new Usage()
  readonly errors: ReportedError[] = []
  readonly fixtureListeners = new Set<(changes: Partial<Fixtures>) => void>()
  /** Names that the mini-program read from wx and that are not there. */
  readonly missing = new Set<string>()
  /** Where the page around this phone has a scanner: what it read, or null when the user cancelled. */
  scanner?: () => Promise<string | null>
  readonly errorListeners = new Set<(error: ReportedError) => void>()
  /** Native calls with an effect outside the phone (makePhoneCall, previewImage ...), the latest last. */
  readonly calls: { method: string; options: unknown }[] = []
  clipboard = ''
  /** Logs and figures that the mini-program sent to WeChat, the latest last. */
  readonly reports: { kind: string; values: unknown[] }[] = []
  /** What the mini-program put into the person's calendar and address book. */
  readonly calendar: Record<string, unknown>[] = []
  readonly contacts: Record<string, unknown>[] = []
  /** Pictures and videos that the mini-program saved for the person. */
  readonly album: AlbumItem[] = []
  private readonly listeners = new Set<PhoneListener>()

  constructor(
    readonly settings: PhoneSettings,
    readonly project: CompiledProject,
  ) {
    this.realm = new Realm(settings.now)
    this.screen = new Screen(settings.still, settings.device)
    this.overlays = new Overlays(this.screen, (toast) => this.announce('toast', toast))
    this.native = new Native(settings.person)
    this.network = new Network(settings.online, settings.fixtures.network)
    // The single page that Moments shows has a storage of its own.
    const room = settings.scene === SINGLE_PAGE_SCENE ? ':single-page' : ''
    this.storage = new Storage(`${project.appId}:${settings.person}${room}`, this.guard.holds('storage'))
    this.memory = new Storage(`${project.appId}:${settings.person}#`, false)
    if (settings.clear) this.storage.clear()
    if (settings.clear) this.memory.clear()
    this.privacy = new Privacy(this)
    this.permissions = new Permissions(this)
    this.gate = new Gate(this, this.privacy, this.permissions)
    document.addEventListener('click', () => this.activation.note(), true)
    if (settings.audit) this.observer = new Observer(this)
    this.bars = new Bars(this)
    this.home = new HomeScreen(this)
    this.gestures = new Gestures(this)
    this.environment = new Environment(this)
    this.wx = createWx(this)
    const globals = {
      ...{ wx: noteMissing(this.wx, this.missing), console: this.console() },
      ...this.environment.globals(),
      ...this.app.globals(),
    }
    this.modules = new Modules(this.realm, globals, (path) => this.packages.download(this.packages.of(path)))
    this.watchErrors()
    document.body.dataset.style = project.app.style ?? ''
    this.theme.set(settings.fixtures.theme)
  }

  /** The page a mini-program starts with. */
  get homePath(): string {
    return this.project.app.entryPagePath ?? this.project.app.pages[0]!
  }

  /** Opens the mini-program as the settings say. */
  async start(): Promise<void> {
    this.observer?.launched()
    const { entry, query, scene, launch, clear } = this.settings
    const latest = this.exitState.restore(clear || entry !== '')
    await this.app.launch(entry || (latest ?? ''), query, scene, launch).catch((error) => this.report(error))
    this.announce('ready', { path: this.pages.top?.path ?? '' })
  }

  /** The mini-program's time. */
  now(): number {
    return this.realm.window.Date.now()
  }

  /** A path of the mini-program's package, or a temporary file's, as an address the browser can load. */
  assetUrl(source: string, from = ''): string {
    if (/^(data|https?|blob):/.test(source) || source.startsWith('//')) return source
    if (source.startsWith('wxfile://')) {
      const path = source.slice('wxfile://'.length).split('/').map(encodeURIComponent).join('/')
      return `/__host/file/${encodeURIComponent(this.settings.person)}/${path}`
    }
    if (source.startsWith('/')) return `/__host/app${source}`
    return `/__host/app/${from ? `${from.split('/').slice(0, -1).join('/')}/` : ''}${source}`
  }

  /** Where a web-view finds a page of the web; nothing when its origin is not one of those the phone may reach. */
  webAddress(url: string): string | undefined {
    const origin = Object.keys(this.settings.origins).find((each) => url === each || url.startsWith(`${each}/`))
    return origin && this.settings.origins[origin]! + url.slice(origin.length)
  }

  listen(listener: PhoneListener): void {
    this.listeners.add(listener)
  }

  announce(event: PhoneEvent, detail: Record<string, unknown>): void {
    for (const listener of this.listeners) listener(event, detail)
  }

  /** Keeps and announces an error of the mini-program, and tells its App. */
  report(error: unknown): void {
    const { message, stack } = this.keep(error)
    this.app.call('onError', `${message}\n${stack}`)
    this.app.tell(this.errorListeners as Set<(value: unknown) => void>, { message, stack })
  }

  /** Keeps and announces an error without telling the App: a rejected promise has a listener of its own. */
  keep(error: unknown): ReportedError {
    const { message, stack } = (error ?? {}) as Partial<Error> & { errMsg?: string }
    const text = message ?? (error as { errMsg?: string })?.errMsg ?? String(error)
    const reported = { message: text, stack: stack ?? '' }
    this.errors.push(reported)
    this.announce('error', { ...reported })
    console.error(`[mini-program] ${text}\n${reported.stack}`)
    return reported
  }

  /** Runs something on behalf of the user; a failure, also a later one, is reported. */
  attempt(action: () => unknown): void {
    try {
      const outcome = action()
      if (outcome instanceof Promise) outcome.catch((error) => this.report(error))
    } catch (error) {
      this.report(error)
    }
  }

  /** Other answers and measurements, from now on until the phone is reset. */
  changeFixtures(changes: Partial<Fixtures>): void {
    Object.assign(this.settings.fixtures, changes)
    if (changes.network) this.network.connect(changes.network)
    if (changes.theme) this.theme.set(changes.theme)
    for (const listener of this.fixtureListeners) listener(changes)
  }

  keepReport(kind: string, values: unknown[]): void {
    this.reports.push({ kind, values })
    if (this.reports.length > MOST_REPORTS) this.reports.shift()
  }

  record(method: string, options: unknown): void {
    this.calls.push({ method, options })
    this.announce('call', { method, options })
  }

  private watchErrors(): void {
    const { window } = this.realm
    window.addEventListener('error', (event) => {
      event.preventDefault()
      this.report(event.error ?? event.message)
    })
    window.addEventListener('unhandledrejection', (event) => {
      event.preventDefault()
      this.keep(event.reason)
      const rejection = { reason: event.reason as unknown, promise: event.promise }
      this.app.call('onUnhandledRejection', rejection)
      this.app.tell(this.app.rejectionListeners, rejection)
    })
  }

  private console(): Record<string, (...values: unknown[]) => void> {
    const forward =
      (type: 'log' | 'info' | 'warn' | 'error' | 'debug') =>
      (...values: unknown[]) => {
        console[type](...values)
        this.announce('log', { type, args: values })
      }
    const own = {
      log: forward('log'),
      info: forward('info'),
      warn: forward('warn'),
      error: forward('error'),
      debug: forward('debug'),
    }
    const quiet = () => undefined
    const { log, error } = own
    return this.realm.adopt({
      ...own,
      ...{ trace: log, dir: log, dirxml: log, table: log, group: log, groupCollapsed: log, groupEnd: quiet },
      ...{ time: quiet, timeEnd: quiet, timeLog: quiet, count: quiet, countReset: quiet, clear: quiet },
      assert: (holds: unknown, ...values: unknown[]) => (holds ? undefined : error('Assertion failed:', ...values)),
    })
  }
}
