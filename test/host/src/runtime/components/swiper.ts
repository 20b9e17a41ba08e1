import { h } from '../dom'
import { tagsInside, type BuiltIn, type Tag } from './built-in'

const SWIPE_PART = 0.25

export const swiper: BuiltIn = {
  name: 'swiper',
  props: {
    ...{
      indicatorDots: false,
      indicatorColor: 'rgba(0, 0, 0, .3)',
      indicatorActiveColor: '#000000',
      autoplay: false,
      current: 0,
    },
    ...{
      interval: 5000,
      duration: 500,
      circular: false,
      vertical: false,
      previousMargin: '0px',
      nextMargin: '0px',
      currentItemId: '',
    },
    ...{ displayMultipleItems: 1, snapToEdge: false, easingFunction: 'default', skipHiddenItemLayout: false },
  },
  reflect: ['vertical'],
  setup(tag) {
    const dots = h('div', { class: 'qh-dots' })
    tag.dom.append(dots)
    const draw = () => place(tag, dots)
    tag.watch(
      ['current', 'vertical', 'displayMultipleItems', 'indicatorDots', 'indicatorColor', 'indicatorActiveColor'],
      draw,
    )
    const observer = new MutationObserver(draw)
    let timer = 0
    tag.onAttach(() => {
      observer.observe(tag.dom, { childList: true })
      draw()
    })
    tag.onDetach(() => {
      observer.disconnect()
      clearInterval(timer)
    })
    tag.watch(['autoplay', 'interval'], () => {
      clearInterval(timer)
      if (tag.prop('autoplay'))
        timer = window.setInterval(() => step(tag, 1, 'autoplay'), Number(tag.prop('interval')) || 5000)
    })
    watchSwipe(tag)
  },
}

export const swiperItem: BuiltIn = { name: 'swiper-item', props: { itemId: '', skipHiddenItemLayout: false } }

/** Turns to an item and tells so. */
export function swipeTo(tag: Tag, index: number, source: 'touch' | 'autoplay' | '' = ''): void {
  const items = tagsInside(tag.dom, ['swiper-item'])
  if (index < 0 || index >= items.length || index === Number(tag.prop('current'))) return
  tag.set({ current: index })
  const detail = { current: index, currentItemId: items[index]!.prop('itemId'), source }
  tag.trigger('change', detail)
  tag.trigger('animationfinish', detail)
}

function step(tag: Tag, by: 1 | -1, source: 'touch' | 'autoplay'): void {
  const count = tagsInside(tag.dom, ['swiper-item']).length
  if (!count) return
  const next = Number(tag.prop('current')) + by
  const canWrap = source === 'autoplay' || tag.prop('circular')
  swipeTo(tag, canWrap ? (next + count) % count : next, source)
}

function place(tag: Tag, dots: HTMLElement): void {
  const items = tagsInside(tag.dom, ['swiper-item'])
  const current = Number(tag.prop('current')) || 0
  const axis = tag.prop('vertical') ? 'Y' : 'X'
  const shown = Number(tag.prop('displayMultipleItems')) || 1
  items.forEach(({ dom }, index) => {
    dom.style.transform = `translate${axis}(${(index - current) * 100}%)`
    if (shown > 1) dom.style[axis === 'X' ? 'width' : 'height'] = `${100 / shown}%`
  })
  dots.hidden = !tag.prop('indicatorDots')
  dots.replaceChildren(
    ...items.map((_, index) => {
      const color = tag.prop<string>(index === current ? 'indicatorActiveColor' : 'indicatorColor')
      return h('i', { class: index === current ? 'on' : '', style: `background:${color}` })
    }),
  )
}

function watchSwipe(tag: Tag): void {
  let start: { x: number; y: number } | undefined
  const at = (event: unknown) =>
    (event as { changedTouches?: { clientX: number; clientY: number }[] }).changedTouches?.[0]
  tag.component.addListener('touchstart', (event) => {
    const touch = at(event)
    start = touch && { x: touch.clientX, y: touch.clientY }
  })
  tag.component.addListener('touchend', (event) => {
    const touch = at(event)
    if (!start || !touch) return
    const isVertical = tag.prop<boolean>('vertical')
    const moved = isVertical ? touch.clientY - start.y : touch.clientX - start.x
    const size = isVertical ? tag.dom.clientHeight : tag.dom.clientWidth
    start = undefined
    if (Math.abs(moved) > size * SWIPE_PART) step(tag, moved < 0 ? 1 : -1, 'touch')
  })
}
