const KEY_LIMIT = 1024 * 1024
const TOTAL_LIMIT = 10 * 1024 * 1024

/** wx storage of one person's phone, kept in the browser so that it outlives a restart of the mini-program. */
export class Storage {
  constructor(
    private readonly name: string,
    private readonly isLimited = true,
  ) {}

  get(key: string): unknown {
    const text = localStorage.getItem(this.full(key))
    return text === null ? undefined : (JSON.parse(text) as { value: unknown }).value
  }

  /** Throws WeChat's message when the value is not JSON or over the limits. */
  set(key: string, value: unknown): void {
    if (typeof key !== 'string') throw new Error('parameter error: parameter.key should be String')
    const text = JSON.stringify({ value })
    if (this.isLimited && text.length > KEY_LIMIT) throw new Error('entry size limit reached')
    if (this.isLimited && this.size + text.length > TOTAL_LIMIT)
      throw new Error('the maximum size of the file storage limit is exceeded')
    localStorage.setItem(this.full(key), text)
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
    return this.keys.reduce((sum, key) => sum + key.length + (localStorage.getItem(this.full(key))?.length ?? 0), 0)
  }

  private full(key: string): string {
    return `qh:${this.name}:${key}`
  }
}
