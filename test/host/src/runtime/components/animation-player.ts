import { trigger } from '../gestures'
import type { Tag } from './built-in'

/** One thing that a step changes: a style (`args` are its name and value) or a transform function. */
export interface Animate {
  type: string
  args: unknown[]
}

/** What Animation.export() gives and the `animation` property takes. */
export interface ExportedAnimation {
  actions: {
    animates: Animate[]
    option: {
      transformOrigin: string
      transition: { duration: number; timingFunction: string; delay: number }
    }
  }[]
}

const DEGREES = /^(rotate|skew)/
const LENGTHS = /^translate/
const STYLE_LENGTHS = new Set(['width', 'height', 'top', 'left', 'bottom', 'right'])
const EASINGS: Record<string, string> = { 'step-start': 'step-start', 'step-end': 'step-end' }

/**
 * Plays the steps of an exported animation one after the other; each ends with `transitionend`. What a step has set
 * stays, as on a phone. Without motion every step ends at once.
 */
export async function playSteps(tag: Tag, exported: ExportedAnimation | null): Promise<void> {
  for (const { animates, option } of exported?.actions ?? []) {
    const { duration, delay, timingFunction } = option.transition
    const isStill = tag.phone.settings.still
    const animation = tag.dom.animate([{ ...stylesOf(animates), transformOrigin: option.transformOrigin }], {
      duration: isStill ? 0 : Number(duration) || 0,
      delay: isStill ? 0 : Number(delay) || 0,
      easing: easingOf(timingFunction),
      fill: 'forwards',
    })
    try {
      await animation.finished
    } catch {
      return
    }
    if (!tag.dom.isConnected) return
    trigger(tag.component, 'transitionend', {}, {})
  }
}

/** The styles that a step's changes come to; transform functions are joined in their order. */
export function stylesOf(animates: Animate[]): Record<string, string> {
  const styles: Record<string, string> = {}
  const transforms: string[] = []
  for (const { type, args } of animates) {
    if (type === 'style') {
      const name = String(args[0]).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
      styles[name] = styleValue(name, args[1])
    } else transforms.push(transform(type, args))
  }
  if (transforms.length) styles.transform = transforms.join(' ')
  return styles
}

/** A transform function with WeChat's units: degrees for turns, px for moves. */
export function transform(type: string, args: unknown[]): string {
  const unit = DEGREES.test(type) ? 'deg' : LENGTHS.test(type) ? 'px' : ''
  const isRotate3d = type === 'rotate3d'
  const values = args
    .filter((value) => value !== undefined && value !== null)
    .map((value, index) => (isRotate3d && index < 3 ? String(value as number) : withUnit(value, unit)))
  return `${type}(${values.join(', ')})`
}

export function styleValue(name: string, value: unknown): string {
  return STYLE_LENGTHS.has(name) ? withUnit(value, 'px') : String(value)
}

export function easingOf(name: string | undefined): string {
  return name && (EASINGS[name] || CSS.supports('transition-timing-function', name)) ? name : 'linear'
}

function withUnit(value: unknown, unit: string): string {
  const text = String(value)
  if (/^-?[\d.]+(e-?\d+)?$/.test(text)) return `${text}${unit}`
  return text.replace(/(-?[\d.]+)rpx\b/g, 'calc($1 * var(--qh-rpx))')
}
