import * as adapter from 'glass-easel-miniprogram-adapter'

export const glassEasel = adapter.glassEasel
export { adapter }

export type Element = adapter.glassEasel.Element
export type Component = adapter.glassEasel.GeneralComponent
export type Node = adapter.glassEasel.Node
export type ShadowedEvent = adapter.glassEasel.ShadowedEvent<unknown>

/** What a page or component of the mini-program knows as `this`. */
export type Caller = Record<string, any> & { _$: Component }

export function isComponent(node: unknown): node is Component {
  return glassEasel.Component.isComponent(node)
}

/**
 * The DOM element that shows a glass-easel element; for a component without an element of its own (virtualHost) that of
 * the component or page it is used in. Null, against the type, when it has been destroyed.
 */
export function domOf(element: Element): HTMLElement {
  const own = element.$$ as unknown as HTMLElement | null
  const around = own || !isComponent(element) ? undefined : element.ownerShadowRoot?.getHostNode()
  return around ? domOf(around) : own!
}

/** Segment of an element's style and classes that belongs to wxs; templates do not touch it. */
export const WXS_SEGMENT = 3

/** Class names of an element, those that wxs added included. */
export function classesOf(element: Element): string[] {
  const added = element.classList?.getClassNames(WXS_SEGMENT) ?? ''
  return `${element.class} ${added}`.split(/\s+/).filter(Boolean)
}

/** The glass-easel element behind a DOM node: its own, or the nearest one around it. */
export function elementOf(node: globalThis.Node | null): Element | null {
  for (let at = node; at; at = at.parentNode) {
    const element = (at as unknown as { __wxElement?: Element }).__wxElement
    if (element) return element
  }
  return null
}

/** The DOM element that can be seen and touched; of a component without one of its own, that of its first part. */
export function shownBy(element: Element): HTMLElement {
  if (!element.isVirtual()) return domOf(element)
  const parts = isComponent(element) ? (element.getShadowRoot()?.childNodes ?? []) : element.childNodes
  for (const part of parts) {
    const inner = part.asElement()
    if (inner) return shownBy(inner)
  }
  throw new Error('the element shows nothing')
}
