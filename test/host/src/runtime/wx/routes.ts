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
  api.async('exitMiniProgram', () => phone.app.leave())
  api.async('navigateToMiniProgram', (options) => phone.record('navigateToMiniProgram', plain(options)))
  api.async('navigateBackMiniProgram', () => undefined)
  api.async('openEmbeddedMiniProgram', (options) => phone.record('openEmbeddedMiniProgram', plain(options)))
  api.async('preloadPage', () => undefined)
}

/** Options without their callbacks, as they are kept for inspection. */
export function plain(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => typeof value !== 'function'))
}
