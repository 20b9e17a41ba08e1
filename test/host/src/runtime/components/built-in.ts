import { triggerOwn } from '../gestures'
import { domOf, type Component } from '../glass'
import type { OpenPage } from '../open-page'
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

/** What every tag has, whatever else it is. */
export const COMMON_PROPS: NonNullable<BuiltIn['props']> = {
  ...{ hidden: false, animation: null, role: null, ariaRole: null, ariaLabel: null, ariaLabelledby: null },
  ...{ ariaDescribedby: null, ariaHidden: null, ariaDisabled: null, ariaChecked: null, ariaSelected: null },
  ...{ ariaExpanded: null, ariaLive: null, ariaValuenow: null, ariaValuetext: null, ariaLevel: null },
}

const REFLECTED: ReadonlySet<string> = new Set(Object.keys(COMMON_PROPS).filter((name) => name !== 'animation'))

/** One element of a built-in tag, seen by the code that gives it its behaviour. */
export class Tag {
  readonly dom: HTMLElement
  private readonly ownStyles = new Map<string, string>()
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

  /** Styles of the tag's own doing, which stay when the page writes another `style`; empty ones are taken away. */
  style(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) {
      const property = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
      if (value) {
        this.ownStyles.set(property, value)
        this.dom.style.setProperty(property, value)
      } else if (this.ownStyles.delete(property)) this.dom.style.removeProperty(property)
    }
  }

  /** Puts them back, after the page has written its own. */
  restyle(): void {
    for (const [property, value] of this.ownStyles) this.dom.style.setProperty(property, value)
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

  /** The page that the element is on, once it is on one. */
  get page(): OpenPage | undefined {
    return this.phone.pages.alive.find((page) => page.frame.contains(this.dom))
  }

  /** What is written inside the tag goes into this element instead of the tag's own; call it in setup only. */
  keepChildrenIn(holder: HTMLElement): void {
    const dom = this.dom as Pick<globalThis.Node, 'appendChild' | 'insertBefore' | 'removeChild'>
    dom.appendChild = (child) => holder.appendChild(child)
    dom.insertBefore = (child, before) => holder.insertBefore(child, before)
    dom.removeChild = (child) => holder.removeChild(child)
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
  trigger(name: string, detail: unknown, overrides?: object): void {
    triggerOwn(this.component, name, this.phone.realm.adopt(detail), overrides)
  }

  /** An event whose handlers' answers count. */
  ask(name: string, detail: unknown): unknown[] {
    return triggerOwn(this.component, name, this.phone.realm.adopt(detail))
  }

  /** Writes a property as an attribute: absent when false or empty. */
  reflect(name: string): void {
    if (!REFLECTED.has(name) && !this.definition.reflect?.includes(name)) return
    const value = this.prop<string | number | boolean | null | undefined>(name)
    const attribute = name === 'ariaRole' ? 'role' : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    if (name.startsWith('aria') && typeof value === 'boolean') this.dom.setAttribute(attribute, String(value))
    else if (value === false || value === '' || value === undefined || value === null)
      this.dom.removeAttribute(attribute)
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

const PRESS_SLOP = 10

/** A finger's or the mouse's short touch on a part of the host's own inside a tag. */
export function onPress(part: HTMLElement, run: (event: PointerEvent) => void): void {
  let start: PointerEvent | undefined
  part.addEventListener('pointerdown', (event) => (start = event))
  part.addEventListener('pointerup', (event) => {
    const isShort = start && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < PRESS_SLOP
    start = undefined
    // What it changes must not take the part away before the touch has ended there.
    if (isShort) setTimeout(() => run(event), 0)
  })
}
