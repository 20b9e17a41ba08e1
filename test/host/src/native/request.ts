/** A request of wx.request, wx.uploadFile or wx.downloadFile, as the runtime sends it. */
export interface OutgoingRequest {
  url: string
  method?: string
  header?: Record<string, string>
  /** Base64. */
  body?: string
  /** Milliseconds. */
  timeout?: number
}

export interface OutgoingUpload extends OutgoingRequest {
  name: string
  fileName: string
  file: { data: string; type: string }
  formData?: Record<string, unknown>
}

export interface Incoming {
  statusCode: number
  header: Record<string, string>
  cookies: string[]
  /** Base64. */
  body: string
}

const DEFAULT_TIMEOUT_MS = 60_000

/** Sends requests from Node, where no browser rule is in the way, and only to the configured origins. */
export class Requests {
  constructor(
    /** Origin the mini-program was built with to the origin that really answers. */
    private readonly api: Record<string, string>,
    private readonly appId: string,
  ) {}

  async send(request: OutgoingRequest): Promise<Incoming> {
    const method = request.method ?? 'GET'
    const hasBody = request.body && method !== 'GET' && method !== 'HEAD'
    return this.fetch(request, {
      method,
      headers: request.header,
      body: hasBody ? Buffer.from(request.body!, 'base64') : undefined,
    })
  }

  async upload(upload: OutgoingUpload): Promise<Incoming> {
    const form = new FormData()
    for (const [name, value] of Object.entries(upload.formData ?? {})) form.append(name, String(value))
    const file = new Blob([Buffer.from(upload.file.data, 'base64')], { type: upload.file.type })
    form.append(upload.name, file, upload.fileName)
    // The form sets its own content type, with the boundary.
    const headers = Object.fromEntries(Object.entries(upload.header ?? {}).filter(([name]) => name !== 'content-type'))
    return this.fetch(upload, { method: 'POST', headers, body: form })
  }

  private async fetch({ url, timeout }: OutgoingRequest, init: RequestInit): Promise<Incoming> {
    const target = this.resolve(url)
    const referer = `https://servicewechat.com/${this.appId}/devtools/page-frame.html`
    try {
      const response = await fetch(target, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), referer },
        signal: AbortSignal.timeout(timeout && timeout > 0 ? timeout : DEFAULT_TIMEOUT_MS),
      })
      return {
        statusCode: response.status,
        header: Object.fromEntries(response.headers),
        cookies: response.headers.getSetCookie(),
        body: Buffer.from(await response.arrayBuffer()).toString('base64'),
      }
    } catch (error) {
      throw new Error(reasonOf(error as Error), { cause: error })
    }
  }

  private resolve(url: string): string {
    const origins = Object.keys(this.api).sort((a, b) => b.length - a.length)
    const origin = origins.find((each) => url === each || url.startsWith(`${each}/`) || url.startsWith(`${each}?`))
    if (!origin) throw new Error('url not in domain list')
    return this.api[origin]! + url.slice(origin.length)
  }
}

function reasonOf(error: Error): string {
  if (error.name === 'TimeoutError') return 'timeout'
  const { code } = (error.cause ?? {}) as { code?: string }
  return code ? `errcode:-102 error_msg:${code}` : error.message
}
