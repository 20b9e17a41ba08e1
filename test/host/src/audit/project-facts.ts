import { posix } from 'node:path'
import postcss, { type Declaration, type Rule } from 'postcss'
import type { Compilation } from '../compile/compile'
import type { ProjectFiles } from '../compile/files'
import type { Place, ProjectFacts } from './observations'
import { namesIn } from './template-names'

const known = new WeakMap<Compilation, ProjectFacts>()

/** Reads from a compiled mini-program what the rules want to know without running it. */
export function projectFacts(compilation: Compilation): ProjectFacts {
  const facts = known.get(compilation) ?? readFacts(compilation)
  known.set(compilation, facts)
  return facts
}

function readFacts({ files, project }: Compilation): ProjectFacts {
  const pages = Object.keys(project.pages)
  const owners = [...pages, ...Object.keys(project.components)]
  const texts = ['.js', '.wxml'].flatMap((extension) => files.list(extension).map((file) => files.read(file)))
  return {
    name: project.name,
    pages,
    unmentioned: pages.filter((page) => !isEntry(project.app, page) && !texts.some((text) => mentions(text, page))),
    templateNames: Object.fromEntries(owners.map((owner) => [owner, namesIn(files, `${owner}.wxml`)])),
    sheets: sheetFacts(files, project),
    resizable: pages.flatMap((page) => (mayBeResized(project, page) ? [{ page, adapts: adapts(files, page) }] : [])),
  }
}

type Compiled = Compilation['project']

function isEntry(app: Compiled['app'], page: string): boolean {
  return (
    page === app.pages[0] ||
    page === app.entryPagePath ||
    app.tabBar?.list.some((tab) => tab.pagePath === page) === true
  )
}

/** Whether a text holds the page's path, or the end of it by which a neighbour would lead there. */
function mentions(text: string, page: string): boolean {
  return text.includes(page) || text.includes(`../${page.split('/').slice(-2).join('/')}`)
}

function mayBeResized({ app, pages }: Compiled, page: string): boolean {
  const { pageOrientation } = pages[page]!
  return app.resizable === true || pageOrientation === 'auto' || pageOrientation === 'landscape'
}

function adapts(files: ProjectFiles, page: string): boolean {
  const has = (file: string, sign: RegExp) => files.has(file) && sign.test(files.read(file))
  return (
    has(`${page}.wxss`, /@media/) ||
    has('app.wxss', /@media/) ||
    has(`${page}.wxml`, /<match-media/) ||
    has(`${page}.js`, /onResize|createMediaQueryObserver|onWindowResize/)
  )
}

function sheetFacts(files: ProjectFiles, project: Compiled): ProjectFacts['sheets'] {
  const users = new Map<string, Set<string>>()
  const use = (file: string, page: string): void => {
    if (!files.has(file) || users.get(file)?.has(page)) return
    users.set(file, (users.get(file) ?? new Set()).add(page))
    for (const imported of importsOf(files.read(file), file)) use(imported, page)
  }
  for (const page of Object.keys(project.pages)) {
    use('app.wxss', page)
    for (const path of partsOf(project, page)) use(`${path}.wxss`, page)
  }
  return [...users].map(([file, pages]) => ({ file, pages: [...pages], ...lookAt(files.read(file)) }))
}

/** A page and all components that it may show. */
function partsOf(project: Compiled, page: string, found = new Set<string>()): Set<string> {
  if (found.has(page)) return found
  found.add(page)
  const config = project.pages[page] ?? project.components[page]
  for (const used of Object.values(config?.usingComponents ?? {})) partsOf(project, used.replace(/^\//, ''), found)
  return found
}

function importsOf(text: string, file: string): string[] {
  return [...text.matchAll(/@import\s+(?:url\()?\s*['"]([^'"]+)['"]/g)].map(([, target = '']) =>
    target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(file), target),
  )
}

function lookAt(text: string): { active: Place[]; stiff: Place[] } {
  const active: Place[] = []
  const stiff: Place[] = []
  postcss.parse(text).walkRules((rule) => {
    const place = { line: rule.source?.start?.line ?? 0, selector: rule.selector }
    if (/:active\b/.test(rule.selector)) active.push(place)
    if (isStiff(rule)) stiff.push(place)
  })
  return { active, stiff }
}

function isStiff(rule: Rule): boolean {
  const declared = (test: (declaration: Declaration) => boolean) =>
    rule.nodes.some((node) => node.type === 'decl' && test(node))
  return (
    declared(({ prop, value }) => /^overflow(-[xy])?$/.test(prop) && /\bscroll\b/.test(value)) &&
    !declared(({ prop, value }) => prop === '-webkit-overflow-scrolling' && value === 'touch')
  )
}
