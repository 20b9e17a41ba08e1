import type { ProjectFiles } from '../compile/files'
import type { AppConfig, TabBarConfig } from '../compile/project'
import type { Limit } from './limits'
import { packageRefusal, packageSizes, subPackageRoots } from './packages'

/** Refuses a mini-program that WeChat would not upload, or whose app.json DevTools would not compile. */
export function checkProject(files: ProjectFiles, app: AppConfig, loose: readonly Limit[]): void {
  const refusal =
    (loose.includes('packages') ? null : packageRefusal(packageSizes(files, app))) ??
    (loose.includes('tabBar') || !app.tabBar ? null : tabBarRefusal(app, app.tabBar))
  if (refusal) throw new Error(refusal)
}

/** Why DevTools would refuse the tab bar; null when it would not. */
function tabBarRefusal(app: AppConfig, { list }: TabBarConfig): string | null {
  const error = (text: string) => `app.json: ["tabBar"]["list"]${text}`
  if (!Array.isArray(list) || list.length < 2 || list.length > 5) return error(' must hold 2 to 5 items')
  const roots = subPackageRoots(app)
  const at = list.findIndex(
    ({ pagePath }) => !app.pages.includes(pagePath) || roots.some((root) => pagePath.startsWith(`${root}/`)),
  )
  return at < 0 ? null : error(`[${at}]["pagePath"]: "${list[at]!.pagePath}" need in ["pages"]`)
}
