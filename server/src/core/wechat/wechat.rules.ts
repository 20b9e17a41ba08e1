/** What a failed call means for the caller. */
export type WechatErrorKind = 'transient' | 'token' | 'slow_down' | 'spent' | 'permanent' | 'config'

/** WeChat's error codes by what to do about them. A code that is not listed is `permanent`. */
export const RETRY_CLASSES: Record<Exclude<WechatErrorKind, 'permanent'>, readonly number[]> = {
  // Busy, or another send to the same person is under way: the same call may succeed in a moment.
  transient: [-1, 200001, 43108],
  // The access token is no longer good: drop it, get one, repeat once.
  token: [40001, 40014, 42001],
  // A limit per minute or second: leave the API alone for that long.
  slow_down: [45011, 44990, 44991],
  // A limit per day or in total: nothing will work before the next day in Beijing.
  spent: [45009, 44993, 85400, 85406, 9410009],
  // Secret, account or permission: a human has to look.
  config: [
    40013, 40125, 40164, 40243, 41002, 41004, 48001, 48004, 48006, 50004, 50007, 43107, 85079, 85407, 85408, 89503,
    89506, 89507,
  ],
}

const KIND_OF = new Map(
  Object.entries(RETRY_CLASSES).flatMap(([kind, codes]) => codes.map((code) => [code, kind as WechatErrorKind])),
)

/** What `errcode` (not 0) means. */
export function kindOf(errcode: number): WechatErrorKind {
  return KIND_OF.get(errcode) ?? 'permanent'
}

/** The error code of an answer: absent means success, and WeChat sometimes sends it as a string. */
export function errcodeOf(answer: object): number {
  const code = Number((answer as { errcode?: unknown }).errcode ?? 0)
  return Number.isInteger(code) ? code : -1
}

/** WeChat's request id out of an error text: `... rid: 652d44d0-...`, or the older `hints: [ req_id: ... ]`. */
export function ridOf(errmsg: unknown): string | undefined {
  return /\brid: ?([\w-]+)/.exec(String(errmsg))?.[1] ?? /\breq_id: ?([\w-]+)/.exec(String(errmsg))?.[1]
}

/** Until when (ms since 1970) an API is left alone after a refusal of this kind; null when it need not be. */
export function pauseAfter(kind: WechatErrorKind, errcode: number | undefined, now: number): number | null {
  if (kind === 'slow_down') return now + (errcode === 44990 ? 1_000 : 60_000)
  if (kind === 'spent') return nextBeijingDay(now)
  return null
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const BEIJING = 8 * HOUR

function nextBeijingDay(now: number): number {
  return Math.floor((now + BEIJING) / DAY + 1) * DAY - BEIJING
}

/** What a refused call is about to do. */
export interface FailedCall {
  kind: WechatErrorKind
  /** WeChat itself answered with an error, so nothing was done. */
  wasRefused: boolean
  /** Doing the call twice does no harm. */
  isRepeatable: boolean
}

/** Only what may succeed unchanged is repeated, and a call of unknown outcome only when that does no harm. */
export function mayRepeat({ kind, wasRefused, isRepeatable }: FailedCall): boolean {
  return kind === 'transient' && (wasRefused || isRepeatable)
}

const SECRETS = /((?:access_token|appsecret|secret|session_key|js_code|signature)["']?\s*[=:]\s*["']?)[^&"'\s,}]+/gi

/** The text without credentials: those named in it, and every value of `secrets`. */
export function redact(text: string, secrets: readonly string[] = []): string {
  const named = text.replace(SECRETS, '$1***')
  return secrets.filter((secret) => secret.length > 3).reduce((left, secret) => left.replaceAll(secret, '***'), named)
}
