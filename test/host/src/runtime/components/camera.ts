import { h } from '../dom'
import type { BuiltIn, Tag } from './built-in'

export const camera: BuiltIn = {
  name: 'camera',
  props: {
    ...{ mode: 'normal', resolution: 'medium', devicePosition: 'back', flash: 'auto', frameSize: 'medium' },
  },
  setup(tag) {
    const surface = h('canvas', { class: 'qh-media', width: 480, height: 640 }) as HTMLCanvasElement
    tag.dom.prepend(surface)
    tag.onAttach(() => void start(tag, surface))
    tag.watch(['mode'], () => tag.dom.isConnected && scan(tag))
    tag.onDetach(() => tag.trigger('stop', {}))
  },
}

/** What the lens sees: the fixtures' first picture, or a plain scene when there is none. */
export async function drawScene(tag: Tag, surface: HTMLCanvasElement): Promise<void> {
  const [first] = tag.phone.settings.fixtures.media
  const pen = surface.getContext('2d')!
  if (first) {
    const picture = new Image()
    picture.src = tag.phone.assetUrl(typeof first === 'string' ? first : first.data)
    await picture.decode()
    surface.width = picture.naturalWidth
    surface.height = picture.naturalHeight
    pen.drawImage(picture, 0, 0)
    return
  }
  const { width, height } = surface
  const sky = pen.createLinearGradient(0, 0, 0, height)
  sky.addColorStop(0, '#8fb7d9')
  sky.addColorStop(0.6, '#e7e2d3')
  pen.fillStyle = sky
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = '#5b7f5b'
  pen.fillRect(0, height * 0.7, width, height * 0.3)
}

export function surfaceOf(tag: Tag): HTMLCanvasElement {
  return tag.dom.querySelector('canvas')!
}

async function start(tag: Tag, surface: HTMLCanvasElement): Promise<void> {
  await drawScene(tag, surface)
  tag.trigger('initdone', { maxZoom: 10 })
  scan(tag)
}

/** In scanning mode the camera reads what the fixtures hold before it. */
function scan(tag: Tag): void {
  const { scanCode } = tag.phone.settings.fixtures
  if (tag.prop('mode') !== 'scanCode' || !scanCode) return
  const seen = typeof scanCode === 'string' ? { result: scanCode } : scanCode
  const rawData = btoa(unescape(encodeURIComponent(String(seen.result))))
  tag.trigger('scancode', { type: 'qrcode', charSet: 'UTF-8', rawData, ...seen })
}
