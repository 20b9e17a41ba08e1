import { scrollPage } from '../page-scroll'
import { createAnimation } from './animation'
import type { Api } from './api'
import { addKeyframes } from './keyframes'
import { findAll } from '../selector'
import { domOf } from '../glass'

const DEFAULT_SCROLL_MS = 300

/** Functions that act on the visible page. */
export function addPage(api: Api): void {
  const { phone } = api
  api.async('pageScrollTo', async ({ scrollTop, selector, duration = DEFAULT_SCROLL_MS, offsetTop = 0 }) => {
    const page = phone.pages.top
    if (!page) throw new Error('page not found')
    let top = Number(scrollTop ?? 0)
    if (typeof selector === 'string') {
      const [target] = findAll(page.component, selector)
      if (!target) throw new Error(`can't find ${selector}`)
      const distance = domOf(target).getBoundingClientRect().top - page.scroller.getBoundingClientRect().top
      top = page.scroller.scrollTop + distance + Number(offsetTop)
    }
    await scrollPage(page, top, phone.settings.still ? 0 : Number(duration))
  })
  api.async('startPullDownRefresh', () => {
    if (phone.pages.top) phone.refresh.start(phone.pages.top)
  })
  api.async('stopPullDownRefresh', () => phone.refresh.stop())
  api.sync('createAnimation', createAnimation)
  addKeyframes(phone)
}
