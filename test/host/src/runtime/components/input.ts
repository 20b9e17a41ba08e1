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
  reflect: ['disabled', 'holdKeyboard'],
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
    // WeChat looks a nickname over when it has been typed.
    field.addEventListener('blur', () => {
      if (tag.prop('type') === 'nickname' && field.value) tag.trigger('nicknamereview', { pass: true, timeout: false })
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
  reflect: ['disabled', 'autoHeight', 'holdKeyboard'],
  setup(tag) {
    const field = h('textarea', { class: 'qh-field' }) as HTMLTextAreaElement
    connect(tag, field)
    let lines = 0
    const fit = () => {
      if (!tag.dom.isConnected) return
      const lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight) || 20
      field.style.height = '0'
      const height = Math.max(field.scrollHeight, lineHeight)
      field.style.height = ''
      if (tag.prop('autoHeight')) tag.style({ height: `${height}px` })
      const count = Math.max(1, Math.round(height / lineHeight))
      if (count !== lines)
        tag.trigger('linechange', { height, heightRpx: (height * 750) / innerWidth, lineCount: count })
      lines = count
    }
    field.addEventListener('input', fit)
    field.addEventListener('keydown', (event) => {
      // With "return" the key breaks the line; every other type of it confirms.
      if (event.key !== 'Enter' || event.isComposing || tag.prop('confirmType') === 'return') return
      event.preventDefault()
      tag.trigger('confirm', { value: field.value })
      if (!tag.prop('confirmHold')) field.blur()
    })
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

  let keyCode = 0
  field.addEventListener('keydown', (event) => (keyCode = (event as KeyboardEvent).keyCode))
  const typed = () => {
    const value = limited(tag, field.value)
    if (field.value !== value) field.value = value
    tag.set({ value })
    const answers = tag.ask('input', { value, cursor: field.selectionStart ?? value.length, keyCode })
    take(answers.findLast((answer) => typeof answer === 'string' || typeof answer === 'object'))
    showPlaceholder()
  }
  /** A handler may return another value, with or without a place for the cursor. */
  const take = (answer: unknown) => {
    const given =
      typeof answer === 'string' ? { value: answer } : (answer as { value?: unknown; cursor?: number } | null)
    if (typeof given?.value !== 'string') return
    field.value = given.value
    if (given.cursor !== undefined) field.setSelectionRange(given.cursor, given.cursor)
    tag.set({ value: given.value })
  }
  field.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) typed()
  })
  field.addEventListener('compositionstart', () => tag.trigger('keyboardcompositionstart', {}))
  field.addEventListener('compositionend', () => {
    tag.trigger('keyboardcompositionend', {})
    typed()
  })
  const select = () => {
    const [start, end, cursor] = ['selectionStart', 'selectionEnd', 'cursor'].map((name) => Number(tag.prop(name)))
    if (start! >= 0 && end! >= 0) field.setSelectionRange(start!, end!)
    else if (cursor! >= 0) field.setSelectionRange(cursor!, cursor!)
  }
  tag.watch(['selectionStart', 'selectionEnd', 'cursor'], () => document.activeElement === field && select())
  field.addEventListener('selectionchange', () =>
    tag.trigger('selectionchange', { selectionStart: field.selectionStart, selectionEnd: field.selectionEnd }),
  )
  field.addEventListener('focus', () => {
    select()
    tag.trigger('focus', { value: field.value, height: tag.phone.keyboard.height })
    tag.phone.keyboard.raise(tag)
  })
  field.addEventListener('blur', () => {
    tag.trigger('blur', { value: field.value, cursor: field.selectionStart ?? 0 })
    tag.trigger('change', { value: field.value })
    tag.phone.keyboard.lower(tag)
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
