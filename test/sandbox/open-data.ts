import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { Sandbox } from './sandbox'
import { own } from './state'

const DAY_MS = 86_400_000
/** A private card is sent within a week of its activity, and opened within 120 days. */
const SENT_WITHIN_MS = 7 * DAY_MS
const CHECKED_WITHIN_MS = 120 * DAY_MS

export interface Sealed {
  encryptedData: string
  iv: string
}

/** What WeChat's client hands to the mini-program: encrypted with the session key of the person's last login. Null when there is none. */
export function sealOpenData(sandbox: Sandbox, openid: string, data: object): Sealed | null {
  const session = own(sandbox.state.sessions, openid)
  if (!session) return null
  const watermark = { timestamp: Math.floor(sandbox.now() / 1000), appid: sandbox.options.appId }
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(session.key, 'base64'), iv)
  const bytes = Buffer.concat([cipher.update(JSON.stringify({ ...data, watermark }), 'utf8'), cipher.final()])
  return { encryptedData: bytes.toString('base64'), iv: iv.toString('base64') }
}

/** Puts a private card into the chat of two people and returns its share ticket; null when WeChat would not send it. */
export function sendPrivately(sandbox: Sandbox, activityId: string, from: string, to: string | null): string | null {
  const activity = own(sandbox.state.activities, activityId)
  if (activity?.openid !== from || activity.createdAt + SENT_WITHIN_MS < sandbox.now()) return null
  const shareTicket = randomBytes(16).toString('base64url')
  sandbox.state.privateMessages[shareTicket] = { activityId, from, to }
  sandbox.changed()
  return shareTicket
}

/** `wx.authPrivateMessage`: whether this person is one of the two in the chat; the activity comes encrypted. */
export function checkPrivateMessage(
  sandbox: Sandbox,
  openid: string,
  shareTicket: unknown,
): { valid: boolean } & Partial<Sealed> {
  const message = own(sandbox.state.privateMessages, shareTicket)
  const activity = message && own(sandbox.state.activities, message.activityId)
  const isOver = !activity || activity.createdAt + CHECKED_WITHIN_MS < sandbox.now()
  if (isOver || (message.to !== null && openid !== message.to && openid !== message.from)) return { valid: false }
  const sealed = sealOpenData(sandbox, openid, { activityId: message.activityId })
  return sealed ? { valid: true, ...sealed } : { valid: false }
}

/**
 * `wx.getGroupEnterInfo`: the group behind a share ticket, encrypted; the same group has the same id for one mini-program. A ticket may name its
 * group before a slash; every other one is of the one group that everybody is in. Null for somebody who has not logged in.
 */
export function groupInfo(sandbox: Sandbox, openid: string, shareTicket: string): Sealed | null {
  const name = shareTicket.includes('/') ? shareTicket.split('/')[0]! : 'everybody'
  const digest = createHash('sha256').update(`${sandbox.options.appId} ${name}`).digest('base64url')
  return sealOpenData(sandbox, openid, { opengid: `tG${digest.slice(0, 26)}` })
}
