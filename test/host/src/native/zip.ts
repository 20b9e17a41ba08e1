import { inflateRawSync } from 'node:zlib'

/** One file of an archive. */
export interface ZipEntry {
  path: string
  isFolder: boolean
  /** Unpacks it. */
  read(): Buffer
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const STORED = 0
const DEFLATED = 8

/** The files of a zip archive by its directory. Throws when it is none or uses another compression than deflate. */
export function readZip(archive: Buffer): ZipEntry[] {
  const end = findEnd(archive)
  const count = archive.readUInt16LE(end + 10)
  const entries: ZipEntry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('unzip entry fail')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset))
    const path = archive.toString('utf8', at + 46, at + 46 + nameLength!)
    const place = { method: archive.readUInt16LE(at + 10), size: archive.readUInt32LE(at + 20) }
    const start = archive.readUInt32LE(at + 42)
    entries.push({ path, isFolder: path.endsWith('/'), read: () => unpack(archive, start, place) })
    at += 46 + nameLength! + extraLength! + commentLength!
  }
  return entries
}

function findEnd(archive: Buffer): number {
  for (let at = archive.length - 22; at >= 0; at--) if (archive.readUInt32LE(at) === END_OF_DIRECTORY) return at
  throw new Error('unzip open file fail')
}

function unpack(archive: Buffer, start: number, { method, size }: { method: number; size: number }): Buffer {
  const from = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28)
  const packed = archive.subarray(from, from + size)
  if (method === STORED) return packed
  if (method !== DEFLATED) throw new Error('unzip entry fail')
  return inflateRawSync(packed)
}
