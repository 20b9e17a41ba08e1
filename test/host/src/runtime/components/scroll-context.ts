import type { Tag } from './built-in'

/** What SelectorQuery.node() gives for an enhanced scroll-view. A class, since its properties act on the area. */
export class ScrollViewContext {
  bounces = true
  fastDeceleration = false
  decelerationDisabled = false

  constructor(private readonly tag: Tag) {}

  get scrollEnabled(): boolean {
    return !this.tag.dom.classList.contains('qh-fixed')
  }

  set scrollEnabled(isEnabled: boolean) {
    this.tag.dom.classList.toggle('qh-fixed', !isEnabled)
  }

  get showScrollbar(): boolean {
    return this.tag.prop('showScrollbar')
  }

  set showScrollbar(isShown: boolean) {
    this.tag.set({ showScrollbar: isShown })
  }

  get pagingEnabled(): boolean {
    return this.tag.prop('pagingEnabled')
  }

  set pagingEnabled(isPaging: boolean) {
    this.tag.set({ pagingEnabled: isPaging })
  }

  scrollTo({ top, left, animated = true }: { top?: number; left?: number; animated?: boolean }): void {
    this.tag.dom.scrollTo({ top, left, behavior: this.behavior(animated) })
  }

  scrollIntoView(
    selector: string,
    { offset = 0, animated = true }: { offset?: number; animated?: boolean } = {},
  ): void {
    const target = this.tag.dom.querySelector(selector)?.getBoundingClientRect()
    const box = this.tag.dom.getBoundingClientRect()
    if (!target) return
    const behavior = this.behavior(animated)
    if (this.tag.prop('scrollX')) this.tag.dom.scrollBy({ left: target.left - box.left + offset, behavior })
    else this.tag.dom.scrollBy({ top: target.top - box.top + offset, behavior })
  }

  triggerRefresh(): void {
    this.tag.set({ refresherTriggered: true })
  }

  closeRefresh(): void {
    this.tag.set({ refresherTriggered: false })
  }

  private behavior(isAnimated: boolean): ScrollBehavior {
    return isAnimated && !this.tag.phone.settings.still ? 'smooth' : 'auto'
  }
}
