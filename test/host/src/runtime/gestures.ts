import { domOf, elementOf, glassEasel, isComponent, type Component, type Element, shownBy } from './glass'
import { DragScroll } from './drag-scroll'
import { Hover } from './hover'
import type { Phone } from './phone'

export interface Point {
  identifier: number
  clientX: number
  clientY: number
}

/** Points as WeChat reports them: relative to the page, not to the phone's glass. */
export interface Touch extends Point {
  pageX: number
  pageY: number
}

interface Press {
  element: Element | null
  startX: number
  startY: number
  point: Point
  canTap: boolean
  longPressTimer: number
}

const TAP_DISTANCE = 10
const LONG_PRESS_MS = 350

/** Turns the browser's touches and the mouse into the events of a touch screen: touch*, tap, longpress. */
export class Gestures {
  private readonly presses = new Map<number, Press>()
  private readonly drag = new DragScroll()
  private readonly hover = new Hover()

  constructor(private readonly phone: Phone) {
    const surface = phone.screen.element
    const watch = { capture: true, passive: false }
    surface.addEventListener('touchstart', (event) => this.each(event, (point) => this.start(point, event)), watch)
    surface.addEventListener('touchmove', (event) => this.each(event, (point) => this.move(point, event)), watch)
    surface.addEventListener('touchend', (event) => this.each(event, (point) => this.end(point, event)), watch)
    surface.addEventListener('touchcancel', (event) => this.each(event, (point) => this.cancel(point)), watch)
    surface.addEventListener('mousedown', (event) => this.mouse(event, () => this.mouseDown(event)), watch)
    window.addEventListener('mousemove', (event) => this.mouse(event, () => this.mouseMove(event)), watch)
    window.addEventListener('mouseup', (event) => this.mouse(event, () => this.mouseUp(event)), watch)
    surface.addEventListener('contextmenu', (event) => event.preventDefault())
    for (const name of ['transitionend', 'animationstart', 'animationend', 'animationiteration']) {
      surface.addEventListener(name, (event) => this.forward(event), true)
    }
  }

  /** A finger's short touch in the middle of an element, without asking what covers it. */
  tap(element: Element): void {
    if (this.isDisabled(element)) return
    const point = middleOf(shownBy(element))
    this.dispatch(element, 'touchstart', point, [point])
    this.dispatch(element, 'touchend', point, [])
    this.dispatchTap(element, point)
  }

  /** Sends one event up from an element with the given touches, or one touch in its middle; returns the touch that changed. */
  send(
    element: Element,
    name: string,
    touches?: Partial<Touch>[],
    changed?: Partial<Touch>[],
    detail?: unknown,
  ): Touch {
    const middle = this.toTouch(middleOf(shownBy(element)))
    const fill = (list?: Partial<Touch>[]) =>
      (list ?? [middle]).map((touch, at) => ({ ...middle, identifier: at, ...touch }))
    const changedTouches = fill(changed ?? (touches?.length ? touches.slice(0, 1) : undefined))
    const point = changedTouches[0] ?? middle
    trigger(element, name, detail ?? { x: point.pageX, y: point.pageY }, { touches: fill(touches), changedTouches })
    return point
  }

  private each(event: TouchEvent, act: (point: Point) => void): void {
    for (const { identifier, clientX, clientY } of event.changedTouches) act({ identifier, clientX, clientY })
  }

  /** Ignores the mouse events that browsers make up after touches. */
  private mouse(event: MouseEvent, act: () => void): void {
    const { sourceCapabilities } = event as MouseEvent & { sourceCapabilities?: { firesTouchEvents: boolean } }
    if (event.button === 0 && !sourceCapabilities?.firesTouchEvents) act()
  }

  private mouseDown(event: MouseEvent): void {
    this.start(mousePoint(event), event)
    this.drag.start(event)
  }

  private mouseMove(event: MouseEvent): void {
    if (!this.presses.size) return
    const isPrevented = this.move(mousePoint(event), event)
    if (!isPrevented) this.drag.move(event)
  }

  private mouseUp(event: MouseEvent): void {
    if (!this.presses.size) return
    this.end(mousePoint(event), event)
    this.drag.end()
  }

  private start(point: Point, event: Event): void {
    const element = isHostPart(event.target) ? null : elementOf(event.target as globalThis.Node)
    const longPressTimer = window.setTimeout(() => this.longPress(point.identifier), LONG_PRESS_MS)
    const { clientX: startX, clientY: startY } = point
    this.presses.set(point.identifier, { element, startX, startY, point, canTap: true, longPressTimer })
    if (!element || this.isDisabled(element)) return
    this.hover.start(element)
    this.dispatch(element, 'touchstart', point, this.points())
    if (event instanceof TouchEvent || !isNativeControl(event.target))
      this.phone.refresh.begin(event.target as globalThis.Node)
  }

  private move(point: Point, event: Event): boolean {
    const press = this.presses.get(point.identifier)
    if (!press) return false
    press.point = point
    const dx = point.clientX - press.startX
    const dy = point.clientY - press.startY
    if (Math.hypot(dx, dy) > TAP_DISTANCE) {
      press.canTap = false
      clearTimeout(press.longPressTimer)
      this.hover.cancel()
    }
    if (!press.element || this.isDisabled(press.element)) return false
    const isPrevented =
      this.dispatch(press.element, 'touchmove', point, this.points()) || this.phone.refresh.pull(dx, dy)
    if (isPrevented && event.cancelable) event.preventDefault()
    return isPrevented
  }

  private end(point: Point, event: Event): void {
    const press = this.release(point.identifier)
    if (!press) return
    this.hover.end()
    this.phone.refresh.release()
    if (!press.element || this.isDisabled(press.element)) return
    const isPrevented = this.dispatch(press.element, 'touchend', point, this.points())
    // Otherwise the browser adds a click of its own, which would hit whatever the tap has just opened on top.
    if (event.cancelable && (isPrevented || !isNativeControl(event.target))) event.preventDefault()
    if (press.canTap && domOf(press.element).isConnected) this.dispatchTap(press.element, point)
  }

  private cancel(point: Point): void {
    const press = this.release(point.identifier)
    this.hover.cancel()
    this.phone.refresh.release()
    if (press?.element) this.dispatch(press.element, 'touchcancel', point, this.points())
  }

  private release(identifier: number): Press | undefined {
    const press = this.presses.get(identifier)
    this.presses.delete(identifier)
    clearTimeout(press?.longPressTimer)
    return press
  }

  /** A long press that someone listens to takes the place of the tap. */
  private longPress(identifier: number): void {
    const press = this.presses.get(identifier)
    if (!press?.element || !press.canTap) return
    if (hasListener(press.element, 'longpress')) press.canTap = false
    this.dispatch(press.element, 'longpress', press.point, this.points())
    this.dispatch(press.element, 'longtap', press.point, this.points())
  }

  private dispatchTap(element: Element, point: Point): void {
    const active = document.activeElement
    const isLeft = active instanceof HTMLElement && isNativeControl(active) && !domOf(element).contains(active)
    if (isLeft && !active.closest('[hold-keyboard]')) active.blur()
    this.phone.activation.note()
    this.dispatch(element, 'tap', point, [point])
  }

  private dispatch(element: Element, name: string, point: Point, points: Point[]): boolean {
    const touch = this.toTouch(point)
    const touches = points.map((each) => this.toTouch(each))
    return trigger(element, name, { x: touch.pageX, y: touch.pageY }, { touches, changedTouches: [touch] })
  }

  private points(): Point[] {
    return [...this.presses.values()].map(({ point }) => point)
  }

  private toTouch(point: Point): Touch {
    const page = this.phone.pages.top
    const box = page?.frame.getBoundingClientRect()
    const clientX = point.clientX - (box?.left ?? 0)
    const clientY = point.clientY - (box?.top ?? 0)
    return {
      identifier: point.identifier,
      clientX,
      clientY,
      pageX: clientX,
      pageY: clientY + (page?.scroller.scrollTop ?? 0),
    }
  }

  private isDisabled(element: Element): boolean {
    return domOf(element).closest('wx-button[disabled]') !== null
  }

  private forward(event: Event): void {
    const element = (event.target as { __wxElement?: Element }).__wxElement
    if (element) trigger(element, event.type, {}, {})
  }
}

/** Whether anything from this element upwards listens to the event. */
export function hasListener(element: Element, name: string): boolean {
  for (let at: Element | null = element; at; at = at.getComposedParent()) {
    const target = (at as unknown as { _$eventTarget?: { listeners?: Record<string, unknown> } })._$eventTarget
    if (target?.listeners?.[name]) return true
  }
  return false
}

/** Sends an event that bubbles through shadow trees; true when a handler caught it and wants no default action. */
export function trigger(
  element: Element,
  name: string,
  detail: unknown,
  extraFields: Record<string, unknown>,
): boolean {
  const event = new glassEasel.Event(name, detail, { bubbles: true, composed: true, capturePhase: true, extraFields })
  glassEasel.Event.dispatchEvent(element, event)
  return event.defaultPrevented()
}

/** A built-in component's own event, which does not bubble; gives what its handlers returned. */
export function triggerOwn(component: Component, name: string, detail: unknown, overrides?: object): unknown[] {
  const answers: unknown[] = []
  const extraFields = { answers, ...(overrides && { overrides }) }
  if (isComponent(component)) component.triggerEvent(name, detail, { bubbles: false, composed: false, extraFields })
  return answers
}

/** Parts of a tag that are the host's own and answer for themselves, such as a map's markers. */
function isHostPart(target: EventTarget | null): boolean {
  return target instanceof globalThis.Element && target.closest('[data-qh-own]') !== null
}

function mousePoint(event: MouseEvent): Point {
  return { identifier: 0, clientX: event.clientX, clientY: event.clientY }
}

function middleOf(dom: HTMLElement): Point {
  const box = dom.getBoundingClientRect()
  return { identifier: 0, clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }
}

export function isNativeControl(target: unknown): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
