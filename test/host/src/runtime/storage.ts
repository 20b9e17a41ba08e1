const KEY_LIMIT = 1024 * 1024
const TOTAL_LIMIT = 10 * 1024 * 1024
/** Encryption takes its share. */
const ENCRYPTED_PART = 0.7
const FULL = 'the maximum size of the file storage limit is exceeded'
/** Long texts of single-byte characters are kept as half as many double-byte ones: a browser keeps five million characters. */
const PACKED = 'p'
const PLAIN = 't'
const WORTH_PACKING = 16_384

interface Entry {
  value: unknown
  isEncrypted?: boolean
  /** Milliseconds of a Date, which JSON would turn into text. */
  date?: number
}

/** wx storage of one person's phone, kept in the browser so that it outlives a restart of the mini-program. */
export class Storage {
  constructor(
    private readonly name: string,
    private readonly isLimited = true,
  ) {}

  /** Undefined when there is nothing, or when it was kept the other way. */
  get(key: string, isEncrypted = false): unknown {
    const text = localStorage.getItem(this.full(key))
    if (text === null) return undefined
    const { value, date, isEncrypted: wasEncrypted = false } = JSON.parse(unpack(text)) as Entry
    if (wasEncrypted !== isEncrypted) return undefined
    return date === undefined ? value : new Date(date)
  }

  /** Throws WeChat's message when the value is not JSON or over the limits. */
  set(key: string, value: unknown, isEncrypted = false): void {
    if (typeof key !== 'string') {
      const kind = Object.prototype.toString.call(key).slice(8, -1)
      throw new Error(`parameter error: parameter.key should be String instead of ${kind};`)
    }
    const isDate = Object.prototype.toString.call(value) === '[object Date]'
    const entry: Entry = {
      ...(isDate ? { value: '', date: Number(value) } : { value }),
      ...(isEncrypted ? { isEncrypted } : {}),
    }
    const text = JSON.stringify(entry)
    const part = isEncrypted ? ENCRYPTED_PART : 1
    if (this.isLimited && text.length > KEY_LIMIT * part) throw new Error('entry size limit reached')
    if (this.isLimited && this.size - this.sizeOf(key) + text.length > TOTAL_LIMIT * part) throw new Error(FULL)
    try {
      localStorage.setItem(this.full(key), pack(text))
    } catch (error) {
      throw new Error(FULL, { cause: error })
    }
  }

  remove(key: string): void {
    localStorage.removeItem(this.full(key))
  }

  clear(): void {
    for (const key of this.keys) this.remove(key)
  }

  get keys(): string[] {
    const prefix = this.full('')
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
  }

  /** In bytes, roughly. */
  get size(): number {
    return this.keys.reduce((sum, key) => sum + this.sizeOf(key), 0)
  }

  private sizeOf(key: string): number {
    const text = localStorage.getItem(this.full(key))
    if (text === null) return 0
    return key.length + (text.startsWith(PACKED) ? 2 : 1) * (text.length - 1)
  }

  private full(key: string): string {
    return `qh:${this.name}:${key}`
  }
}

// eslint-disable-next-line no-control-regex -- every single-byte character
const SINGLE_BYTES = /^[\u0000-\u00ff]*$/

function pack(text: string): string {
  if (text.length < WORTH_PACKING || !SINGLE_BYTES.test(text)) return PLAIN + text
  const codes = new Uint16Array(Math.ceil(text.length / 2))
  // An odd end is filled with a blank, which JSON does not mind.
  for (let at = 0; at < codes.length; at++) {
    const second = at * 2 + 1 < text.length ? text.charCodeAt(at * 2 + 1) : 32
    codes[at] = (text.charCodeAt(at * 2) << 8) | second
  }
  let packed = PACKED
  for (let at = 0; at < codes.length; at += 0x2000) packed += String.fromCharCode(...codes.subarray(at, at + 0x2000))
  return packed
}

function unpack(stored: string): string {
  if (!stored.startsWith(PACKED)) return stored.slice(1)
  const bytes = new Uint8Array((stored.length - 1) * 2)
  for (let at = 1; at < stored.length; at++) {
    const code = stored.charCodeAt(at)
    bytes[at * 2 - 2] = code >> 8
    bytes[at * 2 - 1] = code & 255
  }
  return new TextDecoder('latin1').decode(bytes)
}
