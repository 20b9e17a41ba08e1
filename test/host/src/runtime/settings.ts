import type { Limit } from '../limits/limits'
import type { PrivacyScope } from './limits/privacy-scopes'

/** What comes along with an entry besides path, query and scene. */
export interface Launch {
  /** Where the user came from: another mini-program (scenes 1037 and 1038) or a service account. */
  referrerInfo?: { appId?: string; extraData?: Record<string, unknown>; [key: string]: unknown }
  shareTicket?: string
  /** 1 a contact's chat, 2 a WeCom chat, 3 a group, 4 a WeCom group. */
  chatType?: number
  apiCategory?: 'default' | 'nativeFunctionalized' | 'browseOnly' | 'embedded' | 'chatTool'
  /** Files or texts that were opened with the mini-program (scene 1173). */
  forwardMaterials?: { type: string; name: string; path: string; size: number }[]
}

/** What the Node side tells a phone when its page loads. All JSON. */
export interface PhoneSettings {
  /** Whose phone this is: the key that the WeChat sandbox knows the person by. */
  person: string
  /** Path with optional query, `pages/home/index?x=1`; empty for the first page. */
  entry: string
  query: Record<string, string>
  /** WeChat's numeric scene value. */
  scene: number
  launch: Launch
  /** Forget what this person's phone had stored. */
  clear: boolean
  /** Whether system prompts (phone number, subscription) are shown or answered from the fixtures. */
  prompts: 'ask' | 'fixtures'
  fixtures: Fixtures
  online: boolean
  /** Multiplies WeChat's text size; reported as fontSizeScaleFactor. */
  fontScale: number
  /** What kind of phone it is; what is absent follows from the size of the glass. */
  device: Partial<DeviceShape>
  /** Milliseconds since the epoch that the phone's clock starts at; absent for the real time. */
  now?: number
  /** True in the tests' browser: no animations. */
  still: boolean
  /** Limits of a phone that are not kept. */
  loose: Limit[]
  /** What the platform's privacy guide declares; nothing is checked when absent. */
  privacy?: PrivacyScope[]
}

/** What wx tells of the phone itself and of the parts of its glass that belong to the system. Points, not pixels. */
export interface DeviceShape {
  brand: string
  model: string
  platform: 'ios' | 'android' | 'devtools'
  statusBarHeight: number
  /** Height of the strip at the bottom that the home indicator lies in. */
  safeBottom: number
}

/** How the system prompts are answered when nobody is asked. */
export interface Fixtures {
  login: 'ok' | 'fail'
  phoneNumber: 'accept' | 'refuse' | 'fail'
  privacy: 'accept' | 'refuse'
  subscribe: 'accept' | 'reject'
  /** What wx.scanCode reads; absent means that the user cancels. */
  scanCode?: string
  /** Files wx.chooseMedia returns, as data URLs; empty means that the user cancels. */
  media: string[]
  location?: { latitude: number; longitude: number }
  /** The phone's address in its Wi-Fi. */
  localAddress?: string
}

export const DEFAULT_FIXTURES: Fixtures = {
  login: 'ok',
  phoneNumber: 'accept',
  privacy: 'accept',
  subscribe: 'accept',
  media: [],
}
