import { domOf, elementOf, type Component, type Element } from '../glass'
import { BUILT_IN_TAGS } from '../tags'

/** Elements of a page by XPath, with tags as WXML names them: //view[@class="card"]/text. */
export function findByXpath(component: Component, path: string): Element[] {
  const inDom = path.replace(/(^|[/:(\s])([a-z][\w-]*)(?=[\s[/\])]|$)/g, (all, before: string, tag: string) =>
    BUILT_IN_TAGS.has(tag) ? `${before}wx-${tag}` : all,
  )
  const context = domOf(component)
  const relative = inDom.replace(/(^|\|\s*|\(\s*)\/(?=\/)/g, '$1./').replace(/^\/(?!\/)/, './')
  const found = document.evaluate(relative, context, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE)
  const elements: Element[] = []
  for (let at = 0; at < found.snapshotLength; at++) {
    const node = found.snapshotItem(at)
    const element = elementOf(node)
    if (element && domOf(element) === node) elements.push(element)
  }
  return elements
}
