import type { Observations, Sized } from '../../audit/observations'
import { elementOf } from '../glass'
import type { OpenPage } from '../open-page'
import { hearsTap, nameOf } from './tree'

const CONTROLS = new Set(
  ['button', 'checkbox', 'radio', 'switch', 'navigator', 'picker', 'slider'].map((name) => `wx-${name}`),
)
const SMALLEST = 20
/** Of an iPhone X, below. */
const HOME_INDICATOR = 34
const LOWEST_BAR = 68

/** Looks at everything a finger can tap on a page: is it large enough, and clear of the home indicator. */
export function lookAtTargets(
  { path: page, frame, isTab }: OpenPage,
  elements: HTMLElement[],
): Observations['targets'] {
  const targets = elements.filter((dom) => isTarget(dom) && isShown(dom))
  const small = targets
    .map((dom) => sized(page, dom))
    .filter(({ width, height }) => width < SMALLEST || height < SMALLEST)
  // Above a tab bar there is no home indicator.
  return { looked: targets.length, small, unsafe: isTab ? [] : unsafeTargets(page, frame, targets) }
}

function isTarget(dom: HTMLElement): boolean {
  if (dom.hasAttribute('disabled')) return false
  // A control inside something that can be tapped itself is reached by that.
  if (CONTROLS.has(dom.localName)) return !dom.parentElement?.closest('wx-label')
  const element = elementOf(dom)
  return element !== null && hearsTap(element)
}

function isShown(dom: HTMLElement): boolean {
  return dom.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && dom.getClientRects().length > 0
}

function sized(page: string, dom: HTMLElement): Sized {
  const { width, height } = dom.getBoundingClientRect()
  return { page, element: nameOf(dom), width: toTenth(width), height: toTenth(height) }
}

/** Targets in low fixed bars that would lie under the home indicator; the safe area is switched on for the look. */
function unsafeTargets(page: string, frame: HTMLElement, targets: HTMLElement[]): Sized[] {
  const fixed = new Map<HTMLElement, HTMLElement | undefined>()
  const bars = targets.flatMap((dom) => {
    const bar = fixedAround(dom, frame, fixed)
    return bar ? [{ dom, bar }] : []
  })
  if (!bars.length) return []
  const before = frame.style.getPropertyValue('--qh-safe-bottom')
  frame.style.setProperty('--qh-safe-bottom', `${HOME_INDICATOR}px`)
  const lowest = frame.getBoundingClientRect().bottom - HOME_INDICATOR
  const unsafe = bars.filter(
    ({ dom, bar }) =>
      bar.getBoundingClientRect().height < LOWEST_BAR && dom.getBoundingClientRect().bottom > lowest + 0.5,
  )
  const found = unsafe.map(({ dom }) => sized(page, dom))
  frame.style.setProperty('--qh-safe-bottom', before)
  return found
}

function fixedAround(
  dom: HTMLElement,
  frame: HTMLElement,
  known: Map<HTMLElement, HTMLElement | undefined>,
): HTMLElement | undefined {
  if (known.has(dom)) return known.get(dom)
  const parent = dom.parentElement
  const found =
    getComputedStyle(dom).position === 'fixed'
      ? dom
      : parent && parent !== frame
        ? fixedAround(parent, frame, known)
        : undefined
  known.set(dom, found)
  return found
}

const toTenth = (length: number) => Math.round(length * 10) / 10
