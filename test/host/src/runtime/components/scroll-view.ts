import { domOf } from '../glass'
import type { BuiltIn, Tag } from './built-in'

export const scrollView: BuiltIn = {
  name: 'scroll-view',
  props: {
    ...{ scrollX: false, scrollY: false, upperThreshold: 50, lowerThreshold: 50, scrollTop: null, scrollLeft: null },
    ...{
      scrollIntoView: '',
      scrollWithAnimation: false,
      enableBackToTop: false,
      enableFlex: false,
      scrollAnchoring: false,
    },
    ...{ refresherEnabled: false, refresherThreshold: 45, refresherDefaultStyle: 'black', refresherBackground: '#FFF' },
    ...{
      refresherTriggered: false,
      enhanced: false,
      bounces: true,
      showScrollbar: true,
      pagingEnabled: false,
      fastDeceleration: false,
    },
    ...{ type: 'list', reverse: false, clip: true, cacheExtent: null, usingSticky: false, scrollIntoViewOffset: 0 },
  },
  reflect: ['scrollX', 'scrollY', 'enableFlex'],
  setup(tag) {
    const behavior = (): ScrollBehavior =>
      tag.prop('scrollWithAnimation') && !tag.phone.settings.still ? 'smooth' : 'auto'
    const to = (name: 'scrollTop' | 'scrollLeft', side: 'top' | 'left') => () => {
      const value = tag.prop<number | string | null>(name)
      if (value !== null && value !== undefined && value !== '' && tag.dom.isConnected) {
        tag.dom.scrollTo({ [side]: Number(value), behavior: behavior() })
      }
    }
    tag.watch(['scrollTop'], to('scrollTop', 'top'))
    tag.watch(['scrollLeft'], to('scrollLeft', 'left'))
    const intoView = () => {
      const id = tag.prop<string>('scrollIntoView')
      const target = id && tag.dom.querySelector<HTMLElement>(`#${CSS.escape(id)}`)
      if (target) scrollToChild(tag, target, behavior())
    }
    tag.watch(['scrollIntoView'], intoView)
    tag.onAttach(() => {
      to('scrollTop', 'top')()
      to('scrollLeft', 'left')()
      queueMicrotask(intoView)
    })
    watchEdges(tag)
    watchRefresher(tag)
  },
}

function scrollToChild(tag: Tag, target: HTMLElement, behavior: ScrollBehavior): void {
  const box = tag.dom.getBoundingClientRect()
  const child = target.getBoundingClientRect()
  if (tag.prop('scrollX')) tag.dom.scrollBy({ left: child.left - box.left, behavior })
  if (tag.prop('scrollY')) tag.dom.scrollBy({ top: child.top - box.top, behavior })
}

/** scroll, scrolltoupper and scrolltolower; the last two once each time an edge comes near. */
function watchEdges(tag: Tag): void {
  const { dom } = tag
  let last = { top: 0, left: 0 }
  let near = { upper: true, lower: false }
  dom.addEventListener(
    'scroll',
    () => {
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = dom
      const deltaX = last.left - scrollLeft
      const deltaY = last.top - scrollTop
      last = { top: scrollTop, left: scrollLeft }
      tag.trigger('scroll', { scrollLeft, scrollTop, scrollHeight, scrollWidth, deltaX, deltaY })
      const isVertical = tag.prop<boolean>('scrollY')
      const [position, space] = isVertical
        ? [scrollTop, scrollHeight - clientHeight]
        : [scrollLeft, scrollWidth - clientWidth]
      const upper = position <= Number(tag.prop('upperThreshold'))
      const lower = position >= space - Number(tag.prop('lowerThreshold'))
      if (upper && !near.upper) tag.trigger('scrolltoupper', { direction: isVertical ? 'top' : 'left' })
      if (lower && !near.lower) tag.trigger('scrolltolower', { direction: isVertical ? 'bottom' : 'right' })
      near = { upper, lower }
    },
    { passive: true },
  )
}

/** The scroll area's own pull to refresh. */
function watchRefresher(tag: Tag): void {
  let startY: number | undefined
  let pulled = 0
  const y = (event: unknown) => (event as { changedTouches?: { clientY: number }[] }).changedTouches?.[0]?.clientY
  tag.component.addListener('touchstart', (event) => {
    startY = tag.prop('refresherEnabled') && domOf(tag.component).scrollTop <= 0 ? y(event) : undefined
    pulled = 0
  })
  tag.component.addListener('touchmove', (event) => {
    const at = y(event)
    if (startY === undefined || at === undefined) return
    pulled = at - startY
    if (pulled > 0) tag.trigger('refresherpulling', { deltaY: pulled, dy: pulled })
  })
  tag.component.addListener('touchend', () => {
    if (startY === undefined) return
    startY = undefined
    if (pulled >= Number(tag.prop('refresherThreshold'))) {
      tag.set({ refresherTriggered: true })
      tag.trigger('refresherrefresh', {})
    } else if (pulled > 0) tag.trigger('refresherabort', {})
  })
  let wasTriggered = false
  tag.watch(['refresherTriggered'], () => {
    const isTriggered = tag.prop<boolean>('refresherTriggered')
    if (wasTriggered && !isTriggered) tag.trigger('refresherrestore', {})
    wasTriggered = isTriggered
  })
}
