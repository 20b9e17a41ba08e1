import type { OpenPage } from './open-page'
import type { Pages } from './pages'

const DEFAULT_REACH_BOTTOM = 50

/** Tells the page of its scrolling: onPageScroll, and onReachBottom once each time the end comes near. */
export function watchScroll(page: OpenPage, pages: Pages): void {
  const distance = page.config.onReachBottomDistance ?? DEFAULT_REACH_BOTTOM
  let isNearEnd = false
  let lastTop = 0
  page.scroller.addEventListener(
    'scroll',
    () => {
      const { scrollTop, clientHeight, scrollHeight } = page.scroller
      pages.call(page, 'onPageScroll', { scrollTop: Math.round(scrollTop * 100) / 100 })
      const wasNearEnd = isNearEnd
      isNearEnd = scrollTop + clientHeight >= scrollHeight - distance
      if (isNearEnd && !wasNearEnd && scrollTop > lastTop) pages.call(page, 'onReachBottom')
      lastTop = scrollTop
    },
    { passive: true },
  )
  // New content moves the end away, so that the next approach counts again.
  new ResizeObserver(() => {
    const { scrollTop, clientHeight, scrollHeight } = page.scroller
    if (scrollTop + clientHeight < scrollHeight - distance) isNearEnd = false
  }).observe(page.body)
}

/** Scrolls a page to a position or to an element, at once or over a time in milliseconds. */
export function scrollPage(page: OpenPage, top: number, duration: number): Promise<void> {
  const scroller = page.scroller
  const from = scroller.scrollTop
  const to = Math.max(0, Math.min(top, scroller.scrollHeight - scroller.clientHeight))
  if (duration <= 0 || from === to) {
    scroller.scrollTop = to
    return Promise.resolve()
  }
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const step = () => {
      const part = Math.min(1, (performance.now() - startedAt) / duration)
      scroller.scrollTop = from + (to - from) * (1 - (1 - part) ** 3)
      if (part < 1) requestAnimationFrame(step)
      else resolve()
    }
    step()
  })
}
