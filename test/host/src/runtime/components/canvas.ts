import { h } from '../dom'
import type { BuiltIn } from './built-in'

export const canvas: BuiltIn = {
  name: 'canvas',
  props: { type: '', canvasId: '', disableScroll: false },
  reflect: ['type', 'canvasId'],
  setup(tag) {
    const surface = h('canvas') as HTMLCanvasElement
    tag.dom.append(surface)
    tag.onAttach(() => {
      surface.width = tag.dom.clientWidth
      surface.height = tag.dom.clientHeight
    })
    const touches = ['touchstart', 'touchmove', 'touchend']
    for (const name of touches) tag.component.addListener(name, () => undefined)
  },
}

/** The node that SelectorQuery.node() gives: a canvas with WeChat's helpers on it. */
export function canvasNode(dom: HTMLElement): HTMLCanvasElement | null {
  const surface = dom.querySelector('canvas')
  if (!surface) return null
  return Object.assign(surface, {
    createImage: () => new Image(),
    createImageData: (width: number, height: number) => new ImageData(width, height),
    requestAnimationFrame: (run: FrameRequestCallback) => requestAnimationFrame(run),
    cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
    createPath2D: () => new Path2D(),
  })
}
