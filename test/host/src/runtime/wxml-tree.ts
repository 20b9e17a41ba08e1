import { attributesOf } from './automator/wxml'
import { isComponent, type Element, type Node } from './glass'
import type { Phone } from './phone'
import { tagName } from './selector'
import { joinQuery } from './url'

/** Every page of the stack as indented WXML, the visible one last; a custom component shows what is inside it first. */
export function pagesAsWxml(phone: Phone): string {
  return phone.pages.stack
    .map(({ path, query, component }) => {
      const root = component.getShadowRoot()
      return [`<!-- ${path}${joinQuery(query)} -->`, ...(root ? linesOf(root.childNodes, '') : [])].join('\n')
    })
    .join('\n\n')
}

function linesOf(nodes: Node[], indent: string): string[] {
  return nodes.flatMap((node) => {
    const element = node.asElement()
    if (!element) {
      const text = (node as unknown as { textContent: string }).textContent.trim()
      return text ? [indent + text] : []
    }
    return element.isVirtual() && !isComponent(element)
      ? linesOf(element.childNodes, indent)
      : elementLines(element, indent)
  })
}

function elementLines(element: Element, indent: string): string[] {
  const name = tagName(element)
  const open = `${indent}<${[name, ...attributesOf(element)].join(' ')}>`
  const inside = isComponent(element) && !element.is.startsWith('wx/') ? element.getShadowRoot() : null
  const own = inside ? linesOf(inside.childNodes, `${indent}    `) : []
  const children = linesOf(element.childNodes, `${indent}  `)
  if (!own.length && children.length <= 1 && !children[0]?.trimStart().startsWith('<')) {
    return [`${open}${children[0]?.trim() ?? ''}</${name}>`]
  }
  return [open, ...(own.length ? [`${indent}  #inside`, ...own] : []), ...children, `${indent}</${name}>`]
}
