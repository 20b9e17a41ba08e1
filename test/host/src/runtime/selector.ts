import { classesOf, glassEasel, isComponent, type Component, type Element, type Node } from './glass'

type Combinator = ' ' | '>' | '>>>' | '+' | '~'

interface Compound {
  tag?: string
  id?: string
  classes: string[]
  attributes: { name: string; value?: string }[]
  nth?: number | 'last'
  /** Whether it has to be at the top of the page. */
  isTop?: boolean
  /** How the compound before this one must relate to it. */
  combinator: Combinator
}

const PART =
  /([.#]?)((?:[\w-]|[^\0-\x7f]|\\.)+)|\[([\w-]+)(?:\s*=\s*["']?([^"'\]]*)["']?)?\]|:(first-child|last-child|nth-child\((\d+)\))|\*/y

/**
 * All elements inside a component (in its own tree) that match, in document order. `>>>` reaches into components. Of a
 * page's root the selector may speak as `page`.
 */
export function findAll(component: Component, selector: string, isPage = false): Element[] {
  const root = component.getShadowRoot()
  return root ? match(root, selector, isPage ? component : undefined) : []
}

/** All matching descendants of an element in the same tree. */
export function findBelow(element: Element, selector: string): Element[] {
  return match(element, selector)
}

/** The name of an element as WXML wrote it. */
export function tagName(element: Element): string {
  const { tagName: ofComponent, is } = element as unknown as { tagName?: string; is?: string }
  return ofComponent ?? is ?? ''
}

/** Children of an element in its own tree; lists and conditions, which are no elements in WXML, are looked through. */
export function childElements(parent: Element): Element[] {
  return parent.childNodes.flatMap((child: Node) => {
    const element = child.asElement()
    if (!element) return []
    return element.isVirtual() && !isComponent(element) ? childElements(element) : [element]
  })
}

export function parentElement(element: Element): Element | null {
  let parent = element.parentNode
  while (parent && parent.isVirtual() && !isShadowRoot(parent)) parent = parent.parentNode
  return parent && !isShadowRoot(parent) ? parent : null
}

function match(scope: Element, selector: string, page?: Component): Element[] {
  const all = selector.split(',').map((part) => parse(part.trim()))
  const found: Element[] = []
  if (page && all.some((compounds) => compounds.length === 1 && isPlainPage(compounds[0]!))) found.push(page)
  const alternatives = page ? all.map(withoutPage) : all
  const piercing = alternatives.filter((compounds) => compounds.some(({ combinator }) => combinator === '>>>'))
  visit(scope, alternatives)
  return found

  function visit(parent: Element, selectors: Compound[][]): void {
    for (const element of childElements(parent)) {
      if (selectors.some((compounds) => matches(element, compounds, scope))) found.push(element)
      if (piercing.length && isComponent(element)) {
        const inside = element.getShadowRoot()
        // Only what was asked for with `>>>` is found in there.
        if (inside) visit(inside, piercing)
      }
      visit(element, selectors)
    }
  }
}

function isPlainPage({ tag, id, classes, attributes, nth }: Compound): boolean {
  return tag === 'page' && !id && !classes.length && !attributes.length && nth === undefined
}

/** `page .a` is `.a`, and `page > .a` is an `.a` at the top of the page. */
function withoutPage(compounds: Compound[]): Compound[] {
  const [first, second, ...rest] = compounds
  if (!first || !second || !isPlainPage(first)) return compounds
  return [{ ...second, isTop: second.combinator === '>', combinator: ' ' }, ...rest]
}

function parse(selector: string): Compound[] {
  const compounds: Compound[] = []
  let combinator: Combinator = ' '
  for (const token of selector.replace(/\s*(>>>|>|\+|~(?!=))\s*/g, ' $1 ').split(/\s+(?![^[]*\])/)) {
    if (!token) continue
    if (['>', '>>>', '+', '~'].includes(token)) combinator = token as Combinator
    else {
      compounds.push(parseCompound(token, combinator))
      combinator = ' '
    }
  }
  if (!compounds.length) throw new Error(`invalid selector "${selector}"`)
  return compounds
}

function parseCompound(token: string, combinator: Combinator): Compound {
  const compound: Compound = { classes: [], attributes: [], combinator }
  PART.lastIndex = 0
  while (PART.lastIndex < token.length) {
    const part = PART.exec(token)
    if (!part) throw new Error(`invalid selector "${token}"`)
    const [, mark, name, attribute, value, pseudo, nth] = part
    const plain = name?.replace(/\\(.)/g, '$1')
    if (attribute) compound.attributes.push({ name: attribute, value })
    else if (pseudo) compound.nth = pseudo === 'last-child' ? 'last' : Number(nth ?? 1)
    else if (mark === '.') compound.classes.push(plain!)
    else if (mark === '#') compound.id = plain
    else if (plain) compound.tag = plain
  }
  return compound
}

function matches(element: Element, compounds: Compound[], scope: Element): boolean {
  const last = compounds.at(-1)!
  if (!matchesCompound(element, last)) return false
  if (last.isTop && !childElements(scope).includes(element)) return false
  const before = compounds.slice(0, -1)
  if (!before.length) return true
  switch (last.combinator) {
    case '>': {
      const parent = parentElement(element)
      return parent !== null && parent !== scope && matches(parent, before, scope)
    }
    case '+':
    case '~': {
      const earlier = siblingsBefore(element)
      const candidates = last.combinator === '+' ? earlier.slice(-1) : earlier
      return candidates.some((sibling) => matches(sibling, before, scope))
    }
    case '>>>':
      return someAncestor(element, (at) => at.getComposedParent(), before, scope)
    case ' ':
      return someAncestor(element, parentElement, before, scope)
  }
}

function someAncestor(
  element: Element,
  up: (at: Element) => Element | null,
  before: Compound[],
  scope: Element,
): boolean {
  for (let at = up(element); at && at !== scope; at = up(at)) {
    if ((!at.isVirtual() || isComponent(at)) && matches(at, before, scope)) return true
  }
  return false
}

function matchesCompound(element: Element, { tag, id, classes, attributes, nth }: Compound): boolean {
  if (tag && tagName(element) !== tag) return false
  if (id && element.id !== id) return false
  const own = classesOf(element)
  if (!classes.every((name) => own.includes(name))) return false
  if (!attributes.every(({ name, value }) => matchesAttribute(element, name, value))) return false
  if (nth === undefined) return true
  const position = siblingsBefore(element).length + 1
  return nth === 'last' ? position === siblings(element).length : position === nth
}

function matchesAttribute(element: Element, name: string, value?: string): boolean {
  const camel = (text: string) => text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const actual = name.startsWith('data-')
    ? element.dataset[camel(name.slice(5))]
    : isComponent(element)
      ? (element.data as Record<string, unknown>)[camel(name)]
      : element.getAttribute(name)
  if (value === undefined) return actual !== undefined && actual !== false && actual !== ''
  return String(actual) === value
}

function siblings(element: Element): Element[] {
  let parent = element.parentNode
  while (parent && parent.isVirtual() && !isShadowRoot(parent)) parent = parent.parentNode
  return parent ? childElements(parent) : [element]
}

function siblingsBefore(element: Element): Element[] {
  const all = siblings(element)
  return all.slice(0, all.indexOf(element))
}

function isShadowRoot(element: Element): boolean {
  return element instanceof glassEasel.ShadowRoot
}
