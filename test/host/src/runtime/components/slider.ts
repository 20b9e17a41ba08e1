import { h } from '../dom'
import type { BuiltIn, Tag } from './built-in'

export const slider: BuiltIn = {
  name: 'slider',
  props: {
    ...{
      min: 0,
      max: 100,
      step: 1,
      disabled: false,
      value: 0,
      color: '',
      selectedColor: '',
      activeColor: '#1aad19',
      name: '',
    },
    ...{ backgroundColor: '#e9e9e9', blockSize: 28, blockColor: '#ffffff', showValue: false },
  },
  reflect: ['disabled'],
  setup(tag) {
    const fill = h('i')
    const knob = h('b')
    const track = h('div', { class: 'qh-slider-track' }, fill, knob)
    const text = h('span', { class: 'qh-slider-value' })
    tag.dom.append(h('div', { class: 'qh-slider' }, track, text))
    tag.watch(
      [
        'value',
        'min',
        'max',
        'activeColor',
        'selectedColor',
        'backgroundColor',
        'blockSize',
        'blockColor',
        'showValue',
      ],
      () => {
        const { min, max, value } = range(tag)
        const part = `${max > min ? ((value - min) / (max - min)) * 100 : 0}%`
        track.style.background = tag.prop('backgroundColor')
        Object.assign(fill.style, { width: part, background: tag.prop('selectedColor') || tag.prop('activeColor') })
        const size = `${Math.max(12, Math.min(28, Number(tag.prop('blockSize'))))}px`
        Object.assign(knob.style, { left: part, width: size, height: size, background: tag.prop('blockColor') })
        text.hidden = !tag.prop('showValue')
        text.textContent = String(value)
      },
    )
    const follow = (event: { detail: unknown }, isLast: boolean) => {
      const { touches, changedTouches } = event as unknown as Record<string, { clientX: number }[] | undefined>
      const touch = changedTouches?.[0] ?? touches?.[0]
      if (!touch || tag.prop('disabled')) return
      const box = track.getBoundingClientRect()
      const left = tag.dom.closest('.qh-page')?.getBoundingClientRect().left ?? 0
      slideTo(tag, valueAt(tag, (touch.clientX + left - box.left) / box.width), isLast)
    }
    tag.component.addListener('touchmove', (event) => follow(event, false))
    tag.component.addListener('touchend', (event) => follow(event, true))
  },
}

/** Moves the knob; `changing` while the finger is down, `change` at the end. */
export function slideTo(tag: Tag, value: number, isLast = true): void {
  const { min, max } = range(tag)
  tag.set({ value: Math.max(min, Math.min(max, value)) })
  tag.trigger(isLast ? 'change' : 'changing', { value: tag.prop('value') })
}

function valueAt(tag: Tag, part: number): number {
  const { min, max } = range(tag)
  const step = Number(tag.prop('step')) || 1
  return min + Math.round(((max - min) * Math.max(0, Math.min(1, part))) / step) * step
}

function range(tag: Tag): { min: number; max: number; value: number } {
  return { min: Number(tag.prop('min')), max: Number(tag.prop('max')), value: Number(tag.prop('value')) }
}
