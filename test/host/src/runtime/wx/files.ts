import { fromBase64, toBase64 } from '../native'
import { Api, type Options } from './api'
import { FILE_METHODS, SYNC_RESULTS } from './file-methods'

/** FileSystemManager, and the older functions of wx itself that do the same. */
export function addFiles(api: Api): void {
  const { native, realm } = api.phone
  const fs = realm.adopt<Record<string, unknown>>({})
  const methods = new Api(api.phone, fs)
  for (const [name, parameters] of Object.entries(FILE_METHODS)) {
    methods.async(name, async (options) => {
      const answer = await native.call<Options>('fs', { method: name, options: outgoing(options) })
      return incoming(answer, options)
    })
    if (parameters !== undefined) addSync(methods, fs, name, parameters)
  }
  api.sync('getFileSystemManager', () => fs)
  for (const name of ['saveFile', 'getFileInfo', 'getSavedFileList', 'getSavedFileInfo', 'removeSavedFile']) {
    api.async(name, async (options) => {
      const { savedFilePath, ...answer } = await native.call<Options>('fs', { method: name, options: plain(options) })
      return savedFilePath ? { savedFilePath } : answer
    })
  }
}

function addSync(methods: Api, fs: Record<string, unknown>, name: string, parameters: string[] | null): void {
  const { native, realm } = methods.phone
  fs[`${name}Sync`] = (...values: unknown[]) => {
    const options = parameters
      ? Object.fromEntries(parameters.map((parameter, index) => [parameter, values[index]]))
      : ((values[0] ?? {}) as Options)
    try {
      const answer = incoming(native.callNow<Options>('fs', { method: name, options: outgoing(options) }), options)
      const field = SYNC_RESULTS[name]
      return field ? realm.adopt(answer[field]) : Object.keys(answer).length ? realm.adopt(answer) : undefined
    } catch (error) {
      const { message, fields } = error as Error & { fields?: object }
      const errMsg = `${name}Sync:fail ${message}`
      throw Object.assign(new realm.window.Error(errMsg), fields, { errMsg })
    }
  }
  methods.kinds.set(`${name}Sync`, 'sync')
}

/** Options as JSON can carry them: buffers as base64. */
function outgoing({ data, arrayBuffer, ...options }: Options): Options {
  const isBuffer = typeof data === 'object' && data !== null && 'byteLength' in data
  return {
    ...plain(options),
    ...(isBuffer ? { bytes: toBase64(data as ArrayBuffer) } : { data }),
    ...(arrayBuffer ? { size: (arrayBuffer as ArrayBuffer).byteLength } : {}),
  }
}

function incoming({ bytes, bytesRead, ...answer }: Options, options: Options): Options {
  if ('entries' in answer) {
    const entries = Object.entries(answer.entries as Record<string, Options>)
    return { entries: Object.fromEntries(entries.map(([path, entry]) => [path, incoming(entry, {})])) }
  }
  if (bytesRead !== undefined) {
    const target = options.arrayBuffer as ArrayBuffer
    new Uint8Array(target).set(new Uint8Array(fromBase64(bytes as string)), Number(options.offset ?? 0))
    return { bytesRead, arrayBuffer: target }
  }
  if ('stats' in answer) return { stats: withTests(answer.stats) }
  return typeof bytes === 'string' ? { ...answer, data: fromBase64(bytes) } : answer
}

interface RawStats {
  isFolder: boolean
  [key: string]: unknown
}

/** Stats with the two questions that JSON cannot carry. */
function withTests(stats: unknown): unknown {
  if (Array.isArray(stats)) {
    return (stats as { path: string; stats: RawStats }[]).map(({ path, stats }) => ({ path, stats: withTests(stats) }))
  }
  const { isFolder, ...rest } = stats as RawStats
  return { ...rest, isDirectory: () => isFolder, isFile: () => !isFolder }
}

function plain(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => typeof value !== 'function'))
}
