import Taro from '@tarojs/taro'
import type { SessionView } from '@quanke/shared/contracts/identity'
import { AppError, send } from './http'
import { isSinglePage } from './launch'
import { drop, load, save } from './store'

const KEY = 'session'
/** WeChat's five minutes, less what a slow request may take. */
const CODE_LIFE_MS = 4 * 60_000

interface Kept {
  token: string
  expiresAt: string
}

let kept: Kept | null | undefined
/** A code that no answer came for. The server answers it the same however often it comes, and WeChat gives few of them. */
let unanswered: { code: string; until: number } | null = null
let signingIn: Promise<string> | null = null
let listener: (view: SessionView) => void = () => undefined

/** Called with every new session, so that the answer's `me` need not be asked for again. */
export function onSignIn(heard: (view: SessionView) => void): void {
  listener = heard
}

/** A token that is good as far as this phone knows; signs in when there is none. Null where WeChat allows no login. */
export async function token(): Promise<string | null> {
  if (isSinglePage()) return null
  kept = kept === undefined ? load<Kept>(KEY) : kept
  if (kept && Date.parse(kept.expiresAt) > Date.now()) return kept.token
  return renew(kept?.token ?? null)
}

/** A new token after `refused` was answered with 401. However many ask at once, WeChat is asked once. */
export async function renew(refused: string | null): Promise<string | null> {
  if (isSinglePage()) return null
  // Another request has renewed in the meantime.
  if (kept && kept.token !== refused) return kept.token
  signingIn ??= signIn().finally(() => {
    signingIn = null
  })
  return signingIn
}

/** Forgets who this is; the next request signs in anew. */
export function forget(): void {
  kept = null
  unanswered = null
  drop(KEY)
}

async function signIn(): Promise<string> {
  const code = await loginCode()
  try {
    const view = await send<SessionView>({ method: 'POST', path: '/session', body: { code } })
    unanswered = null
    kept = { token: view.token, expiresAt: view.expiresAt }
    save(KEY, kept)
    listener(view)
    return view.token
  } catch (failure) {
    const isUnanswered = failure instanceof AppError && failure.isOffline
    unanswered = isUnanswered ? (unanswered ?? { code, until: Date.now() + CODE_LIFE_MS }) : null
    throw failure
  }
}

async function loginCode(): Promise<string> {
  if (unanswered && unanswered.until > Date.now()) return unanswered.code
  try {
    return (await Taro.login()).code
  } catch {
    throw new AppError('login_failed', '微信登录没有成功，请稍后再试')
  }
}
