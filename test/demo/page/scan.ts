import jsQR from 'jsqr'
import { SCENES, type Entry } from './mini-program'

/** The text of a code in a picture; null when there is none. */
export function readCode(picture: HTMLCanvasElement): string | null {
  const { width, height } = picture
  const { data } = picture.getContext('2d')!.getImageData(0, 0, width, height)
  return jsQR(data, width, height)?.data ?? null
}

/** A picture file as a canvas that a code can be read from. */
export async function toCanvas(file: Blob): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(file)
  const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height })
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0)
  return canvas
}

const URL_LINK = /^https:\/\/wxaurl\.cn\/(\w+)$/u

/** Where a code leads: into the mini-program, or nowhere, and then its text is all there is. */
export async function entryOf(text: string): Promise<Entry | null> {
  const [, code] = URL_LINK.exec(text) ?? []
  if (code) {
    const link = (await (await fetch(`/demo/links/${code}`)).json()) as { path?: string; query?: string }
    if (link.path === undefined) return null
    return { path: `${link.path}${link.query ? `?${link.query}` : ''}`, scene: SCENES.qrCode }
  }
  // The sandbox's mini-program codes hold the page with the scene in its query.
  return /^[\w-]+(\/[\w-]+)+\?scene=/u.test(text) ? { path: text, scene: SCENES.programCode } : null
}
