import type { MessageValue } from './wechat.message'

export interface Session {
  openid: string
  /** Never leaves the server. */
  sessionKey: string
  /** Only when the app is bound to an Open Platform account. */
  unionid: string | null
}

export interface PhoneNumber {
  /** E.164. */
  number: string
  countryCode: string
}

export type EnvVersion = 'release' | 'trial' | 'develop'

export interface QrCode {
  /** 1 to 32 of the characters WeChat allows; no `%`. */
  scene: string
  /** No leading slash, no query; the home page when absent. */
  page?: string
  envVersion?: EnvVersion
  /** Pixels, 280 to 1280; 430 when absent. */
  width?: number
  /** False also allows pages that are not released yet. */
  checkPath?: boolean
  isTransparent?: boolean
}

export interface SubscribeMessage {
  openid: string
  templateId: string
  /** A page of the mini-program, with its query if need be. */
  page?: string
  data: Record<string, MessageValue>
  state?: 'developer' | 'trial' | 'formal'
}

export type Suggestion = 'pass' | 'review' | 'risky'

/** Where a text or picture appears: profile, comment, forum, social log. */
export const CHECK_SCENES = { profile: 1, comment: 2, forum: 3, log: 4 } as const
export type CheckScene = keyof typeof CHECK_SCENES

export interface TextCheck {
  /** Somebody who opened the mini-program within the last two hours. */
  openid: string
  scene: CheckScene
  content: string
  title?: string
  nickname?: string
}

export interface TextVerdict {
  suggestion: Suggestion
  /** WeChat's label of the worst part: 100 is ok, 20008 fraud and so on. */
  label: number
  traceIds: string[]
}

export interface MediaCheck {
  openid: string
  scene: CheckScene
  /** An address from which WeChat can download the file, 10 MB at most. */
  url: string
  type: 'audio' | 'image'
}

export const RISK_SCENES = { registration: 0, marketing: 1, content: 2 } as const

export interface RiskQuestion {
  openid: string
  scene: keyof typeof RISK_SCENES
  clientIp: string
  mobileNo?: string
}

export interface UrlLink {
  path?: string
  query?: string
  /** 1 to 30. */
  expireDays: number
  envVersion?: EnvVersion
}
