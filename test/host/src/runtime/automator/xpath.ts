import { isComponent, type Component, type Element, type Node } from '../glass'
import { tagName } from '../selector'

/**
 * Elements of a page by XPath, with tags and classes as WXML names them: //view[@class="card"]/text. Components are
 * looked into; what the host itself puts into a tag is not there.
 */
export function findByXpath(component: Component, path: string): Element[] {
  const origins = new Map<globalThis.Node, Element>()
  const mirror = document.implementation.createDocument(null, 'page')
  mirror.documentElement.append(...component.getComposedChildren().flatMap(copy))
  // A path from the root begins below the page, as WXML does.
  const relative = path.replace(/(^|\|\s*|\(\s*)\/(?=\/)/g, '$1./').replace(/^\/(?!\/)/, './')
  const found = mirror.evaluate(relative, mirror.documentElement, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE)
  const elements = Array.from({ length: found.snapshotLength }, (_, at) => origins.get(found.snapshotItem(at)!))
  return elements.filter((element) => element !== undefined)

  function copy(node: Node): globalThis.Node[] {
    const element = node.asElement()
    if (!element) return [mirror.createTextNode((node as unknown as { textContent: string }).textContent)]
    const children = element.getComposedChildren().flatMap(copy)
    if (element.isVirtual() && !isComponent(element)) return children
    const twin = mirror.createElement(tagName(element))
    origins.set(twin, element)
    if (element.id) twin.setAttribute('id', element.id)
    if (element.class) twin.setAttribute('class', element.class)
    for (const [name, value] of Object.entries(element.dataset ?? {})) {
      const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
      twin.setAttribute(`data-${dashed}`, typeof value === 'string' ? value : JSON.stringify(value))
    }
    if (isComponent(element)) copyProperties(element, twin)
    twin.append(...children)
    return [twin]
  }
}

/** Properties that are a word or a number stand in the tag too. */
function copyProperties(component: Component, twin: globalThis.Element): void {
  for (const [name, value] of Object.entries(component.data)) {
    const isPlain = (typeof value === 'string' && value !== '') || typeof value === 'number' || value === true
    if (isPlain && !twin.hasAttribute(name) && /^[a-z]\w*$/i.test(name)) twin.setAttribute(name, String(value))
  }
}
