import type { Limit } from '../limits/limits'
import type { Connection } from './network'
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
  /** Origins that web-views may show, and where they really are. */
  origins: Record<string, string>
  /** Multiplies WeChat's text size; reported as fontSizeScaleFactor. */
  fontScale: number
  /** What kind of phone it is; what is absent follows from the size of the glass. */
  device: Partial<DeviceShape>
  /** Milliseconds since the epoch that the phone's clock starts at; absent for the real time. */
  now?: number
  /** True in the tests' browser: no animations. */
  still: boolean
  /** Whether everything is watched for the audit. */
  audit: boolean
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

/** What somebody answers to a question of the system; 'ask' shows it. */
export type Decision = 'accept' | 'refuse' | 'ask'
/** What WeChat answers for one message template. */
export type SubscribeAnswer = 'accept' | 'reject' | 'ban' | 'filter'

/** A file that somebody picks: a data URL, or one with a name. */
export type PickedFixture = string | { name: string; data: string }

/** What the person answers and what the phone measures, where a computer has neither. All of it can be changed while the phone runs. */
export interface Fixtures {
  login: 'ok' | 'fail'
  /** 'fail' is an account without quota. */
  phoneNumber: Decision | 'fail'
  /** 'accept' has agreed before; the others have not: WeChat's own dialog is refused or shown. */
  privacy: Decision
  /** One answer for every template, or by template id; 'fail' is a broken connection. */
  subscribe: SubscribeAnswer | 'ask' | 'fail' | Record<string, SubscribeAnswer>
  /** Whether 总是保持以上选择 is ticked. */
  subscribeAlways: boolean
  /** The main switch of subscription messages in the mini-program's settings. */
  subscribeSwitch: boolean
  /** Titles of message templates, for the prompt, by id. */
  templates: Record<string, string>
  /** Answers to permissions, by scope (scope.userLocation ...). */
  scopes: Record<string, Decision>
  /** For the permissions that scopes does not name. */
  permission: Decision
  payment: 'ok' | 'cancel' | 'fail' | 'ask'
  /** What wx.scanCode reads, or more exactly what it answers; absent means that the user cancels. */
  scanCode?: string | Record<string, unknown>
  /** Pictures and videos that are picked; none means that the user cancels. */
  media: PickedFixture[]
  /** Files of a chat; the media when absent. */
  messageFiles?: PickedFixture[]
  location?: { latitude: number; longitude: number; [detail: string]: unknown }
  /** What wx.chooseLocation answers; without name it is the location. */
  chosenLocation?: { name: string; address: string; latitude: number; longitude: number }
  /** How the phone is connected. */
  network?: Connection
  /** What comes of opening another mini-program; absent means that the user agrees. */
  miniProgram?: 'accept' | 'cancel' | 'fail'
  /** The phone's address in its Wi-Fi. */
  localAddress?: string
  battery: { level: number; isCharging: boolean; isLowPowerModeEnabled: boolean }
  theme: 'light' | 'dark'
  language: string
  /** What wx.getUpdateManager finds. */
  update: 'none' | 'ready' | 'failed'
  /** Whose number of taps is used up, and the like: wx functions that fail, by name, with what follows "fail ". */
  failures: Record<string, string | { message: string; [field: string]: unknown }>
  /** Answers of wx functions, by name, in place of what they would do. */
  answers: Record<string, Record<string, unknown>>
  /** Values of the sensors, by event: AccelerometerChange, CompassChange, GyroscopeChange, DeviceMotionChange. */
  sensors: Record<string, Record<string, unknown>>
}

export const DEFAULT_FIXTURES: Fixtures = {
  ...{ login: 'ok', phoneNumber: 'accept', privacy: 'accept', permission: 'accept', scopes: {}, payment: 'ok' },
  ...{ subscribe: 'accept', subscribeAlways: false, subscribeSwitch: true, templates: {}, media: [] },
  battery: { level: 80, isCharging: false, isLowPowerModeEnabled: false },
  ...{ theme: 'light', language: 'zh_CN', update: 'none' },
  ...{ failures: {}, answers: {} },
  sensors: {
    AccelerometerChange: { x: 0, y: 0, z: -1 },
    CompassChange: { direction: 0, accuracy: 'high' },
    GyroscopeChange: { x: 0, y: 0, z: 0 },
    DeviceMotionChange: { alpha: 0, beta: 0, gamma: 0 },
  },
}

/** Where somebody sits in front of the phone, they are asked. */
export const ASKING_FIXTURES = {
  ...{ phoneNumber: 'ask', permission: 'ask', subscribe: 'ask', payment: 'ask' },
} satisfies Partial<Fixtures>
