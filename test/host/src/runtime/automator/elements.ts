import { domOf, type Element } from '../glass'
import type { OpenPage } from '../open-page'
import type { Phone } from '../phone'

/** Ids that the automator knows elements by; never used twice, and forgotten with their page. */
export class Elements {
  private nextId = 1
  private readonly ids = new WeakMap<Element, string>()
  private readonly pages = new Map<number, Map<string, Element>>()

  constructor(private readonly phone: Phone) {}

  page(pageId: unknown): OpenPage {
    const page = this.phone.pages.alive.find(({ id }) => id === Number(pageId))
    if (!page) throw new Error('page destroyed')
    return page
  }

  idOf(element: Element, page: OpenPage): string {
    const known = this.ids.get(element)
    if (known) return known
    const id = `e${this.nextId++}`
    this.ids.set(element, id)
    this.forgetClosedPages()
    const elements = this.pages.get(page.id) ?? new Map<string, Element>()
    elements.set(id, element)
    this.pages.set(page.id, elements)
    return id
  }

  /** The element, which must still be on its page. */
  get(elementId: unknown, pageId: unknown): Element {
    const page = this.page(pageId)
    const element = this.pages.get(page.id)?.get(String(elementId))
    if (!element || !domOf(element)?.isConnected) throw new Error('element destroyed')
    return element
  }

  private forgetClosedPages(): void {
    const alive = new Set(this.phone.pages.alive.map(({ id }) => id))
    for (const id of this.pages.keys()) if (!alive.has(id)) this.pages.delete(id)
  }
}
