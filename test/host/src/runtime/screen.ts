import { h } from './dom'
import type { DeviceShape } from './settings'
import shellCss from './shell.css'
import { endMotionAtOnce } from './still'

/** The phone's glass: its size, its fixed areas, and the layer that pages are put in. */
export class Screen {
  readonly element = h('div', { id: 'qh-phone' })
  readonly pages = h('div', { id: 'qh-pages' })
  /** WeChat's own interface lives in a shadow tree, so that the mini-program's styles cannot reach it. */
  readonly shell: ShadowRoot
  readonly navBarHeight = 44
  readonly tabBarHeight = 50

  constructor(
    isStill: boolean,
    private readonly device: Partial<DeviceShape> = {},
  ) {
    const host = h('qh-shell')
    this.shell = host.attachShadow({ mode: 'open' })
    this.shell.append(h('style', {}, shellCss))
    this.element.append(this.pages, host)
    this.element.classList.toggle('qh-still', isStill)
    if (isStill) endMotionAtOnce(this.element)
    document.body.append(this.element)
    this.measure()
    addEventListener('resize', () => this.measure())
  }

  get width(): number {
    return this.element.clientWidth
  }

  get height(): number {
    return this.element.clientHeight
  }

  /** Tall phones have a notch above and a home indicator below. */
  get hasNotch(): boolean {
    const { statusBarHeight } = this.device
    return statusBarHeight === undefined ? this.height >= 780 : statusBarHeight >= 40
  }

  get statusBarHeight(): number {
    return this.device.statusBarHeight ?? (this.hasNotch ? 44 : 20)
  }

  get safeBottom(): number {
    return this.device.safeBottom ?? (this.hasNotch ? 34 : 0)
  }

  /** The capsule at the top right, in screen coordinates; WeChat's, never to be covered. */
  get capsule(): { left: number; top: number; right: number; bottom: number; width: number; height: number } {
    const top = this.statusBarHeight + 6
    const right = this.width - 7
    return { left: right - 87, top, right, bottom: top + 32, width: 87, height: 32 }
  }

  /** Where a page's content lies between the bars. */
  frameInsets(page: { hasNavBar: boolean; hasTabBar: boolean }): { top: number; bottom: number } {
    return {
      top: page.hasNavBar ? this.statusBarHeight + this.navBarHeight : 0,
      bottom: page.hasTabBar ? this.tabBarHeight + this.safeBottom : 0,
    }
  }

  private measure(): void {
    const style = this.element.style
    style.setProperty('--qh-rpx', `${this.width / 750}px`)
    style.setProperty('--qh-vw', `${this.width / 100}px`)
    // Where the glass has round corners, time and battery keep away from them.
    style.setProperty('--qh-status-side', this.hasNotch ? '30px' : '12px')
    style.setProperty('--qh-status-size', this.hasNotch ? '15px' : '12px')
    style.setProperty('--qh-status', `${this.statusBarHeight}px`)
    style.setProperty('--qh-safe-top', `${this.hasNotch ? this.statusBarHeight : 0}px`)
  }
}
