import { domOf, type Element } from '../glass'
import type { Phone } from '../phone'
import { tagName } from '../selector'

const LONGEST_MS = 5000
/** After a touch that nobody prevented the browser makes a click of its own, within this time. */
const CLICK_MS = 60

/** Sees the next touch arrive, from the finger's landing to what the browser makes of it. */
export class Landing {
  private arrival?: Promise<string | undefined>

  constructor(private readonly phone: Phone) {}

  /** Begins to wait for a touch; with an element, the finger has to land on it. */
  expect(element?: Element): void {
    this.arrival = this.wait(element)
  }

  /** When the expected touch is over: what went wrong, or nothing. */
  async arrived(): Promise<string | undefined> {
    const { arrival } = this
    this.arrival = undefined
    return arrival
  }

  private wait(element?: Element): Promise<string | undefined> {
    const surface = this.phone.screen.element
    return new Promise((resolve) => {
      const controller = new AbortController()
      const options = { signal: controller.signal, capture: true }
      const timer = setTimeout(() => finish('the touch did not arrive'), LONGEST_MS)
      let failure: string | undefined
      const finish = (reason = failure) => {
        controller.abort()
        clearTimeout(timer)
        resolve(reason)
      }
      const start = ({ target }: Event) => {
        if (element && !domOf(element).contains(target as globalThis.Node))
          failure = `<${tagName(element)}> moved away under the finger`
        // An element that is gone before the finger leaves hears of it alone.
        target?.addEventListener('touchend', end, options)
      }
      const end = (event: Event) => {
        const click = this.click()
        // The event has yet to reach the mini-program.
        setTimeout(() => (event.defaultPrevented ? finish() : void click.then(() => finish())), 0)
      }
      surface.addEventListener('touchstart', start, options)
      surface.addEventListener('touchend', end, options)
      surface.addEventListener('touchcancel', () => finish(), options)
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
