import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { WechatError } from './wechat.error'

export function sha1(...parts: string[]): string {
  return createHash('sha1').update(parts.join('')).digest('hex')
}

/** Compares in a time that does not depend on where the texts differ. */
export function isSame(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(a, b)
}

/** WeChat's proof of knowing a session key. The key is used as the text it came as, not decoded. */
export function sessionSignature(sessionKey: string, data = ''): string {
  return createHmac('sha256', sessionKey).update(data).digest('hex')
}

/** Whether `rawData` of the mini-program was signed in the session of this key. */
export function isRawDataGenuine(rawData: string, sessionKey: string, signature: string): boolean {
  return isSame(sha1(rawData, sessionKey), signature)
}

/** What is needed to read open data of the mini-program. */
export interface OpenData {
  appId: string
  sessionKey: string
  encryptedData: string
  iv: string
  now: Date
  /** Older data are refused. A day when absent. */
  maxAgeMs?: number
}

const DAY = 86_400_000
const CLOCK_SLACK = 5 * 60_000

/**
 * Decrypts what `wx.getGroupEnterInfo` and its kind return.
 * Every way to fail gives the same error: the person has to log in again, and nobody learns which step failed.
 */
export function decryptOpenData<T extends object>(data: OpenData): T {
  try {
    const key = bytes(data.sessionKey, 16)
    const decipher = createDecipheriv('aes-128-cbc', key, bytes(data.iv, 16))
    const plain = Buffer.concat([decipher.update(bytes(data.encryptedData)), decipher.final()])
    const value = JSON.parse(plain.toString('utf8')) as T & { watermark?: { appid?: unknown; timestamp?: unknown } }
    const age = data.now.getTime() - Number(value.watermark?.timestamp) * 1000
    const isFresh = age <= (data.maxAgeMs ?? DAY) && age >= -CLOCK_SLACK
    if (value.watermark?.appid !== data.appId || !isFresh) throw new Error('watermark')
    return value
  } catch {
    throw new WechatError({ kind: 'permanent', api: 'openData', reason: 'the data cannot be read, log in again' })
  }
}

function bytes(base64: string, length?: number): Buffer {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new Error('not base64')
  const value = Buffer.from(base64, 'base64')
  if (length !== undefined && value.length !== length) throw new Error('wrong length')
  return value
}
