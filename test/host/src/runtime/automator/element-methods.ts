import { tagOf, type Tag } from '../components/built-in'
import { typeInto } from '../components/input'
import { moveTo } from '../components/movable'
import { setPicked } from '../components/picker'
import { slideTo } from '../components/slider'
import { swipeTo } from '../components/swiper'
import { hasListener, trigger, type Touch } from '../gestures'
import { domOf, glassEasel, isComponent, type Element } from '../glass'
import type { Automator, Methods, Params } from './automator'
import { wxmlOf } from './wxml'

/** Events that only a finger can make; the automator's trigger must not fake them. */
const USER_EVENTS = new Set(['tap', 'longpress', 'longtap', 'touchstart', 'touchmove', 'touchend', 'touchcancel'])
const LONG_PRESS_MS = 330

export function elementMethods(automator: Automator): Methods {
  const { elements, phone } = automator
  const get = ({ elementId, pageId }: Params) => elements.get(elementId, pageId)
  const touch = (name: string) => (params: Params) => {
    const element = get(params)
    const changed = (params.changeTouches ?? params.changedTouches) as Partial<Touch>[] | undefined
    phone.gestures.send(element, name, params.touches as Partial<Touch>[] | undefined, changed)
    return {}
  }
  const pressTimers = new WeakMap<Element, number>()
  return {
    'Element.getDOMProperties': (params) => ({
      properties: names(params).map((name) => domProperty(get(params), name)),
    }),
    'Element.getAttributes': (params) => ({ attributes: names(params).map((name) => attribute(get(params), name)) }),
    'Element.getProperties': (params) => ({ properties: names(params).map((name) => property(get(params), name)) }),
    'Element.getStyles': (params) => {
      const style = getComputedStyle(domOf(get(params)))
      return {
        styles: names(params).map((name) =>
          style.getPropertyValue(name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)),
        ),
      }
    },
    'Element.getOffset': (params) => {
      const page = elements.page(params.pageId)
      const box = domOf(get(params)).getBoundingClientRect()
      const frame = page.scroller.getBoundingClientRect()
      return { left: box.left - frame.left, top: box.top - frame.top + page.scroller.scrollTop }
    },
    'Element.getWXML': (params) => ({ wxml: wxmlOf(get(params), params.type === 'outer' ? 'outer' : 'inner') }),
    'Element.tap': (params) => {
      phone.gestures.tap(get(params))
      return {}
    },
    'Element.touchstart': (params) => {
      const element = get(params)
      const press = () => hasListener(element, 'longpress') && phone.gestures.send(element, 'longpress')
      pressTimers.set(element, window.setTimeout(press, LONG_PRESS_MS))
      return touch('touchstart')(params)
    },
    'Element.touchmove': touch('touchmove'),
    'Element.touchend': (params) => {
      clearTimeout(pressTimers.get(get(params)))
      return touch('touchend')(params)
    },
    'Element.triggerEvent': (params) => {
      const type = String(params.type)
      const element = get(params)
      if (USER_EVENTS.has(type)) return {}
      trigger(element, type, phone.realm.adopt(params.detail ?? {}), {})
      return {}
    },
    'Element.dispatchEvent': (params) => {
      const changed = (params.changeTouches ?? params.changedTouches) as Partial<Touch>[] | undefined
      phone.gestures.send(
        get(params),
        String(params.eventName),
        params.touches as Partial<Touch>[] | undefined,
        changed,
        params.detail,
      )
      return {}
    },
    'Element.callFunction': (params) => ({
      result: callFunction(tagFor(get(params)), String(params.functionName), (params.args ?? []) as never[]) ?? null,
    }),
    'Element.callContextMethod': () => ({ result: null }),
  }
}

function names(params: Params): string[] {
  return params.names as string[]
}

function domProperty(element: Element, name: string): unknown {
  const dom = domOf(element)
  if (name === 'innerText') return visibleText(dom)
  return (dom as unknown as Record<string, unknown>)[name] ?? null
}

/** innerText without the host's own parts, such as placeholders; also of a page that another one covers. */
function visibleText(dom: HTMLElement): string {
  const field = dom.querySelector<HTMLInputElement | HTMLTextAreaElement>(':scope > .qh-field')
  if (field) return field.value
  return dom.closest('.qh-covered') ? dom.textContent : dom.innerText
}

const camel = (text: string) => text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

function attribute(element: Element, name: string): unknown {
  if (name === 'class') return element.class
  if (name === 'id') return element.id
  if (name === 'style') return element.style
  if (name.startsWith('data-')) return text(element.dataset[camel(name.slice(5))])
  return text(
    isComponent(element) ? (element.data as Record<string, unknown>)[camel(name)] : element.getAttribute(name),
  )
}

function text(value: unknown): unknown {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function property(element: Element, name: string): unknown {
  if (!isComponent(element)) return name === '__propPublic' ? {} : null
  if (name === '__propPublic') {
    return Object.fromEntries(glassEasel.Component.listProperties(element).map((each) => [each, true]))
  }
  return (element.data as Record<string, unknown>)[camel(name)] ?? null
}

function tagFor(element: Element): Tag {
  const tag = tagOf(domOf(element))
  if (!tag) throw new Error('not a built-in component')
  return tag
}

function callFunction(tag: Tag, name: string, args: never[]): unknown {
  const run = FUNCTIONS[name]
  if (!run) throw new Error(`${name} not exists`)
  return run(tag, ...args)
}

const FUNCTIONS: Record<string, ((tag: Tag, ...args: never[]) => unknown) | undefined> = {
  'input.input': (tag, value: string) => typeInto(tag, String(value)),
  'textarea.input': (tag, value: string) => typeInto(tag, String(value)),
  'scroll-view.scrollTo': ({ dom }, left: number, top: number) => dom.scrollTo(left, top),
  'scroll-view.scrollTop': ({ dom }) => dom.scrollTop,
  'scroll-view.scrollLeft': ({ dom }) => dom.scrollLeft,
  'scroll-view.scrollWidth': ({ dom }) => dom.scrollWidth,
  'scroll-view.scrollHeight': ({ dom }) => dom.scrollHeight,
  'swiper.swipeTo': (tag, index: number) => swipeTo(tag, index),
  'movable-view.moveTo': (tag, x: number, y: number) => moveTo(tag, x, y, ''),
  'switch.tap': (tag) => tag.phone.gestures.tap(tag.component),
  'slider.slideTo': (tag, value: number) => slideTo(tag, value),
  'picker.pick': (tag, value: unknown) => setPicked(tag, value),
}
