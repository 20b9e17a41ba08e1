const EMPTY = { encryptedData: '', iv: '' }

/** What WeChat's client asks WeChat's servers: one-time codes and kept answers, from the sandbox or made up. */
export class WechatClient {
  private count = 0

  constructor(
    /** Address of the WeChat sandbox; without one the codes are fixtures that only a stub can exchange. */
    private readonly sandbox?: string,
  ) {}

  /** A login code for wx.login. */
  login(person: string): Promise<{ code: string }> {
    return this.code('login', person)
  }

  /** A code for the person's phone number. */
  phone(person: string): Promise<{ code: string }> {
    return this.code('phone', person)
  }

  /** Tells what a person answered to subscription prompts, by template id. */
  async subscribe(person: string, answers: Record<string, 'accept' | 'reject'>): Promise<Record<string, never>> {
    if (this.sandbox) await this.post('subscriptions', { person, answers })
    return {}
  }

  /** Whether this ticket is of a private message to the person, with its activity encrypted. Without a sandbox everything is, and nothing is encrypted. */
  async privateMessage(person: string, shareTicket: unknown): Promise<{ valid: boolean }> {
    if (this.sandbox) return this.post('private-messages/check', { person, shareTicket })
    return { valid: true, ...EMPTY }
  }

  /** The group behind a share ticket, encrypted; without a sandbox nothing is encrypted. */
  async groupInfo(person: string, shareTicket: unknown): Promise<{ encryptedData: string; iv: string }> {
    return { ...EMPTY, ...(this.sandbox ? await this.post<object>('group-info', { person, shareTicket }) : {}) }
  }

  private async code(kind: 'login' | 'phone', person: string): Promise<{ code: string }> {
    if (this.sandbox) return this.post<{ code: string }>(`${kind}-codes`, { person })
    return { code: `${kind}-${person}-${++this.count}` }
  }

  private async post<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.sandbox}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`the WeChat sandbox answered ${response.status}: ${text.slice(0, 200)}`)
    return (text ? JSON.parse(text) : {}) as T
  }
}
