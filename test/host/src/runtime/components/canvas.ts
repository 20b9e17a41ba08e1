import { h } from '../dom'
import type { Phone } from '../phone'
import type { BuiltIn } from './built-in'

export const canvas: BuiltIn = {
  name: 'canvas',
  props: { type: '', canvasId: '', disableScroll: false },
  reflect: ['type', 'canvasId', 'disableScroll'],
  setup(tag) {
    const surface = h('canvas') as HTMLCanvasElement
    tag.dom.append(surface)
    tag.onAttach(() => {
      // The old interface draws in CSS pixels, sharply; the nodes of the new one are sized by the page.
      const ratio = tag.prop('type') ? 1 : devicePixelRatio
      surface.width = tag.dom.clientWidth * ratio
      surface.height = tag.dom.clientHeight * ratio
    })
  },
}

/** The node that SelectorQuery.node() gives: a canvas with WeChat's helpers on it. */
export function canvasNode(phone: Phone, dom: HTMLElement): HTMLCanvasElement | null {
  const surface = dom.querySelector<HTMLCanvasElement>(':scope > canvas')
  return surface && dom.tagName === 'WX-CANVAS' ? withHelpers(phone, surface) : null
}

export function withHelpers(phone: Phone, surface: HTMLCanvasElement): HTMLCanvasElement {
  return Object.assign(surface, {
    createImage: () => createImage(phone),
    createImageData: (width: number, height: number) => new ImageData(width, height),
    requestAnimationFrame: (run: FrameRequestCallback) =>
      requestAnimationFrame((time) => phone.attempt(() => run(time))),
    cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
    createPath2D: (from?: Path2D | string) => new Path2D(from),
  })
}

const SOURCE = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')!

/** An image whose `src` may be a path of the package or a temporary file. */
export function createImage(phone: Phone): HTMLImageElement {
  const image = new Image()
  let given = ''
  Object.defineProperty(image, 'src', {
    get: () => given,
    set: (source: string) => {
      given = source
      SOURCE.set!.call(image, phone.assetUrl(source, phone.pages.top?.path))
    },
  })
  return image
}
