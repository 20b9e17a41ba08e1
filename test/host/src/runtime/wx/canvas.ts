import { withHelpers } from '../components/canvas'
import { domOf, type Caller } from '../glass'
import { findAll } from '../selector'
import type { Api, Options } from './api'
import { CanvasContext } from './canvas-context'
import { scopeOrPage } from './queries'

interface Area {
  x?: number
  y?: number
  width?: number
  height?: number
}

/** Canvases: the old interface by canvas-id, files from both kinds, and canvases that are not on the page. */
export function addCanvas(api: Api): void {
  const { phone } = api
  api.sync('createCanvasContext', (canvasId: string, scope?: Caller) => {
    return new CanvasContext(phone, () => surfaceById(api, canvasId, scope))
  })
  api.async('canvasToTempFilePath', (options) => saveCanvas(api, options))
  api.async('canvasGetImageData', (options) => readPixels(api, options))
  api.async('canvasPutImageData', (options) => writePixels(api, options))
  api.sync('createOffscreenCanvas', (first: Options | number = {}, second?: number) => {
    const size = typeof first === 'number' ? { width: first, height: second } : first
    const { width = 300, height = 150 } = size as { width?: number; height?: number }
    return withHelpers(phone, Object.assign(document.createElement('canvas'), { width, height }))
  })
}

/** Writes a picture of a canvas, or of an area of it in its own pixels, into a temporary file. */
export async function saveSurface(
  api: Api,
  surface: HTMLCanvasElement,
  options: Area & { destWidth?: number; destHeight?: number; fileType?: string; quality?: number },
): Promise<{ tempFilePath: string }> {
  const { x = 0, y = 0, width = surface.width - x, height = surface.height - y } = options
  const { destWidth = width, destHeight = height, fileType = 'png', quality = 1 } = options
  const picture = document.createElement('canvas')
  Object.assign(picture, { width: Math.round(destWidth), height: Math.round(destHeight) })
  if (!picture.width || !picture.height) throw new Error('canvas is empty')
  picture.getContext('2d')!.drawImage(surface, x, y, width, height, 0, 0, picture.width, picture.height)
  const type = `image/${fileType === 'jpg' ? 'jpeg' : 'png'}`
  const [, data = ''] = picture.toDataURL(type, Number(quality)).split(',')
  const { path } = await api.phone.native.call<{ path: string }>('file-write', { data, type })
  return { tempFilePath: path }
}

function saveCanvas(api: Api, options: Options): Promise<{ tempFilePath: string }> {
  const given = options.canvas as HTMLCanvasElement | undefined
  const surface = given ?? surfaceById(api, String(options.canvasId))
  if (!surface) throw new Error('canvas is empty')
  if (given) return saveSurface(api, surface, options)
  // By id everything is in CSS pixels, and the file has the screen's own.
  const box = surface.getBoundingClientRect()
  const { x = 0, y = 0, width = box.width - x, height = box.height - y } = options as Area
  const { destWidth = width * devicePixelRatio, destHeight = height * devicePixelRatio } = options as Record<
    string,
    number | undefined
  >
  const ratio = surface.width / box.width
  return saveSurface(api, surface, {
    ...(options as Options & { fileType?: string; quality?: number }),
    ...{ x: x * ratio, y: y * ratio, width: width * ratio, height: height * ratio, destWidth, destHeight },
  })
}

function readPixels(api: Api, { canvasId, x, y, width, height }: Options): Options {
  const surface = surfaceById(api, String(canvasId))
  if (!surface) throw new Error('canvas is empty')
  const ratio = surface.width / surface.getBoundingClientRect().width
  const [left, top, wide, high] = [x, y, width, height].map(Number) as [number, number, number, number]
  const copy = Object.assign(document.createElement('canvas'), { width: wide, height: high })
  const pen = copy.getContext('2d')!
  pen.imageSmoothingEnabled = false
  pen.drawImage(surface, left * ratio, top * ratio, wide * ratio, high * ratio, 0, 0, wide, high)
  const { data } = pen.getImageData(0, 0, wide, high)
  return { width: wide, height: high, data: new api.phone.realm.window.Uint8ClampedArray(data) }
}

function writePixels(api: Api, { canvasId, data, x, y, width, height }: Options): void {
  const surface = surfaceById(api, String(canvasId))
  if (!surface) throw new Error('canvas is empty')
  const ratio = surface.width / surface.getBoundingClientRect().width
  const [left, top, wide] = [x, y, width].map(Number) as [number, number, number]
  const pixels = new Uint8ClampedArray(data as Uint8ClampedArray)
  const high = height === undefined ? pixels.length / 4 / wide : Number(height)
  const copy = Object.assign(document.createElement('canvas'), { width: wide, height: high })
  copy.getContext('2d')!.putImageData(new ImageData(pixels, wide, high), 0, 0)
  const pen = surface.getContext('2d')!
  pen.setTransform(1, 0, 0, 1, 0, 0)
  pen.clearRect(left * ratio, top * ratio, wide * ratio, high * ratio)
  pen.drawImage(copy, left * ratio, top * ratio, wide * ratio, high * ratio)
}

function surfaceById(api: Api, canvasId: string, scope?: Caller): HTMLCanvasElement | undefined {
  const component = scopeOrPage(api.phone, scope?._$)?.component
  const inScope = component ? findAll(component, `canvas[canvas-id="${canvasId}"]`) : []
  const dom = inScope[0]
    ? domOf(inScope[0])
    : api.phone.pages.top?.frame.querySelector(`wx-canvas[canvas-id="${CSS.escape(canvasId)}"]`)
  return dom?.querySelector('canvas') ?? undefined
}
