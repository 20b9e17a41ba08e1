/** The way to the Node process for what a browser page cannot do itself. */
export class Native {
  /** Streams under way, by the origin that they go to. */
  private readonly streams = new Map<string, number>()

  constructor(private readonly person: string) {}

  /** Calls one native endpoint. Rejects with the message WeChat would give after "fail ". */
  async call<T>(name: string, body: Record<string, unknown>, signal?: AbortSignal): Promise<T> {
    const response = await fetch(`/__host/native/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: this.person, ...body }),
      signal,
    })
    return resultOf((await response.json()) as Answer<T>)
  }

  /** The same for what the mini-program expects at once: the page stands still until the answer is there. */
  callNow<T>(name: string, body: Record<string, unknown>): T {
    const request = new XMLHttpRequest()
    request.open('POST', `/__host/native/${name}`, false)
    request.setRequestHeader('content-type', 'application/json')
    request.send(JSON.stringify({ person: this.person, ...body }))
    return resultOf(JSON.parse(request.responseText) as Answer<T>)
  }

  /** Calls one native endpoint that tells of itself while it runs. Resolves when it has ended; rejects as `call` does. */
  async stream<T extends { type: string }>(
    name: string,
    body: Record<string, unknown>,
    signal: AbortSignal,
    hear: (event: T) => void,
  ): Promise<void> {
    const origin = this.underWay('') < MOST_BY_OWN_NAME ? '' : otherOrigin()
    this.streams.set(origin, this.underWay(origin) + 1)
    try {
      await this.read(`${origin}/__host/native/${name}`, body, signal, hear)
    } finally {
      this.streams.set(origin, this.underWay(origin) - 1)
    }
  }

  private underWay(origin: string): number {
    return this.streams.get(origin) ?? 0
  }

  private async read<T extends { type: string }>(
    url: string,
    body: Record<string, unknown>,
    signal: AbortSignal,
    hear: (event: T) => void,
  ): Promise<void> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: this.person, ...body }),
      signal,
    })
    if (!response.ok) throw new Error(await response.text())
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const lines = (rest + value).split('\n')
      rest = lines.pop()!
      for (const line of lines) {
        const event = JSON.parse(line) as T | { type: 'error'; message: string }
        if (event.type === 'error') throw new Error((event as { message: string }).message)
        hear(event as T)
      }
    }
  }
}

const OTHER_NAME: Record<string, string> = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' }
const MOST_BY_OWN_NAME = 4

/**
 * A phone sends ten requests at once, a browser six to one origin: some go to this very server by its other name, and its own name is left free
 * for what the page loads. A server with a name in the network has no other; there six must do.
 */
function otherOrigin(): string {
  const other = OTHER_NAME[location.hostname]
  return other ? `${location.protocol}//${other}:${location.port}` : ''
}

type Answer<T> = T & { error?: string; fields?: object }

function resultOf<T>(answer: Answer<T>): T {
  if (answer.error !== undefined) throw Object.assign(new Error(answer.error), { fields: answer.fields })
  return answer
}

/** Bytes as base64 and back, for carrying files and buffers inside JSON. */
export function toBase64(bytes: ArrayBuffer | ArrayBufferView): string {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes)
  let text = ''
  for (let at = 0; at < view.length; at += 0x8000) text += String.fromCharCode(...view.subarray(at, at + 0x8000))
  return btoa(text)
}

export function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer
}
