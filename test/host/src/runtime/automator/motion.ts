import type { Phone } from '../phone'

/** Two frames: what moves by itself changes at least once in that time. */
const RECENT_MS = 34

/** Notices whether something on the screen may be moving. When nothing is, a finger need not wait and look. */
export class Motion {
  private changedAt = -Infinity

  constructor({ screen }: Phone) {
    const note = () => (this.changedAt = performance.now())
    screen.element.addEventListener('scroll', note, { capture: true, passive: true })
    new MutationObserver(note).observe(screen.element, { subtree: true, attributes: true, attributeFilter: ['style'] })
  }

  get isPossible(): boolean {
    if (performance.now() - this.changedAt < RECENT_MS) return true
    return document.getAnimations().some(({ playState }) => playState === 'running')
  }
}
