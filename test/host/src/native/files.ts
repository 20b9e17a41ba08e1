import { randomUUID } from 'node:crypto'

interface TemporaryFile {
  data: Buffer
  type: string
}

const MAX_BYTES = 64 * 1024 * 1024
const EXTENSIONS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'application/pdf': 'pdf',
}

/** Temporary files of the phones (wxfile://...), in memory; the oldest go when they get too many. */
export class TemporaryFiles {
  private readonly files = new Map<string, TemporaryFile>()
  private bytes = 0

  write(data: Buffer, type: string): { path: string; size: number } {
    const name = `tmp_${randomUUID()}.${EXTENSIONS[type] ?? 'bin'}`
    this.files.set(name, { data, type })
    this.bytes += data.length
    for (const [oldest, file] of this.files) {
      if (this.bytes <= MAX_BYTES || oldest === name) break
      this.files.delete(oldest)
      this.bytes -= file.data.length
    }
    return { path: `wxfile://${name}`, size: data.length }
  }

  /** Throws WeChat's message when there is no such file. */
  read(path: string): TemporaryFile {
    const file = this.files.get(path.replace(/^wxfile:\/\//, ''))
    if (!file) throw new Error(`file not found, open ${path}`)
    return file
  }
}
