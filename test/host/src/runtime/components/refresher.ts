import { h } from '../dom'
import type { Tag } from './built-in'

interface Touched {
  changedTouches?: { clientY: number }[]
}

/** How far the finger has to move for one pixel of the content. */
const RESISTANCE = 2

/**
 * The scroll area's own pull to refresh. The content moves down by a spacer before it, which shows three dots or, with
 * refresher-default-style="none", what the page puts into the slot "refresher".
 */
export function watchRefresher(tag: Tag): void {
  const spacer = h('div', { class: 'qh-refresher', hidden: true }, h('i'), h('i'), h('i'))
  tag.dom.prepend(spacer)
  const own = () => slotted(tag)
  const threshold = () => Number(tag.prop('refresherThreshold')) || 0
  const show = (height: number) => {
    spacer.hidden = height <= 0
    spacer.style.height = `${Math.max(0, height)}px`
    const slot = own()
    if (slot) slot.style.marginTop = `${Math.max(0, height) - slot.offsetHeight}px`
  }
  tag.watch(['refresherDefaultStyle', 'refresherBackground'], () => {
    spacer.className = `qh-refresher ${tag.prop<string>('refresherDefaultStyle')}`
    spacer.style.background = tag.prop('refresherBackground')
  })
  tag.onAttach(() =>
    queueMicrotask(() => {
      const slot = own()
      // The slot's own height is what moves in, so the spacer has none.
      if (slot) spacer.remove()
      if (slot && tag.prop('refresherEnabled')) show(0)
    }),
  )

  let startY: number | undefined
  let pulled = 0
  const y = (event: unknown) => (event as Touched).changedTouches?.[0]?.clientY
  tag.component.addListener('touchstart', (event) => {
    const canPull = tag.prop('refresherEnabled') && !tag.prop('refresherTriggered') && tag.dom.scrollTop <= 0
    startY = canPull ? y(event) : undefined
    pulled = 0
  })
  tag.component.addListener('touchmove', (event) => {
    const at = y(event)
    if (startY === undefined || at === undefined) return
    pulled = Math.max(0, (at - startY) / RESISTANCE)
    show(pulled)
    if (pulled > 0) tag.trigger('refresherpulling', { deltaY: pulled, dy: pulled })
  })
  const release = (isCancelled: boolean) => {
    if (startY === undefined) return
    startY = undefined
    if (!isCancelled && pulled >= threshold()) {
      tag.set({ refresherTriggered: true })
    } else if (pulled > 0) {
      show(0)
      tag.trigger('refresherabort', {})
    }
  }
  tag.component.addListener('touchend', () => release(false))
  tag.component.addListener('touchcancel', () => release(true))

  let wasTriggered = false
  tag.watch(['refresherTriggered'], () => {
    const isTriggered = tag.prop<boolean>('refresherTriggered')
    if (isTriggered === wasTriggered) return
    wasTriggered = isTriggered
    show(isTriggered ? threshold() : 0)
    if (isTriggered) tag.trigger('refresherrefresh', {})
    else tag.trigger('refresherrestore', {})
  })
}

/** What the page wrote for slot="refresher". */
function slotted(tag: Tag): HTMLElement | undefined {
  return [...tag.dom.children].find(
    (child): child is HTMLElement => (child as { __wxElement?: { slot?: string } }).__wxElement?.slot === 'refresher',
  )
}
