import { isComponent, type Caller, type Element } from '../glass'
import type { OpenPage } from '../open-page'
import { findAll, findBelow } from '../selector'
import type { Automator, Methods, Params } from './automator'
import { isCustom } from './elements'
import { listOf, textOf } from './params'
import { readPath } from './path'
import { findByXpath } from './xpath'

const WINDOW_PROPERTIES: Record<string, (page: OpenPage) => unknown> = {
  'document.documentElement.scrollWidth': ({ scroller }) => scroller.scrollWidth,
  'document.documentElement.scrollHeight': ({ scroller }) => scroller.scrollHeight,
  'document.documentElement.scrollTop': ({ scroller }) => scroller.scrollTop,
  'document.documentElement.clientWidth': ({ scroller }) => scroller.clientWidth,
  'document.documentElement.clientHeight': ({ scroller }) => scroller.clientHeight,
  'document.body.scrollTop': ({ scroller }) => scroller.scrollTop,
  'window.innerWidth': ({ frame }) => frame.clientWidth,
  'window.innerHeight': ({ frame }) => frame.clientHeight,
}

type Search = (params: Params, page: OpenPage) => Element[]

export function pageMethods(automator: Automator): Methods {
  const { elements, phone } = automator
  const first = (search: Search) => (params: Params) => {
    const page = elements.page(params.pageId)
    const [found] = search(params, page)
    if (!found) throw new Error('no such element')
    return elements.describe(found, page)
  }
  const all = (search: Search) => (params: Params) => {
    const page = elements.page(params.pageId)
    return { elements: search(params, page).map((element) => elements.describe(element, page)) }
  }
  const onPage: Search = (params, page) => findAll(page.component, textOf(params, 'selector'), true)
  const byXpath: Search = (params, page) => findByXpath(page.component, textOf(params, 'selector'))
  const below: Search = (params) => {
    const element = elements.get(params.elementId, params.pageId)
    const selector = textOf(params, 'selector')
    const isInside = isComponent(element) && isCustom(element)
    return isInside ? findAll(element, selector) : findBelow(element, selector)
  }
  const callMethod = async (caller: Caller, owner: string, params: Params) => {
    const method = textOf(params, 'method')
    const run = caller[method] as unknown
    if (typeof run !== 'function') throw new Error(`${owner}.${method} not exists`)
    const values = listOf(params.args).map((value) => phone.realm.adopt(value))
    return { result: (await run.apply(caller, values)) as unknown }
  }
  const callerOf = (params: Params) => elements.custom(params).getMethodCaller() as unknown as Caller
  return {
    'Page.getElement': first(onPage),
    'Page.getElements': all(onPage),
    'Page.getElementByXpath': first(byXpath),
    'Page.getElementsByXpath': all(byXpath),
    'Page.getData': (params) => ({ data: dataAt(elements.page(params.pageId).caller.data, params) }),
    'Page.setData': ({ pageId, data }) => setData(elements.page(pageId).caller, data),
    'Page.callMethod': (params) => callMethod(elements.page(params.pageId).caller, 'page', params),
    'Page.getWindowProperties': ({ pageId, names }) => {
      const page = elements.page(pageId)
      return { properties: listOf(names).map((name) => WINDOW_PROPERTIES[String(name)]?.(page) ?? null) }
    },
    'Element.getElement': first(below),
    'Element.getElements': all(below),
    'Element.getData': (params) => ({ data: dataAt(callerOf(params).data, params) }),
    'Element.setData': (params) => setData(callerOf(params), params.data),
    'Element.callMethod': (params) => callMethod(callerOf(params), 'component', params),
  }
}

/** The data, or what its path leads to; undefined when there is nothing. */
function dataAt(data: unknown, params: Params): unknown {
  return params.path ? readPath(data, textOf(params, 'path')) : data
}

/** Resolves when the data is on the screen. */
function setData(caller: Caller, data: unknown): Promise<void> {
  if (typeof data !== 'object' || data === null) throw new Error('data must be an object')
  return new Promise((resolve) => (caller.setData as (data: unknown, done: () => void) => void)(data, () => resolve()))
}
