import { isComponent, type Element, type Node } from '../glass'
import { tagName } from '../selector'

/** WXML of an element: its children, with the element itself around them for `outer`. */
export function wxmlOf(element: Element, kind: 'inner' | 'outer'): string {
  const inner = element.childNodes.map(nodeToWxml).join('')
  return kind === 'inner' ? inner : wrap(element, inner)
}

function nodeToWxml(node: Node): string {
  const element = node.asElement()
  if (!element) return escapeText((node as unknown as { textContent: string }).textContent)
  const inner = element.childNodes.map(nodeToWxml).join('')
  return element.isVirtual() && !isComponent(element) ? inner : wrap(element, inner)
}

function wrap(element: Element, inner: string): string {
  const name = tagName(element)
  return `<${[name, ...attributesOf(element)].join(' ')}>${inner}</${name}>`
}

/** What stands in an element's tag, each as `name="value"`. */
export function attributesOf(element: Element): string[] {
  const attributes: string[] = []
  if (element.id) attributes.push(`id="${escapeText(element.id)}"`)
  if (element.class) attributes.push(`class="${escapeText(element.class)}"`)
  if (element.style) attributes.push(`style="${escapeText(element.style)}"`)
  for (const [key, value] of Object.entries(element.dataset ?? {})) {
    const dashed = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    attributes.push(`data-${dashed}="${escapeText(typeof value === 'string' ? value : JSON.stringify(value))}"`)
  }
  return attributes
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}
