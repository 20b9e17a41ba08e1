import type { BuiltIn, Tag } from './built-in'
import { watchRefresher } from './refresher'

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
      refresherTwoLevelEnabled: false,
      refresherTwoLevelThreshold: 150,
      enablePassive: false,
      associativeContainer: '',
    },
    ...{ minDragDistance: 18, scrollIntoViewWithinExtent: false, scrollIntoViewAlignment: 'start', padding: [] },
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
    watchEnhancements(tag)
  },
}

function scrollToChild(tag: Tag, target: HTMLElement, behavior: ScrollBehavior): void {
  const box = tag.dom.getBoundingClientRect()
  const child = target.getBoundingClientRect()
  const offset = Number(tag.prop('scrollIntoViewOffset')) || 0
  if (tag.prop('scrollX')) tag.dom.scrollBy({ left: child.left - box.left + offset, behavior })
  if (tag.prop('scrollY')) tag.dom.scrollBy({ top: child.top - box.top + offset, behavior })
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

/** What only an enhanced area has: drags are told, pages snap. */
function watchEnhancements(tag: Tag): void {
  tag.watch(['pagingEnabled', 'scrollX'], () => {
    const axis = tag.prop('scrollX') ? 'x' : 'y'
    tag.style({ scrollSnapType: tag.prop('pagingEnabled') ? `${axis} mandatory` : '' })
    tag.dom.classList.toggle('qh-paging', tag.prop('pagingEnabled'))
  })
  tag.watch(['showScrollbar'], () => tag.dom.classList.toggle('qh-no-bar', !tag.prop('showScrollbar')))
  tag.watch(['scrollAnchoring'], () => tag.style({ overflowAnchor: tag.prop('scrollAnchoring') ? '' : 'none' }))
  let isDragging = false
  const detail = () => ({ scrollTop: tag.dom.scrollTop, scrollLeft: tag.dom.scrollLeft })
  const told = (name: string, more: object = {}) => {
    if (tag.prop('enhanced')) tag.trigger(name, { ...detail(), ...more })
  }
  tag.component.addListener('touchmove', () => {
    told(isDragging ? 'dragging' : 'dragstart')
    isDragging = true
  })
  for (const end of ['touchend', 'touchcancel']) {
    tag.component.addListener(end, () => {
      if (isDragging) told('dragend', { velocity: { x: 0, y: 0 } })
      isDragging = false
    })
  }
}
