import { fromBase64, toBase64 } from '../native'
import { WxError, type Api, type Options } from './api'

const MOST_RANDOM = 1_048_576

/** Bytes as text and back, random bytes, and the keys of WeChat's encryption. */
export function addBytes(api: Api): void {
  api.sync('arrayBufferToBase64', (buffer: ArrayBuffer) => toBase64(buffer))
  api.sync('base64ToArrayBuffer', (text: string) => fromBase64(text))
  const random = ({ length }: Options): Options => {
    const count = Number(length)
    if (!(count > 0 && count <= MOST_RANDOM)) throw new WxError('invalid length')
    const bytes = new Uint8Array(count)
    for (let at = 0; at < count; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
    return { randomValues: bytes.buffer }
  }
  api.async('getRandomValues', random)
  api.sync('getUserCryptoManager', () => ({
    getRandomValues: (options: Options = {}) => api.run('getRandomValues', options, random),
    getLatestUserKey: (options: Options = {}) =>
      api.run('getLatestUserKey', options, () => {
        throw new WxError('no key', { errno: 109_003 })
      }),
  }))
}
