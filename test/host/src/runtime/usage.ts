/** How often each part of the host was used since it was last asked to forget. */
export interface UsageCounts {
  /** By name without `wx.`; parts of namespaces as `cloud.callFunction`. */
  wx: Record<string, number>
  /** Elements by built-in tag: those made, and those on the screen now. */
  tags: Record<string, number>
}

type WxFunction = (this: unknown, ...values: unknown[]) => unknown

/** Counts the wx functions that are called and the built-in tags that are made: tests prove by it what they exercised. */
export class Usage {
  private wx: Record<string, number> = {}
  private tags: Record<string, number> = {}

  tag(name: string): void {
    this.tags[name] = (this.tags[name] ?? 0) + 1
  }

  /** Puts a counter around every function of an object that is a property of its own. */
  watch(object: Record<string, unknown>, prefix = ''): void {
    for (const [key, value] of Object.entries(object)) {
      if (typeof value !== 'function') continue
      const name = prefix + key
      object[key] = this.counted(name, value as WxFunction)
    }
  }

  counts(): UsageCounts {
    const tags = { ...this.tags }
    for (const { localName } of document.querySelectorAll('*')) {
      if (localName.startsWith('wx-')) tags[localName.slice(3)] ??= 1
    }
    return { wx: { ...this.wx }, tags }
  }

  forget(): void {
    this.wx = {}
    this.tags = {}
  }

  private counted(name: string, run: WxFunction): WxFunction {
    const count = () => (this.wx[name] = (this.wx[name] ?? 0) + 1)
    return function (...values) {
      count()
      return run.apply(this, values)
    }
  }
}
