import type { RouteKind } from './pages'
import type { Phone } from './phone'
import { parseUrl, type Query } from './url'

const NAMES = [
  ...['BeforeAppRoute', 'AppRoute', 'AppRouteDone'],
  ...['BeforePageLoad', 'AfterPageLoad', 'BeforePageUnload', 'AfterPageUnload'],
] as const
export type RouteEvent = (typeof NAMES)[number]

interface Place {
  path: string
  query: Query
}

/** wx.onBeforeAppRoute and its kin, and wx.rewriteRoute, which only counts inside wx.onBeforeAppRoute. */
export class RouteEvents {
  readonly listeners = new Map(NAMES.map((name) => [name, new Set<(event: never) => void>()] as const))
  private rewritten?: { url: string; preserveQuery: boolean }
  private isOpen = false
  private nextEvent = 1

  constructor(private readonly phone: Phone) {}

  tell(name: RouteEvent, kind: RouteKind, { path, query }: Place, pageId?: number): void {
    const event = {
      ...{ path, query, openType: kind, webviewId: pageId, page: { path, query } },
      ...{ notFound: false, timeStamp: this.phone.now(), routeEventId: `${this.nextEvent}` },
    }
    for (const listener of [...this.listeners.get(name)!]) {
      this.phone.attempt(() => listener(this.phone.realm.adopt(event) as never))
    }
  }

  /** Announces a route that is about to happen; the address that it should go to instead, if one was given. */
  before(kind: RouteKind, place: Place): string | undefined {
    this.nextEvent++
    this.rewritten = undefined
    this.isOpen = true
    this.tell('BeforeAppRoute', kind, place)
    this.isOpen = false
    if (!this.rewritten) return undefined
    const { url, preserveQuery } = this.rewritten as { url: string; preserveQuery: boolean }
    const { path, query } = parseUrl(url)
    const pairs = Object.entries(preserveQuery ? { ...place.query, ...query } : query)
    return `/${path.replace(/^\//, '')}?${pairs.map((pair) => pair.join('=')).join('&')}`
  }

  rewrite(url: string, preserveQuery: boolean): void {
    if (!this.isOpen) throw new Error('rewriteRoute can only be called in onBeforeAppRoute')
    this.rewritten = { url, preserveQuery }
  }
}
