import { glassEasel } from './glass'
import type { Phone } from './phone'

/** What a page looks like from outside, for a survey of pages that nobody wrote a test for. */
export interface PageLook {
  path: string
  title: string
  /** Elements of the page, those inside custom components too. */
  nodes: number
  /** Elements in it that show something: text, a picture, a control, a colour. */
  painted: number
  /** Height of the content in CSS pixels. */
  height: number
  /** Tags that are neither WeChat's nor components of the mini-program. */
  unknownTags: string[]
  /** Names that were read from wx and are not there. */
  missingWx: string[]
}

const SHOWS_ITSELF =
  /^wx-(image|cover-image|icon|input|textarea|switch|slider|checkbox|radio|progress|canvas|video|map|web-view|camera|live-player|live-pusher)$/

export function lookAt(phone: Phone): PageLook {
  const page = phone.pages.top
  const elements = page ? [...page.body.querySelectorAll('*')] : []
  return {
    path: page?.path ?? '',
    title: page?.bar.title ?? '',
    nodes: elements.length,
    painted: elements.filter((element) => isPainted(element as HTMLElement)).length,
    height: page?.scroller.scrollHeight ?? 0,
    unknownTags: [...new Set(elements.flatMap(unknownTag))].sort(),
    missingWx: [...phone.missing].sort(),
  }
}

/** Moves the page to its end and back, as somebody would who looks at all of it. */
export async function scrollThrough(phone: Phone): Promise<void> {
  const scroller = phone.pages.top?.scroller
  if (!scroller) return
  const step = scroller.clientHeight
  for (let top = step; top < scroller.scrollHeight && top < step * 5; top += step) {
    scroller.scrollTop = top
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  scroller.scrollTop = 0
}

/** Resolves when nothing has changed on the glass for a while, or when the time is up. */
export function whenQuiet(quietMs: number, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      observer.disconnect()
      clearTimeout(quiet)
      clearTimeout(limit)
      resolve()
    }
    const observer = new MutationObserver(() => {
      clearTimeout(quiet)
      quiet = setTimeout(end, quietMs)
    })
    let quiet = setTimeout(end, quietMs)
    const limit = setTimeout(end, limitMs)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
  })
}

/** Remembers the names that are read from an object and are not there. */
export function noteMissing<T extends object>(object: T, missing: Set<string>): T {
  return new Proxy(object, {
    get(target, name) {
      if (typeof name === 'string' && !(name in target) && name !== 'then' && name !== 'toJSON') missing.add(name)
      return Reflect.get(target, name) as unknown
    },
  })
}

function unknownTag(element: Element): string[] {
  const own = (element as { __wxElement?: unknown }).__wxElement
  return glassEasel.NativeNode.isNativeNode(own) && !element.localName.startsWith('wx-') ? [element.localName] : []
}

function isPainted(element: HTMLElement): boolean {
  const { width, height } = element.getBoundingClientRect()
  if (!width || !height) return false
  if (SHOWS_ITSELF.test(element.localName)) return true
  if ([...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim())) return true
  const { backgroundColor, backgroundImage, borderTopWidth } = getComputedStyle(element)
  const isColoured = backgroundColor !== 'rgba(0, 0, 0, 0)' && backgroundColor !== 'rgb(255, 255, 255)'
  return isColoured || backgroundImage !== 'none' || borderTopWidth !== '0px'
}
