import { hasListener } from '../gestures'
import { glassEasel, isComponent, shownBy, type Element } from '../glass'
import { findBelow, tagName } from '../selector'
import type { Automator, Methods, Params } from './automator'
import { isCustom } from './elements'
import { listOf, textOf } from './params'
import { callTagFunction } from './tag-functions'
import { changedTouches, LONG_PRESS_MS, TAP_DISTANCE, touchesOf, triggerHandlers } from './touch-events'
import { wxmlOf } from './wxml'

export function elementMethods(automator: Automator): Methods {
  return { ...readers(automator), ...actions(automator) }
}

function readers({ elements }: Automator): Methods {
  const get = ({ elementId, pageId }: Params) => elements.get(elementId, pageId)
  const each = (params: Params, read: (element: Element, name: string) => unknown) => {
    const element = get(params)
    return listOf(params.names).map((name) => read(element, String(name)) ?? null)
  }
  return {
    'Element.getDOMProperties': (params) => ({ properties: each(params, domProperty) }),
    'Element.getAttributes': (params) => ({ attributes: each(params, attribute) }),
    'Element.getProperties': (params) => ({ properties: each(params, property) }),
    'Element.getStyles': (params) => ({ styles: each(params, style) }),
    'Element.getOffset': (params) => {
      const { scroller } = elements.page(params.pageId)
      const box = shownBy(get(params)).getBoundingClientRect()
      const frame = scroller.getBoundingClientRect()
      return { left: box.left - frame.left + scroller.scrollLeft, top: box.top - frame.top + scroller.scrollTop }
    },
    'Element.getWXML': (params) => ({ wxml: wxmlOf(get(params), params.type === 'outer' ? 'outer' : 'inner') }),
  }
}

function actions({ elements, phone }: Automator): Methods {
  const get = ({ elementId, pageId }: Params) => elements.get(elementId, pageId)
  const presses = new WeakMap<Element, { timer: number; x: number; y: number }>()
  const send = (element: Element, name: string, params: Params) =>
    phone.gestures.send(element, name, touchesOf(params), changedTouches(params), params.detail)
  return {
    'Element.tap': (params) => phone.gestures.tap(get(params)),
    'Element.touchstart': (params) => {
      const element = get(params)
      clearTimeout(presses.get(element)?.timer)
      const timer = window.setTimeout(() => {
        const isThere = glassEasel.Element.isAttached(element)
        if (isThere && hasListener(element, 'longpress')) phone.gestures.send(element, 'longpress')
      }, LONG_PRESS_MS)
      const { pageX: x, pageY: y } = send(element, 'touchstart', params)
      presses.set(element, { timer, x, y })
    },
    'Element.touchmove': (params) => {
      const element = get(params)
      const { pageX, pageY } = send(element, 'touchmove', params)
      const press = presses.get(element)
      if (press && Math.hypot(pageX - press.x, pageY - press.y) > TAP_DISTANCE) clearTimeout(press.timer)
    },
    'Element.touchend': (params) => {
      const element = get(params)
      clearTimeout(presses.get(element)?.timer)
      send(element, 'touchend', { ...params, touches: params.touches ?? [] })
    },
    'Element.triggerEvent': (params) =>
      triggerHandlers(get(params), textOf(params, 'type'), phone.realm.adopt(params.detail ?? {})),
    'Element.dispatchEvent': (params) => {
      const element = get(params)
      const target = params.$ ? findBelow(element, textOf(params, '$'))[0] : element
      if (!target) throw new Error('no such element')
      send(target, textOf(params, 'eventName'), params)
    },
    'Element.callFunction': async (params) => ({
      result: await callTagFunction(get(params), textOf(params, 'functionName'), listOf(params.args)),
    }),
    'Element.callContextMethod': async (params) => {
      const element = get(params)
      const name = textOf(params, 'method')
      if (tagName(element) !== 'video') throw new Error(`<${tagName(element)}> has no context`)
      if (!element.id) throw new Error('id is not provided')
      const context = videoContext(
        phone.wx,
        params.videoId === undefined ? element.id : textOf(params, 'videoId'),
        element,
      )
      if (typeof context[name] !== 'function') throw new Error(`video.${name} not exists`)
      const values = listOf(params.args).map((value) => phone.realm.adopt(value))
      return { result: await (context[name] as (...values: unknown[]) => unknown)(...values) }
    },
  }
}

/** The video as wx.createVideoContext gives it, looked for where the element is. */
function videoContext(wx: Record<string, unknown>, id: string, element: Element): Record<string, unknown> {
  const { createVideoContext } = wx
  if (typeof createVideoContext !== 'function') throw new Error('wx.createVideoContext not exists')
  const owner = element.ownerShadowRoot?.getHostNode().getMethodCaller()
  return (createVideoContext as (id: string, owner?: unknown) => Record<string, unknown>)(id, owner)
}

function domProperty(element: Element, name: string): unknown {
  const dom = shownBy(element)
  if (name === 'innerText') return visibleText(dom)
  const value = (dom as unknown as Record<string, unknown>)[name]
  return typeof value === 'object' || typeof value === 'function' ? undefined : value
}

/** innerText without the host's own parts, such as placeholders; also of a page that another one covers. */
function visibleText(dom: HTMLElement): string {
  const field = dom.querySelector<HTMLInputElement | HTMLTextAreaElement>(':scope > .qh-field')
  if (field) return field.value
  return dom.closest('.qh-covered') ? dom.textContent : dom.innerText
}

const camel = (text: string) => text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
const dashed = (text: string) => text.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

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
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A declared property, or all their names in the object that the client asks for first. */
function property(element: Element, name: string): unknown {
  if (!isComponent(element)) return name === '__propPublic' ? {} : undefined
  if (name !== '__propPublic') return (element.data as Record<string, unknown>)[camel(name)]
  const isPublic = (each: string) => isCustom(element) || !each.startsWith('_')
  const names = glassEasel.Component.listProperties(element).filter(isPublic)
  return Object.fromEntries(names.flatMap((each) => [each, dashed(each)]).map((each) => [each, true]))
}

function style(element: Element, name: string): string {
  return getComputedStyle(shownBy(element)).getPropertyValue(name.startsWith('--') ? name : dashed(name))
}
