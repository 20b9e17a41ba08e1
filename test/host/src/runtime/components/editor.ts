import { h } from '../dom'
import type { BuiltIn, Tag } from './built-in'
import { formatsAt, toDelta, type Delta } from './editor-contents'

export const editor: BuiltIn = {
  name: 'editor',
  props: {
    ...{ readOnly: false, placeholder: '', showImgSize: false, showImgToolbar: false, showImgResize: false },
    ...{ enableFormats: null, confirmHold: true, adjustPosition: true, autoFocus: false },
  },
  setup(tag) {
    const page = h('div', { class: 'ql-editor qh-editable', role: 'textbox' })
    const box = h('div', { class: 'ql-container' }, page)
    tag.dom.append(box)
    tag.watch(['readOnly'], () => (page.contentEditable = tag.prop('readOnly') ? 'false' : 'true'))
    tag.watch(['placeholder'], () => (page.dataset.placeholder = tag.prop('placeholder')))
    const changed = (event: string) => {
      page.classList.toggle('ql-blank', isBlank(page))
      tag.trigger(event, contentsOf(page))
    }
    page.classList.add('ql-blank')
    page.addEventListener('input', () => changed('input'))
    page.addEventListener('focus', () => changed('focus'))
    page.addEventListener('blur', () => changed('blur'))
    let told = ''
    const status = () => {
      if (!page.contains(document.getSelection()?.anchorNode ?? null)) return
      const formats = formatsAt(page)
      if (JSON.stringify(formats) === told) return
      told = JSON.stringify(formats)
      tag.trigger('statuschange', formats)
    }
    document.addEventListener('selectionchange', status)
    tag.onDetach(() => document.removeEventListener('selectionchange', status))
    tag.onAttach(() => setTimeout(() => tag.trigger('ready', {}), 0))
  },
}

export interface EditorContents {
  html: string
  text: string
  delta: Delta
}

const HEADERS = /^[1-6]$/
const COMMANDS: Record<string, string> = {
  ...{ bold: 'bold', italic: 'italic', underline: 'underline', strike: 'strikeThrough', ins: 'underline' },
  ...{ color: 'foreColor', backgroundColor: 'hiliteColor', fontFamily: 'fontName' },
}
const SCRIPTS: Record<string, string> = { sub: 'subscript', super: 'superscript' }
const ALIGNS: Record<string, string> = {
  ...{ left: 'justifyLeft', center: 'justifyCenter', right: 'justifyRight', justify: 'justifyFull' },
}
const LISTS: Record<string, string> = { ordered: 'insertOrderedList', bullet: 'insertUnorderedList' }

/** What an EditorContext does to its editor. */
export class EditorHand {
  private readonly page: HTMLElement

  constructor(private readonly tag: Tag) {
    this.page = tag.dom.querySelector<HTMLElement>('.qh-editable')!
  }

  contents(): EditorContents {
    return contentsOf(this.page)
  }

  setContents({ html, delta }: { html?: string; delta?: Delta }): void {
    this.page.innerHTML = html ?? htmlOf(delta)
    this.told()
  }

  clear(): void {
    this.page.replaceChildren()
    this.told()
  }

  format(name: string, value?: string): void {
    this.aim()
    if (COMMANDS[name]) document.execCommand(COMMANDS[name], false, value)
    else if (name === 'script') document.execCommand(SCRIPTS[value ?? ''] ?? 'removeFormat')
    else if (name === 'align' || name === 'textAlign') document.execCommand(ALIGNS[value ?? ''] ?? 'justifyLeft')
    else if (name === 'list') document.execCommand(LISTS[value ?? ''] ?? 'insertUnorderedList')
    else if (name === 'indent') document.execCommand(value === '-1' ? 'outdent' : 'indent')
    else if (name === 'header' || HEADERS.test(name.replace('H', ''))) {
      const level = String(value ?? name.replace('H', ''))
      document.execCommand('formatBlock', false, HEADERS.test(level) ? `h${level}` : 'div')
    } else this.style(name, value ?? '')
    this.told()
  }

  insertText(text: string): void {
    this.command('insertText', text)
  }

  insertImage(source: string, attributes: Record<string, string>): void {
    const image = h('img', { src: this.tag.phone.assetUrl(source), ...attributes })
    this.command('insertHTML', image.outerHTML)
  }

  insertDivider(): void {
    this.command('insertHTML', '<hr>')
  }

  command(name: string, value?: string): void {
    this.aim()
    document.execCommand(name, false, value)
    this.told()
  }

  selectionText(): string {
    return this.page.contains(document.getSelection()?.anchorNode ?? null) ? String(document.getSelection()) : ''
  }

  blur(): void {
    this.page.blur()
  }

  scrollIntoView(): void {
    document.getSelection()?.anchorNode?.parentElement?.scrollIntoView({ block: 'nearest' })
  }

  /** Commands go to the selection; without one to the end of the text. */
  private aim(): void {
    const selection = document.getSelection()!
    if (this.page.contains(selection.anchorNode)) return
    this.page.focus()
    selection.selectAllChildren(this.page)
    selection.collapseToEnd()
  }

  private style(name: string, value: string): void {
    const text = String(document.getSelection())
    if (!text) return
    const span = h('span')
    span.style.setProperty(
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value,
    )
    span.textContent = text
    document.execCommand('insertHTML', false, span.outerHTML)
  }

  private told(): void {
    this.page.classList.toggle('ql-blank', isBlank(this.page))
  }
}

function isBlank(page: HTMLElement): boolean {
  return page.textContent === '' && !page.querySelector('img, hr, li')
}

function contentsOf(page: HTMLElement): EditorContents {
  return {
    html: page.innerHTML,
    text: page.innerText.endsWith('\n') ? page.innerText : `${page.innerText}\n`,
    delta: toDelta(page),
  }
}

function htmlOf(delta: Delta | undefined): string {
  const box = h('div')
  for (const { insert, attributes } of delta?.ops ?? []) {
    if (typeof insert !== 'string') {
      if (insert.image) box.append(h('img', { src: insert.image }))
      if (insert.divider) box.append(h('hr'))
      continue
    }
    insert.split('\n').forEach((line, index) => {
      if (index) box.append(h('br'))
      if (!line) return
      const span = h('span', {}, line)
      Object.assign(span.style, {
        fontWeight: attributes?.bold ? 'bold' : '',
        fontStyle: attributes?.italic ? 'italic' : '',
        textDecoration: attributes?.underline ? 'underline' : attributes?.strike ? 'line-through' : '',
        color: (attributes?.color as string | undefined) ?? '',
      })
      box.append(span)
    })
  }
  return box.innerHTML
}
