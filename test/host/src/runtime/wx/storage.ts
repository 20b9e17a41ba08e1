import type { Api } from './api'

export function addStorage(api: Api): void {
  const { storage } = api.phone
  api.both(
    'getStorage',
    ({ key }) => {
      const data = storage.get(String(key))
      if (data === undefined) throw new Error('data not found')
      return { data }
    },
    (key: string) => storage.get(key) ?? '',
  )
  api.both(
    'setStorage',
    ({ key, data }) => storage.set(key as string, data),
    (key: string, data: unknown) => storage.set(key, data),
  )
  api.both(
    'removeStorage',
    ({ key }) => storage.remove(String(key)),
    (key: string) => storage.remove(key),
  )
  api.both(
    'clearStorage',
    () => storage.clear(),
    () => storage.clear(),
  )
  const info = () => ({ keys: storage.keys, currentSize: Math.ceil(storage.size / 1024), limitSize: 10 * 1024 })
  api.both('getStorageInfo', info, info)
  api.sync('batchGetStorageSync', (keys: string[]) => keys.map((key) => storage.get(key) ?? ''))
  api.sync('batchSetStorageSync', (list: { key: string; value: unknown }[]) =>
    list.forEach(({ key, value }) => storage.set(key, value)),
  )
}
