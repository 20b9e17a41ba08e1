import { triggerOwn } from '../gestures'
import { domOf, type Component } from '../glass'
import type { Phone } from '../phone'

type Data = Record<string, unknown>

/** Declares a tag: its properties with their defaults, which of them become attributes, and what it does. */
export interface BuiltIn {
  name: string
  /** Default by property; the default's type is the property's, null stands for any. */
  props?: Record<string, string | number | boolean | null | unknown[]>
  /** Properties that style sheets of the host look at. */
  reflect?: string[]
  setup?(tag: Tag): void
}

/** One element of a built-in tag, seen by the code that gives it its behaviour. */
export class Tag {
  readonly dom: HTMLElement
  private readonly watchers = new Map<string, (() => void)[]>()
  private readonly attachers: (() => void)[] = []
  private readonly detachers: (() => void)[] = []

  constructor(
    readonly component: Component,
    readonly definition: BuiltIn,
    readonly phone: Phone,
  ) {
    this.dom = domOf(component)
    tags.set(this.dom, this)
  }

  prop<T>(name: string): T {
    return this.component.data[name] as T
  }

  has(name: string): boolean {
    return name in (this.definition.props ?? {})
  }

  set(values: Data): void {
    this.component.setData(values)
  }

  /** Runs at once and whenever one of the properties changes. */
  watch(names: string[], run: () => void): void {
    for (const name of names) this.watchers.set(name, [...(this.watchers.get(name) ?? []), run])
    run()
  }

  changed(name: string): void {
    this.reflect(name)
    for (const run of this.watchers.get(name) ?? []) run()
  }

  onAttach(run: () => void): void {
    this.attachers.push(run)
  }

  onDetach(run: () => void): void {
    this.detachers.push(run)
  }

  attached(): void {
    for (const run of this.attachers) run()
  }

  detached(): void {
    for (const run of this.detachers) run()
  }

  onTap(run: () => void): void {
    this.component.addListener('tap', () => {
      if (!this.prop('disabled')) run()
    })
  }

  /** The tag's own event, not bubbling. */
  trigger(name: string, detail: unknown): void {
    triggerOwn(this.component, name, this.phone.realm.adopt(detail))
  }

  /** Writes a property as an attribute: absent when false or empty. */
  reflect(name: string): void {
    if (name !== 'hidden' && !this.definition.reflect?.includes(name)) return
    const value = this.prop<string | number | boolean | null | undefined>(name)
    const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    if (value === false || value === '' || value === undefined || value === null) this.dom.removeAttribute(attribute)
    else this.dom.setAttribute(attribute, value === true ? '' : String(value))
  }
}

const tags = new WeakMap<globalThis.Node, Tag>()

export function tagOf(dom: globalThis.Node | null | undefined): Tag | undefined {
  return dom ? tags.get(dom) : undefined
}

/** The nearest tag with this name around a DOM node. */
export function tagAround(dom: HTMLElement, name: string): Tag | undefined {
  return tagOf(dom.closest(`wx-${name}`))
}

/** All tags with one of these names inside a DOM node, in document order, also inside custom components. */
export function tagsInside(dom: HTMLElement, names: string[]): Tag[] {
  const found = [...dom.querySelectorAll(names.map((name) => `wx-${name}`).join(','))].map(tagOf)
  return found.filter((tag) => tag !== undefined)
}
