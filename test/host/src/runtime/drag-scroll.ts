const SLOP = 5

/** Lets the mouse drag content as a finger would. */
export class DragScroll {
  private target: HTMLElement | null = null
  private scrolled: HTMLElement | null = null
  private x = 0
  private y = 0

  start(event: MouseEvent): void {
    const target = event.target as HTMLElement
    this.target = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? null : target
    this.scrolled = null
    this.x = event.clientX
    this.y = event.clientY
  }

  move(event: MouseEvent): void {
    if (!this.target) return
    const dx = event.clientX - this.x
    const dy = event.clientY - this.y
    if (!this.scrolled) {
      if (Math.hypot(dx, dy) < SLOP) return
      this.scrolled = scrollableAround(this.target, Math.abs(dx) > Math.abs(dy) ? 'x' : 'y')
    }
    this.scrolled?.scrollBy(-dx, -dy)
    this.x = event.clientX
    this.y = event.clientY
  }

  end(): void {
    this.target = null
    this.scrolled = null
  }
}

/** The nearest element around this one that can scroll in the direction. */
export function scrollableAround(start: Element, axis: 'x' | 'y'): HTMLElement | null {
  for (let at: Element | null = start; at instanceof HTMLElement; at = at.parentElement) {
    const style = getComputedStyle(at)
    const overflow = axis === 'x' ? style.overflowX : style.overflowY
    const hasMore = axis === 'x' ? at.scrollWidth > at.clientWidth : at.scrollHeight > at.clientHeight
    if (hasMore && (overflow === 'auto' || overflow === 'scroll')) return at
  }
  return null
}
