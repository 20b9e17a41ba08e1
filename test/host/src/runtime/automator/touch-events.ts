import type { Touch } from '../gestures'
import { glassEasel, type Element } from '../glass'
import type { Params } from './automator'

export const LONG_PRESS_MS = 330
export const TAP_DISTANCE = 10

/** Events that only a finger can make; the automator's trigger must not fake them. */
const USER_EVENTS = new Set(['tap', 'longpress', 'longtap', 'touchstart', 'touchmove', 'touchend', 'touchcancel'])

/** Of the others these bubble; a component's own events do not. */
const BUBBLING = new Set(['transitionend', 'animationstart', 'animationiteration', 'animationend', 'touchforcechange'])

/** Runs the handlers of an event and nothing else: no component changes by it, and no user is played. */
export function triggerHandlers(element: Element, type: string, detail: unknown): void {
  if (USER_EVENTS.has(type)) return
  const bubbles = BUBBLING.has(type)
  glassEasel.Event.triggerEvent(element, type, detail, { bubbles, composed: bubbles, capturePhase: bubbles })
}

export function touchesOf({ touches }: Params): Partial<Touch>[] | undefined {
  return touches as Partial<Touch>[] | undefined
}

/** The client spells the name in another way than everybody else. */
export function changedTouches({ changeTouches, changedTouches }: Params): Partial<Touch>[] | undefined {
  return (changeTouches ?? changedTouches) as Partial<Touch>[] | undefined
}
