import { h } from './dom'
import type { OpenPage } from './open-page'
import type { Phone } from './phone'

const THRESHOLD = 50
const REST = 50

/** Pulling a page down to refresh it, by finger, by mouse or by wx.startPullDownRefresh. */
export class Refresh {
  /** The page whose refresh runs, until it calls wx.stopPullDownRefresh. */
  private running?: OpenPage
  private candidate?: OpenPage
  private offset = 0

  constructor(private readonly phone: Phone) {}

  get isRunning(): boolean {
    return this.running !== undefined && this.running === this.phone.pages.top
  }

  /** Remembers that a press began where pulling is possible. */
  begin(target: Node): void {
    const page = this.phone.pages.top
    this.candidate = undefined
    if (!page?.config.enablePullDownRefresh || this.isRunning || !page.frame.contains(target)) return
    if (page.scroller.scrollTop <= 0 && !isInsideScrolled(target, page)) this.candidate = page
  }

  /** Follows the finger; true when the movement is a pull, so that nothing else should react to it. */
  pull(dx: number, dy: number): boolean {
    const page = this.candidate
    if (!page) return false
    if (!this.offset && (dy <= 0 || Math.abs(dx) > dy)) {
      if (Math.hypot(dx, dy) > 6) this.candidate = undefined
      return false
    }
    this.offset = Math.max(0, Math.min(dy * 0.6, 120))
    this.move(page, this.offset)
    return true
  }

  release(): void {
    const page = this.candidate
    this.candidate = undefined
    if (!page || !this.offset) return
    const isFar = this.offset >= THRESHOLD
    this.offset = 0
    if (isFar) this.start(page)
    else this.move(page, 0)
  }

  start(page: OpenPage): void {
    if (this.running === page) return
    this.running = page
    this.move(page, REST)
    page.frame.classList.add('qh-refreshing')
    this.phone.pages.call(page, 'onPullDownRefresh')
  }

  stop(): void {
    const page = this.running
    this.running = undefined
    if (!page) return
    page.frame.classList.remove('qh-refreshing')
    this.move(page, 0)
  }

  /** The dots take the colour that the page wants now. */
  recolour(page: OpenPage): void {
    const isLight = page.config.backgroundTextStyle === 'light'
    page.frame.querySelector(':scope > .qh-refresh')?.classList.toggle('light', isLight)
  }

  private move(page: OpenPage, offset: number): void {
    if (!page.frame.querySelector(':scope > .qh-refresh')) {
      page.frame.prepend(h('div', { class: 'qh-refresh' }, h('i'), h('i'), h('i')))
      this.recolour(page)
    }
    page.scroller.style.top = `${offset}px`
  }
}

/** Whether the node lies in an inner scroll area that is not at its own top. */
function isInsideScrolled(node: Node, page: OpenPage): boolean {
  for (let at: Node | null = node; at && at !== page.scroller; at = at.parentNode) {
    if (at instanceof HTMLElement && at.scrollTop > 0) return true
  }
  return false
}
