import { tagAround, tagsInside, type BuiltIn, type Tag } from './built-in'

const ROW = 34

export const pickerView: BuiltIn = {
  name: 'picker-view',
  props: { value: [], indicatorStyle: '', indicatorClass: '', maskStyle: '', maskClass: '', immediateChange: false },
  setup(tag) {
    const apply = () =>
      columns(tag).forEach((column, index) => scrollTo(column, tag.prop<number[]>('value')[index] ?? 0))
    tag.watch(['value'], () => tag.dom.isConnected && apply())
    tag.onAttach(() => setTimeout(apply, 0))
  },
}

export const pickerViewColumn: BuiltIn = {
  name: 'picker-view-column',
  setup(tag) {
    let timer = 0
    tag.dom.addEventListener('scroll', () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => settle(tag), 120)
    })
  },
}

function settle(column: Tag): void {
  const view = tagAround(column.dom, 'picker-view')
  if (!view) return
  const before = view.prop<number[]>('value')
  const value = columns(view).map(({ dom }) => Math.round(dom.scrollTop / rowHeight(dom)))
  if (value.join() === before.join()) return
  view.set({ value })
  view.trigger('change', { value })
}

function columns(view: Tag): Tag[] {
  return tagsInside(view.dom, ['picker-view-column'])
}

function scrollTo({ dom }: Tag, index: number): void {
  dom.scrollTop = index * rowHeight(dom)
}

function rowHeight(dom: HTMLElement): number {
  return (dom.firstElementChild as HTMLElement | null)?.offsetHeight || ROW
}
