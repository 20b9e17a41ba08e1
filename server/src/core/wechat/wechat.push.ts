import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { isSame, sha1 } from './wechat.crypto'
import type { WechatConfig } from './wechat.config'
import { WechatError } from './wechat.error'
import { eventFrom, fieldsOf, type PushEvent } from './wechat.push-events'

/** The query of a push as the HTTP layer parsed it; nothing in it is trusted. */
export type PushQuery = Record<string, unknown>

/** An answer to a push for the few events that want one. */
export interface PushReply {
  Encrypt: string
  MsgSignature: string
  TimeStamp: number
  Nonce: string
}

const BLOCK = 32
const RANDOM = 16
const LENGTH = 4

/**
 * The message push in secure mode. Answer `success` at once and work later: WeChat waits five seconds and delivers
 * again, so use the event's `id` to notice what was there already.
 */
export class WechatPush {
  private readonly key: Buffer

  constructor(private readonly config: Pick<WechatConfig, 'appId' | 'pushToken' | 'pushAesKey'>) {
    this.key = Buffer.from(`${config.pushAesKey}=`, 'base64')
    if (config.pushAesKey.length !== 43 || this.key.length !== 32) throw new Error('the push key needs 43 characters')
  }

  /** The text to answer when WeChat checks the address (GET). Throws when the asker is not WeChat. */
  verifyUrl(query: PushQuery): string {
    const { signature, timestamp, nonce, echostr } = texts(query, 'signature', 'timestamp', 'nonce', 'echostr')
    if (!isSame(this.signature(timestamp, nonce), signature)) throw refused()
    return echostr
  }

  /**
   * The event in a push (POST), JSON or XML. Throws one and the same error for whatever is forged, altered, of another
   * app, or not encrypted.
   */
  receive(query: PushQuery, rawBody: Buffer | string): PushEvent {
    // `signature` in the query does not cover the body, so it proves nothing.
    const { msg_signature, timestamp, nonce } = texts(query, 'msg_signature', 'timestamp', 'nonce')
    const { Encrypt: encrypted } = readable(rawBody.toString())
    if (typeof encrypted !== 'string') throw refused()
    if (!isSame(this.signature(timestamp, nonce, encrypted), msg_signature)) throw refused()
    const message = this.decrypt(encrypted)
    return eventFrom(readable(message), { id: digestOf(message), delivery: digestOf(encrypted) })
  }

  /** An encrypted answer, for the events that want more than `success`. */
  reply(message: string, at: Date, nonce: string, random: Buffer = randomBytes(RANDOM)): PushReply {
    const encrypted = this.encrypt(message, random)
    const timestamp = Math.floor(at.getTime() / 1000)
    return {
      Encrypt: encrypted,
      MsgSignature: this.signature(String(timestamp), nonce, encrypted),
      TimeStamp: timestamp,
      Nonce: nonce,
    }
  }

  /** The message in `encrypted`. Check the signature first: an attacker must not get to try paddings. */
  decrypt(encrypted: string): string {
    try {
      const decipher = createDecipheriv('aes-256-cbc', this.key, this.key.subarray(0, 16)).setAutoPadding(false)
      const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()])
      const plain = padded.subarray(0, padded.length - paddingOf(padded))
      const start = RANDOM + LENGTH
      const end = start + plain.readUInt32BE(RANDOM)
      if (end > plain.length || plain.toString('utf8', end) !== this.config.appId) throw new Error('another app')
      return plain.toString('utf8', start, end)
    } catch {
      throw refused()
    }
  }

  private encrypt(message: string, random: Buffer): string {
    const length = Buffer.alloc(LENGTH)
    length.writeUInt32BE(Buffer.byteLength(message))
    const plain = Buffer.concat([random, length, Buffer.from(message), Buffer.from(this.config.appId)])
    const padding = BLOCK - (plain.length % BLOCK)
    const cipher = createCipheriv('aes-256-cbc', this.key, this.key.subarray(0, 16)).setAutoPadding(false)
    return Buffer.concat([
      cipher.update(plain),
      cipher.update(Buffer.alloc(padding, padding)),
      cipher.final(),
    ]).toString('base64')
  }

  private signature(...parts: string[]): string {
    return sha1(...[this.config.pushToken, ...parts].sort())
  }
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

// WeChat pads to 32 bytes, so a padding of 17 to 32 is right here, which crypto's own check would refuse.
function paddingOf(padded: Buffer): number {
  const padding = padded.at(-1) ?? 0
  const isWhole = padding >= 1 && padding <= BLOCK && padded.subarray(-padding).every((byte) => byte === padding)
  if (!isWhole) throw new Error('padding')
  return padding
}

function texts<K extends string>(query: PushQuery, ...names: K[]): Record<K, string> {
  const entries = names.map((name) => [name, query[name]] as const)
  if (!entries.every(([, value]) => typeof value === 'string' && value.length > 0 && value.length < 1000))
    throw refused()
  return Object.fromEntries(entries) as Record<K, string>
}

function readable(text: string): Record<string, unknown> {
  try {
    return fieldsOf(text)
  } catch {
    throw refused()
  }
}

function refused(): WechatError {
  return new WechatError({ kind: 'permanent', api: 'push', reason: 'the push is not genuine' })
}
