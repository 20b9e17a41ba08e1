import { tagAround, tagsInside, type BuiltIn, type Tag } from './built-in'
import { finger, type Spot } from './fingers'

type Source = 'touch' | 'touch-out-of-bounds' | 'out-of-bounds' | 'friction' | ''

/** Of a movement over the edge only this much is followed. */
const RUBBER = 0.3
/** How far inertia carries: milliseconds of the last speed. */
const GLIDE_MS = 120
const LOCK_PX = 3

export const movableArea: BuiltIn = {
  name: 'movable-area',
  props: { scaleArea: false },
  setup(tag) {
    // Two fingers anywhere in the area scale what is in it.
    let spread = 0
    const view = () => (tag.prop('scaleArea') ? movers.get(tagsInside(tag.dom, ['movable-view'])[0]!) : undefined)
    finger(tag, {
      start: (_, all) => (spread = distance(all)),
      move: (_, all) => {
        const now = distance(all)
        if (spread && now) view()?.scaleBy(now / spread)
        spread = now
      },
      end: () => (spread = 0),
    })
  },
}

export const movableView: BuiltIn = {
  name: 'movable-view',
  props: {
    ...{ direction: 'none', inertia: false, outOfBounds: false, x: 0, y: 0, damping: 20, friction: 2, disabled: false },
    ...{ scale: false, scaleMin: 0.5, scaleMax: 10, scaleValue: 1, animation: true, _translateX: 0, _translateY: 0 },
  },
  reflect: ['direction'],
  setup: (tag) => void movers.set(tag, new Mover(tag)),
}

const movers = new WeakMap<Tag, Mover>()

/** Moves the view inside its area and tells so. */
export function moveTo(tag: Tag, x: number, y: number): void {
  movers.get(tag)?.move(x, y, '')
}

class Mover {
  private x = 0
  private y = 0
  private scale = 1
  private drag?: { finger: Spot; x: number; y: number; axis?: 'x' | 'y'; last: Spot; lastAt: number; speed: Spot }
  private spread = 0

  constructor(private readonly tag: Tag) {
    const place = () => this.move(lengthIn(tag.prop('x')), lengthIn(tag.prop('y')), '')
    tag.watch(['x', 'y'], () => tag.dom.isConnected && place())
    tag.watch(['scaleValue'], () => this.setScale(Number(tag.prop('scaleValue')) || 1))
    tag.onAttach(() => {
      place()
      // The area may get its size only after this.
      requestAnimationFrame(() => tag.dom.isConnected && !this.drag && this.move(this.x, this.y, ''))
    })
    this.watchFinger()
  }

  move(x: number, y: number, source: Source): void {
    const inside = this.limited(x, y)
    const isLoose = source.startsWith('touch') && this.tag.prop('outOfBounds')
    const soft = (wanted: number, most: number) => (isLoose ? most + (wanted - most) * RUBBER : most)
    const [left, top] = [soft(x, inside.x), soft(y, inside.y)]
    const isOut = left !== inside.x || top !== inside.y
    this.apply(left, top, isOut && source === 'touch' ? 'touch-out-of-bounds' : source)
  }

  scaleBy(factor: number): void {
    this.setScale(this.scale * factor)
  }

  private setScale(wanted: number): void {
    const { tag } = this
    const scale = Math.max(Number(tag.prop('scaleMin')), Math.min(Number(tag.prop('scaleMax')), wanted))
    if (!tag.prop('scale') || scale === this.scale) return
    this.scale = scale
    if (!tag.dom.isConnected) return
    const { x, y } = this.limited(this.x, this.y)
    this.draw(x, y)
    tag.trigger('scale', { x, y, scale })
  }

  private apply(x: number, y: number, source: Source): void {
    const isSame = x === this.x && y === this.y
    this.draw(x, y)
    if (isSame) return
    this.tag.set({ _translateX: x, _translateY: y })
    this.tag.trigger('change', { x, y, source })
  }

  private draw(x: number, y: number): void {
    this.x = x
    this.y = y
    const isMoving = this.tag.prop('animation') && !this.drag && !this.tag.phone.settings.still
    this.tag.style({
      transition: isMoving ? 'transform 0.3s ease-out' : '',
      transform: `translate(${x}px, ${y}px) scale(${this.scale})`,
    })
  }

  /** The nearest place where the view is inside the area; a view that is larger covers it. */
  private limited(x: number, y: number): Spot {
    const area = tagAround(this.tag.dom, 'movable-area')?.dom
    if (!area || !this.tag.dom.isConnected) return { x, y }
    const { offsetWidth, offsetHeight } = this.tag.dom
    const limit = (wanted: number, room: number, size: number) => {
      const grown = (size * this.scale - size) / 2
      const [low, high] = [grown, room - size - grown]
      return Math.max(Math.min(low, high), Math.min(Math.max(low, high), wanted))
    }
    return { x: limit(x, area.clientWidth, offsetWidth), y: limit(y, area.clientHeight, offsetHeight) }
  }

  private watchFinger(): void {
    const { tag } = this
    finger(tag, {
      start: (point, all) => {
        this.spread = distance(all)
        if (tag.prop('disabled')) return
        const speed = { x: 0, y: 0 }
        this.drag = { finger: point, x: this.x, y: this.y, last: point, lastAt: performance.now(), speed }
      },
      move: (point, all) => {
        if (this.spread && all.length > 1) {
          // An area that takes the fingers itself scales the view, too.
          if (!tagAround(tag.dom, 'movable-area')?.prop('scaleArea')) this.scaleBy(distance(all) / this.spread)
          this.spread = distance(all)
          return
        }
        this.follow(point)
      },
      end: () => this.release(),
    })
  }

  private follow(point: Spot): void {
    const { drag, tag } = this
    if (!drag) return
    const dx = point.x - drag.finger.x
    const dy = point.y - drag.finger.y
    if (!drag.axis && Math.hypot(dx, dy) >= LOCK_PX) {
      drag.axis = Math.abs(dx) > Math.abs(dy) ? 'x' : 'y'
      tag.trigger(drag.axis === 'x' ? 'htouchmove' : 'vtouchmove', {})
    }
    const now = performance.now()
    const span = Math.max(1, now - drag.lastAt)
    drag.speed = { x: (point.x - drag.last.x) / span, y: (point.y - drag.last.y) / span }
    Object.assign(drag, { last: point, lastAt: now })
    const direction = tag.prop<string>('direction')
    const x = direction === 'all' || direction === 'horizontal' ? drag.x + dx : this.x
    const y = direction === 'all' || direction === 'vertical' ? drag.y + dy : this.y
    this.move(x, y, 'touch')
  }

  /** What was pulled over the edge comes back; what was thrown glides on. */
  private release(): void {
    const { drag, tag } = this
    this.drag = undefined
    this.spread = 0
    if (!drag) return
    const isResting = performance.now() - drag.lastAt > 50
    if (tag.prop('inertia') && !isResting) {
      const direction = tag.prop<string>('direction')
      const x = direction === 'vertical' ? this.x : this.x + drag.speed.x * GLIDE_MS
      const y = direction === 'horizontal' ? this.y : this.y + drag.speed.y * GLIDE_MS
      if (direction !== 'none') return this.move(x, y, 'friction')
    }
    const inside = this.limited(this.x, this.y)
    if (inside.x !== this.x || inside.y !== this.y) this.apply(inside.x, inside.y, 'out-of-bounds')
  }
}

function distance([first, second]: Spot[]): number {
  return first && second ? Math.hypot(first.x - second.x, first.y - second.y) : 0
}

/** x and y may be numbers, or texts such as "10px" and "20rpx". */
function lengthIn(value: unknown): number {
  const text = String(value)
  const number = Number.parseFloat(text) || 0
  return text.endsWith('rpx') ? (number * document.documentElement.clientWidth) / 750 : number
}
