import { domOf, isComponent, type Element } from './glass'

interface Hovering {
  dom: HTMLElement
  classes: string[]
  startTimer: number
  stayMs: number
}

const DEFAULT_STAY_MS = 400

/** The pressed look of views, buttons and navigators: hover-class with its start and stay times, up to whoever stops it. */
export class Hover {
  private current: Hovering[] = []

  start(element: Element): void {
    this.cancel()
    for (let at: Element | null = element; at; at = at.getComposedParent()) {
      if (!isComponent(at)) continue
      const { hoverClass, hoverStopPropagation, disabled, ...times } = at.data as Record<string, unknown>
      if (typeof hoverClass === 'string' && hoverClass && hoverClass !== 'none' && !disabled) {
        this.current.push(hovering(at, hoverClass, times))
      }
      if (hoverStopPropagation) return
    }
  }

  end(): void {
    for (const { dom, classes, startTimer, stayMs } of this.current.splice(0)) {
      clearTimeout(startTimer)
      window.setTimeout(() => dom.classList.remove(...classes), Math.min(stayMs, DEFAULT_STAY_MS))
    }
  }

  cancel(): void {
    for (const { dom, classes, startTimer } of this.current.splice(0)) {
      clearTimeout(startTimer)
      dom.classList.remove(...classes)
    }
  }
}

function hovering(element: Element, hoverClass: string, times: Record<string, unknown>): Hovering {
  const dom = domOf(element)
  // A component's style sheet knows its classes under the component's own prefix.
  const prefix = scopeOf(element)
  const classes = hoverClass
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((name) => (prefix ? [name, prefix + name] : [name]))
  const wait = Number(times.hoverStartTime ?? 50)
  const add = () => dom.classList.add(...classes)
  if (wait <= 0) add()
  const startTimer = window.setTimeout(add, wait)
  return { dom, classes, startTimer, stayMs: Number(times.hoverStayTime ?? DEFAULT_STAY_MS) }
}

/** The prefix that classes written in the element's own template get in the document; empty on pages. */
function scopeOf(element: Element): string {
  const own = element.class.split(/\s+/).find(Boolean)
  const inDocument = own && [...domOf(element).classList].find((name) => name.endsWith(`--${own}`))
  return inDocument ? inDocument.slice(0, -own.length) : ''
}
