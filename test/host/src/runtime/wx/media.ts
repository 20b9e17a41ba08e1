import { h } from '../dom'
import { WxError, type Api, type Options } from './api'
import { plain } from './routes'

export function addMedia(api: Api): void {
  const { phone } = api
  const picked = (count: unknown): string[] => {
    const files = phone.settings.fixtures.media.slice(0, Number(count ?? 9))
    if (!files.length) throw new Error('cancel')
    return files
  }
  api.async('chooseMedia', async ({ count, sourceType }) => {
    const files = await pick(api, picked, count)
    void sourceType
    return {
      type: 'image',
      tempFiles: files.map((file) => ({ tempFilePath: file.path, size: file.size, fileType: 'image' })),
    }
  })
  api.async('chooseImage', async ({ count }) => {
    const files = await pick(api, picked, count)
    return { tempFilePaths: files.map(({ path }) => path), tempFiles: files }
  })
  api.async('chooseMessageFile', async ({ count }) => {
    const files = await pick(api, picked, count)
    return { tempFiles: files.map((file) => ({ ...file, name: file.path.split('/').pop(), type: 'file' })) }
  })
  api.async('previewImage', (options) => preview(api, options))
  api.async('previewMedia', (options) => phone.record('previewMedia', plain(options)))
  api.async('saveImageToPhotosAlbum', (options) => phone.record('saveImageToPhotosAlbum', plain(options)))
  api.async('showShareImageMenu', (options) => phone.record('showShareImageMenu', plain(options)))
  api.async('compressImage', ({ src }) => ({ tempFilePath: src }))
  api.async('getImageInfo', ({ src }) => imageInfo(api, String(src)))
  api.async('canvasToTempFilePath', (options) => saveCanvas(api, options))
  api.sync('createOffscreenCanvas', ({ width = 300, height = 150 }: { width?: number; height?: number }) =>
    Object.assign(document.createElement('canvas'), { width, height, createImage: () => new Image() }),
  )
  api.sync('createInnerAudioContext', () => {
    const audio = new Audio()
    const events = ['Play', 'Pause', 'Ended', 'Error', 'Canplay', 'TimeUpdate', 'Stop', 'Waiting', 'Seeking', 'Seeked']
    const ignore = (): undefined => undefined
    return Object.assign(
      audio,
      Object.fromEntries(
        events.flatMap((name) => [
          [`on${name}`, ignore],
          [`off${name}`, ignore],
        ]),
      ),
      {
        stop: () => audio.pause(),
        destroy: () => audio.remove(),
      },
    )
  })
}

interface PickedFile {
  path: string
  size: number
}

/** In the visitor's browser the file dialogue; in tests the fixtures' files. */
async function pick(api: Api, fixtures: (count: unknown) => string[], count: unknown): Promise<PickedFile[]> {
  const { native, settings } = api.phone
  const sources = settings.prompts === 'ask' ? await askForFiles(Number(count ?? 9)) : fixtures(count)
  return Promise.all(
    sources.map(async (source) => {
      const [head = '', data = ''] = source.split(',')
      const type = /^data:([^;]*)/.exec(head)?.[1] ?? ''
      return native.call<PickedFile>('file-write', { data, type })
    }),
  )
}

function askForFiles(count: number): Promise<string[]> {
  const input = h('input', { type: 'file', accept: 'image/*', multiple: count > 1 }) as HTMLInputElement
  return new Promise((resolve, reject) => {
    input.addEventListener('cancel', () => reject(new Error('cancel')))
    input.addEventListener('change', () => {
      const reads = [...(input.files ?? [])].slice(0, count).map(
        (file) =>
          new Promise<string>((done) => {
            const reader = new FileReader()
            reader.onload = () => done(reader.result as string)
            reader.readAsDataURL(file)
          }),
      )
      resolve(Promise.all(reads))
    })
    input.click()
  })
}

function preview(api: Api, options: Options): void {
  const { phone } = api
  phone.record('previewImage', plain(options))
  const urls = (options.urls ?? []) as string[]
  const current =
    typeof options.current === 'number' ? urls[options.current] : ((options.current as string | undefined) ?? urls[0])
  const layer = h(
    'div',
    { class: 'preview', onclick: () => layer.remove() },
    h('img', { src: phone.assetUrl(current ?? ''), alt: '' }),
  )
  phone.screen.shell.append(layer)
}

async function imageInfo(api: Api, src: string): Promise<Options> {
  const image = new Image()
  image.src = api.phone.assetUrl(src)
  await image.decode().catch(() => {
    throw new WxError('file not found')
  })
  return { width: image.naturalWidth, height: image.naturalHeight, path: src, orientation: 'up', type: 'png' }
}

async function saveCanvas(api: Api, { canvas, canvasId, fileType = 'png', quality = 1 }: Options): Promise<Options> {
  const frame = api.phone.pages.top?.frame
  const surface =
    (canvas as HTMLCanvasElement | undefined) ??
    frame?.querySelector<HTMLCanvasElement>(`wx-canvas[canvas-id="${CSS.escape(String(canvasId))}"] canvas`)
  if (!surface) throw new Error('canvas is empty')
  const type = `image/${fileType === 'jpg' ? 'jpeg' : 'png'}`
  const [, data] = surface.toDataURL(type, Number(quality)).split(',')
  const { path } = await api.phone.native.call<PickedFile>('file-write', { data, type })
  return { tempFilePath: path }
}
