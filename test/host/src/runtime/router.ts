import type { Phone } from './phone'
import { resolvePath } from './modules'

const ROUTES = ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab'] as const

/**
 * `this.pageRouter` of a page and `this.router` of a component: wx's routes, with relative addresses seen from that
 * page or component whichever page is on top.
 */
export function routerOf(phone: Phone, path: string): unknown {
  const router: Record<string, unknown> = {}
  for (const route of ROUTES) {
    router[route] = (options: { url: string }) => {
      const go = phone.wx[route] as (options: unknown) => unknown
      const url = options.url.startsWith('/') ? options.url : `/${resolvePath(path, options.url)}`
      return go({ ...options, url })
    }
  }
  router.navigateBack = (options: unknown) => (phone.wx.navigateBack as (options: unknown) => unknown)(options)
  return phone.realm.adopt(router)
}
