import { createHash } from 'node:crypto'

/** The openid that the demo organisation and the WeChat sandbox agree on for the person called `key`. */
export function demoOpenid(appId: string, key: string): string {
  return `o${createHash('sha256').update(`${appId}${key}`).digest('base64url').slice(0, 27)}`
}
