import type { Phone } from '../phone'

/** Three frames: what moves by itself changes at least once in that time. */
const RECENT_MS = 50

/** Notices what on the screen may be moving. When nothing is, a finger need not wait and look. */
export class Motion {
  private changes: { where: globalThis.Node; at: number }[] = []

  constructor({ screen }: Phone) {
    const options = { subtree: true, attributes: true, attributeFilter: ['style'] }
    screen.element.addEventListener('scroll', ({ target }) => this.note(target), { capture: true, passive: true })
    new MutationObserver((records) => records.forEach(({ target }) => this.note(target))).observe(
      screen.element,
      options,
    )
  }

  get isPossible(): boolean {
    return this.recent().length > 0 || document.getAnimations().some(({ playState }) => playState === 'running')
  }

  /** Whether something that carries this element was just moved by a script. */
  carries(dom: globalThis.Node): boolean {
    return this.recent().some(({ where }) => where.contains(dom))
  }

  private note(where: EventTarget | null): void {
    this.recent().push({ where: where as globalThis.Node, at: performance.now() })
  }

  private recent(): typeof this.changes {
    const now = performance.now()
    if (this.changes[0] && now - this.changes[0].at > RECENT_MS)
      this.changes = this.changes.filter(({ at }) => now - at <= RECENT_MS)
    return this.changes
  }
}
