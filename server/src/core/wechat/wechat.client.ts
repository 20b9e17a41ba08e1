import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  wrap,
  type IPolicy,
} from 'cockatiel'
import type { WechatConfig, WechatLogger } from './wechat.config'
import type { Endpoint } from './wechat.endpoints'
import { WechatError } from './wechat.error'
import type { WechatAnswer, WechatHttp, WechatRequest } from './wechat.http'
import { mayRepeat, pauseAfter } from './wechat.rules'

/** Where the client gets the access token from. */
export interface AccessTokens {
  get(): Promise<string>
  drop(value: string): Promise<void>
}

interface Pause {
  until: number
  error: WechatError
}

const REPETITIONS = 2
const FAILURES_UNTIL_OPEN = 10
const OPEN_MS = 10_000

/**
 * Calls WeChat the way its error codes ask for: repeats what may succeed, renews the token once, leaves an API alone
 * after a limit, and fails at once while an API is down.
 */
export class WechatClient {
  private readonly policies = new Map<string, IPolicy>()
  private readonly pauses = new Map<string, Pause>()

  constructor(
    private readonly config: WechatConfig,
    private readonly http: WechatHttp,
    private readonly tokens: AccessTokens,
    private readonly log: WechatLogger,
  ) {}

  async json(endpoint: Endpoint, request: WechatRequest): Promise<WechatAnswer> {
    return (await this.call(endpoint, request)) as WechatAnswer
  }

  async image(endpoint: Endpoint, request: WechatRequest): Promise<Buffer> {
    return (await this.call(endpoint, request)) as Buffer
  }

  private async call(endpoint: Endpoint, request: WechatRequest): Promise<WechatAnswer | Buffer> {
    const pause = this.pauses.get(endpoint.name)
    if (pause && pause.until > Date.now()) throw pause.error
    try {
      return await this.policyOf(endpoint).execute(() => this.attempt(endpoint, request))
    } catch (error) {
      throw this.explained(endpoint, error)
    }
  }

  private async attempt(endpoint: Endpoint, request: WechatRequest): Promise<WechatAnswer | Buffer> {
    if (endpoint.auth === 'secret') return this.http.send(endpoint, this.withSecret(request))

    const token = await this.tokens.get()
    try {
      return await this.http.send(endpoint, withToken(request, token))
    } catch (error) {
      if (!(error instanceof WechatError && error.kind === 'token')) throw error
      this.log.warn({ api: endpoint.name, errcode: error.errcode, rid: error.rid }, 'WeChat refused the access token')
      await this.tokens.drop(token)
      return this.http.send(endpoint, withToken(request, await this.tokens.get()))
    }
  }

  private withSecret({ query, body }: WechatRequest): WechatRequest {
    return { query: { appid: this.config.appId, secret: this.config.appSecret, ...query }, body }
  }

  private policyOf(endpoint: Endpoint): IPolicy {
    const known = this.policies.get(endpoint.name)
    if (known) return known
    const policy = wrap(
      retry(
        handleWhen((error) => error instanceof WechatError && isWorthRepeating(endpoint, error)),
        {
          maxAttempts: REPETITIONS,
          backoff: new ExponentialBackoff({ initialDelay: this.config.retryDelayMs ?? 300 }),
        },
      ),
      // Only silence and broken answers open the circuit; an error that WeChat states is an API at work.
      circuitBreaker(
        handleWhen(
          (error) => error instanceof WechatError && error.kind === 'transient' && error.errcode === undefined,
        ),
        { halfOpenAfter: OPEN_MS, breaker: new ConsecutiveBreaker(FAILURES_UNTIL_OPEN) },
      ),
    )
    this.policies.set(endpoint.name, policy)
    return policy
  }

  private explained(endpoint: Endpoint, cause: unknown): unknown {
    const error =
      cause instanceof BrokenCircuitError
        ? new WechatError({ kind: 'transient', api: endpoint.name, reason: 'left alone after many failures' })
        : cause
    if (!(error instanceof WechatError)) return error

    const until = endpoint.limitedPer === 'app' ? pauseAfter(error.kind, error.errcode, Date.now()) : null
    if (until !== null) this.pauses.set(endpoint.name, { until, error })
    const fields = { api: error.api, kind: error.kind, errcode: error.errcode, rid: error.rid }
    if (error.kind === 'config' || error.kind === 'spent') this.log.error(fields, error.message)
    else this.log.warn(fields, error.message)
    return error
  }
}

function isWorthRepeating({ name, isRepeatable }: Endpoint, error: WechatError): boolean {
  // A failure to get the token happened before anything was sent to this API.
  const wasRefused = error.errcode !== undefined || error.api !== name
  return mayRepeat({ kind: error.kind, wasRefused, isRepeatable })
}

function withToken({ query, body }: WechatRequest, token: string): WechatRequest {
  return { query: { access_token: token, ...query }, body }
}
