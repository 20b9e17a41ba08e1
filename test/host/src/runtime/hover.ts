import { domOf, isComponent, type Element } from './glass'

interface Hovering {
  dom: HTMLElement
  classes: string[]
  startTimer: number
  stayMs: number
}

const DEFAULT_STAY_MS = 400

/** The pressed look of views, buttons and navigators: hover-class with its start and stay times. */
export class Hover {
  private current?: Hovering

  start(element: Element): void {
    this.cancel()
    for (let at: Element | null = element; at; at = at.getComposedParent()) {
      if (!isComponent(at)) continue
      const { hoverClass, hoverStartTime, hoverStayTime, disabled } = at.data as Record<string, unknown>
      if (typeof hoverClass !== 'string' || !hoverClass || hoverClass === 'none' || disabled) continue
      const dom = domOf(at)
      const classes = hoverClass.split(/\s+/).filter(Boolean)
      const wait = Number(hoverStartTime ?? 50)
      const startTimer = window.setTimeout(() => dom.classList.add(...classes), wait)
      this.current = { dom, classes, startTimer, stayMs: Number(hoverStayTime ?? DEFAULT_STAY_MS) }
      return
    }
  }

  end(): void {
    const hovering = this.current
    if (!hovering) return
    this.current = undefined
    clearTimeout(hovering.startTimer)
    window.setTimeout(
      () => hovering.dom.classList.remove(...hovering.classes),
      Math.min(hovering.stayMs, DEFAULT_STAY_MS),
    )
  }

  cancel(): void {
    if (!this.current) return
    clearTimeout(this.current.startTimer)
    this.current.dom.classList.remove(...this.current.classes)
    this.current = undefined
  }
}
