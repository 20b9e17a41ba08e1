import { tagOf, type Tag } from '../components/built-in'
import { typeInto } from '../components/input'
import { moveTo } from '../components/movable'
import { setPicked } from '../components/picker'
import { slideTo } from '../components/slider'
import { swipeTo } from '../components/swiper'
import { shownBy, type Element } from '../glass'
import { tagName } from '../selector'

type TagFunction = (tag: Tag, ...args: never[]) => unknown

const FUNCTIONS: Record<string, TagFunction> = {
  'input.input': (tag, value: unknown) => typeInto(tag, String(value)),
  'textarea.input': (tag, value: unknown) => typeInto(tag, String(value)),
  'scroll-view.scrollTo': ({ dom }, left: number, top: number) => {
    dom.scrollTo({ left: Number(left), top: Number(top), behavior: 'instant' })
    // The browser tells of the scrolling with the next frame.
    return new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))
  },
  'scroll-view.scrollTop': ({ dom }) => dom.scrollTop,
  'scroll-view.scrollLeft': ({ dom }) => dom.scrollLeft,
  'scroll-view.scrollWidth': ({ dom }) => dom.scrollWidth,
  'scroll-view.scrollHeight': ({ dom }) => dom.scrollHeight,
  'swiper.swipeTo': (tag, index: number) => swipeTo(tag, Number(index)),
  'movable-view.moveTo': (tag, x: number, y: number) => moveTo(tag, Number(x), Number(y)),
  'switch.tap': (tag) => tag.phone.gestures.tap(tag.component),
  'slider.slideTo': (tag, value: number) => slideTo(tag, Number(value)),
  'picker.pick': (tag, value: unknown) => setPicked(tag, value),
}

/** Calls one of the functions that the client knows certain tags by, for example `input.input`. */
export function callTagFunction(element: Element, name: string, args: unknown[]): unknown {
  const run = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  const tag = tagOf(shownBy(element))
  const owner = name.split('.')[0]
  if (!run || !tag || tag.definition.name !== owner) {
    throw new Error(`${name} not exists${run ? ` on <${tagName(element)}>` : ''}`)
  }
  return run(tag, ...(args as never[]))
}
