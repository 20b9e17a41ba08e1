import { h } from '../dom'
import { tagAround, tagsInside, type BuiltIn, type Tag } from './built-in'

const OPTION = { value: '', disabled: false, checked: false, color: '#09BB07' }

export const checkbox: BuiltIn = {
  name: 'checkbox',
  props: OPTION,
  reflect: ['checked', 'disabled'],
  setup(tag) {
    addMark(tag)
    tag.onTap(() => {
      tag.set({ checked: !tag.prop('checked') })
      const group = tagAround(tag.dom, 'checkbox-group')
      group?.trigger('change', { value: chosen(group, 'checkbox') })
    })
  },
}

export const checkboxGroup: BuiltIn = { name: 'checkbox-group', props: { name: '' } }

export const radio: BuiltIn = {
  name: 'radio',
  props: OPTION,
  reflect: ['checked', 'disabled'],
  setup(tag) {
    addMark(tag)
    tag.onTap(() => {
      if (tag.prop('checked')) return
      const group = tagAround(tag.dom, 'radio-group')
      for (const other of group ? tagsInside(group.dom, ['radio']) : []) {
        if (other !== tag && other.prop('checked')) other.set({ checked: false })
      }
      tag.set({ checked: true })
      group?.trigger('change', { value: tag.prop('value') })
    })
  },
}

export const radioGroup: BuiltIn = { name: 'radio-group', props: { name: '' } }

export const switchTag: BuiltIn = {
  name: 'switch',
  props: { checked: false, disabled: false, type: 'switch', color: '#04BE02', name: '' },
  reflect: ['checked', 'disabled', 'type'],
  setup(tag) {
    tag.dom.prepend(h('span', { class: 'qh-switch' }))
    tag.watch(['color'], () => tag.style({ '--qh-color': tag.prop('color') }))
    tag.onTap(() => {
      tag.set({ checked: !tag.prop('checked') })
      tag.trigger('change', { value: tag.prop('checked') })
    })
  },
}

/** Values of the ticked boxes of a group, in document order. */
export function chosen(group: Tag, kind: 'checkbox' | 'radio'): string[] {
  return tagsInside(group.dom, [kind])
    .filter((option) => option.prop('checked'))
    .map((option) => option.prop<string>('value'))
}

function addMark(tag: Tag): void {
  const mark = h('span', { class: 'qh-mark' })
  tag.dom.prepend(mark)
  tag.watch(['color'], () => (mark.style.color = tag.prop('color')))
}
