import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix, relative, resolve, sep } from 'node:path'

export interface TabItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

export interface TabBarConfig {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: 'black' | 'white'
  custom?: boolean
  list: TabItem[]
}

/** The window keys of app.json and of a page's own json. */
export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: 'black' | 'white'
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  backgroundTextStyle?: 'dark' | 'light'
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
  [key: string]: unknown
}

export interface ComponentConfig extends WindowConfig {
  component?: boolean
  styleIsolation?: string
  usingComponents?: Record<string, string>
}

export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  window: WindowConfig
  tabBar?: TabBarConfig
  style?: string
  usingComponents?: Record<string, string>
  [key: string]: unknown
}

/** A compiled mini-program as it lies on disk, with every page and component it names. */
export interface Project {
  root: string
  appId: string
  name: string
  app: AppConfig
  /** Page path (without leading slash and extension) to its json merged over app.json's window. */
  pages: Record<string, ComponentConfig>
  /** Custom component path to its json. */
  components: Record<string, ComponentConfig>
}

interface ProjectFile {
  appid?: string
  projectname?: string
  miniprogramRoot?: string
}

interface RawApp extends Partial<AppConfig> {
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
}

function readJson<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error })
  }
}

/** Finds the folder that holds app.json, given that folder or one with project.config.json. */
export function findDist(folder: string): { root: string; projectFile?: ProjectFile } {
  const absolute = resolve(folder)
  const configFile = join(absolute, 'project.config.json')
  const projectFile = existsSync(configFile) ? readJson<ProjectFile>(configFile) : undefined
  for (const root of [absolute, resolve(absolute, projectFile?.miniprogramRoot ?? '.')]) {
    if (existsSync(join(root, 'app.json'))) return { root, projectFile }
  }
  const where = projectFile?.miniprogramRoot ? ` or in its miniprogramRoot ${projectFile.miniprogramRoot}` : ''
  throw new Error(`No app.json in ${absolute}${where}. Build the mini-program first.`)
}

/** Reads app.json and the json of every page and component. Throws, naming the file, when something is missing. */
export function readProject(folder: string): Project {
  const { root, projectFile } = findDist(folder)
  const raw = readJson<RawApp>(join(root, 'app.json'))
  const app: AppConfig = { ...raw, pages: pagePaths(raw), window: raw.window ?? {} }
  if (!app.pages.length) throw new Error(`${join(root, 'app.json')}: no pages`)

  const pages: Record<string, ComponentConfig> = {}
  const components: Record<string, ComponentConfig> = {}
  for (const path of app.pages) {
    if (!existsSync(join(root, `${path}.js`))) throw new Error(`app.json names ${path}, but ${path}.js does not exist`)
    const own = readConfig(root, path)
    pages[path] = { ...app.window, ...own, usingComponents: usedBy(root, path, app, own) }
    visit(pages[path].usingComponents!)
  }
  return {
    root,
    appId: projectFile?.appid ?? 'wx0000000000000000',
    name: projectFile?.projectname ?? app.window.navigationBarTitleText ?? 'mini-program',
    app,
    pages,
    components,
  }

  function visit(used: Record<string, string>): void {
    for (const target of Object.values(used)) {
      const path = target.replace(/^\//, '')
      if (components[path] || target.includes('://')) continue
      const own = readConfig(root, path)
      components[path] = { ...own, component: true, usingComponents: usedBy(root, path, app, own) }
      visit(components[path].usingComponents!)
    }
  }
}

function pagePaths(raw: RawApp): string[] {
  const packages = raw.subPackages ?? raw.subpackages ?? []
  return [...(raw.pages ?? []), ...packages.flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page)))]
}

function readConfig(root: string, path: string): ComponentConfig {
  const file = join(root, `${path}.json`)
  return existsSync(file) ? readJson<ComponentConfig>(file) : {}
}

function usedBy(root: string, path: string, app: AppConfig, own: ComponentConfig): Record<string, string> {
  const used: Record<string, string> = {}
  for (const [name, target] of Object.entries(app.usingComponents ?? {})) used[name] = locate(root, 'app', target)
  for (const [name, target] of Object.entries(own.usingComponents ?? {})) used[name] = locate(root, path, target)
  return used
}

/** A usingComponents target as an absolute path ("/parts/card/index"); a folder means its index. */
function locate(root: string, from: string, target: string): string {
  if (target.includes('://')) return target
  const relativePath = posix.normalize(
    target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target),
  )
  for (const path of [relativePath, `${relativePath}/index`]) {
    if (existsSync(join(root, `${path}.js`))) return `/${path}`
  }
  throw new Error(`${from}.json uses the component ${target}, but ${relativePath}.js does not exist`)
}

/** Every file with this extension under the folder, as slash-separated relative paths. */
export function filesIn(root: string, extension: string): string[] {
  const found: string[] = []
  walk(root)
  return found.sort()

  function walk(folder: string): void {
    for (const name of readdirSync(folder)) {
      if (name === 'node_modules' || name.startsWith('.')) continue
      const file = join(folder, name)
      if (statSync(file).isDirectory()) walk(file)
      else if (name.endsWith(extension)) found.push(relative(root, file).split(sep).join('/'))
    }
  }
}

/** Newest change among the compiled files; the cache key of a compilation. */
export function lastChange(root: string): number {
  let newest = 0
  for (const extension of ['.js', '.json', '.wxml', '.wxss', '.wxs']) {
    for (const file of filesIn(root, extension)) newest = Math.max(newest, statSync(join(root, file)).mtimeMs)
  }
  return newest
}
