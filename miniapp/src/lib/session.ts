import Taro from '@tarojs/taro'
import type { SessionView } from '@quanke/shared/contracts/identity'
import { AppError, send } from './http'
import { isSinglePage } from './launch'
import { drop, load, save } from './store'

const KEY = 'session'

interface Kept {
  token: string
  expiresAt: string
}

let kept: Kept | null | undefined
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
  drop(KEY)
}

async function signIn(): Promise<string> {
  const code = await loginCode()
  const view = await send<SessionView>({ method: 'POST', path: '/session', body: { code } })
  kept = { token: view.token, expiresAt: view.expiresAt }
  save(KEY, kept)
  listener(view)
  return view.token
}

async function loginCode(): Promise<string> {
  try {
    return (await Taro.login()).code
  } catch {
    throw new AppError('login_failed', '微信登录没有成功，请稍后再试')
  }
}
