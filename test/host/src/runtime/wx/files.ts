import { Api, type Options } from './api'

/** The asynchronous half of FileSystemManager, over the temporary files that Node keeps. */
export function addFiles(api: Api): void {
  const { native } = api.phone
  const inner: Record<string, unknown> = {}
  const fs = api.phone.realm.adopt(inner)
  const methods = new Api(api.phone, fs)
  methods.async('readFile', async ({ filePath, encoding }) => {
    const { data } = await native.call<{ data: string }>('file-read', { path: filePath })
    if (encoding === 'base64') return { data }
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0))
    return { data: encoding ? new TextDecoder().decode(bytes) : bytes.buffer }
  })
  methods.async('getFileInfo', async ({ filePath }) => {
    const { data } = await native.call<{ data: string }>('file-read', { path: filePath })
    return { size: atob(data).length }
  })
  methods.async('saveFile', ({ tempFilePath }) => ({ savedFilePath: tempFilePath }))
  methods.async('access', async ({ path }) => void (await native.call('file-read', { path })))
  methods.async('unlink', () => undefined)
  api.sync('getFileSystemManager', () => fs)
  api.async('saveFile', ({ tempFilePath }: Options) => ({ savedFilePath: tempFilePath }))
  api.async('getFileInfo', async ({ filePath }: Options) => {
    const { data } = await native.call<{ data: string }>('file-read', { path: filePath })
    return { size: atob(data).length }
  })
}
