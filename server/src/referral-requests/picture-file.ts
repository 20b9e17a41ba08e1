import { PICTURES } from '@quanke/shared/domain/picture'
import sharp from 'sharp'
import { Refused } from '../core/refused'

export interface Picture {
  content: Buffer
  width: number
  height: number
}

const QUALITY = 80
const JPEG_END = Buffer.from([0xff, 0xd9])
const PNG_START = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const PNG_END = Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])

type Format = 'jpeg' | 'png' | 'webp'

/** What the file says it is by its first bytes; nothing else is asked, neither a name nor a header of the sender. */
export function formatOf(file: Buffer): Format | null {
  if (file.length > 3 && file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff) return 'jpeg'
  if (file.subarray(0, 8).equals(PNG_START)) return 'png'
  return file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WEBP' ? 'webp' : null
}

/** Whether the file ends where the picture does: what hangs behind it is another file in disguise. */
export function endsAsPicture(file: Buffer, format: Format): boolean {
  if (format === 'png') return file.subarray(-PNG_END.length).equals(PNG_END)
  if (format === 'webp') return file.length <= file.readUInt32LE(4) + 9
  let end = file.length
  // Some cameras fill the last block.
  while (end > 2 && file[end - 1] === 0) end -= 1
  return file.subarray(end - 2, end).equals(JPEG_END)
}

/**
 * The picture as it is kept: decoded and encoded anew, upright, small enough, and without anything that the camera noted (place, time, device).
 * Refuses what is no JPEG, PNG or WebP through and through.
 */
export async function pictureFrom(file: Buffer): Promise<Picture> {
  if (file.length === 0) throw new Refused('picture_empty')
  if (file.length > PICTURES.bytes) throw new Refused('picture_too_large')
  const format = formatOf(file)
  if (format === null) throw new Refused('picture_unknown')
  if (!endsAsPicture(file, format)) throw new Refused('picture_mixed')
  const options = { limitInputPixels: false, failOn: 'error', sequentialRead: true } as const
  const found = await sharp(file, options)
    .metadata()
    .catch(() => null)
  if (!found?.width || !found.height || found.format !== format) throw new Refused('picture_unreadable')
  if (found.width * found.height > PICTURES.pixels) throw new Refused('picture_too_large')
  if ((found.pages ?? 1) > 1) throw new Refused('picture_moving')
  try {
    const { data, info } = await sharp(file, { ...options, limitInputPixels: PICTURES.pixels })
      .rotate()
      .resize({ width: PICTURES.edge, height: PICTURES.edge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true })
    return { content: data, width: info.width, height: info.height }
  } catch {
    throw new Refused('picture_unreadable')
  }
}
