import { h } from '../dom'
import type { BuiltIn, Tag } from './built-in'
import { dateWheels, timeWheels, type Wheels } from './picker-wheels'

export const picker: BuiltIn = {
  name: 'picker',
  props: {
    ...{ headerText: '', mode: 'selector', disabled: false, range: [], rangeKey: '', value: null, start: '', end: '' },
    ...{ fields: 'day', customItem: '', level: 'region', name: '' },
  },
  reflect: ['mode', 'disabled'],
  setup(tag) {
    tag.onTap(() => void choose(tag))
  },
}

/** Opens the wheels; change or cancel when they close. */
async function choose(tag: Tag): Promise<void> {
  const wheels = wheelsOf(tag)
  const content = h('div', { class: 'wheels' })
  const redraw = () =>
    content.replaceChildren(...wheels.columns().map((column, at) => wheel(column, at, wheels, redraw, tag)))
  redraw()
  requestAnimationFrame(() =>
    content.querySelectorAll('.chosen').forEach((item) => item.scrollIntoView({ block: 'center' })),
  )
  const isConfirmed = await tag.phone.overlays.sheet('picker', tag.prop('headerText'), content)
  if (!isConfirmed) return tag.trigger('cancel', {})
  setPicked(tag, wheels.value())
}

/** Takes a value as if the user had chosen it. */
export function setPicked(tag: Tag, value: unknown): void {
  tag.set({ value })
  tag.trigger('change', { value })
}

function wheel(items: string[], at: number, wheels: Wheels, redraw: () => void, tag: Tag): HTMLElement {
  const pick = (index: number) => {
    wheels.pick(at, index)
    if (tag.prop('mode') === 'multiSelector') tag.trigger('columnchange', { column: at, value: index })
    redraw()
  }
  const chosen = wheels.chosen(at)
  const buttons = items.map((text, index) =>
    h('button', { class: index === chosen ? 'chosen' : '', onclick: () => pick(index) }, text),
  )
  return h('div', { class: 'wheel' }, ...buttons)
}

function wheelsOf(tag: Tag): Wheels {
  const mode = tag.prop<string>('mode')
  const value = tag.prop<string | number | null>('value')
  if (mode === 'date')
    return dateWheels(String(value ?? ''), tag.prop('start'), tag.prop('end'), tag.prop('fields'), tag.phone.now())
  if (mode === 'time') return timeWheels(String(value ?? ''), tag.prop('start'), tag.prop('end'))
  return mode === 'multiSelector' ? listWheels(tag, true) : listWheels(tag, false)
}

function listWheels(tag: Tag, isMulti: boolean): Wheels {
  const value = tag.prop<number | number[] | null>('value')
  const chosen = isMulti ? [...((value as number[] | null) ?? [])] : [Number(value ?? 0)]
  const key = tag.prop<string>('rangeKey')
  const text = (item: unknown) =>
    String(key && typeof item === 'object' && item ? (item as Record<string, unknown>)[key] : item)
  return {
    columns: () => {
      const range = tag.prop<unknown[]>('range')
      return (isMulti ? (range as unknown[][]) : [range]).map((column) => column.map(text))
    },
    chosen: (at) => chosen[at] ?? 0,
    pick: (at, index) => void (chosen[at] = index),
    value: () => (isMulti ? tag.prop<unknown[]>('range').map((_, at) => chosen[at] ?? 0) : (chosen[0] ?? 0)),
  }
}
