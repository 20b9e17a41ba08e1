import { domOf, type Component } from '../glass'
import type { Phone } from '../phone'
import { findAll } from '../selector'
import type { Options } from './api'
import { scopeOrPage } from './queries'

type Margins = { left?: number; right?: number; top?: number; bottom?: number }

/** wx.createIntersectionObserver over the browser's own. */
export function createIntersectionObserver(phone: Phone, scope: Component | undefined, options: Options): Options {
  const observers: IntersectionObserver[] = []
  let rootSelector: string | undefined
  let margins: Margins = {}
  const object: Options = {
    relativeTo: (selector: string, own: Margins = {}) => {
      rootSelector = selector
      margins = own
      return object
    },
    relativeToViewport: (own: Margins = {}) => {
      rootSelector = undefined
      margins = own
      return object
    },
    observe: (selector: string, listener: (result: unknown) => void) => {
      const place = scopeOrPage(phone, scope)
      if (!place) return
      const found = findAll(place.component, selector)
      const targets = options.observeAll ? found : found.slice(0, 1)
      const relative = rootSelector && findAll(place.component, rootSelector)[0]
      const root = relative ? domOf(relative) : place.page.scroller
      const { top = 0, right = 0, bottom = 0, left = 0 } = margins
      const observer = new IntersectionObserver(
        (entries) => entries.forEach((entry) => phone.attempt(() => tell(entry, listener))),
        {
          root,
          rootMargin: `${top}px ${right}px ${bottom}px ${left}px`,
          threshold: (options.thresholds as number[] | undefined) ?? [0],
        },
      )
      for (const target of targets) observer.observe(domOf(target))
      observers.push(observer)
    },
    disconnect: () => observers.splice(0).forEach((observer) => observer.disconnect()),
  }
  return object

  function tell(entry: IntersectionObserverEntry, listener: (result: unknown) => void): void {
    const frame = scopeOrPage(phone, scope)?.page.frame.getBoundingClientRect()
    const rect = (box: DOMRectReadOnly | null) => {
      const left = (box?.left ?? 0) - (frame?.left ?? 0)
      const top = (box?.top ?? 0) - (frame?.top ?? 0)
      const width = box?.width ?? 0
      const height = box?.height ?? 0
      return { left, top, width, height, right: left + width, bottom: top + height }
    }
    const element = entry.target as HTMLElement
    listener(
      phone.realm.adopt({
        id: element.id,
        dataset: { ...element.dataset },
        intersectionRatio: entry.intersectionRatio,
        intersectionRect: rect(entry.intersectionRect),
        boundingClientRect: rect(entry.boundingClientRect),
        relativeRect: rect(entry.rootBounds),
        time: phone.now(),
      }),
    )
  }
}
