import type { Options } from './api'

interface Step {
  actions: { name: string; values: unknown[] }[]
  option: Options
}

const ACTIONS = [
  ...[
    'opacity',
    'backgroundColor',
    'width',
    'height',
    'top',
    'left',
    'bottom',
    'right',
    'matrix',
    'matrix3d',
    'rotate',
    'rotate3d',
  ],
  ...['rotateX', 'rotateY', 'rotateZ', 'scale', 'scale3d', 'scaleX', 'scaleY', 'scaleZ', 'skew', 'skewX', 'skewY'],
  ...['translate', 'translate3d', 'translateX', 'translateY', 'translateZ'],
]

/** wx.createAnimation: a recorder of steps. The steps are exported but not played. */
export function createAnimation(option: Options = {}): Options {
  let current: Step['actions'] = []
  let steps: Step[] = []
  const animation: Options = {
    option,
    step: (own: Options = {}) => {
      steps.push({ actions: current, option: { ...option, ...own } })
      current = []
      return animation
    },
    export: () => {
      const exported = { actions: steps }
      steps = []
      return exported
    },
  }
  for (const name of ACTIONS) {
    animation[name] = (...values: unknown[]) => {
      current.push({ name, values })
      return animation
    }
  }
  return animation
}
