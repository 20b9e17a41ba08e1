import { glassEasel, isComponent, type Component, type Element } from '../glass'
import type { OpenPage } from '../open-page'
import type { Phone } from '../phone'
import { tagName } from '../selector'

/** Ids that the automator knows elements by; never used twice, also not after a fresh start, and forgotten with their page. */
export class Elements {
  private readonly series = Date.now().toString(36)
  private nextId = 1
  private readonly ids = new WeakMap<Element, string>()
  private readonly pages = new Map<number, Map<string, Element>>()

  constructor(private readonly phone: Phone) {}

  page(pageId: unknown): OpenPage {
    const page = this.phone.pages.alive.find(({ id }) => id === Number(pageId))
    if (!page) throw new Error('page destroyed')
    return page
  }

  /** The element, which must still be on its page. */
  get(elementId: unknown, pageId: unknown): Element {
    const page = this.page(pageId)
    const element = this.pages.get(page.id)?.get(String(elementId))
    if (!element || !glassEasel.Element.isAttached(element)) throw new Error('element destroyed')
    return element
  }

  /** The custom component that a request's nodeId names. */
  custom({ elementId, nodeId, pageId }: Record<string, unknown>): Component {
    const element = this.get(elementId, pageId)
    if (!isComponent(element) || !isCustom(element)) throw new Error(`<${tagName(element)}> is not a custom component`)
    if (nodeId !== undefined && nodeId !== nodeIdOf(String(elementId))) throw new Error('element destroyed')
    return element
  }

  /** What the protocol tells of an element that was found. */
  describe(element: Element, page: OpenPage): Record<string, unknown> {
    const elementId = this.idOf(element, page)
    const isPage = element === page.component
    const name = isPage ? 'page' : tagName(element)
    return {
      elementId,
      tagName: name,
      ...(isCustom(element) && !isPage ? { nodeId: nodeIdOf(elementId) } : {}),
      ...(name === 'video' ? { videoId: element.id || elementId } : {}),
    }
  }

  private idOf(element: Element, page: OpenPage): string {
    const known = this.ids.get(element)
    if (known) return known
    const id = `${this.series}-${this.nextId++}`
    this.ids.set(element, id)
    this.forgetClosedPages()
    const elements = this.pages.get(page.id) ?? new Map<string, Element>()
    elements.set(id, element)
    this.pages.set(page.id, elements)
    return id
  }

  private forgetClosedPages(): void {
    const alive = new Set(this.phone.pages.alive.map(({ id }) => id))
    for (const id of this.pages.keys()) if (!alive.has(id)) this.pages.delete(id)
  }
}

/** Whether an element is one of the mini-program's own components. */
export function isCustom(element: Element): boolean {
  return isComponent(element) && !element.is.startsWith('wx/')
}

/** Custom components have a second name, which the logic knows them by. */
const nodeIdOf = (elementId: string) => `node-${elementId}`
