import { h } from '../dom'
import type { BuiltIn, Tag } from './built-in'

const CIRCLE = (inner: string) =>
  `<circle cx="12" cy="12" r="10" fill="currentColor"/><path d="${inner}" stroke="#fff" stroke-width="1.6" fill="none"/>`
const ICONS: Record<string, { color: string; shape: string }> = {
  success: { color: '#09bb07', shape: CIRCLE('m7 12 3.500 3.500L17 9') },
  success_no_circle: {
    color: '#09bb07',
    shape: '<path d="m4 12 6 6L20 7" stroke="currentColor" stroke-width="2" fill="none"/>',
  },
  info: { color: '#10aeff', shape: CIRCLE('M12 10.500v7M12 6.500v2') },
  warn: { color: '#f76260', shape: CIRCLE('M12 6v8M12 16v2') },
  waiting: { color: '#10aeff', shape: CIRCLE('M12 6v6l4 3') },
  cancel: { color: '#f43530', shape: CIRCLE('m8 8 8 8M16 8l-8 8') },
  download: { color: '#09bb07', shape: CIRCLE('M12 6v10m-4-4 4 4 4-4') },
  search: {
    color: '#b2b2b2',
    shape:
      '<circle cx="10.500" cy="10.500" r="6" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="m15 15 5 5" stroke="currentColor" stroke-width="1.6"/>',
  },
  clear: { color: '#b2b2b2', shape: CIRCLE('m8 8 8 8M16 8l-8 8') },
  circle: { color: '#c9c9c9', shape: '<circle cx="12" cy="12" r="9.500" fill="none" stroke="currentColor"/>' },
}

export const icon: BuiltIn = {
  name: 'icon',
  props: { type: '', size: 23, color: '' },
  reflect: ['type'],
  setup(tag) {
    const holder = h('span')
    tag.dom.prepend(holder)
    tag.watch(['type', 'size', 'color'], () => {
      const known = ICONS[tag.prop<string>('type')]
      const size = tag.prop<number>('size') || 23
      holder.style.color = tag.prop<string>('color') || known?.color || ''
      holder.innerHTML = known ? `<svg viewBox="0 0 24 24" width="${size}" height="${size}">${known.shape}</svg>` : ''
    })
  },
}

export const progress: BuiltIn = {
  name: 'progress',
  props: {
    ...{
      percent: 0,
      showInfo: false,
      borderRadius: 0,
      fontSize: 16,
      strokeWidth: 6,
      color: '',
      activeColor: '#09BB07',
    },
    ...{ backgroundColor: '#EBEBEB', active: false, activeMode: 'backwards', duration: 30 },
  },
  setup(tag) {
    const fill = h('i')
    const bar = h('div', { class: 'qh-bar' }, fill)
    const text = h('span', { class: 'qh-percent' })
    tag.dom.append(bar, text)
    tag.watch(
      ['percent', 'showInfo', 'strokeWidth', 'activeColor', 'color', 'backgroundColor', 'borderRadius', 'fontSize'],
      () => {
        const percent = Math.max(0, Math.min(100, tag.prop<number>('percent') || 0))
        const radius = `${Number(tag.prop('borderRadius')) || 0}px`
        Object.assign(bar.style, {
          height: `${tag.prop<number>('strokeWidth')}px`,
          background: tag.prop('backgroundColor'),
          borderRadius: radius,
        })
        Object.assign(fill.style, { width: `${percent}%`, background: tag.prop('color') || tag.prop('activeColor') })
        fill.style.borderRadius = radius
        fill.style.marginLeft = ''
        text.hidden = !tag.prop('showInfo')
        text.textContent = `${percent}%`
        text.style.fontSize = `${Number(tag.prop('fontSize')) || 16}px`
      },
    )
    let reached = 0
    tag.watch(['percent'], () => {
      const from = tag.prop('activeMode') === 'forwards' ? reached : 0
      reached = Math.max(0, Math.min(100, tag.prop<number>('percent') || 0))
      if (tag.prop('active')) run(tag, fill, from, reached)
    })
    tag.onAttach(() => tag.prop('active') && run(tag, fill, 0, reached))
  },
}

/** Fills the bar by motion, so many milliseconds for each percent. */
function run(tag: Tag, fill: HTMLElement, from: number, to: number): void {
  if (!tag.dom.isConnected) return
  const duration = tag.phone.settings.still ? 0 : Math.abs(to - from) * (Number(tag.prop('duration')) || 30)
  const motion = fill.animate([{ width: `${from}%` }, { width: `${to}%` }], { duration })
  motion.onfinish = () => tag.trigger('activeend', { curPercent: to })
}
