import type { Observations, RequestSeen } from '../../audit/observations'
import type { OpenPage } from '../open-page'
import type { Phone } from '../phone'
import type { LoggedRequest } from '../requests'
import { DEPRECATED } from './deprecated'
import { Fetches } from './fetches'
import { Intervals } from './intervals'
import { slowness } from './pace'
import { ScreenScan } from './screen-scan'
import { SetDataLog } from './set-data-log'
import { WorkTimes } from './work'

const REST_MS = 200
const SLOW_REQUEST_MS = 300

/** Watches a mini-program for the audit. What it costs is not counted. */
export class Observer {
  private readonly work = new WorkTimes(() => this.path)
  private readonly setDatas: SetDataLog
  private readonly scan = new ScreenScan()
  private readonly intervals: Intervals
  private readonly fetches = new Fetches(() => this.path)
  private readonly pages = new Set<string>()
  private readonly errors: Observations['errors'] = []
  /** Where each transfer ended, and how it was with the phone then. */
  private readonly around = new Map<number, { page: string; isOffline: boolean; slowness: number }>()
  private restTimer = 0

  constructor(private readonly phone: Phone) {
    this.setDatas = new SetDataLog((message) => phone.guard.say('warn', message))
    this.intervals = new Intervals(phone.realm, () => phone.pages.top)
    phone.listen((event, { message }) => {
      if (event === 'error') this.errors.push({ page: this.path, message: String(message) })
    })
    phone.requests.listen((entry) => this.ended(entry))
  }

  launched(): void {
    this.work.launched()
  }

  /** Shows data on a page or component, and keeps what it was and how long it took. */
  setData(owner: string, data: object, bytes: number, show: () => void): void {
    const page = owner in this.phone.project.pages ? owner : this.path
    this.setDatas.add(page, owner, Object.keys(data), bytes)
    this.work.rendering(`setData of ${owner}`, show)
    this.changed()
  }

  /** A page's first rendering. */
  rendering(path: string, show: () => void): void {
    this.work.rendering(`first rendering of ${path}`, show)
  }

  shown(page: OpenPage): void {
    this.pages.add(page.path)
    this.changed()
  }

  /** A page is about to leave the screen: the last moment to look at it. */
  leaving(page: OpenPage): void {
    this.work.movedOn()
    if (this.restTimer) this.look(page)
  }

  closed(page: OpenPage): void {
    this.intervals.closed(page)
  }

  /** Everything until now. */
  observations(): Observations {
    const { phone, work } = this
    const { top } = phone.pages
    if (top && this.restTimer) this.look(top)
    const { scripts, renders, firstScreens } = work
    const { width, height } = phone.screen
    return {
      device: { width, height, ratio: devicePixelRatio },
      pages: [...this.pages],
      ...{ firstScreens, scripts, renders },
      setData: this.setDatas.entries(),
      ...this.scan.seen(),
      requests: phone.requests.entries.map((entry) => this.seen(entry)),
      fetches: this.fetches.seen,
      errors: this.errors,
      deprecated: Object.keys(phone.usage.counts().wx)
        .filter((name) => Object.hasOwn(DEPRECATED, name))
        .map((name) => ({ page: '', name, instead: DEPRECATED[name]! })),
      timers: this.intervals.left,
      refusals: phone.guard.refusals,
    }
  }

  private get path(): string {
    return this.phone.pages.top?.path ?? ''
  }

  /** Something on the screen is different; it is looked at when it rests. */
  private changed(): void {
    clearTimeout(this.restTimer)
    this.restTimer = window.setTimeout(() => {
      const { top } = this.phone.pages
      if (top) this.look(top)
    }, REST_MS)
  }

  private look(page: OpenPage): void {
    clearTimeout(this.restTimer)
    this.restTimer = 0
    this.work.own(() => this.scan.look(page))
  }

  private ended(entry: LoggedRequest): void {
    const ms = entry.endedAt! - entry.startedAt
    const pace = ms > SLOW_REQUEST_MS ? this.work.own(() => slowness(ms)) : 1
    this.around.set(entry.id, { page: this.path, isOffline: !this.phone.network.isOnline, slowness: pace })
  }

  private seen(entry: LoggedRequest): RequestSeen {
    const known = this.around.get(entry.id) ?? { page: this.path, isOffline: false, slowness: 1 }
    return { ...entry, ...known }
  }
}
