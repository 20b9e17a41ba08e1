import type { BuiltIn, Tag } from './built-in'

export const movableArea: BuiltIn = { name: 'movable-area', props: { scaleArea: false } }

export const movableView: BuiltIn = {
  name: 'movable-view',
  props: {
    ...{ direction: 'none', inertia: false, outOfBounds: false, x: 0, y: 0, damping: 20, friction: 2, disabled: false },
    ...{ scale: false, scaleMin: 0.5, scaleMax: 10, scaleValue: 1, animation: true, _translateX: 0, _translateY: 0 },
  },
  setup(tag) {
    tag.watch(['x', 'y'], () => moveTo(tag, Number(tag.prop('x')), Number(tag.prop('y')), ''))
    let start: { x: number; y: number; left: number; top: number } | undefined
    const at = (event: unknown) =>
      (event as { changedTouches?: { clientX: number; clientY: number }[] }).changedTouches?.[0]
    tag.component.addListener('touchstart', (event) => {
      const touch = at(event)
      start = touch && {
        x: touch.clientX,
        y: touch.clientY,
        left: tag.prop('_translateX'),
        top: tag.prop('_translateY'),
      }
    })
    tag.component.addListener('touchmove', (event) => {
      const touch = at(event)
      if (!start || !touch || tag.prop('disabled')) return
      const direction = tag.prop<string>('direction')
      const left = start.left + (direction === 'vertical' || direction === 'none' ? 0 : touch.clientX - start.x)
      const top = start.top + (direction === 'horizontal' || direction === 'none' ? 0 : touch.clientY - start.y)
      moveTo(tag, left, top, 'touch')
    })
  },
}

/** Moves the view inside its area and tells so. */
export function moveTo(tag: Tag, x: number, y: number, source: 'touch' | ''): void {
  const area = tag.dom.parentElement
  const limit = (value: number, room: number) =>
    room > 0 ? Math.max(0, Math.min(value, room)) : Math.max(room, Math.min(value, 0))
  const isPlaced = tag.dom.isConnected && area
  const left = isPlaced ? limit(x, area.clientWidth - tag.dom.offsetWidth) : x
  const top = isPlaced ? limit(y, area.clientHeight - tag.dom.offsetHeight) : y
  tag.dom.style.transform = `translate(${left}px, ${top}px)`
  if (left === tag.prop('_translateX') && top === tag.prop('_translateY')) return
  tag.set({ _translateX: left, _translateY: top })
  tag.trigger('change', { x: left, y: top, source })
}
