import { randomBytes } from 'node:crypto'

/** What an API of the sandbox gives back: the fields of a JSON answer, or the bytes of a picture. */
export type Answer = object | Buffer

/** An integer of 64 bits, as WeChat's message ids are: in the answer it stands without quotes. */
export class LongInteger {
  constructor(readonly digits: string) {}

  toJSON(): string {
    return `int64:${this.digits}`
  }
}

/** The bytes of a JSON answer. */
export function jsonBytes(answer: object): Buffer {
  return Buffer.from(JSON.stringify(answer).replace(/"int64:(\d+)"/g, '$1'))
}

/** Ends a call with an error envelope. */
export class Refusal extends Error {
  constructor(
    readonly errcode: number,
    text?: string,
  ) {
    super(text ?? TEXTS[errcode] ?? 'system error')
  }
}

const TEXTS: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40004: 'invalid media type',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret, view more at http://t.cn/RAEkdVq',
  40129: 'invalid scene',
  40163: 'code been used',
  40165: 'invalid weapp pagepath',
  40169: 'invalid length for scene, or the data is not json string',
  40212: 'invalid query',
  40226: 'code blocked',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  43108: 'concurrent send to the same user',
  44002: 'empty post data',
  44990: 'reach max api second frequence limit',
  44991: 'reach max api minute frequence limit',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit  mustslower  retry next minute',
  45168: 'contains sensitive words',
  47001: 'data format error',
  61010: 'code is expired',
  76001: 'rid not found',
  76022: 'could not use this cgi_path, no permission',
  85096: 'not allow include scancode_time field',
  85401: 'invalid expire time',
  87008: 'invalid sig_method',
  87009: 'invalid signature',
}

/** WeChat's usual text for a code. */
export function textOf(errcode: number): string {
  return TEXTS[errcode] ?? 'system error'
}

export function newRid(): string {
  return (randomBytes(12).toString('hex').match(/.{8}/g) ?? []).join('-')
}

/** The envelope of an error. Two codes keep an older form: no rid, or a request id among hints. */
export function envelope(errcode: number, text: string, rid: string): object {
  if (errcode === -1 || errcode === 45011) return { errcode, errmsg: text }
  if (errcode === 40125 || errcode === 40013) return { errcode, errmsg: `${text}, hints: [ req_id: ${rid} ]` }
  return { errcode, errmsg: `${text}, rid: ${rid}` }
}
