import type { OpenPage } from './open-page'
import type { Phone } from './phone'

interface Kept {
  path: string
  url: string
  data: unknown
  expireTimeStamp?: number
}

/**
 * What a page wants kept while the mini-program is away (onSaveExitState, restartStrategy homePageAndLatestPage): the
 * next cold start without a path opens that page again, with the data as `exitState`.
 */
export class ExitState {
  private kept?: Kept

  constructor(private readonly phone: Phone) {}

  /** Forgets, or takes out what was kept before this start. */
  restore(isForgotten: boolean): string | undefined {
    const text = isForgotten ? null : localStorage.getItem(this.key)
    localStorage.removeItem(this.key)
    this.kept = text === null ? undefined : (JSON.parse(text) as Kept)
    const isOver = (this.kept?.expireTimeStamp ?? Infinity) < this.phone.now()
    if (isOver) this.kept = undefined
    return this.kept?.url
  }

  /** Gives a page that opens what was kept for it. */
  handTo(page: OpenPage): void {
    if (this.kept?.path === page.path) page.caller.exitState = this.phone.realm.adopt(this.kept.data)
    this.kept = undefined
  }

  /** Asks the page that is left, if its config wants it. */
  save(page: OpenPage | undefined): void {
    if (page?.config.restartStrategy !== 'homePageAndLatestPage') return
    const answer = this.phone.pages.call(page, 'onSaveExitState') as Partial<Kept> | undefined
    const query = Object.entries(page.query).map((pair) => pair.join('='))
    const url = query.length ? `${page.path}?${query.join('&')}` : page.path
    const { data = null, expireTimeStamp } = answer ?? {}
    localStorage.setItem(this.key, JSON.stringify({ path: page.path, url, data, expireTimeStamp }))
  }

  private get key(): string {
    return `qh-exit:${this.phone.project.appId}:${this.phone.settings.person}`
  }
}
