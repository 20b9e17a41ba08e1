import { tagOf, type Tag } from '../components/built-in'
import { canvasNode } from '../components/canvas'
import { ScrollViewContext } from '../components/scroll-context'
import { adapter, domOf, isComponent, type Caller, type Component, type Element } from '../glass'
import type { OpenPage } from '../open-page'
import type { Phone } from '../phone'
import { findAll } from '../selector'
import type { Api, Options } from './api'
import { contextOf } from './contexts'
import { createIntersectionObserver } from './intersection'
import { createMediaQueryObserver } from './observers'

type Callback = (result: unknown) => void
type Fields = Record<string, unknown>

/** wx.createSelectorQuery and wx.createIntersectionObserver, also as methods of pages and components. */
export function addQueries(api: Api): void {
  const { phone } = api
  const queryIn = (scope?: Caller) => new Query(api, scope?._$).object
  api.sync('createSelectorQuery', () => queryIn())
  api.sync('createIntersectionObserver', (scope: Caller | undefined, options: Options = {}) =>
    createIntersectionObserver(phone, scope?._$, options),
  )
  api.sync('createMediaQueryObserver', () => createMediaQueryObserver(phone))
  const prototype = adapter.component.ComponentCaller.prototype as unknown as Caller
  prototype.createSelectorQuery = function (this: Caller) {
    return phone.realm.adopt(queryIn(this))
  }
  prototype.createIntersectionObserver = function (this: Caller, options: Options = {}) {
    return phone.realm.adopt(createIntersectionObserver(phone, this._$, options))
  }
  prototype.createMediaQueryObserver = function () {
    return phone.realm.adopt(createMediaQueryObserver(phone))
  }
}

/** The component whose inside a query without scope searches: the page that is visible. */
export function scopeOrPage(phone: Phone, scope?: Component): { component: Component; page: OpenPage } | undefined {
  const page = scope ? phone.pages.alive.find((each) => each.frame.contains(domOf(scope))) : phone.pages.top
  return page && { component: scope ?? page.component, page }
}

class Query {
  readonly object: Options
  private readonly tasks: { read: () => unknown; callback?: Callback }[] = []

  private readonly phone: Phone

  constructor(
    private readonly api: Api,
    private scope?: Component,
  ) {
    const { phone } = api
    this.phone = phone
    this.object = {
      in: (scope: Caller) => {
        this.scope = scope._$
        return this.object
      },
      select: (selector: string) =>
        this.nodes(
          (scope) => this.findIn(scope, selector)[0] ?? null,
          (found, read) => found && read(found as Element),
        ),
      selectAll: (selector: string) =>
        this.nodes(
          (scope) => this.findIn(scope, selector),
          (found, read) => (found as Element[]).map(read),
        ),
      selectViewport: () =>
        this.nodes(
          () => 'viewport',
          (_found, read) => read(null),
        ),
      exec: (callback?: Callback) => {
        const run = () => {
          const results = this.tasks.map(({ read }) => phone.realm.adopt(read()))
          this.tasks.forEach((task, at) => task.callback?.(results[at]))
          callback?.(phone.realm.adopt(results))
        }
        phone.realm.window.setTimeout(() => phone.attempt(run), 0)
        return this.object
      },
    }
  }

  private findIn(scope: Component | undefined, selector: string): Element[] {
    return scope ? findAll(scope, selector) : []
  }

  private nodes(
    find: (scope: Component | undefined) => unknown,
    read: (found: unknown, describe: (element: Element | null) => unknown) => unknown,
  ): Options {
    const add = (describe: (element: Element | null) => unknown, callback?: Callback) => {
      this.tasks.push({ read: () => read(find(scopeOrPage(this.phone, this.scope)?.component), describe), callback })
      return this.object
    }
    const fields = (wanted: Fields, callback?: Callback) => add((element) => this.describe(element, wanted), callback)
    return {
      fields,
      boundingClientRect: (callback?: Callback) =>
        fields({ id: true, dataset: true, rect: true, size: true }, callback),
      scrollOffset: (callback?: Callback) => fields({ id: true, dataset: true, scrollOffset: true }, callback),
      node: (callback?: Callback) => fields({ node: true }, callback),
      context: (callback?: Callback) => fields({ context: true }, callback),
      ref: (callback?: Callback) => fields({ ref: true }, callback),
    }
  }

  /** The wanted facts of an element; null stands for the page's viewport. */
  private describe(element: Element | null, wanted: Fields): Options {
    const page = scopeOrPage(this.phone, this.scope)?.page
    const dom = element ? domOf(element) : page?.scroller
    if (!dom || !page) return {}
    const facts: Options = {}
    const box = dom.getBoundingClientRect()
    const frame = page.frame.getBoundingClientRect()
    const left = box.left - frame.left
    const top = box.top - frame.top
    if (wanted.id) facts.id = element?.id ?? ''
    if (wanted.dataset) facts.dataset = { ...element?.dataset }
    if (wanted.mark) facts.mark = { ...element?.collectMarks() }
    if (wanted.rect) Object.assign(facts, { left, top, right: left + box.width, bottom: top + box.height })
    if (wanted.size) Object.assign(facts, { width: box.width, height: box.height })
    if (wanted.scrollOffset) {
      const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = dom
      Object.assign(facts, { scrollLeft, scrollTop, scrollWidth, scrollHeight })
    }
    const tag = element && tagOf(dom)
    if (wanted.node) facts.node = tag && this.nodeOf(tag)
    if (wanted.context) facts.context = tag ? contextOf(this.api, tag) : null
    if (wanted.ref && element && isComponent(element)) facts.ref = element.getMethodCaller()
    const style = getComputedStyle(dom) as unknown as Record<string, string>
    for (const name of (wanted.computedStyle as string[] | undefined) ?? []) facts[name] = style[name]
    const data = element && isComponent(element) ? element.data : {}
    for (const name of (wanted.properties as string[] | undefined) ?? []) {
      facts[name] =
        name in SCROLL_POSITIONS && tag?.definition.name === 'scroll-view' ? dom[SCROLL_POSITIONS[name]!] : data[name]
    }
    return facts
  }

  private nodeOf(tag: Tag): unknown {
    if (tag.definition.name === 'scroll-view') return tag.prop('enhanced') ? new ScrollViewContext(tag) : null
    return canvasNode(this.phone, tag.dom)
  }
}

/** Properties of a scroll-view that tell where it is, not what was set. */
const SCROLL_POSITIONS: Record<string, 'scrollTop' | 'scrollLeft'> = {
  scrollTop: 'scrollTop',
  scrollLeft: 'scrollLeft',
}
