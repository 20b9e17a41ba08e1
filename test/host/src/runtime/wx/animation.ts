import type { Animate, ExportedAnimation } from '../components/animation-player'
import type { Options } from './api'

const STYLES = ['opacity', 'backgroundColor', 'width', 'height', 'top', 'left', 'bottom', 'right']
const TRANSFORMS = [
  ...['matrix', 'matrix3d', 'rotate', 'rotate3d', 'rotateX', 'rotateY', 'rotateZ', 'scale', 'scale3d', 'scaleX'],
  ...['scaleY', 'scaleZ', 'skew', 'skewX', 'skewY', 'translate', 'translate3d', 'translateX', 'translateY'],
  'translateZ',
]

/**
 * wx.createAnimation: records steps for an `animation` property. What one step set is also part of the later ones, unless
 * they set it anew; export() hands out the steps since the last export.
 */
export function createAnimation(option: Options = {}): Options {
  const reached = new Map<string, Animate>()
  const steps: ExportedAnimation['actions'] = []
  const animation: Options = {
    option,
    step: (own: Options = {}) => {
      const {
        transformOrigin = '50% 50% 0',
        duration = 400,
        timingFunction = 'linear',
        delay = 0,
      } = { ...option, ...own }
      steps.push({
        animates: [...reached.values()],
        option: {
          transformOrigin: String(transformOrigin),
          transition: { duration: Number(duration), timingFunction: String(timingFunction), delay: Number(delay) },
        },
      })
      return animation
    },
    export: () => ({ actions: steps.splice(0) }),
  }
  for (const name of STYLES) {
    animation[name] = (value: unknown) => {
      reached.set(`style.${name}`, { type: 'style', args: [name, value] })
      return animation
    }
  }
  for (const name of TRANSFORMS) {
    animation[name] = (...args: unknown[]) => {
      reached.set(name, { type: name, args })
      return animation
    }
  }
  return animation
}
