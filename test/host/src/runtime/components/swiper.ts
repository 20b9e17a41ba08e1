import { h } from '../dom'
import { tagsInside, type BuiltIn, type Tag } from './built-in'
import { finger, lengthOf } from './fingers'

type Source = 'touch' | 'autoplay' | ''

/** The share of an item that a finger has to move it, to turn to the next one. */
const TURN_PART = 0.25
/** A faster flick turns however short it was; in pixels a millisecond. */
const FLICK_SPEED = 0.3
const LOCK_PX = 5

export const swiper: BuiltIn = {
  name: 'swiper',
  props: {
    ...{ indicatorDots: false, indicatorColor: 'rgba(0, 0, 0, .3)', indicatorActiveColor: '#000000', autoplay: false },
    ...{ current: 0, interval: 5000, duration: 500, circular: false, vertical: false, previousMargin: '0px' },
    ...{ nextMargin: '0px', currentItemId: '', displayMultipleItems: 1, snapToEdge: false, easingFunction: 'default' },
    ...{ skipHiddenItemLayout: false, disableTouch: false, disableProgrammaticAnimation: false },
  },
  reflect: ['vertical'],
  setup: (tag) => void wheels.set(tag, new Swiper(tag)),
}

export const swiperItem: BuiltIn = { name: 'swiper-item', props: { itemId: '', skipHiddenItemLayout: false } }

const wheels = new WeakMap<Tag, Swiper>()

/** Turns to an item and tells so. */
export function swipeTo(tag: Tag, index: number): void {
  wheels.get(tag)?.turn(index, '')
}

class Swiper {
  private readonly track = h('div', { class: 'qh-track' })
  private readonly dots = h('div', { class: 'qh-dots' })
  /** The item that is shown, or that is being turned to. */
  private current = 0
  /** What is in sight now, in items; between two of them while it moves. */
  private position = 0
  private motion = 0
  private drag?: { at: number; position: number; time: number; across: number; isLocked: boolean }

  constructor(private readonly tag: Tag) {
    tag.dom.append(this.track, this.dots)
    tag.keepChildrenIn(this.track)
    this.current = this.position = Number(tag.prop('current')) || 0
    const observer = new MutationObserver(() => this.itemsChanged())
    tag.onAttach(() => {
      observer.observe(this.track, { childList: true })
      this.current = this.position = this.initial()
      this.draw()
    })
    tag.onDetach(() => {
      observer.disconnect()
      clearInterval(this.clock)
      cancelAnimationFrame(this.motion)
    })
    tag.watch(['current'], () => tag.dom.isConnected && this.turn(Number(tag.prop('current')) || 0, ''))
    tag.watch(['currentItemId'], () => tag.dom.isConnected && this.turn(this.initial(), ''))
    tag.watch(['vertical', 'displayMultipleItems', 'indicatorDots', 'indicatorColor', 'indicatorActiveColor'], () =>
      this.draw(),
    )
    tag.watch(['previousMargin', 'nextMargin', 'circular'], () => this.draw())
    tag.watch(['autoplay', 'interval'], () => this.wind())
    this.watchFinger()
  }

  /** Shows an item, by motion unless the phone is still. */
  turn(to: number, source: Source): void {
    const items = this.items()
    const count = items.length
    if (!count || to < 0 || to >= count || !Number.isInteger(to)) return
    const isSame = to === this.current
    this.current = to
    const detail = { current: to, currentItemId: items[to]!.prop('itemId'), source }
    if (!isSame) {
      this.tag.set({ current: to })
      this.tag.trigger('change', detail)
    }
    this.move(this.nearest(to), () => {
      this.position = to
      this.draw()
      if (!isSame || source === 'touch') this.tag.trigger('animationfinish', detail)
    })
  }

  private clock = 0

  private wind(): void {
    clearInterval(this.clock)
    if (!this.tag.prop('autoplay')) return
    this.clock = window.setInterval(
      () => {
        if (this.drag || this.tag.page !== this.tag.phone.pages.top) return
        this.turn(this.wrapped(this.current + 1, true), 'autoplay')
      },
      Number(this.tag.prop('interval')) || 5000,
    )
  }

  private items(): Tag[] {
    return tagsInside(this.track, ['swiper-item']).filter(({ dom }) => dom.closest('wx-swiper') === this.tag.dom)
  }

  private initial(): number {
    const id = this.tag.prop<string>('currentItemId')
    const byId = id ? this.items().findIndex((item) => item.prop('itemId') === id) : -1
    return byId >= 0 ? byId : Number(this.tag.prop('current')) || 0
  }

  private itemsChanged(): void {
    const last = this.items().length - 1
    if (this.current > last && last >= 0) this.turn(last, '')
    this.draw()
  }

  private get shown(): number {
    return Math.max(1, Number(this.tag.prop('displayMultipleItems')) || 1)
  }

  private get isCircular(): boolean {
    return this.tag.prop<boolean>('circular') && this.items().length > this.shown
  }

  private wrapped(index: number, canWrap: boolean): number {
    const count = this.items().length
    const last = canWrap ? count - 1 : Math.max(0, count - this.shown)
    if (canWrap) return ((index % count) + count) % count
    return Math.max(0, Math.min(last, index))
  }

  /** Where an item is, going the shorter way round. */
  private nearest(index: number): number {
    if (!this.isCircular) return index
    const count = this.items().length
    return index + Math.round((this.position - index) / count) * count
  }

  private move(to: number, done: () => void): void {
    cancelAnimationFrame(this.motion)
    const from = this.position
    const { still } = this.tag.phone.settings
    const duration = still || from === to ? 0 : Number(this.tag.prop('duration')) || 0
    const startedAt = performance.now()
    const step = () => {
      const part = duration ? Math.min(1, (performance.now() - startedAt) / duration) : 1
      this.position = from + (to - from) * (1 - (1 - part) ** 3)
      this.draw()
      if (part >= 1) return done()
      this.tellTransition()
      this.motion = requestAnimationFrame(step)
    }
    step()
  }

  private tellTransition(): void {
    const moved = (this.position - this.current) * this.itemSize()
    const isVertical = this.tag.prop<boolean>('vertical')
    this.tag.trigger('transition', { dx: isVertical ? 0 : moved, dy: isVertical ? moved : 0 })
  }

  private itemSize(): number {
    return (this.tag.prop('vertical') ? this.track.clientHeight : this.track.clientWidth) / this.shown || 1
  }

  private draw(): void {
    const { tag, track } = this
    const items = this.items()
    const isVertical = tag.prop<boolean>('vertical')
    const [before, after] = [lengthOf(tag.prop('previousMargin')), lengthOf(tag.prop('nextMargin'))]
    track.style.inset = isVertical ? `${before} 0 ${after} 0` : `0 ${after} 0 ${before}`
    items.forEach((item, index) => {
      let offset = index - this.position
      if (this.isCircular) offset -= Math.round((offset - (this.shown - 1) / 2) / items.length) * items.length
      item.style({
        transform: `translate${isVertical ? 'Y' : 'X'}(${offset * 100}%)`,
        [isVertical ? 'height' : 'width']: `${100 / this.shown}%`,
        [isVertical ? 'width' : 'height']: '100%',
      })
    })
    this.drawDots(items.length)
  }

  private drawDots(count: number): void {
    const { tag, dots } = this
    dots.hidden = !tag.prop('indicatorDots')
    dots.replaceChildren(
      ...Array.from({ length: count }, (_, index) => {
        const isOn = index >= this.current && index < this.current + this.shown
        const color = tag.prop<string>(isOn ? 'indicatorActiveColor' : 'indicatorColor')
        return h('i', { class: isOn ? 'on' : '', style: `background:${color}` })
      }),
    )
  }

  private watchFinger(): void {
    const { tag } = this
    const along = (point: { x: number; y: number }) => (tag.prop('vertical') ? point.y : point.x)
    const across = (point: { x: number; y: number }) => (tag.prop('vertical') ? point.x : point.y)
    finger(tag, {
      start: (point) => {
        if (tag.prop('disableTouch')) return
        cancelAnimationFrame(this.motion)
        const { position } = this
        this.drag = { at: along(point), across: across(point), position, time: performance.now(), isLocked: false }
      },
      move: (point) => {
        const { drag } = this
        if (!drag) return
        const moved = along(point) - drag.at
        if (!drag.isLocked) {
          const sideways = Math.abs(across(point) - drag.across)
          if (Math.abs(moved) < LOCK_PX && sideways < LOCK_PX) return
          // A finger that goes the other way scrolls what is around.
          if (sideways > Math.abs(moved)) return void (this.drag = undefined)
          drag.isLocked = true
        }
        this.position = this.limited(drag.position - moved / this.itemSize())
        this.draw()
        this.tellTransition()
      },
      end: (point) => {
        const { drag } = this
        this.drag = undefined
        if (!drag?.isLocked) return
        const moved = along(point) - drag.at
        const speed = Math.abs(moved) / Math.max(1, performance.now() - drag.time)
        const part = Math.abs(moved) / this.itemSize()
        const by = part > TURN_PART || speed > FLICK_SPEED ? Math.max(1, Math.round(part)) * (moved < 0 ? 1 : -1) : 0
        this.turn(this.wrapped(this.current + by, this.isCircular), 'touch')
      },
    })
  }

  private limited(position: number): number {
    if (this.isCircular) return position
    return Math.max(0, Math.min(Math.max(0, this.items().length - this.shown), position))
  }
}
