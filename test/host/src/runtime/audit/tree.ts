import type { TreeSeen } from '../../audit/observations'
import { elementOf, type Element } from '../glass'
import { tagName } from '../selector'

/** Elements of WXML below a node, in the order of the document; what the host itself put in is left out. */
export function elementsIn(body: HTMLElement): HTMLElement[] {
  return [...body.querySelectorAll<HTMLElement>('*')].filter(isOfWxml)
}

/** How many nodes a page has, how deep, and the most that one node holds. */
export function measureTree(page: string, body: HTMLElement): TreeSeen {
  const tree: TreeSeen = { page, nodes: 0, depth: 0, children: 0, widest: '' }
  visit(body, 0)
  return tree

  function visit(node: HTMLElement, depth: number): number {
    let found = 0
    for (const child of node.children as unknown as HTMLElement[]) {
      if (!isOfWxml(child)) {
        found += visit(child, depth)
        continue
      }
      found++
      tree.nodes++
      tree.depth = Math.max(tree.depth, depth + 1)
      const children = visit(child, depth + 1)
      if (children > tree.children) {
        tree.children = children
        tree.widest = nameOf(child)
      }
    }
    return found
  }
}

/** An element as a developer finds it: `view.card#first "words"`. */
export function nameOf(dom: HTMLElement): string {
  const element = elementOf(dom)
  if (!element) return dom.localName
  const classes = element.class.split(/\s+/).filter(Boolean)
  const words = (dom.textContent ?? '').trim().slice(0, 12)
  return `${[tagName(element), ...classes].join('.')}${element.id ? `#${element.id}` : ''}${words ? ` "${words}"` : ''}`
}

/** The listeners of an element, as glass-easel keeps them; its types do not tell. */
export function hearsTap(element: Element): boolean {
  const { listeners, captureListeners } = (
    element as unknown as { _$eventTarget: Record<'listeners' | 'captureListeners', Record<string, unknown> | null> }
  )._$eventTarget
  return Boolean(listeners?.tap ?? captureListeners?.tap)
}

function isOfWxml(node: globalThis.Element): boolean {
  return '__wxElement' in node
}
