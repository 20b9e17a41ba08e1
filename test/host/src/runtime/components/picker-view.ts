import { h } from '../dom'
import { tagAround, tagsInside, type BuiltIn, type Tag } from './built-in'

const ROW = 34
const SETTLE_MS = 120

export const pickerView: BuiltIn = {
  name: 'picker-view',
  props: { value: [], indicatorStyle: '', indicatorClass: '', maskStyle: '', maskClass: '', immediateChange: false },
  setup(tag) {
    tag.watch(['value'], () => tag.dom.isConnected && arrange(tag))
    tag.watch(['indicatorStyle', 'indicatorClass', 'maskStyle', 'maskClass'], () => {
      if (tag.dom.isConnected) columns(tag).forEach((column) => layOut(tag, column))
    })
    tag.onAttach(() => setTimeout(() => arrange(tag), 0))
  },
}

export const pickerViewColumn: BuiltIn = {
  name: 'picker-view-column',
  setup(tag) {
    const list = h('div', { class: 'qh-column-list' })
    tag.dom.append(list, h('div', { class: 'qh-column-mask' }), h('div', { class: 'qh-column-indicator' }))
    tag.keepChildrenIn(list)
    let timer = 0
    let isTurning = false
    list.addEventListener('scroll', () => {
      const view = tagAround(tag.dom, 'picker-view')
      if (!isTurning && isTouched) view?.trigger('pickstart', {})
      isTurning = true
      if (view?.prop('immediateChange')) settle(view)
      clearTimeout(timer)
      timer = window.setTimeout(() => {
        if (view) settle(view)
        if (isTouched) view?.trigger('pickend', {})
        isTurning = isTouched = false
      }, SETTLE_MS)
    })
    let isTouched = false
    for (const name of ['touchstart', 'mousedown', 'wheel']) {
      tag.dom.addEventListener(name, () => (isTouched = true), { passive: true })
    }
    new MutationObserver(() => {
      const view = tagAround(tag.dom, 'picker-view')
      if (view) arrange(view)
    }).observe(list, { childList: true })
  },
}

function arrange(view: Tag): void {
  columns(view).forEach((column, index) => {
    layOut(view, column)
    listOf(column).scrollTop = (view.prop<number[] | null>('value')?.[index] ?? 0) * rowHeight(column)
  })
}

/** The chosen row lies in the middle, under the indicator and between the fading halves of the mask. */
function layOut(view: Tag, column: Tag): void {
  const indicator = column.dom.querySelector<HTMLElement>('.qh-column-indicator')!
  const mask = column.dom.querySelector<HTMLElement>('.qh-column-mask')!
  indicator.style.cssText = view.prop('indicatorStyle')
  indicator.className = `qh-column-indicator ${view.prop<string>('indicatorClass')}`
  mask.className = `qh-column-mask ${view.prop<string>('maskClass')}`
  const room = (column.dom.clientHeight - indicator.offsetHeight) / 2
  mask.style.cssText = `background-size: 100% ${room}px;${view.prop<string>('maskStyle')}`
  const list = listOf(column)
  list.style.padding = `${room}px 0`
  for (const row of list.children) if (row instanceof HTMLElement) row.style.height ||= `${indicator.offsetHeight}px`
}

function settle(view: Tag): void {
  const before = view.prop<number[] | null>('value') ?? []
  const value = columns(view).map((column) => {
    const last = Math.max(0, listOf(column).childElementCount - 1)
    return Math.min(last, Math.round(listOf(column).scrollTop / rowHeight(column)))
  })
  if (value.join() === before.join()) return
  view.set({ value })
  view.trigger('change', { value })
}

function columns(view: Tag): Tag[] {
  return tagsInside(view.dom, ['picker-view-column'])
}

function listOf(column: Tag): HTMLElement {
  return column.dom.querySelector<HTMLElement>('.qh-column-list')!
}

function rowHeight(column: Tag): number {
  return (listOf(column).firstElementChild as HTMLElement | null)?.offsetHeight || ROW
}
