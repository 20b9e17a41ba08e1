import type { ServerResponse } from 'node:http'

const LOOK_EVERY_MS = 700
const KEPT_MESSAGES = 200

/**
 * Tells pages what changes in the sandbox and whether the API answers, as server-sent events: `people`, `messages`, `health`. Looks only while
 * somebody listens.
 */
export class Live {
  private readonly listeners = new Set<ServerResponse>()
  private readonly last = new Map<string, string>()
  private timer: NodeJS.Timeout | null = null

  constructor(
    private readonly apiUrl: string,
    private readonly sandboxUrl: string,
  ) {}

  listen(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
    response.write('retry: 1000\n\n')
    for (const [name, data] of this.last) response.write(asEvent(name, data))
    this.listeners.add(response)
    response.on('close', () => this.listeners.delete(response))
    if (!this.timer) void this.look()
  }

  /** Those without a role were made by somebody's login, not put there to be played. */
  async people(): Promise<{ key: string; role: string }[]> {
    const people = (await this.ask('/sandbox/people')) as { key: string; role?: string }[]
    return people.filter((person): person is { key: string; role: string } => Boolean(person.role))
  }

  private async look(): Promise<void> {
    this.timer = setTimeout(() => void this.look(), LOOK_EVERY_MS)
    const [people, messages, isUp] = await Promise.all([
      this.people().catch(() => null),
      this.ask('/sandbox/messages').catch(() => null),
      fetch(`${this.apiUrl}/health/ready`, { signal: AbortSignal.timeout(3000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    ])
    if (people) this.tell('people', people)
    if (messages) this.tell('messages', (messages as unknown[]).slice(-KEPT_MESSAGES))
    this.tell('health', { api: isUp, wechat: people !== null })
    if (this.listeners.size > 0) return
    clearTimeout(this.timer)
    this.timer = null
  }

  private tell(name: string, value: unknown): void {
    const data = JSON.stringify(value)
    if (this.last.get(name) === data) return
    this.last.set(name, data)
    for (const listener of this.listeners) listener.write(asEvent(name, data))
  }

  private async ask(path: string): Promise<unknown> {
    const answer = await fetch(this.sandboxUrl + path, { signal: AbortSignal.timeout(3000) })
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${path}`)
    return answer.json()
  }
}

const asEvent = (name: string, data: string): string => `event: ${name}\ndata: ${data}\n\n`
