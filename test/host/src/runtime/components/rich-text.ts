import { h } from '../dom'
import type { BuiltIn } from './built-in'

interface RichNode {
  type?: 'node' | 'text'
  name?: string
  attrs?: Record<string, string>
  text?: string
  children?: RichNode[]
}

/** Tags that WeChat's rich-text draws; others vanish with their content. */
const TAGS = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset ' +
    'font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong ' +
    'sub sup table tbody td tfoot th thead tr tt u ul'
  ).split(' '),
)
const ATTRIBUTES = new Set([
  'class',
  'style',
  'src',
  'alt',
  'width',
  'height',
  'colspan',
  'rowspan',
  'start',
  'type',
  'align',
  'color',
  'dir',
  'span',
])

export const richText: BuiltIn = {
  name: 'rich-text',
  props: { nodes: null, space: '', userSelect: false },
  setup(tag) {
    const holder = h('div')
    tag.dom.append(holder)
    const draw = () => {
      const nodes = tag.prop<string | RichNode[] | null>('nodes')
      holder.replaceChildren(...(typeof nodes === 'string' ? fromHtml(nodes) : (nodes ?? []).map(fromNode)))
      for (const image of holder.querySelectorAll('img')) {
        image.src = tag.phone.assetUrl(image.getAttribute('src') ?? '', tag.page?.path)
      }
    }
    tag.watch(['nodes'], draw)
    tag.onAttach(draw)
    tag.watch(['space'], () => holder.classList.toggle('qh-spaced', Boolean(tag.prop('space'))))
    tag.watch(['userSelect'], () => (holder.style.userSelect = tag.prop('userSelect') ? 'text' : ''))
  },
}

function fromNode(node: RichNode): Node {
  if (node.type === 'text' || (node.text !== undefined && !node.name))
    return document.createTextNode(unescapeHtml(node.text ?? ''))
  const name = (node.name ?? '').toLowerCase()
  if (!TAGS.has(name)) return document.createTextNode('')
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(node.attrs ?? {}))
    if (ATTRIBUTES.has(key)) element.setAttribute(key, String(value))
  element.append(...(node.children ?? []).map(fromNode))
  return element
}

function fromHtml(html: string): Node[] {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  return [...parsed.body.childNodes].map(clean)
}

function clean(node: Node): Node {
  if (!(node instanceof HTMLElement))
    return document.createTextNode(node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '')
  const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
  const shell = fromNode({ name: node.tagName, attrs })
  if (shell instanceof HTMLElement) shell.append(...[...node.childNodes].map(clean))
  return shell
}

function unescapeHtml(text: string): string {
  const area = document.createElement('textarea')
  area.innerHTML = text
  return area.value
}
