import type { Limit } from '../../limits/limits'
import type { Phone } from '../phone'
import { WxError } from '../wx/api'
import { privacyScopeOf, type PrivacyScope } from './privacy-scopes'

/** Interfaces that app.json must name in requiredPrivateInfos. */
const PRIVATE_INFOS = new Set([
  ...['getFuzzyLocation', 'getLocation', 'onLocationChange', 'startLocationUpdate', 'startLocationUpdateBackground'],
  ...['chooseLocation', 'choosePoi', 'chooseAddress'],
])

/** One setData that a phone did not take, or an interface that it would not run. */
export interface Refusal {
  limit: Limit
  page: string
  message: string
}

const MOST_SET_DATA = 1024 * 1024

/** The limits of a phone that concern a running mini-program. What it refuses is kept for the audit. */
export class Guard {
  readonly refusals: Refusal[] = []

  constructor(private readonly phone: Phone) {}

  /** Whether this limit is to be kept. */
  holds(limit: Limit): boolean {
    return !this.phone.settings.loose.includes(limit)
  }

  /** Throws when an interface may not be called at all: it was not declared where WeChat wants it declared. */
  admit(name: string): void {
    const declared = this.phone.project.app.requiredPrivateInfos
    if (
      PRIVATE_INFOS.has(name) &&
      this.holds('privateInfos') &&
      !(Array.isArray(declared) && declared.includes(name))
    ) {
      const text = 'the api need to be declared in the requiredPrivateInfos field in app.json/ext.json'
      throw this.refuse('privateInfos', name, new WxError(text))
    }
    const scope = privacyScopeOf(name)
    if (scope && !this.isDeclared(scope)) {
      const text = 'api scope is not declared in the privacy agreement'
      throw this.refuse('privacy', name, new WxError(text, { errno: 112 }))
    }
  }

  /** What `admit` would throw, for tags that answer by an event. */
  refusalOf(name: string): WxError | undefined {
    try {
      this.admit(name)
    } catch (error) {
      return error as WxError
    }
  }

  /** Whether the privacy guide declares this; true when the tester gave no guide. */
  isDeclared(scope: PrivacyScope): boolean {
    const { privacy } = this.phone.settings
    return !this.holds('privacy') || privacy === undefined || privacy.includes(scope)
  }

  /** Whether the bridge to the view carries so many bytes in one setData; an error is reported when it does not. */
  admitSetData(bytes: number): boolean {
    if (bytes <= MOST_SET_DATA || !this.holds('setData')) return true
    const message = `invokeWebviewMethod 数据传输长度为 ${bytes} 已经超过最大长度 ${MOST_SET_DATA}`
    this.keep('setData', message)
    this.phone.report(new Error(message))
    return false
  }

  /** Remembers that something was refused, and says so where the developer looks. */
  keep(limit: Limit, message: string): void {
    this.refusals.push({ limit, page: this.phone.pages.top?.path ?? '', message })
    this.say('error', message)
  }

  /** Writes to the mini-program's console, as WeChat itself does. */
  say(type: 'warn' | 'error', message: string): void {
    console[type](`[WeChat] ${message}`)
    this.phone.announce('log', { type, args: [message] })
  }

  private refuse<T extends Error>(limit: Limit, name: string, error: T): T {
    this.keep(limit, `${name.replace(/^.*\./, '')}:fail ${error.message}`)
    return error
  }
}
