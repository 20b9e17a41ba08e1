import { WxError, type Api, type Options } from './api'

const CALLS = ['callFunction', 'callContainer', 'uploadFile', 'downloadFile', 'deleteFile', 'getTempFileURL']
const CLOSED = 'errCode: -601034 | errMsg: 没有权限，请先开通云开发或者云托管'

/** wx.cloud without a cloud: every call fails as for a mini-program that has none, unless the fixtures answer (`cloud.callFunction`). */
export function addCloud(api: Api, wx: Record<string, unknown>): void {
  const { phone } = api
  const refuse = (): never => {
    throw new WxError(`Error: ${CLOSED}`, { errCode: -601034 })
  }
  const call = (name: string) => [name, (options: Options = {}) => api.run(`cloud.${name}`, options, refuse)] as const
  const query = (): Options => {
    const methods = [
      'where',
      'orderBy',
      'limit',
      'skip',
      'field',
      'doc',
      'aggregate',
      'match',
      'sort',
      'group',
      'project',
    ]
    const last = ['get', 'add', 'update', 'set', 'remove', 'count', 'end']
    return phone.realm.adopt({
      ...Object.fromEntries(methods.map((name) => [name, query])),
      ...Object.fromEntries(
        last.map((name) => [name, (options: Options = {}) => api.run(`cloud.database.${name}`, options, refuse)]),
      ),
    })
  }
  const cloud = phone.realm.adopt({
    init: () => undefined,
    ...Object.fromEntries(CALLS.map(call)),
    database: () => phone.realm.adopt({ collection: query, command: {}, serverDate: () => ({}), RegExp: () => ({}) }),
    CloudID: (id: string) => ({ cloudID: id }),
    CDN: (target: unknown) => target,
  })
  for (const name of ['init', ...CALLS]) api.kinds.set(`cloud.${name}`, name === 'init' ? 'sync' : 'async')
  wx.cloud = cloud
  phone.usage.watch(cloud, 'cloud.')
}
