import { domOf, type Component, type Element } from '../glass'
import type { Phone } from '../phone'
import { findAll } from '../selector'
import type { Options } from './api'
import { scopeOrPage } from './queries'

type Margins = { left?: number; right?: number; top?: number; bottom?: number }
type Listener = (result: unknown) => void

/** An area that counts: an element's box or the page's window, grown by margins. */
interface Reference {
  selector?: string
  margins: Margins
}

interface Rect {
  left: number
  top: number
  right: number
  bottom: number
}

/**
 * createIntersectionObserver. The browser's own observer tells when something moved; what counts is worked out here, as
 * WeChat's references need not be around the observed element, and there may be several.
 */
export function createIntersectionObserver(phone: Phone, scope: Component | undefined, options: Options): Options {
  const stops = new Set<() => void>()
  const references: Reference[] = []
  const object: Options = {
    relativeTo: (selector: string, margins: Margins = {}) => {
      references.push({ selector, margins })
      return object
    },
    relativeToViewport: (margins: Margins = {}) => {
      references.push({ margins })
      return object
    },
    observe: (selector: string, listener: Listener) => {
      const place = scopeOrPage(phone, scope)
      if (!place) return
      const found = findAll(place.component, selector)
      for (const target of options.observeAll ? found : found.slice(0, 1)) {
        stops.add(new Watch(phone, scope, target, references, options, listener).start())
      }
    },
    disconnect: () => {
      for (const stop of stops) stop()
      stops.clear()
    },
  }
  return object
}

/** One observed element. */
class Watch {
  private lastRatio: number
  private isAsked = false
  private readonly thresholds: number[]
  private readonly dom: HTMLElement

  constructor(
    private readonly phone: Phone,
    private readonly scope: Component | undefined,
    private readonly target: Element,
    private readonly references: Reference[],
    options: Options,
    private readonly listener: Listener,
  ) {
    this.dom = domOf(target)
    this.thresholds = (options.thresholds as number[] | undefined) ?? [0]
    this.lastRatio = Number(options.initialRatio ?? 0)
  }

  /** Begins to look, until the returned function is called or the element is gone. */
  start(): () => void {
    const look = () => this.ask()
    // Scrolling and resizing are heard of directly; what content does to places, by the observers' callbacks.
    document.addEventListener('scroll', look, { capture: true, passive: true })
    addEventListener('resize', look)
    const moves = new IntersectionObserver(look, { threshold: [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1] })
    moves.observe(this.dom)
    const page = scopeOrPage(this.phone, this.scope)?.page
    const sizes = new ResizeObserver(look)
    if (page) sizes.observe(page.body)
    look()
    return () => {
      document.removeEventListener('scroll', look, true)
      removeEventListener('resize', look)
      moves.disconnect()
      sizes.disconnect()
    }
  }

  private ask(): void {
    if (this.isAsked) return
    this.isAsked = true
    requestAnimationFrame(() => {
      this.isAsked = false
      if (this.dom.isConnected) this.judge()
    })
  }

  private judge(): void {
    const place = scopeOrPage(this.phone, this.scope)
    if (!place) return
    const target = this.dom.getBoundingClientRect()
    const references = this.references.length ? this.references : [{ margins: {} }]
    const relative = references
      .map(({ selector, margins }) => {
        const [found] = selector ? findAll(place.component, selector) : []
        const box = (found ? domOf(found) : place.page.frame).getBoundingClientRect()
        return grown(box, margins)
      })
      .reduce(overlap)
    const shared = overlap(target, relative)
    const area = target.width * target.height
    const ratio = isEmpty(shared) ? 0 : area ? areaOf(shared) / area : 1
    const crossed = this.thresholds.some((each) => passes(this.lastRatio, ratio, each))
    this.lastRatio = ratio
    if (crossed) this.tell(ratio, shared, target, relative, place.page.frame.getBoundingClientRect())
  }

  private tell(ratio: number, shared: Rect, target: Rect, relative: Rect, frame: DOMRect): void {
    const inPage = ({ left, top, right, bottom }: Rect) => ({
      left: left - frame.left,
      top: top - frame.top,
      right: right - frame.left,
      bottom: bottom - frame.top,
    })
    const sized = (rect: Rect) => ({ ...inPage(rect), width: rect.right - rect.left, height: rect.bottom - rect.top })
    const nothing = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 }
    const result = {
      id: this.target.id,
      dataset: { ...this.target.dataset },
      intersectionRatio: ratio,
      intersectionRect: isEmpty(shared) ? nothing : sized(shared),
      boundingClientRect: sized(target),
      relativeRect: inPage(relative),
      time: this.phone.now(),
    }
    this.phone.attempt(() => this.listener(this.phone.realm.adopt(result)))
  }
}

/** Whether going from one ratio to another crosses a threshold; 0 is crossed by coming into sight and by leaving it. */
function passes(from: number, to: number, threshold: number): boolean {
  if (from === to) return false
  if (threshold === 0) return (from === 0) !== (to === 0)
  return from < threshold !== to < threshold
}

function grown({ left, top, right, bottom }: Rect, margins: Margins): Rect {
  return {
    left: left - (margins.left ?? 0),
    top: top - (margins.top ?? 0),
    right: right + (margins.right ?? 0),
    bottom: bottom + (margins.bottom ?? 0),
  }
}

function overlap(one: Rect, other: Rect): Rect {
  return {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  }
}

const isEmpty = ({ left, top, right, bottom }: Rect) => right <= left || bottom <= top
const areaOf = ({ left, top, right, bottom }: Rect) => (right - left) * (bottom - top)
