import { h } from '../dom'
import type { BuiltIn, Tag } from './built-in'
import { dateWheels, timeWheels, type Wheels } from './picker-wheels'
import { loadRegions, regionWheels } from './region-wheels'

const SETTLE_MS = 120
const ROW = 36

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
  const wheels = await wheelsOf(tag)
  const content = h('div', { class: 'wheels' })
  const columns = wheels
    .columns()
    .map((_, at) => new Wheel(tag, wheels, at, () => columns.forEach((each) => each.draw())))
  content.append(...columns.map(({ element }) => element))
  requestAnimationFrame(() => columns.forEach((each) => each.draw()))
  columns.forEach((each) => each.draw())
  const isConfirmed = await tag.phone.overlays.sheet('picker', tag.prop('headerText'), content)
  if (!isConfirmed) return tag.trigger('cancel', {})
  setPicked(tag, wheels.value(), wheels.detail?.())
}

/** Takes a value as if the user had chosen it. */
export function setPicked(tag: Tag, value: unknown, more: Record<string, unknown> = {}): void {
  tag.set({ value })
  tag.trigger('change', { value, ...more })
}

/** One column: a row is chosen by a touch, or by turning it into the middle. */
class Wheel {
  readonly element = h('div', { class: 'wheel' })
  private shown: string[] = []
  private timer = 0

  constructor(
    private readonly tag: Tag,
    private readonly wheels: Wheels,
    private readonly at: number,
    private readonly redrawAll: () => void,
  ) {
    this.element.addEventListener('scroll', () => {
      clearTimeout(this.timer)
      this.timer = window.setTimeout(() => this.pick(Math.round(this.element.scrollTop / ROW)), SETTLE_MS)
    })
  }

  draw(): void {
    const items = this.wheels.columns()[this.at] ?? []
    const chosen = this.wheels.chosen(this.at)
    if (items.join('\n') !== this.shown.join('\n')) {
      this.shown = items
      this.element.replaceChildren(
        ...items.map((text, index) => h('button', { onclick: () => this.pick(index) }, text)),
      )
    }
    ;[...this.element.children].forEach((item, index) => item.classList.toggle('chosen', index === chosen))
    this.element.scrollTop = chosen * ROW
  }

  private pick(index: number): void {
    if (index === this.wheels.chosen(this.at) || index < 0 || index >= this.shown.length) return
    this.wheels.pick(this.at, index)
    if (this.tag.prop('mode') === 'multiSelector') this.tag.trigger('columnchange', { column: this.at, value: index })
    this.redrawAll()
  }
}

async function wheelsOf(tag: Tag): Promise<Wheels> {
  const mode = tag.prop<string>('mode')
  const value = tag.prop<string | number | string[] | null>('value')
  if (mode === 'date')
    return dateWheels(String(value ?? ''), tag.prop('start'), tag.prop('end'), tag.prop('fields'), tag.phone.now())
  if (mode === 'time') return timeWheels(String(value ?? ''), tag.prop('start'), tag.prop('end'))
  if (mode === 'region') {
    const names = Array.isArray(value) ? value : []
    return regionWheels(await loadRegions(), names, tag.prop('level'), tag.prop('customItem'))
  }
  return listWheels(tag, mode === 'multiSelector')
}

function listWheels(tag: Tag, isMulti: boolean): Wheels {
  const read = () => {
    const value = tag.prop<number | number[] | null>('value')
    return isMulti ? [...((value as number[] | null) ?? [])] : [Number(value ?? 0)]
  }
  let given = read()
  let chosen = [...given]
  /** What the page answers to columnchange counts from then on. */
  const follow = () => {
    const now = read()
    if (now.join() !== given.join()) chosen = [...now]
    given = now
  }
  const key = tag.prop<string>('rangeKey')
  const text = (item: unknown) =>
    String(key && typeof item === 'object' && item ? (item as Record<string, unknown>)[key] : item)
  return {
    columns: () => {
      const range = tag.prop<unknown[]>('range')
      return (isMulti ? (range as unknown[][]) : [range]).map((column) => column.map(text))
    },
    // A column that the page replaced by a shorter one, after columnchange, is at its start again.
    chosen: (at) => {
      follow()
      const column = isMulti ? (tag.prop<unknown[][]>('range')[at] ?? []) : tag.prop<unknown[]>('range')
      return (chosen[at] ?? 0) < column.length ? (chosen[at] ?? 0) : 0
    },
    pick: (at, index) => void (chosen[at] = index),
    value: () => (isMulti ? tag.prop<unknown[]>('range').map((_, at) => chosen[at] ?? 0) : (chosen[0] ?? 0)),
  }
}
