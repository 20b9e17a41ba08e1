import { statSync } from 'node:fs'
import { FileError, nameOf } from './files'

/** The options of a FileSystemManager call; bytes come as base64 under `bytes`. */
export type FileOptions = Record<string, unknown>

const ENCODINGS = [
  'ascii',
  'base64',
  'binary',
  'hex',
  'ucs2',
  'ucs-2',
  'utf16le',
  'utf-16le',
  'utf-8',
  'utf8',
  'latin1',
]

/** What was read: text in the encoding asked for, otherwise bytes as base64. */
export function readable(data: Buffer, encoding: unknown): FileOptions {
  if (encoding === undefined || encoding === null || encoding === '') return { bytes: data.toString('base64') }
  return { data: data.toString(encodingOf(encoding)) }
}

/** What shall be written, from text in an encoding or from base64 bytes. */
export function bytesOf(data: unknown, bytes: unknown, encoding: unknown): Buffer {
  if (typeof bytes === 'string') return Buffer.from(bytes, 'base64')
  if (typeof data !== 'string') {
    throw new FileError(`parameter error: parameter.data should be String instead of ${nameOf(data)};`, 1300022)
  }
  return Buffer.from(data, encodingOf(encoding ?? 'utf8'))
}

function encodingOf(encoding: unknown): BufferEncoding {
  if (!ENCODINGS.includes(String(encoding))) throw new FileError(`invalid encoding ${String(encoding)}`, 1300022)
  return encoding as BufferEncoding
}

/** Stats as WeChat tells them; whether it is a folder stands beside. */
export function statsOf(real: string): object {
  const { mode, size, atimeMs, mtimeMs } = statSync(real)
  const isFolder = statSync(real).isDirectory()
  const times = { lastAccessedTime: Math.floor(atimeMs / 1000), lastModifiedTime: Math.floor(mtimeMs / 1000) }
  return { mode, size: isFolder ? 0 : size, ...times, isFolder }
}
