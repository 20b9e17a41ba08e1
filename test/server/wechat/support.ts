import { startSandbox, type RunningSandbox } from '../../sandbox/start'
import type { SandboxOptions } from '../../sandbox/sandbox'
import { Wechat } from '../../../server/src/core/wechat/wechat.api'
import { WechatClient, type AccessTokens } from '../../../server/src/core/wechat/wechat.client'
import type { WechatConfig, WechatLogger } from '../../../server/src/core/wechat/wechat.config'
import { ENDPOINTS } from '../../../server/src/core/wechat/wechat.endpoints'
import { WechatHttp } from '../../../server/src/core/wechat/wechat.http'
import type { WechatError } from '../../../server/src/core/wechat/wechat.error'
import type { LoggedCall } from '../../sandbox/calls'

export const APP = {
  appId: 'wxba5fad812f8e6fb9',
  appSecret: 'b0e1c2d3a4f5968778695a4b3c2d1e0f',
  pushToken: 'AAAAA',
  pushAesKey: 'A'.repeat(43),
}

/** A sandbox of its own and a hand to steer it. */
export class World {
  constructor(readonly sandbox: RunningSandbox) {}

  static async start(options: Partial<SandboxOptions> = {}): Promise<World> {
    return new World(await startSandbox({ port: 0, ...APP, ...options }))
  }

  config(change: Partial<WechatConfig> = {}): WechatConfig {
    return { baseUrl: this.sandbox.url, ...APP, timeoutMs: 1_000, retryDelayMs: 5, ...change }
  }

  async order<T>(path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<T> {
    const response = await fetch(`${this.sandbox.url}/sandbox/${path}`, { method, body: body && JSON.stringify(body) })
    const answer = await response.json()
    if (!response.ok) throw new Error(JSON.stringify(answer))
    return answer as T
  }

  async loginCode(person: string): Promise<string> {
    return (await this.order<{ code: string }>('login-codes', { person })).code
  }

  calls(api: string): Promise<LoggedCall[]> {
    return this.order(`calls?api=${api}`)
  }

  /** The adapter without a database: its token comes straight from the sandbox and is kept in memory. */
  wechat(change: Partial<WechatConfig> = {}, log: WechatLogger = SILENT): Wechat {
    const config = this.config(change)
    const http = new WechatHttp(config)
    return new Wechat(config, new WechatClient(config, http, new MemoryTokens(config, http), log))
  }
}

class MemoryTokens implements AccessTokens {
  private value: string | null = null

  constructor(
    private readonly config: WechatConfig,
    private readonly http: WechatHttp,
  ) {}

  async get(): Promise<string> {
    const body = { grant_type: 'client_credential', appid: this.config.appId, secret: this.config.appSecret }
    if (!this.value) {
      const answer = (await this.http.send(ENDPOINTS.stableToken, { body })) as { access_token: string }
      this.value = answer.access_token
    }
    return this.value
  }

  drop(value: string): Promise<void> {
    if (this.value === value) this.value = null
    return Promise.resolve()
  }
}

export const SILENT: WechatLogger = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Keeps what is logged. */
export function listeningLogger() {
  const lines: string[] = []
  const write = (level: string) => (fields: object, text: string) => {
    lines.push(`${level} ${JSON.stringify(fields)} ${text}`)
  }
  return { lines, info: write('info'), warn: write('warn'), error: write('error') }
}

/** The error with which a call fails. Succeeding is a failure of the test. */
export async function errorOf(call: Promise<unknown>): Promise<WechatError> {
  return call.then(
    () => {
      throw new Error('should have failed')
    },
    (error: WechatError) => error,
  )
}
