import { shownBy, elementOf, type Element } from '../glass'
import { tagName } from '../selector'
import type { Automator, Params } from './automator'

interface Spot {
  x: number
  y: number
}

const SCROLL_ATTEMPTS = 3
const MOST_FRAMES = 60

/**
 * Where a finger has to touch to hit an element: scrolls it into view and looks what lies on top there. Throws when
 * the element has no size, is hidden or is covered, as a user could not touch it either.
 */
export async function touchTarget(
  automator: Automator,
  { elementId, pageId }: Params,
  hasMissed: boolean,
): Promise<Spot> {
  const { elements, phone } = automator
  const element = elements.get(elementId, pageId)
  if (elements.page(pageId) !== phone.pages.top) throw new Error('not visible: its page is not on top')
  const dom = shownBy(element)
  // Scrolling may load more content, which moves the element again; what a fixed bar covers can be scrolled from under it.
  for (let attempt = 0; attempt < SCROLL_ATTEMPTS && !(isFullyVisible(dom) && hitOn(element, dom)); attempt++) {
    dom.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
    await automator.settle()
  }
  if (hasMissed || automator.motion.isPossible) await rest(automator, dom)
  const spot = spotOn(element, dom)
  automator.landing.expect(element)
  return spot
}

/** Waits until the element keeps its place and nothing moves it any more: a finger aims at what stands still. */
async function rest(automator: Automator, dom: HTMLElement): Promise<void> {
  for (let frame = 0, place = placeOf(dom); frame < MOST_FRAMES; frame++) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const next = placeOf(dom)
    if (next === place && !automator.motion.carries(dom)) return
    place = next
  }
}

function placeOf(dom: HTMLElement): string {
  const { x, y, width, height } = dom.getBoundingClientRect()
  return [x, y, width, height].join(' ')
}

function spotOn(element: Element, dom: HTMLElement): Spot {
  const box = visibleBox(dom)
  const style = getComputedStyle(dom)
  if (!box || style.visibility === 'hidden' || style.pointerEvents === 'none') throw new Error('not visible')
  const hit = hitOn(element, dom)
  if (!hit) throw new Error(`element is covered by <${nameAt(middleOf(box))}>`)
  return hit
}

/** A point of the element where nothing lies on top of it. */
function hitOn(element: Element, dom: HTMLElement): Spot | undefined {
  const box = visibleBox(dom)
  if (!box) return undefined
  const { x, y } = middleOf(box)
  return [x, box.left + box.width / 4, box.left + (box.width * 3) / 4]
    .map((x) => ({ x, y }))
    .find((point) => reaches(element, point))
}

const middleOf = (box: DOMRect): Spot => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 })

function isFullyVisible(dom: HTMLElement): boolean {
  const box = boxOf(dom)
  const frame = dom.closest('.qh-page')?.getBoundingClientRect()
  if (!box || !frame) return false
  return box.top >= frame.top && box.bottom <= frame.bottom && box.left >= frame.left && box.right <= frame.right
}

/** The element's first box that has a size; an inline text or a label may have several. */
function boxOf(dom: HTMLElement): DOMRect | undefined {
  const own = [...dom.getClientRects()].find(({ width, height }) => width > 0 && height > 0)
  if (own) return own
  const range = document.createRange()
  range.selectNodeContents(dom)
  return [...range.getClientRects()].find(({ width, height }) => width > 0 && height > 0)
}

/** The part of that box that lies inside the page's frame. */
function visibleBox(dom: HTMLElement): DOMRect | undefined {
  const box = boxOf(dom)
  const frame = dom.closest('.qh-page')?.getBoundingClientRect()
  if (!box || !frame) return undefined
  const left = Math.max(box.left, frame.left)
  const top = Math.max(box.top, frame.top)
  const width = Math.min(box.right, frame.right) - left
  const height = Math.min(box.bottom, frame.bottom) - top
  return width > 0 && height > 0 ? new DOMRect(left, top, width, height) : undefined
}

/** A touch hits an element when it lands on it or on something inside it. */
function reaches(element: Element, { x, y }: Spot): boolean {
  const top = document.elementFromPoint(x, y)
  return top !== null && shownBy(element).contains(top)
}

function nameAt({ x, y }: Spot): string {
  const top = document.elementFromPoint(x, y)
  const element = elementOf(top)
  if (!element)
    return top?.tagName.toLowerCase() === 'qh-shell' ? 'the host interface' : (top?.tagName.toLowerCase() ?? 'nothing')
  return [tagName(element), ...element.class.split(/\s+/).filter(Boolean)].join('.')
}
