import { createHash } from 'node:crypto'

/** The openid that the demo organisation and the WeChat sandbox agree on for the person called `key`. */
export function demoOpenid(appId: string, key: string): string {
  return `o${createHash('sha256').update(`${appId}${key}`).digest('base64url').slice(0, 27)}`
}

/** The phone number that WeChat would verify for this person, in a range that no operator has given out. The sandbox makes the same one. */
export function demoPhone(key: string): string {
  const digits = createHash('sha256').update(`phone ${key}`).digest().readUInt32BE(0) % 100_000_000
  return `142${String(digits).padStart(8, '0')}`
}
