import type { Driver } from '../src/driver'
import { hands } from './hands'
import { conformance } from './kit'

/** In the mini-program, where `evaluate` runs. */
declare const wx: { getFileSystemManager(): { readFileSync(path: string, encoding: string): string } }

const { claim, approximate } = conformance('native')
const PAGE = '/pages/tags-canvas/tags-canvas'
const RED = [255, 0, 0, 255]
const GREEN = [0, 255, 0, 255]
/** The first quarter of the package's picture. */
const PICTURE = [230, 67, 64, 255]

claim(
  [
    '<canvas>',
    'wx.canvasToTempFilePath',
    'NodesRef.fields',
    ...['createImage', 'createPath2D', 'getContext', 'requestAnimationFrame'].map((name) => `Canvas.${name}`),
  ],
  '2d: its node draws shapes, paths and pictures, and becomes a file with those very pixels',
  async ({ app, go, phone }) => {
    const page = await go(PAGE)
    const { noted } = hands(page, phone)
    const file = (await page.callMethod('draw', {})) as string
    expect(await noted('result load')).toBe('result load {"width":400,"height":200}')
    expect(
      await pixels(app, phone, file, [
        [100, 100],
        [300, 50],
        [300, 150],
      ]),
    ).toEqual([RED, GREEN, PICTURE])
    const part = (await page.callMethod('draw', {
      x: 200,
      y: 0,
      width: 200,
      height: 100,
      destWidth: 20,
      destHeight: 10,
    })) as string
    expect(await app.callWxMethod('getImageInfo', { src: part })).toMatchObject({ width: 20, height: 10, type: 'png' })
    expect(await pixels(app, phone, part, [[10, 5]])).toEqual([GREEN])
    const photo = (await page.callMethod('draw', { fileType: 'jpg', quality: 0.5 })) as string
    expect(await app.callWxMethod('getImageInfo', { src: photo })).toMatchObject({ type: 'jpeg' })
    expect(await page.callMethod('frames')).toEqual(expect.any(Number))
  },
)

claim('<canvas>', 'webgl: clears to a colour', async ({ go }) => {
  expect(await (await go(PAGE)).callMethod('webgl')).toEqual([0, 0, 255, 255])
})

claim('wx.createOffscreenCanvas', 'draws away from the page', async ({ go }) => {
  expect(await (await go(PAGE)).callMethod('offscreen')).toEqual([0, 0, 255, 255])
})

approximate(
  [
    '<canvas>',
    'wx.createCanvasContext',
    'wx.canvasGetImageData',
    'wx.canvasPutImageData',
    ...['draw', 'drawImage', 'fillRect', 'setFillStyle', 'createLinearGradient', 'measureText', 'setFontSize'].map(
      (name) => `CanvasContext.${name}`,
    ),
  ],
  'text is measured by the browser',
  'the old interface draws when it is told to, and its pixels are read and written in CSS pixels',
  async ({ app, go, phone }) => {
    const page = await go(PAGE)
    const drawn = (await page.callMethod('old')) as Record<string, unknown>
    expect(drawn).toMatchObject({ before: [0, 0, 0, 0], after: RED, put: [1, 2, 3, 255], picture: PICTURE })
    expect(drawn.width).toBeCloseTo(40, 0)
    expect(await app.callWxMethod('getImageInfo', { src: drawn.file })).toMatchObject({
      width: 40,
      height: 40,
      type: 'jpeg',
    })
    const [corner] = await pixels(app, phone, drawn.file as string, [[5, 5]])
    expect(corner![0]).toBeCloseTo(230, -1)
  },
)

/** Pixels of a file that the mini-program made, as another program would read them. */
async function pixels(
  app: Driver,
  phone: Parameters<typeof hands>[1],
  file: string,
  at: number[][],
): Promise<number[][]> {
  const data = (await app.evaluate(
    (path: string) => wx.getFileSystemManager().readFileSync(path, 'base64'),
    file,
  )) as string
  return phone.look(
    async ([data, at]) => {
      const image = new Image()
      image.src = `data:;base64,${data}`
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
      const pen = canvas.getContext('2d')!
      pen.drawImage(image, 0, 0)
      return at.map(([x, y]) => [...pen.getImageData(x!, y!, 1, 1).data])
    },
    [data, at] as const,
  )
}
