import { h } from '../dom'
import type { Phone } from '../phone'
import type { PickedFixture } from '../settings'
import type { Api, Options } from './api'

interface Picked {
  path: string
  size: number
  name: string
  type: string
}

const MOST = { chooseMedia: 20, chooseImage: 9, chooseMessageFile: 100 }

/** Pictures, videos and files that the person picks: from the fixtures, or in a visitor's browser from their own computer. */
export function addChoosing(api: Api): void {
  const { phone } = api
  api.async('chooseMedia', async ({ count = 9, mediaType = ['image', 'video'], maxDuration = 10 }) => {
    const kinds = (mediaType as string[]).includes('mix') ? ['image', 'video'] : (mediaType as string[])
    const files = await pick(phone, kinds, Math.min(Number(count), MOST.chooseMedia))
    void maxDuration
    const tempFiles = await Promise.all(files.map((file) => mediumOf(api, file)))
    const found = new Set(tempFiles.map(({ fileType }) => fileType))
    return { type: found.size > 1 ? 'mix' : [...found][0], tempFiles }
  })
  api.async('chooseImage', async ({ count = 9 }) => {
    const files = await pick(phone, ['image'], Math.min(Number(count), MOST.chooseImage))
    return {
      tempFilePaths: files.map(({ path }) => path),
      tempFiles: files.map(({ path, size }) => ({ path, size })),
    }
  })
  api.async('chooseVideo', async () => {
    const [file] = await pick(phone, ['video'], 1)
    const { tempFilePath, ...medium } = await mediumOf(api, file!)
    return { tempFilePath, ...medium }
  })
  api.async('chooseMessageFile', async ({ count = 100, type = 'all', extension }) => {
    const kinds = type === 'image' || type === 'video' ? [type] : ['']
    const files = await pick(phone, kinds, Math.min(Number(count), MOST.chooseMessageFile), {
      fixtures: phone.settings.fixtures.messageFiles,
      extensions: type === 'file' ? (extension as string[] | undefined) : undefined,
    })
    const time = Math.floor(phone.now() / 1000)
    const kind = (mime: string) => /^(image|video)\//.exec(mime)?.[1] ?? 'file'
    return { tempFiles: files.map(({ path, size, name, type }) => ({ path, size, name, type: kind(type), time })) }
  })
}

/** Picks files of these kinds (image, video; '' is any). Throws `cancel` when none is picked. */
export async function pick(
  phone: Phone,
  kinds: string[],
  count: number,
  more: { fixtures?: PickedFixture[]; extensions?: string[] } = {},
): Promise<Picked[]> {
  const { native, settings } = phone
  const given = more.fixtures ?? settings.fixtures.media
  const sources = settings.prompts === 'ask' && !given.length ? await askForFiles(kinds, count) : given.map(named)
  const fitting = sources.filter(({ name, data }) => {
    const fits = kinds.some((kind) => data.startsWith(`data:${kind}`))
    return fits && (!more.extensions || more.extensions.includes(name.split('.').pop()!.toLowerCase()))
  })
  if (!fitting.length) throw new Error('cancel')
  return Promise.all(
    fitting.slice(0, count).map(async ({ name, data }) => {
      const [head = '', body = ''] = data.split(/,(.*)/s)
      const type = /^data:([^;]*)/.exec(head)?.[1] ?? ''
      const bytes = head.endsWith(';base64') ? body : btoa(unescape(body))
      const file = await native.call<{ path: string; size: number }>('file-write', { data: bytes, type, name })
      return { ...file, type, name: name || file.path.split('/').pop()! }
    }),
  )
}

function named(file: PickedFixture): { name: string; data: string } {
  return typeof file === 'string' ? { name: '', data: file } : file
}

function askForFiles(kinds: string[], count: number): Promise<{ name: string; data: string }[]> {
  const accept = kinds.map((kind) => (kind ? `${kind}/*` : '*/*')).join(',')
  const input = h('input', { type: 'file', accept, multiple: count > 1 }) as HTMLInputElement
  return new Promise((resolve, reject) => {
    input.addEventListener('cancel', () => reject(new Error('cancel')))
    input.addEventListener('change', () => {
      resolve(Promise.all([...(input.files ?? [])].slice(0, count).map(asDataUrl)))
    })
    input.click()
  })
}

function asDataUrl(file: File): Promise<{ name: string; data: string }> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve({ name: file.name, data: reader.result as string })
    reader.readAsDataURL(file)
  })
}

interface Medium extends Options {
  tempFilePath: string
  fileType: 'image' | 'video'
}

async function mediumOf(api: Api, { path, size, type }: Picked): Promise<Medium> {
  if (!type.startsWith('video/')) {
    return { tempFilePath: path, size, fileType: 'image', ...(await imageSize(api.phone.assetUrl(path))) }
  }
  const { duration, width, height } = await videoSize(api.phone.assetUrl(path))
  return { tempFilePath: path, size, fileType: 'video', duration, width, height, thumbTempFilePath: path }
}

/** Pixels of a picture; zero when it is none that the browser can read. */
export async function imageSize(url: string): Promise<{ width: number; height: number }> {
  const image = new Image()
  image.src = url
  await image.decode().catch(() => undefined)
  return { width: image.naturalWidth, height: image.naturalHeight }
}

/** Seconds and pixels of a video; zero when the browser cannot play it. */
export function videoSize(url: string): Promise<{ duration: number; width: number; height: number }> {
  const video = h('video', { src: url, preload: 'metadata' }) as HTMLVideoElement
  return new Promise((resolve) => {
    const done = () => {
      const { duration, videoWidth: width, videoHeight: height } = video
      resolve({ duration: Number.isFinite(duration) ? duration : 0, width, height })
    }
    video.addEventListener('loadedmetadata', done)
    video.addEventListener('error', done)
  })
}
