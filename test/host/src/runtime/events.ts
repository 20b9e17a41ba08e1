import { domOf, type Caller, type Element, type ShadowedEvent } from './glass'
import type { Realm } from './realm'

type Handler = (this: unknown, ...args: unknown[]) => unknown

/**
 * Makes every function of a Page or Component receive events the way WeChat hands them out: a fresh plain object with
 * target, currentTarget, detail and touches, which the handler may change.
 */
export function withPlainEvents<T extends object>(definition: T | undefined, realm: Realm): T {
  const wrapped: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(definition ?? {})) {
    wrapped[key] = typeof value === 'function' ? wrap(value as Handler, realm) : value
  }
  return wrapped as T
}

function wrap(handler: Handler, realm: Realm): Handler {
  return function (this: unknown, ...args: unknown[]) {
    if (!isShadowedEvent(args[0])) return handler.apply(this, args)
    const { answers } = args[0] as { answers?: unknown[] }
    const event = toPlainEvent(args[0], realm)
    try {
      const answer = handler.call(this, event, ...args.slice(1))
      // An input takes what its handler returns for its new value.
      answers?.push(answer)
      return answer
    } catch (error) {
      const component = (this as Partial<Caller> | undefined)?._$
      component?.triggerLifetime('error', [error as Error])
      throw error
    }
  }
}

function isShadowedEvent(value: unknown): value is ShadowedEvent {
  return typeof value === 'object' && value !== null && 'wrapShadowedEvent' in value
}

function toPlainEvent(event: ShadowedEvent, realm: Realm): Record<string, unknown> {
  return realm.adopt(describeEvent(event))
}

/** The event as a handler sees it, a fresh object each time. */
export function describeEvent(event: ShadowedEvent): Record<string, unknown> {
  const fields = event as unknown as Record<string, unknown>
  const plain: Record<string, unknown> = {
    type: event.type,
    timeStamp: event.timeStamp,
    target: describeTarget(event.target),
    currentTarget: describeTarget(event.currentTarget),
    mark: { ...event.mark },
    detail: event.detail ?? {},
    mut: event.mutatedMarked(),
    _requireActive: true,
  }
  if (fields.touches) plain.touches = fields.touches
  if (fields.changedTouches) plain.changedTouches = fields.changedTouches
  // Some events of the map carry a type of their own.
  return Object.assign(plain, fields.overrides)
}

function describeTarget(target: unknown): Record<string, unknown> {
  const element = (target as Partial<Caller>)._$ ?? (target as Element)
  const dom = domOf(element) as HTMLElement | null
  return {
    id: element.id,
    dataset: { ...element.dataset },
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
  }
}
