import Taro from '@tarojs/taro'
import { SHARE_CODE } from '@quanke/shared/domain/share'

export interface EnterOptions {
  path?: string
  scene?: number | string
  query?: Record<string, string | undefined>
  /** Of a card that was opened in a chat group, or sent privately. */
  shareTicket?: string
}

export interface Arrival {
  code: string
  /** WeChat's numeric entry scene. */
  scene: number
  /** From a mini-program code, whose page knows nothing but the code. */
  isScan: boolean
}

/** The share code of a page's query: `s` of a card, `scene` of a mini-program code. Anything else reads as none. */
export function shareCodeOf(query: Record<string, string | undefined> = {}): string | null {
  return valid(query.s) ?? valid(query.scene)
}

/** How the app was entered, when it was through a share. */
export function arrivalOf(options: EnterOptions): Arrival | null {
  const code = shareCodeOf(options.query)
  if (!code) return null
  return { code, scene: Number(options.scene) || 0, isScan: valid(options.query?.s) === null }
}

function valid(raw: string | undefined): string | null {
  if (!raw) return null
  try {
    // WeChat hands the scene of a mini-program code over still encoded.
    const code = decodeURIComponent(raw)
    return SHARE_CODE.test(code) ? code : null
  } catch {
    return null
  }
}

const SINGLE_PAGE_SCENE = 1154

/**
 * Whether this is the single page that Moments shows of a shared page: there is no login, no other page, and a storage of its own. WeChat itself
 * offers the way into the mini-program.
 */
export function isSinglePage(): boolean {
  return Number(Taro.getLaunchOptionsSync().scene) === SINGLE_PAGE_SCENE
}

const ONE_ENTER_MS = 60_000
let current: Arrival | null = null
let notedAt = 0

/**
 * The arrival to record for this enter, or null when it was through no share or is known already: WeChat repeats the
 * options of the last card whenever the app comes back to the front.
 */
export function noteEnter(options: EnterOptions, now = Date.now()): Arrival | null {
  const arrival = arrivalOf(options)
  if (!arrival) return null
  const isSame = current?.code === arrival.code && now - notedAt < ONE_ENTER_MS
  current = arrival
  notedAt = now
  return isSame ? null : arrival
}

/** The share through which this person is here now; what they do next is tied to it. */
export function currentShareCode(): string | null {
  return current?.code ?? null
}

/** After a code turned out to be unknown, nothing more is tied to it. */
export function forgetArrival(code: string): void {
  if (current?.code === code) current = null
}
