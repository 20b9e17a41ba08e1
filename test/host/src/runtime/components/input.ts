import { h } from '../dom'
import type { BuiltIn, Tag } from './built-in'

type Field = HTMLInputElement | HTMLTextAreaElement

const COMMON = {
  ...{
    value: '',
    placeholder: '',
    placeholderStyle: '',
    placeholderClass: 'input-placeholder',
    disabled: false,
    maxlength: 140,
  },
  ...{
    cursorSpacing: 0,
    autoFocus: false,
    focus: false,
    confirmType: 'done',
    confirmHold: false,
    cursor: -1,
    cursorColor: '',
  },
  ...{ selectionStart: -1, selectionEnd: -1, adjustPosition: true, holdKeyboard: false, name: '', alwaysEmbed: false },
}

const INPUT_MODES: Record<string, string> = { number: 'numeric', idcard: 'text', digit: 'decimal', nickname: 'text' }

export const input: BuiltIn = {
  name: 'input',
  props: { ...COMMON, type: 'text', password: false, safePasswordCertPath: '' },
  reflect: ['disabled'],
  setup(tag) {
    const field = h('input', { class: 'qh-field', autocomplete: 'off' }) as HTMLInputElement
    tag.watch(['type', 'password'], () => {
      field.type = tag.prop('password') ? 'password' : 'text'
      field.inputMode = INPUT_MODES[tag.prop<string>('type')] ?? 'text'
    })
    connect(tag, field)
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return
      tag.trigger('confirm', { value: field.value })
      if (!tag.prop('confirmHold')) field.blur()
    })
  },
}

export const textarea: BuiltIn = {
  name: 'textarea',
  props: {
    ...COMMON,
    ...{ placeholderClass: 'textarea-placeholder', autoHeight: false, fixed: false, showConfirmBar: true },
    ...{ disableDefaultPadding: false, confirmType: 'return' },
  },
  reflect: ['disabled', 'autoHeight'],
  setup(tag) {
    const field = h('textarea', { class: 'qh-field' }) as HTMLTextAreaElement
    connect(tag, field)
    let lines = 0
    const fit = () => {
      if (!tag.dom.isConnected) return
      const lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight) || 20
      if (tag.prop('autoHeight')) {
        field.style.height = '0'
        tag.dom.style.height = `${Math.max(field.scrollHeight, lineHeight)}px`
        field.style.height = ''
      }
      const count = Math.max(1, Math.round(field.scrollHeight / lineHeight))
      if (count !== lines) tag.trigger('linechange', { height: field.scrollHeight, heightRpx: 0, lineCount: count })
      lines = count
    }
    field.addEventListener('input', fit)
    tag.onAttach(fit)
    tag.watch(['value', 'autoHeight'], fit)
  },
}

/** What input and textarea share: value, limit, placeholder, focus and their events. */
function connect(tag: Tag, field: Field): void {
  const placeholder = h('div', { class: 'qh-placeholder' })
  tag.dom.append(placeholder, field)
  const showPlaceholder = () => (placeholder.hidden = field.value !== '')

  tag.watch(['value'], () => {
    const value = limited(tag, String(tag.prop('value') ?? ''))
    if (field.value !== value) field.value = value
    showPlaceholder()
  })
  tag.watch(['placeholder', 'placeholderClass', 'placeholderStyle'], () => {
    placeholder.textContent = tag.prop('placeholder')
    placeholder.className = `qh-placeholder ${tag.prop<string>('placeholderClass')}`
    placeholder.style.cssText = tag.prop('placeholderStyle')
    field.setAttribute('aria-label', tag.prop('placeholder'))
  })
  tag.watch(['disabled'], () => (field.disabled = tag.prop('disabled')))
  const focus = () => {
    if (tag.dom.isConnected && (tag.prop('focus') || tag.prop('autoFocus'))) field.focus()
  }
  tag.watch(['focus'], () => (tag.prop('focus') ? focus() : field.blur()))
  tag.onAttach(focus)

  const typed = () => {
    const value = limited(tag, field.value)
    if (field.value !== value) field.value = value
    showPlaceholder()
    tag.set({ value })
    tag.trigger('input', { value, cursor: field.selectionStart ?? value.length, keyCode: 0 })
  }
  field.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) typed()
  })
  field.addEventListener('compositionend', typed)
  field.addEventListener('focus', () => tag.trigger('focus', { value: field.value, height: 0 }))
  field.addEventListener('blur', () => {
    tag.trigger('blur', { value: field.value, cursor: field.selectionStart ?? 0 })
    tag.trigger('change', { value: field.value })
  })
}

function limited(tag: Tag, value: string): string {
  const limit = Number(tag.prop('maxlength'))
  return limit >= 0 ? value.slice(0, limit) : value
}

/** Types a whole text into an input or textarea, as a user would. */
export function typeInto(tag: Tag, text: string): void {
  const field = tag.dom.querySelector<Field>('.qh-field')
  if (!field || field.disabled) throw new Error('the field is disabled')
  field.focus()
  field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
