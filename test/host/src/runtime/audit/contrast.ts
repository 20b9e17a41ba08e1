import type { Faint, Observations } from '../../audit/observations'
import { nameOf } from './tree'

type Color = [red: number, green: number, blue: number, alpha: number]

/** Looks at the contrast of every text that stands on plain colours. */
export function lookAtContrast(page: string, elements: HTMLElement[]): Observations['contrast'] {
  const texts = elements.filter((dom) => hasOwnText(dom) && !dom.closest('[disabled]') && dom.checkVisibility())
  const faint = texts.flatMap((dom) => faintText(page, dom) ?? [])
  return { looked: texts.length, faint }
}

function hasOwnText(dom: HTMLElement): boolean {
  return [...dom.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim())
}

function faintText(page: string, dom: HTMLElement): Faint | undefined {
  const background = backgroundOf(dom)
  if (!background) return undefined
  const style = getComputedStyle(dom)
  const color = over(toColor(style.color), background)
  const size = parseFloat(style.fontSize)
  const needed = size >= 24 || (size >= 19 && Number(style.fontWeight) >= 700) ? 3 : 4.5
  const [light, dark] = [luminance(color), luminance(background)].sort((a, b) => b - a) as [number, number]
  const ratio = (light + 0.05) / (dark + 0.05)
  // Rounded as it is reported.
  if (Math.round(ratio * 100) / 100 >= needed) return undefined
  return { page, element: nameOf(dom), ratio, needed, color: hex(color), background: hex(background) }
}

/** The plain colour behind an element; undefined where there is a picture, a gradient or something see-through. */
function backgroundOf(dom: HTMLElement): Color | undefined {
  const layers: Color[] = []
  for (let at: HTMLElement | null = dom; at; at = at.parentElement) {
    const style = getComputedStyle(at)
    if (style.backgroundImage !== 'none' || style.opacity !== '1') return undefined
    const color = toColor(style.backgroundColor)
    if (color[3] > 0) layers.push(color)
    if (color[3] === 1) break
  }
  const white: Color = [255, 255, 255, 1]
  return layers.reduceRight((below, color) => over(color, below), white)
}

function over([red, green, blue, alpha]: Color, below: Color): Color {
  const mix = (part: number, under: number) => part * alpha + under * (1 - alpha)
  return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2]), 1]
}

function toColor(text: string): Color {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue, alpha]
}

/** Relative luminance, as WCAG 2 defines it. */
function luminance([red, green, blue]: Color): number {
  const linear = (part: number) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function hex([red, green, blue]: Color): string {
  return `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}
