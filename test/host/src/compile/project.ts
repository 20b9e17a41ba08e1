import { existsSync, readFileSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'
import { ProjectFiles } from './files'
import { findInNpm, npmMounts } from './npm'

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
  homeButton?: boolean
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
  componentGenerics?: Record<string, boolean | { default?: string }>
  usingComponents?: Record<string, string>
  componentPlaceholder?: Record<string, string>
}

/** A part of the mini-program that is downloaded as a whole; the main package has an empty root. */
export interface PackageConfig {
  root: string
  name?: string
  isIndependent: boolean
  pages: string[]
}

export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  window: WindowConfig
  tabBar?: TabBarConfig
  style?: string
  usingComponents?: Record<string, string>
  lazyCodeLoading?: string
  preloadRule?: Record<string, { network?: 'all' | 'wifi'; packages: string[] }>
  themeLocation?: string
  [key: string]: unknown
}

/** theme.json: values of the variables that app.json and page configs name with an @. */
export type Themes = Partial<Record<'light' | 'dark', Record<string, unknown>>>

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
  /** The main package first. */
  packages: PackageConfig[]
  themes: Themes
  files: ProjectFiles
  /** What DevTools would refuse, one sentence each, naming the file. */
  problems: string[]
}

interface ProjectFile {
  appid?: string
  projectname?: string
  miniprogramRoot?: string
  packOptions?: { ignore?: { type: string; value: string }[] }
}

interface RawPackage {
  root: string
  name?: string
  independent?: boolean
  pages?: string[]
}

interface RawApp extends Partial<AppConfig> {
  subPackages?: RawPackage[]
  subpackages?: RawPackage[]
}

const CUSTOM_TAB_BAR = 'custom-tab-bar/index'

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

/** Reads app.json and the json of every page and component. What is missing is told in `problems`. */
export function readProject(folder: string): Project {
  const { root, projectFile } = findDist(folder)
  const raw = readJson<RawApp>(join(root, 'app.json'))
  const packages = readPackages(raw)
  const app: AppConfig = { ...raw, pages: packages.flatMap(({ pages }) => pages), window: raw.window ?? {} }
  if (!app.pages.length) throw new Error(`${join(root, 'app.json')}: no pages`)
  const files = new ProjectFiles(root, npmMounts(root, resolve(folder)), ignoredBy(projectFile))
  const project: Project = {
    root,
    appId: projectFile?.appid ?? 'wx0000000000000000',
    name: projectFile?.projectname ?? app.window.navigationBarTitleText ?? 'mini-program',
    app,
    pages: {},
    components: {},
    packages,
    themes: {},
    files,
    problems: [],
  }
  for (const path of app.pages) addPage(project, path)
  app.pages = app.pages.filter((path) => path in project.pages)
  for (const each of packages) each.pages = each.pages.filter((path) => path in project.pages)
  if (app.tabBar?.custom && hasScript(files, CUSTOM_TAB_BAR)) {
    addComponents(project, { usingComponents: { 'custom-tab-bar': `/${CUSTOM_TAB_BAR}` } })
  }
  if (app.themeLocation) project.themes = readConfig(project, app.themeLocation.replace(/\.json$/, '')) as Themes
  return project
}

function addPage(project: Project, path: string): void {
  const { app, files, pages, problems } = project
  if (!hasScript(files, path)) {
    problems.push(`app.json names ${path}, but ${path}.js does not exist`)
    return
  }
  const own = readConfig(project, path)
  pages[path] = { ...app.window, ...own, usingComponents: usedBy(project, path, own) }
  addComponents(project, pages[path])
}

function addComponents(project: Project, user: ComponentConfig): void {
  const defaults = Object.values(user.componentGenerics ?? {}).flatMap((generic) =>
    typeof generic === 'object' && generic.default ? [generic.default] : [],
  )
  for (const target of [...Object.values(user.usingComponents ?? {}), ...defaults]) {
    const path = target.replace(/^\//, '')
    if (project.components[path] || target.includes('://')) continue
    const own = readConfig(project, path)
    project.components[path] = { ...own, component: true, usingComponents: usedBy(project, path, own) }
    addComponents(project, withGenerics(project, path))
  }
}

/** The component's json with the paths of its generics' defaults made absolute. */
function withGenerics(project: Project, path: string): ComponentConfig {
  const config = project.components[path]!
  for (const generic of Object.values(config.componentGenerics ?? {})) {
    if (typeof generic !== 'object' || !generic.default) continue
    generic.default = locate(project, path, generic.default) ?? generic.default
  }
  return config
}

function readPackages(raw: RawApp): PackageConfig[] {
  const packages = (raw.subPackages ?? raw.subpackages ?? []).map(({ root, name, independent, pages = [] }) => {
    const folder = root.replace(/^\/|\/$/g, '')
    const paths = pages.map((page) => posix.join(folder, page))
    return { root: folder, ...(name ? { name } : {}), isIndependent: independent ?? false, pages: paths }
  })
  return [{ root: '', isIndependent: false, pages: raw.pages ?? [] }, ...packages]
}

/** The package that a file lies in: the innermost sub-package around it, otherwise the main one. */
export function packageOf(packages: PackageConfig[], path: string): PackageConfig {
  const around = packages.filter(({ root }) => root && path.startsWith(`${root}/`))
  return around.sort((one, other) => other.root.length - one.root.length)[0] ?? packages[0]!
}

function hasScript(files: ProjectFiles, path: string): boolean {
  return files.has(`${path}.js`) || files.has(`${path}.ts`)
}

function readConfig({ files, problems }: Project, path: string): ComponentConfig {
  const file = `${path}.json`
  if (!files.has(file)) return {}
  try {
    return JSON.parse(files.read(file)) as ComponentConfig
  } catch (error) {
    problems.push(`${file}: ${(error as Error).message}`)
    return {}
  }
}

function usedBy(project: Project, path: string, own: ComponentConfig): Record<string, string> {
  const used: Record<string, string> = {}
  const { isIndependent } = packageOf(project.packages, path)
  const add = (from: string, targets: Record<string, string> = {}) => {
    for (const [name, target] of Object.entries(targets)) {
      const found = locate(project, from, target)
      if (found) used[name] = found
      else project.problems.push(`${from}.json uses the component ${target}, which does not exist`)
    }
  }
  // An independent sub-package has nothing of the main package.
  if (!isIndependent) add('app', project.app.usingComponents)
  add(path, own.usingComponents)
  return used
}

/**
 * A usingComponents target as an absolute path ("/parts/card/index"): beside the file, else in miniprogram_npm; a folder
 * means its index.
 */
function locate({ files }: Project, from: string, target: string): string | undefined {
  if (target.includes('://')) return target
  const has = (path: string) => hasScript(files, path)
  const beside = posix.normalize(target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target))
  const found = [beside, `${beside}/index`].find(has)
  if (found) return `/${found}`
  const inNpm = target.startsWith('.') ? undefined : findInNpm(from, target.replace(/^\//, ''), has)
  return inNpm && `/${inNpm}`
}

/** What packOptions.ignore leaves out of the package. */
function ignoredBy(projectFile: ProjectFile | undefined): (path: string) => boolean {
  const rules = (projectFile?.packOptions?.ignore ?? []).map(({ type, value }) => ({
    type,
    value: value.replace(/^\//, ''),
  }))
  return (path) =>
    rules.some(({ type, value }) => {
      if (type === 'folder') return path.startsWith(`${value.replace(/\/$/, '')}/`)
      if (type === 'file') return path === value
      if (type === 'suffix') return path.endsWith(value)
      if (type === 'prefix') return path.split('/').at(-1)!.startsWith(value)
      return false
    })
}
