import { domOf, glassEasel, type Caller, type Component } from './glass'
import type { Phone } from './phone'

/**
 * Calls the `ready` lifetime of components, which glass-easel leaves to its user: once they are laid out, after the
 * page's onShow and before its onReady, inner components before outer ones.
 */
export class ReadyQueue {
  private waiting: Component[] = []

  constructor(private readonly phone: Phone) {}

  /** The behavior that every component of the mini-program gets. */
  behaviorFor(space: InstanceType<typeof glassEasel.ComponentSpace>): never {
    const add = (component: Component) => this.add(component)
    return space.defineBehavior({
      is: '',
      lifetimes: {
        attached(this: unknown) {
          add((this as Caller)._$)
        },
      },
    }) as never
  }

  private add(component: Component): void {
    if (!this.waiting.length) this.phone.realm.window.setTimeout(() => this.flush(), 0)
    this.waiting.push(component)
  }

  private flush(): void {
    const ready = this.waiting
    this.waiting = []
    ready.sort((one, other) => order(domOf(one), domOf(other)))
    for (const component of ready) {
      if ((domOf(component) as HTMLElement | null) && glassEasel.Element.isAttached(component))
        component.triggerLifetime('ready', [])
    }
  }
}

/** Inner elements first, then as they stand in the document. */
function order(one: Node | null, other: Node | null): number {
  if (!one || !other || one === other) return 0
  const position = one.compareDocumentPosition(other)
  if (position & Node.DOCUMENT_POSITION_CONTAINED_BY) return 1
  if (position & Node.DOCUMENT_POSITION_CONTAINS) return -1
  return position & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
}
