import { easingOf, styleValue, transform } from '../components/animation-player'
import { adapter, domOf, type Caller } from '../glass'
import type { Phone } from '../phone'
import { findAll } from '../selector'

type Frame = Record<string, unknown>
type Callback = () => void

interface ScrollSource {
  scrollSource: string
  orientation?: 'horizontal' | 'vertical'
  startScrollOffset?: number
  endScrollOffset?: number
  timeRange: number
}

const TRANSFORM = /^(matrix|rotate|scale|skew|translate)/
const running = new WeakMap<HTMLElement, Set<Animation>>()

/** `this.animate` and `this.clearAnimation` of pages and components. */
export function addKeyframes(phone: Phone): void {
  const prototype = adapter.component.ComponentCaller.prototype as unknown as Caller
  prototype.animate = function (
    this: Caller,
    selector: string,
    frames: Frame[],
    duration: number,
    last?: Callback | ScrollSource,
  ) {
    const targets = findAll(this._$, selector).map(domOf)
    const keyframes = frames.map(toKeyframe)
    if (typeof last === 'object') {
      targets.forEach((dom) => followScroll(this, keep(dom, dom.animate(keyframes, { duration, fill: 'both' })), last))
      return
    }
    const time = phone.settings.still ? 0 : duration
    const ends = targets.map((dom) => keep(dom, dom.animate(keyframes, { duration: time, fill: 'forwards' })).finished)
    void Promise.all(ends).then(
      () => phone.attempt(() => last?.call(this)),
      () => undefined,
    )
  }
  prototype.clearAnimation = function (this: Caller, selector: string, ...rest: (Frame | Callback | undefined)[]) {
    const options = rest.find((each): each is Frame => typeof each === 'object')
    const callback = rest.find((each): each is Callback => typeof each === 'function')
    for (const element of findAll(this._$, selector)) clear(domOf(element), options)
    phone.realm.window.setTimeout(() => phone.attempt(() => callback?.call(this)), 0)
  }
}

function toKeyframe(frame: Frame): Keyframe {
  const keyframe: Keyframe = {}
  const transforms: string[] = []
  for (const [name, value] of Object.entries(frame)) {
    if (name === 'ease') keyframe.easing = easingOf(String(value))
    else if (name === 'offset') keyframe.offset = Number(value)
    else if (name === 'composite') keyframe.composite = value as CompositeOperation
    else if (TRANSFORM.test(name)) transforms.push(transform(name, ([] as unknown[]).concat(value)))
    else keyframe[name] = styleValue(name, value)
  }
  if (transforms.length) keyframe.transform = transforms.join(' ')
  return keyframe
}

/** A timeline that the scrolling of another element drives instead of time. */
function followScroll(caller: Caller, animation: Animation, source: ScrollSource): void {
  const [scrolled] = findAll(caller._$, source.scrollSource)
  animation.pause()
  if (!scrolled) return
  const dom = domOf(scrolled)
  const isVertical = source.orientation !== 'horizontal'
  const follow = () => {
    const room = isVertical ? dom.scrollHeight - dom.clientHeight : dom.scrollWidth - dom.clientWidth
    const { startScrollOffset: start = 0, endScrollOffset: end = room } = source
    const at = isVertical ? dom.scrollTop : dom.scrollLeft
    animation.currentTime = Math.max(0, Math.min(1, (at - start) / (end - start || 1))) * source.timeRange
  }
  follow()
  dom.addEventListener('scroll', follow, { passive: true })
  animation.addEventListener('cancel', () => dom.removeEventListener('scroll', follow))
}

function keep(dom: HTMLElement, animation: Animation): Animation {
  const own = running.get(dom) ?? new Set<Animation>()
  running.set(dom, own.add(animation))
  return animation
}

/** Takes away what animations left on an element: all of it, or the named properties only. */
function clear(dom: HTMLElement, options: Frame | undefined): void {
  const names = Object.keys(options ?? {}).filter((name) => options?.[name])
  for (const animation of running.get(dom) ?? []) {
    if (!names.length) animation.cancel()
    const properties = new Set(names.map((name) => (TRANSFORM.test(name) ? 'transform' : name)))
    const effect = animation.effect as KeyframeEffect
    effect.setKeyframes(
      effect
        .getKeyframes()
        .map(
          (frame) => Object.fromEntries(Object.entries(frame).filter(([name]) => !properties.has(name))) as Keyframe,
        ),
    )
  }
  if (!names.length) running.delete(dom)
}
