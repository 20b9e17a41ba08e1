import type { Phone } from './phone'

export type Direction = 'portrait' | 'landscape'

/** How the phone is held, and telling pages of their new size. */
export class Orientation {
  current: Direction = 'portrait'
  readonly listeners = new Set<(value: unknown) => void>()

  constructor(private readonly phone: Phone) {
    addEventListener('resize', () => this.resized())
  }

  /** Whether the visible page turns with the phone. */
  turn(direction: Direction): boolean {
    const wanted = this.phone.pages.top?.config.pageOrientation
    if (wanted !== 'auto' && wanted !== direction) return false
    this.current = direction
    document.body.classList.toggle('qh-landscape', direction === 'landscape')
    return true
  }

  private resized(): void {
    const { pages, screen, app } = this.phone
    for (const page of pages.alive) this.phone.bars.layOut(page)
    const page = pages.top
    if (!page) return
    const { clientWidth: windowWidth, clientHeight: windowHeight } = page.frame
    const size = { windowWidth, windowHeight, screenWidth: screen.width, screenHeight: screen.height }
    const resized = { deviceOrientation: this.current, size }
    pages.tell(page, 'resize', this.phone.realm.adopt(resized))
    pages.call(page, 'onResize', resized)
    app.tell(this.listeners, resized)
  }
}
