import { isComponent, type Element } from '../glass'
import type { OpenPage } from '../open-page'
import { findAll, findBelow, tagName } from '../selector'
import type { Automator, Methods, Params } from './automator'
import { readPath } from './path'
import { findByXpath } from './xpath'

const WINDOW_PROPERTIES: Record<string, (page: OpenPage) => unknown> = {
  'document.documentElement.scrollWidth': ({ scroller }) => scroller.scrollWidth,
  'document.documentElement.scrollHeight': ({ scroller }) => scroller.scrollHeight,
  'document.documentElement.scrollTop': ({ scroller }) => scroller.scrollTop,
  'document.body.scrollTop': ({ scroller }) => scroller.scrollTop,
}

export function pageMethods(automator: Automator): Methods {
  const { elements, phone } = automator
  const find = ({ selector, pageId }: Params) => {
    const page = elements.page(pageId)
    if (selector === 'page') return [page.component as Element]
    return findAll(page.component, String(selector))
  }
  return {
    'Page.getElement': (params) => describeFirst(automator, find(params), elements.page(params.pageId)),
    'Page.getElements': (params) => describeAll(automator, find(params), elements.page(params.pageId)),
    'Page.getElementByXpath': (params) => {
      const page = elements.page(params.pageId)
      return describeFirst(automator, findByXpath(page.component, String(params.selector)), page)
    },
    'Page.getElementsByXpath': (params) => {
      const page = elements.page(params.pageId)
      return describeAll(automator, findByXpath(page.component, String(params.selector)), page)
    },
    'Page.getData': ({ pageId, path }) => ({
      data: readPath(elements.page(pageId).caller.data, path as string | undefined),
    }),
    'Page.setData': ({ pageId, data }) => setData(elements.page(pageId).caller, data),
    'Page.callMethod': async ({ pageId, method, args }) => ({
      result: await callMethod(
        elements.page(pageId).caller,
        'page',
        String(method),
        args,
        phone.realm.adopt.bind(phone.realm),
      ),
    }),
    'Page.getWindowProperties': ({ pageId, names }) => {
      const page = elements.page(pageId)
      return { properties: (names as string[]).map((name) => WINDOW_PROPERTIES[name]?.(page) ?? null) }
    },
    'Element.getElement': (params) => {
      const { page, found } = below(automator, params)
      return describeFirst(automator, found, page)
    },
    'Element.getElements': (params) => {
      const { page, found } = below(automator, params)
      return describeAll(automator, found, page)
    },
    'Element.getData': (params) => ({
      data: readPath(customCaller(automator, params).data, params.path as string | undefined),
    }),
    'Element.setData': (params) => setData(customCaller(automator, params), params.data),
    'Element.callMethod': async (params) => ({
      result: await callMethod(
        customCaller(automator, params),
        'component',
        String(params.method),
        params.args,
        (value) => phone.realm.adopt(value),
      ),
    }),
  }
}

/** Whether an element is one of the mini-program's own components. */
export function isCustom(element: Element): boolean {
  return isComponent(element) && !element.is.startsWith('wx/')
}

function below(automator: Automator, { elementId, pageId, selector }: Params): { page: OpenPage; found: Element[] } {
  const page = automator.elements.page(pageId)
  const element = automator.elements.get(elementId, pageId)
  const found =
    isComponent(element) && isCustom(element)
      ? findAll(element, String(selector))
      : findBelow(element, String(selector))
  return { page, found }
}

function describeFirst(automator: Automator, [first]: Element[], page: OpenPage): Record<string, unknown> {
  if (!first) throw new Error('no such element')
  return describe(automator, first, page)
}

function describeAll(automator: Automator, found: Element[], page: OpenPage): Record<string, unknown> {
  return { elements: found.map((element) => describe(automator, element, page)) }
}

function describe(automator: Automator, element: Element, page: OpenPage): Record<string, unknown> {
  const elementId = automator.elements.idOf(element, page)
  const name = element === page.component ? 'page' : tagName(element)
  return {
    elementId,
    tagName: name,
    ...(isCustom(element) && name !== 'page' ? { nodeId: elementId } : {}),
    ...(name === 'video' ? { videoId: elementId } : {}),
  }
}

type AnyCaller = Record<string, unknown>

function customCaller(automator: Automator, { elementId, pageId }: Params): AnyCaller {
  const element = automator.elements.get(elementId, pageId)
  if (!isComponent(element) || !isCustom(element)) throw new Error('not a custom component')
  return element.getMethodCaller() as AnyCaller
}

function setData(caller: AnyCaller, data: unknown): Promise<Record<string, never>> {
  return new Promise((resolve) =>
    (caller.setData as (data: unknown, done: () => void) => void)(data, () => resolve({})),
  )
}

async function callMethod(
  caller: AnyCaller,
  owner: string,
  method: string,
  args: unknown,
  adopt: (value: unknown) => unknown,
): Promise<unknown> {
  const run = caller[method]
  if (typeof run !== 'function') throw new Error(`${owner}.${method} not exists`)
  return (
    (await (run as (...values: unknown[]) => unknown).apply(caller, ((args ?? []) as unknown[]).map(adopt))) ?? null
  )
}
