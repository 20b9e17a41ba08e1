import type { BuiltIn, Tag } from './built-in'

/** Parts of Skyline's scroll areas, drawn with the layouts that browsers have. */

export const listView: BuiltIn = { name: 'list-view', props: { padding: [] }, setup: watchPadding }

export const gridView: BuiltIn = {
  name: 'grid-view',
  props: {
    ...{ type: 'aligned', crossAxisCount: 2, maxCrossAxisExtent: 0, mainAxisGap: 0, crossAxisGap: 0, padding: [] },
  },
  setup(tag) {
    watchPadding(tag)
    tag.watch(['type', 'crossAxisCount', 'maxCrossAxisExtent', 'mainAxisGap', 'crossAxisGap'], () => grid(tag))
  },
}

function grid(tag: Tag): void {
  const widest = Number(tag.prop('maxCrossAxisExtent'))
  const columns = widest
    ? `repeat(auto-fill, minmax(min(100%, ${widest}px), 1fr))`
    : `repeat(${tag.prop<number>('crossAxisCount')}, minmax(0, 1fr))`
  const isMasonry = tag.prop('type') === 'masonry'
  tag.style({
    display: isMasonry ? 'block' : 'grid',
    gridTemplateColumns: isMasonry ? '' : columns,
    gap: `${Number(tag.prop('mainAxisGap'))}px ${Number(tag.prop('crossAxisGap'))}px`,
    columnCount: isMasonry ? String(tag.prop<number>('crossAxisCount')) : '',
    columnGap: `${Number(tag.prop('crossAxisGap'))}px`,
  })
}

function watchPadding(tag: Tag): void {
  tag.watch(['padding'], () => {
    const given = tag.prop<number[] | null>('padding') ?? []
    if (!given.length) return tag.style({ padding: '' })
    const [top = 0, right = 0, bottom = 0, left = 0] = given
    tag.style({ padding: [top, right, bottom, left].map((side) => `${Number(side)}px`).join(' ') })
  })
}

export const stickySection: BuiltIn = {
  name: 'sticky-section',
  props: { pushPinnedHeader: true, padding: [] },
  setup: watchPadding,
}

export const stickyHeader: BuiltIn = {
  name: 'sticky-header',
  props: { offsetTop: 0, padding: [] },
  setup(tag) {
    watchPadding(tag)
    tag.watch(['offsetTop'], () => tag.style({ top: `${Number(tag.prop('offsetTop'))}px` }))
    let isStuck = false
    const look = (event: Event) => {
      const scroller = event.target as Element
      if (!(scroller instanceof HTMLElement) || !scroller.contains(tag.dom)) return
      const edge = scroller.getBoundingClientRect().top + Number(tag.prop('offsetTop'))
      const section = tag.dom.closest('wx-sticky-section')?.getBoundingClientRect()
      const now = tag.dom.getBoundingClientRect().top <= edge + 0.5 && (section?.top ?? edge) < edge
      if (now === isStuck) return
      isStuck = now
      tag.trigger('stickontopchange', { isStickOnTop: now })
    }
    document.addEventListener('scroll', look, { capture: true, passive: true })
    tag.onDetach(() => document.removeEventListener('scroll', look, true))
  },
}

export const openContainer: BuiltIn = {
  name: 'open-container',
  props: {
    ...{ transitionType: 'fade', transitionDuration: 300, closedColor: 'white', closedElevation: 0 },
    ...{ closeBorderRadius: 0, middleColor: '', openColor: 'white', openElevation: 0, openBorderRadius: 0 },
  },
  setup(tag) {
    tag.watch(['closedColor', 'closeBorderRadius'], () => {
      tag.style({
        background: tag.prop('closedColor'),
        borderRadius: `${Number(tag.prop('closeBorderRadius'))}px`,
      })
    })
  },
}

/** A sheet that the finger pulls between its smallest and its largest share of the area around it. */
export const draggableSheet: BuiltIn = {
  name: 'draggable-sheet',
  props: { initialChildSize: 0.5, minChildSize: 0.25, maxChildSize: 1, snap: false, snapSizes: [] },
  setup(tag) {
    let size = 0
    const show = (to: number) => {
      size = Math.max(Number(tag.prop('minChildSize')), Math.min(Number(tag.prop('maxChildSize')), to))
      tag.style({ height: `${size * 100}%` })
      tag.trigger('sizeupdate', { pixels: tag.dom.offsetHeight, size })
    }
    tag.watch(['initialChildSize'], () => show(Number(tag.prop('initialChildSize'))))
    let start: { y: number; size: number } | undefined
    tag.dom.addEventListener('pointerdown', ({ clientY }) => (start = { y: clientY, size }))
    tag.dom.addEventListener('pointermove', ({ clientY }) => {
      const room = tag.dom.parentElement?.clientHeight
      if (start && room) show(start.size + (start.y - clientY) / room)
    })
    tag.dom.addEventListener('pointerup', () => {
      start = undefined
      const stops = [
        ...tag.prop<number[]>('snapSizes'),
        Number(tag.prop('minChildSize')),
        Number(tag.prop('maxChildSize')),
      ]
      if (tag.prop('snap')) show(stops.sort((a, b) => Math.abs(a - size) - Math.abs(b - size))[0]!)
    })
  },
}
