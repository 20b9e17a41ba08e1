import type { WechatErrorKind } from './wechat.rules'

interface Details {
  kind: WechatErrorKind
  /** The method of the adapter that failed. */
  api: string
  /** Absent when no answer of WeChat was understood (timeout, broken connection, a gateway's page). */
  errcode?: number
  /** WeChat's id of the request, for their support. */
  rid?: string
  /** A few words that hold neither secrets nor personal data. */
  reason: string
}

/** The only error that the WeChat adapter throws. `kind` says what a caller can do about it. */
export class WechatError extends Error {
  readonly kind: WechatErrorKind
  readonly api: string
  readonly errcode?: number
  readonly rid?: string

  constructor({ kind, api, errcode, rid, reason }: Details) {
    super(`WeChat ${api}: ${reason}${errcode === undefined ? '' : ` (${errcode})`}`)
    this.name = 'WechatError'
    this.kind = kind
    this.api = api
    this.errcode = errcode
    this.rid = rid
  }
}
