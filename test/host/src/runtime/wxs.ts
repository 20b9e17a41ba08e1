import { describeEvent } from './events'
import {
  classesOf,
  domOf,
  isComponent,
  WXS_SEGMENT,
  type Caller,
  type Component,
  type Element,
  type ShadowedEvent,
} from './glass'
import { triggerOwn } from './gestures'
import type { Phone } from './phone'
import { findAll, findBelow } from './selector'

type Handler = (this: unknown, ...values: unknown[]) => unknown
type Style = string | Record<string, string | number>

/** What generated templates call for wxs: how handlers and change:prop observers are run. */
export interface WxsHooks {
  /** Wraps an observer of change:prop. */
  observe(listener: Handler): (value: unknown, before: unknown, host: Component, element: Element) => void
  /** Runs the handler of an event, a wxs function when a path to it is given. */
  listen(caller: Caller, event: ShadowedEvent, handler: Handler, path?: unknown): unknown
  getDate(...parts: unknown[]): Date
  getRegExp(pattern: string, flags?: string): RegExp
}

/**
 * wxs functions as event handlers and as observers: they get WeChat's ComponentDescriptor of the page or component
 * whose template they stand in, which lets them change the view without the logic.
 */
export function wxsHooks(phone: Phone): WxsHooks {
  const { Date: RealmDate } = phone.realm.window
  return {
    observe: (listener) => (value, before, host, element) => {
      // The element is not in its place yet while the template is being made.
      void Promise.resolve().then(() =>
        phone.attempt(() => listener(value, before, descriptorOf(phone, host), descriptorOf(phone, element))),
      )
    },
    listen: (caller, event, handler, path) => {
      if (!path) return handler.call(caller, event)
      const host = caller._$
      const current = elementIn(event.currentTarget)
      const plain = describeEvent(event)
      const instance = descriptorOf(phone, current)
      Object.assign(plain.currentTarget as object, { instance })
      Object.assign(plain.target as object, { instance: descriptorOf(phone, elementIn(event.target)) })
      return handler.call(null, { ...plain, instance }, descriptorOf(phone, host))
    },
    getDate: (...parts) => Reflect.construct(RealmDate, parts) as Date,
    getRegExp: (pattern, flags) => new RegExp(pattern, flags),
  }
}

const descriptors = new WeakMap<Element, Descriptor>()

function descriptorOf(phone: Phone, element: Element): Descriptor {
  const known = descriptors.get(element)
  if (known) return known
  const made = new Descriptor(phone, element)
  descriptors.set(element, made)
  return made
}

function elementIn(target: unknown): Element {
  return (target as Partial<Caller>)._$ ?? (target as Element)
}

/** An element as wxs sees it. */
class Descriptor {
  private readonly state = {}
  private readonly style = new Map<string, string>()
  private readonly classes = new Set<string>()
  readonly #phone: Phone
  readonly #element: Element

  constructor(phone: Phone, element: Element) {
    this.#phone = phone
    this.#element = element
  }

  selectComponent(selector: string): Descriptor | null {
    return this.selectAllComponents(selector)[0] ?? null
  }

  selectAllComponents(selector: string): Descriptor[] {
    const element = this.#element
    const isOwn = isComponent(element) && element.getShadowRoot()
    const found = isOwn ? findAll(element, selector) : findBelow(element, selector)
    return found.map((each) => descriptorOf(this.#phone, each))
  }

  setStyle(style: Style): void {
    const pairs = typeof style === 'string' ? readStyle(style) : Object.entries(style)
    for (const [name, value] of pairs) this.style.set(dashed(name), String(value))
    const text = [...this.style].map(([name, value]) => `${name}:${value}`).join(';')
    this.#element.setNodeStyle(text, WXS_SEGMENT)
  }

  addClass(...names: string[]): Descriptor {
    for (const name of names.flatMap(words)) this.classes.add(name)
    this.applyClasses()
    return this
  }

  removeClass(...names: string[]): Descriptor {
    const unwanted = names.flatMap(words)
    for (const name of unwanted) this.classes.delete(name)
    this.applyClasses()
    const written = words(this.#element.class)
    const left = written.filter((name) => !unwanted.includes(name))
    if (left.length < written.length) this.#element.setNodeClass(left.join(' '))
    return this
  }

  hasClass(name: string): boolean {
    return classesOf(this.#element).includes(name)
  }

  getDataset(): Record<string, unknown> {
    return { ...this.#element.dataset }
  }

  getState(): object {
    return this.state
  }

  /** Calls a method of the page or component in the logic: before what the same event calls there further up. */
  callMethod(name: string, argument?: unknown): void {
    const element = this.#element
    const host = isComponent(element) && isOfProject(element) ? element : element.ownerShadowRoot?.getHostNode()
    const caller = host?.getMethodCaller() as Caller | undefined
    const copy = argument === undefined ? undefined : (JSON.parse(JSON.stringify(argument)) as unknown)
    const method = caller?.[name] as Handler | undefined
    this.#phone.attempt(() => method?.call(caller, this.#phone.realm.adopt(copy)))
  }

  triggerEvent(name: string, detail: unknown): void {
    if (isComponent(this.#element)) triggerOwn(this.#element, name, this.#phone.realm.adopt(detail ?? {}))
  }

  getComputedStyle(names: string[]): Record<string, string> {
    const style = getComputedStyle(domOf(this.#element))
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(dashed(name))]))
  }

  getBoundingClientRect(): Record<'left' | 'top' | 'right' | 'bottom' | 'width' | 'height', number> {
    const dom = domOf(this.#element)
    const frame = this.#phone.pages.around(dom)?.frame.getBoundingClientRect()
    const box = dom.getBoundingClientRect()
    const left = box.left - (frame?.left ?? 0)
    const top = box.top - (frame?.top ?? 0)
    return { left, top, right: left + box.width, bottom: top + box.height, width: box.width, height: box.height }
  }

  requestAnimationFrame(run: (time: number) => void): void {
    requestAnimationFrame((time) => this.#phone.attempt(() => run(time)))
  }

  setTimeout(run: () => void, delay = 0): number {
    return window.setTimeout(() => this.#phone.attempt(run), delay)
  }

  clearTimeout(timer: number): void {
    window.clearTimeout(timer)
  }

  private applyClasses(): void {
    this.#element.setNodeClass([...this.classes].join(' '), WXS_SEGMENT)
  }
}

/** Built-in tags are components too, but have no methods of the mini-program. */
function isOfProject(component: Component): boolean {
  return !component.is.startsWith('wx/')
}

function readStyle(text: string): [string, string][] {
  return text.split(';').flatMap((part) => {
    const [name = '', value = ''] = part.split(/:(.*)/s)
    return name.trim() ? [[name.trim(), value.trim()] as [string, string]] : []
  })
}

function dashed(name: string): string {
  return name.startsWith('--') ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}
