import { h } from '../dom'
import { imageSize, videoSize } from './choose'
import { WxError, type Api, type Options } from './api'
import { plain } from './routes'

/** What a mini-program put into the phone's album. */
export interface AlbumItem {
  kind: 'image' | 'video'
  filePath: string
  size: number
  width: number
  height: number
  /** Where a test or a page can load it from. */
  url: string
}

/** Looking at pictures, measuring, compressing, cropping and saving them. */
export function addPictures(api: Api): void {
  const { phone } = api
  api.async('previewImage', (options) => {
    const urls = (options.urls ?? []) as string[]
    if (!urls.length) throw new Error('parameter error: parameter.urls should have at least 1 item;')
    const { current } = options
    const at = typeof current === 'number' ? current : Math.max(0, urls.indexOf((current as string) ?? urls[0]!))
    show(api, 'previewImage', options, urls, at)
  })
  api.async('previewMedia', (options) => {
    const sources = (options.sources ?? []) as { url: string; type?: string }[]
    if (!sources.length) throw new Error('parameter error: parameter.sources should have at least 1 item;')
    show(api, 'previewMedia', options, sources.map(({ url }) => url), Number(options.current ?? 0)) // prettier-ignore
  })
  api.async('getImageInfo', ({ src }) => imageInfo(api, src))
  api.async('compressImage', (options) => redraw(api, options))
  api.async('cropImage', (options) => redraw(api, options, ratioOf(options.cropScale)))
  api.async('editImage', (options) => redraw(api, options))
  api.async('getVideoInfo', ({ src }) => videoInfo(api, String(src)))
  api.async('saveImageToPhotosAlbum', (options) => save(api, 'image', options))
  api.async('saveVideoToPhotosAlbum', (options) => save(api, 'video', options))
  api.async('showShareImageMenu', (options) => phone.record('showShareImageMenu', plain(options)))
  api.async('openDocument', async (options) => {
    await sizeOf(api, String(options.filePath))
    phone.record('openDocument', plain(options))
  })
}

function show(api: Api, method: string, options: Options, urls: string[], at: number): void {
  const { phone } = api
  phone.record(method, plain(options))
  const source = phone.assetUrl(urls[at] ?? '')
  const isVideo = (options.sources as { type?: string }[] | undefined)?.[at]?.type === 'video'
  const medium = isVideo ? h('video', { src: source, controls: true }) : h('img', { src: source, alt: '' })
  const layer = h('div', { class: 'preview', onclick: () => layer.remove() }, medium)
  phone.screen.shell.append(layer)
}

async function imageInfo(api: Api, source: unknown): Promise<Options> {
  if (typeof source !== 'string') {
    throw new WxError('parameter error: parameter.src should be String instead of Undefined;')
  }
  const isRemote = /^https?:/.test(source)
  const path = isRemote ? await download(api, source) : source
  const { width, height } = await imageSize(api.phone.assetUrl(path))
  if (!width) throw new WxError('file not found')
  const type = /\.(jpe?g|gif|webp|png)$/i.exec(path)?.[1]?.toLowerCase().replace('jpg', 'jpeg') ?? 'png'
  return { width, height, path, orientation: 'up', type }
}

/** Pictures of the net come by the rules of wx.downloadFile. */
function download(api: Api, url: string): Promise<string> {
  const downloadFile = api.phone.wx.downloadFile as (options: object) => void
  return new Promise((resolve, reject) => {
    downloadFile({
      url,
      success: ({ tempFilePath }: { tempFilePath: string }) => resolve(tempFilePath),
      fail: ({ errMsg }: { errMsg: string }) => reject(new Error(`download file fail, ${errMsg}`)),
    })
  })
}

async function videoInfo(api: Api, source: string): Promise<Options> {
  const size = await sizeOf(api, source)
  const { duration, width, height } = await videoSize(api.phone.assetUrl(source))
  const type = source.split('.').pop() ?? 'mp4'
  return { duration, width, height, size: size / 1024, type, orientation: 'up', fps: 30, bitrate: 0 }
}

async function redraw(api: Api, options: Options, ratio?: number): Promise<Options> {
  const source = String(options.src)
  const image = new Image()
  image.src = api.phone.assetUrl(source)
  await image.decode().catch(() => {
    throw new WxError('file not found')
  })
  const { naturalWidth, naturalHeight } = image
  const wide = ratio ? Math.min(naturalWidth, naturalHeight * ratio) : naturalWidth
  const high = ratio ? Math.min(naturalHeight, naturalWidth / ratio) : naturalHeight
  const width = Math.round(Number(options.compressedWidth ?? wide))
  const height = Math.round(Number(options.compressedHeight ?? (high * width) / wide))
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const [left, top] = [(naturalWidth - wide) / 2, (naturalHeight - high) / 2]
  canvas.getContext('2d')!.drawImage(image, left, top, wide, high, 0, 0, width, height)
  const isPng = /\.png$/i.test(source) && options.quality === undefined
  const type = isPng ? 'image/png' : 'image/jpeg'
  const data = canvas.toDataURL(type, Number(options.quality ?? 80) / 100).split(',')[1]
  const { path } = await api.phone.native.call<{ path: string }>('file-write', { data, type })
  return { tempFilePath: path }
}

function ratioOf(scale: unknown): number {
  const [width = 1, height = 1] = ((scale as string | undefined) ?? '1:1').split(':').map(Number) // prettier-ignore
  return width / height
}

async function save(api: Api, kind: 'image' | 'video', options: Options): Promise<void> {
  const { phone } = api
  const filePath = String(options.filePath)
  if (/^https?:/.test(filePath)) throw new Error('file not exists')
  const size = await sizeOf(api, filePath)
  const url = phone.assetUrl(filePath)
  const { width, height } = kind === 'image' ? await imageSize(url) : await videoSize(url)
  if (kind === 'image' && !width) throw new Error('invalid file type')
  phone.album.push({ kind, filePath, size, width, height, url })
  phone.record(kind === 'image' ? 'saveImageToPhotosAlbum' : 'saveVideoToPhotosAlbum', plain(options))
}

async function sizeOf(api: Api, filePath: string): Promise<number> {
  const answer = await api.phone.native.call<{ size: number }>('fs', { method: 'getFileInfo', options: { filePath } })
  return answer.size
}
