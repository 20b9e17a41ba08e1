import { WxError, type Api, type Options } from './api'

const KIB = 1024
const LIMIT_KIB = 10 * KIB

/** Storage of the mini-program, the prefetched data of its backend, and addresses for buffers. */
export function addStorage(api: Api): void {
  const { storage, realm } = api.phone
  // A Date comes back as one, of the mini-program's own kind.
  const own = (value: unknown) => (value instanceof Date ? new realm.window.Date(Number(value)) : value)
  const read = (key: unknown, isEncrypted = false) => {
    if (typeof key !== 'string' || !key) throw new WxError(missingKey(key))
    return own(storage.get(key, isEncrypted))
  }
  api.both(
    'getStorage',
    ({ key, encrypt }) => {
      const data = read(key, Boolean(encrypt))
      if (data === undefined) throw new Error('data not found')
      return { data }
    },
    (key: string) => read(key) ?? '',
  )
  api.both(
    'setStorage',
    ({ key, data, encrypt }) => storage.set(key as string, data, Boolean(encrypt)),
    (key: string, data: unknown) => storage.set(key, data),
  )
  api.both(
    'removeStorage',
    ({ key }) => storage.remove(String(key)),
    (key: string) => storage.remove(key),
  )
  const clear = () => storage.clear()
  api.both('clearStorage', clear, clear)
  const info = () => ({ keys: storage.keys, currentSize: Math.ceil(storage.size / KIB), limitSize: LIMIT_KIB })
  api.both('getStorageInfo', info, info)
  const readAll = (keys: string[]) => keys.map((key) => read(key) ?? '')
  api.both(
    'batchGetStorage',
    ({ keyList }) => ({ dataList: readAll(keyList as string[]) }),
    (keys: string[]) => readAll(keys),
  )
  const writeAll = (list: { key: string; value: unknown }[]) =>
    list.forEach(({ key, value }) => storage.set(key, value))
  api.both('batchSetStorage', ({ kvList }) => writeAll(kvList as { key: string; value: unknown }[]), writeAll)
  api.sync('createBufferURL', (buffer: ArrayBuffer) => URL.createObjectURL(new Blob([buffer])))
  api.sync('revokeBufferURL', (url: string) => URL.revokeObjectURL(url))
  addPrefetch(api)
}

/** Data that WeChat would have fetched before the mini-program started: only what the fixtures give. */
function addPrefetch(api: Api): void {
  const { memory } = api.phone
  api.async('setBackgroundFetchToken', ({ token }) => memory.set('fetchToken', token))
  api.async('getBackgroundFetchToken', () => {
    const token = memory.get('fetchToken')
    if (token === undefined) throw new WxError('token not found')
    return { token }
  })
  api.async('getBackgroundFetchData', (): Options => {
    throw new WxError('record not found')
  })
  const listeners = new Set<(value: never) => void>()
  api.listeners('BackgroundFetchData', listeners, { isOnly: true })
}

function missingKey(key: unknown): string {
  const kind = Object.prototype.toString.call(key).slice(8, -1)
  return `parameter error: parameter.key should be String instead of ${kind};`
}
