import type { RouteKind } from '../pages'
import type { Api, Options } from './api'

const KINDS: RouteKind[] = ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab']

export function addRoutes(api: Api): void {
  const { phone } = api
  for (const kind of KINDS) {
    api.async(kind, async ({ url, events }) => {
      if (typeof url !== 'string')
        throw new Error('parameter error: parameter.url should be String instead of Undefined;')
      const page = await phone.pages.open(kind, url, (events ?? {}) as Record<string, () => void>)
      return kind === 'navigateTo' ? { eventChannel: page.channel } : {}
    })
  }
  api.async('navigateBack', ({ delta }) => phone.pages.back(typeof delta === 'number' ? delta : 1))
  api.async('rewriteRoute', ({ url, preserveQuery }) => phone.routeEvents.rewrite(String(url), preserveQuery === true))
  for (const [name, listeners] of phone.routeEvents.listeners) api.listeners(name, listeners)
  api.async('preloadPage', () => undefined)
  addRouter(api)
  addMiniPrograms(api)
  addPackages(api)
}

/** wx.router: custom transitions, which belong to Skyline; what is registered is kept and not played. */
function addRouter(api: Api): void {
  const builders = new Map<string, unknown>()
  api.namespace('router', {
    addRouteBuilder: (name: string, build: unknown) => void builders.set(name, build),
    removeRouteBuilder: (name: string) => void builders.delete(name),
    getRouteContext: () => null,
  })
}

/** Going to other mini-programs: recorded, and answered by the fixture `miniProgram`. */
function addMiniPrograms(api: Api): void {
  const { phone } = api
  const asked = (name: string, options: Options) => {
    if (typeof options.appId !== 'string' && !options.shortLink) {
      throw new Error('parameter error: parameter.appId should be String instead of Undefined;')
    }
    phone.record(name, plain(options))
    const answer = phone.settings.fixtures.miniProgram ?? 'accept'
    if (answer === 'cancel') throw new Error('cancel')
    if (answer === 'fail') throw new Error('invalid appid')
  }
  api.async('navigateToMiniProgram', (options) => {
    asked('navigateToMiniProgram', options)
    phone.realm.window.setTimeout(() => phone.home.show('other'), 0)
  })
  api.async('openEmbeddedMiniProgram', (options) => asked('openEmbeddedMiniProgram', options))
  api.async('navigateBackMiniProgram', (options) => {
    if (!phone.app.enterOptions.referrerInfo.appId) throw new Error('not from another mini program')
    phone.record('navigateBackMiniProgram', plain(options))
    phone.realm.window.setTimeout(() => phone.home.show(), 0)
  })
  api.async('exitMiniProgram', () => {
    phone.record('exitMiniProgram', {})
    phone.realm.window.setTimeout(() => phone.home.show(), 0)
  })
}

function addPackages(api: Api): void {
  const { packages } = api.phone
  for (const name of ['loadSubpackage', 'preDownloadSubpackage']) {
    api.task(name, (options, settle) => {
      const listeners: ((progress: Options) => void)[] = []
      const wanted = packages.find(String(options.root ?? options.name))
      const download = wanted ? packages.download(wanted) : Promise.reject(new Error('subpackage not found'))
      const whole = { progress: 100, totalBytesWritten: 0, totalBytesExpectedToWrite: 0 }
      settle(download.then(() => listeners.forEach((listener) => api.phone.attempt(() => listener({ ...whole })))))
      return { onProgressUpdate: (listener: (progress: Options) => void) => void listeners.push(listener) }
    })
  }
}

/** Options without their callbacks, as they are kept for inspection. */
export function plain(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => typeof value !== 'function'))
}
