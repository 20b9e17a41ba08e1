import type { Phone } from 'weapp-host'

/** What is wrong with the screen as it stands, each thing by its name. */
export interface Faults {
  /** Sticks out at a side of the glass. */
  wide: string[]
  /** Words that are cut off without an ellipsis, or run out of their box. */
  cut: string[]
  /** Can be tapped, and is too low for a finger. */
  low: string[]
  /** What no reader should see: names of code, or values that are none. */
  odd: string[]
  /** The page has nothing to show, or failed. */
  without: string[]
}

/** 88rpx, which is 44 px where the glass is 375 wide; small buttons may have 80. */
const HEIGHTS = { usual: 88, small: 80, smallOnes: '.btn--small' }

/** Looks at the page on top: is everything on the glass, whole, and large enough for a finger? */
export function faultsOn(phone: Phone): Promise<Faults> {
  return phone.look((heights) => {
    interface Heard {
      __wxElement?: { _$eventTarget?: { listeners?: Record<string, unknown> | null } }
    }
    const page = document.querySelector<HTMLElement>('.qh-page:not(.qh-covered)')!
    const rpx = innerWidth / 750
    const faults: Faults = { wide: [], cut: [], low: [], odd: [], without: [] }
    const nameOf = (dom: HTMLElement): string =>
      `${dom.id ? `#${dom.id}` : `.${dom.className.split(' ')[0]}`} 「${dom.innerText.trim().slice(0, 20).replace(/\n/gu, ' ')}」`
    const isScroller = (style: CSSStyleDeclaration): boolean => ['auto', 'scroll'].includes(style.overflowX)
    const look = (dom: HTMLElement, inScroller: boolean): void => {
      const box = dom.getBoundingClientRect()
      const style = getComputedStyle(dom)
      // What is only drawn to be saved lies beside the glass on purpose.
      if (style.display === 'none' || dom.localName === 'wx-canvas' || box.width === 0 || box.height === 0) return
      const sticksOut = box.right > innerWidth + 1 || box.left < -1
      if (sticksOut && !inScroller)
        faults.wide.push(`${nameOf(dom)} ${Math.round(box.left)} to ${Math.round(box.right)}`)
      const isClamped = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis'
      const isOurs = !dom.className.includes('qh-')
      const hasWords = dom.innerText.trim() !== '' && style.display !== 'inline'
      const runsOver = dom.scrollHeight > dom.clientHeight + 2 || dom.scrollWidth > dom.clientWidth + 1
      const isTextBox = dom.children.length === 0 || style.overflowX === 'hidden' || style.overflowY === 'hidden'
      if (isOurs && hasWords && runsOver && isTextBox && !isClamped && !isScroller(style)) faults.cut.push(nameOf(dom))
      for (const child of dom.children) look(child as HTMLElement, inScroller || isScroller(style))
    }
    const lookAtTarget = (dom: HTMLElement): void => {
      const hears = Boolean((dom as Heard).__wxElement?._$eventTarget?.listeners?.['tap'])
      const { height } = dom.getBoundingClientRect()
      if (height === 0 || !(hears || dom.localName === 'wx-button') || dom.matches('.sheet__veil')) return
      const least = dom.matches(heights.smallOnes) ? heights.small : heights.usual
      if (height < least * rpx - 0.5) faults.low.push(`${nameOf(dom)} ${Math.round(height / rpx)}rpx`)
    }
    look(page, false)
    for (const chosen of page.querySelectorAll<HTMLElement>('.tabs__tab--on')) {
      const { left, right } = chosen.getBoundingClientRect()
      if (left < -1 || right > innerWidth + 1) faults.cut.push(nameOf(chosen))
    }
    // Large type makes targets taller: they are measured at its usual size.
    const scaled = page.querySelector('.scale-4')
    scaled?.classList.remove('scale-4')
    for (const dom of page.querySelectorAll<HTMLElement>('*')) lookAtTarget(dom)
    scaled?.classList.add('scale-4')
    for (const [odd] of page.innerText.matchAll(/undefined|null|NaN|\[object|Invalid Date|[a-z]+_[a-z_]+/gu))
      faults.odd.push(odd)
    for (const state of page.querySelectorAll<HTMLElement>('.state')) faults.without.push(state.innerText)
    const title = document.querySelector('qh-shell')?.shadowRoot?.querySelector<HTMLElement>('.title')
    if (title && title.scrollWidth > title.clientWidth) faults.cut.push(`title ${title.innerText}`)
    return faults
  }, HEIGHTS)
}
