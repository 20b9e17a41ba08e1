/** Which addresses a mini-program may send requests to, and who answers them. */
export class Domains {
  private readonly allowed: Set<string>

  /**
   * @param api Origin that the mini-program was built with to the origin that really answers; `*` stands for all others.
   * @param others Origins that are allowed and answer for themselves.
   * @param isStrict Whether all others are refused.
   */
  constructor(
    private readonly api: Record<string, string>,
    others: readonly string[] = [],
    private readonly isStrict = true,
  ) {
    this.allowed = new Set(others.map((each) => originOf(each) ?? each))
  }

  /** The address that answers for this one. Throws WeChat's reason when the mini-program may not send there. */
  resolve(url: string): string {
    const origins = Object.keys(this.api).sort((a, b) => b.length - a.length)
    const origin = origins.find((each) => url === each || url.startsWith(`${each}/`) || url.startsWith(`${each}?`))
    if (origin) return this.api[origin]! + url.slice(origin.length)
    const own = originOf(url)
    if (!own) throw new Error(`invalid url "${url}"`)
    if (this.api['*']) return this.api['*'] + url.slice(own.length)
    if (this.isStrict && !this.allowed.has(own)) throw new Error('url not in domain list')
    return url
  }
}

function originOf(url: string): string | undefined {
  try {
    const { protocol, origin } = new URL(url)
    return /^(https?|wss?):$/.test(protocol) ? origin : undefined
  } catch {
    return undefined
  }
}
