import { shownBy, type Element } from '../glass'
import type { Phone } from '../phone'

const LONGEST_MS = 5000
/** After a touch that nobody prevented the browser makes a click of its own, within this time. */
const CLICK_MS = 60

/** How an expected touch ended: on its element, beside it, or not at all. */
export type Arrival = 'landed' | 'missed' | 'lost'

/** Sees the next touch arrive, from the finger's landing to what the browser makes of it. */
export class Landing {
  private arrival: Promise<Arrival> = Promise.resolve('lost')

  constructor(private readonly phone: Phone) {}

  /**
   * Begins to wait for a touch. With an element, the finger has to land on it; a touch that misses it, because it has
   * moved, is kept from the mini-program.
   */
  expect(element?: Element): void {
    this.arrival = this.wait(element)
  }

  /** When the expected touch is over. */
  arrived(): Promise<Arrival> {
    return this.arrival
  }

  private wait(element?: Element): Promise<Arrival> {
    return new Promise((resolve) => {
      const controller = new AbortController()
      let isMissed = false
      let isOver = false
      const finish = (arrival: Arrival) => {
        controller.abort()
        clearTimeout(timer)
        resolve(arrival)
      }
      const timer = setTimeout(() => finish('lost'), LONGEST_MS)
      const start = (event: Event) => {
        isMissed = element !== undefined && !shownBy(element).contains(event.target as globalThis.Node)
        if (isMissed) event.stopImmediatePropagation()
        // An element that is gone before the finger leaves hears of it alone.
        event.target?.addEventListener('touchend', end, options)
      }
      const end = (event: Event) => {
        if (isOver) return
        isOver = true
        if (isMissed) {
          event.stopImmediatePropagation()
          event.preventDefault()
        }
        const click = this.click()
        // The event has yet to reach the mini-program.
        setTimeout(() => {
          if (isMissed) finish('missed')
          else if (event.defaultPrevented) finish('landed')
          else void click.then(() => finish('landed'))
        }, 0)
      }
      // Before the phone itself sees them.
      const options = { signal: controller.signal, capture: true, passive: false }
      window.addEventListener('touchstart', start, options)
      window.addEventListener('touchend', end, options)
      window.addEventListener('touchcancel', () => finish('landed'), options)
    })
  }

  private click(): Promise<void> {
    const controller = new AbortController()
    return new Promise((resolve) => {
      const finish = () => {
        controller.abort()
        clearTimeout(timer)
        // The click has yet to reach whom it is for.
        setTimeout(resolve, 0)
      }
      const timer = setTimeout(finish, CLICK_MS)
      this.phone.screen.element.addEventListener('click', finish, { signal: controller.signal, capture: true })
    })
  }
}
