import type { Tag } from './built-in'

export interface Spot {
  x: number
  y: number
}

interface Hands {
  start(point: Spot, all: Spot[]): void
  move(point: Spot, all: Spot[]): void
  end(point: Spot): void
}

interface TouchLike {
  clientX: number
  clientY: number
}

/** Follows the fingers on a tag, through the events that it gets itself. */
export function finger(tag: Tag, hands: Hands): void {
  const spots = (list: TouchLike[] | undefined) =>
    (list ?? []).map(({ clientX, clientY }) => ({ x: clientX, y: clientY }))
  const read = (event: unknown) => {
    const { changedTouches, touches } = event as Record<'changedTouches' | 'touches', TouchLike[] | undefined>
    return { changed: spots(changedTouches)[0], all: spots(touches) }
  }
  const on = (name: string, run: (point: Spot, all: Spot[]) => void) =>
    tag.component.addListener(name, (event) => {
      const { changed, all } = read(event)
      if (changed) run(changed, all)
    })
  on('touchstart', (point, all) => hands.start(point, all))
  on('touchmove', (point, all) => hands.move(point, all))
  on('touchend', (point) => hands.end(point))
  on('touchcancel', (point) => hands.end(point))
}

/** A length as CSS knows it: bare numbers are px, rpx follow the phone's width. */
export function lengthOf(value: unknown): string {
  const text = String(value)
  if (/^-?[\d.]+$/.test(text)) return `${text}px`
  return text.replace(/(-?[\d.]+)rpx/g, 'calc($1 * var(--qh-rpx))')
}
