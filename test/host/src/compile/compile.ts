import { lastChange, type ProjectFiles } from './files'
import {
  findDist,
  packageOf,
  readProject,
  type AppConfig,
  type ComponentConfig,
  type PackageConfig,
  type Themes,
} from './project'
import { compileScripts } from './scripts'
import { compileTemplates } from './wxml'
import { compileStyles, type Sheets } from './wxss'

/** Everything the runtime needs of a mini-program but its scripts, as one JSON document. */
export interface CompiledProject {
  appId: string
  name: string
  app: AppConfig
  pages: Record<string, ComponentConfig>
  components: Record<string, ComponentConfig>
  sheets: Sheets
  /** A JavaScript expression whose value maps template paths to glass-easel's generated functions. */
  templates: string
  /** The main package first. */
  packages: PackageConfig[]
  themes: Themes
}

/** Path with extension to source. */
export type Scripts = Record<string, string>

/** A compilation with what only the Node side needs. */
export interface Compilation {
  root: string
  files: ProjectFiles
  project: CompiledProject
  /** Scripts by the root of the package they come with. */
  scripts: Record<string, Scripts>
  /** What DevTools would refuse, one sentence each, naming the file. */
  problems: string[]
}

const cache = new Map<string, { changedAt: number; compilation: Compilation }>()

/**
 * Compiles the mini-program in a folder (one with app.json, or with a project.config.json that names it). The result
 * is kept in memory until a file changes. Throws what is wrong with it, unless that is tolerated: then what is missing
 * is left out.
 */
export function compileProject(folder: string, { tolerant = false } = {}): Compilation {
  const { root } = findDist(folder)
  const changedAt = lastChange(root)
  const kept = cache.get(root)
  const compilation = kept?.changedAt === changedAt ? kept.compilation : compile(folder)
  cache.set(root, { changedAt, compilation })
  if (compilation.problems.length && !tolerant) throw new Error(compilation.problems.join('\n'))
  return compilation
}

function compile(folder: string): Compilation {
  const project = readProject(folder)
  const { root, files, problems, appId, name, app, pages, components, packages, themes } = project
  const compiled: CompiledProject = {
    ...{ appId, name, app, pages, components, packages, themes },
    sheets: compileStyles(project),
    templates: compileTemplates(files, problems),
  }
  const scripts = byPackage(compileScripts(files, problems), packages)
  return { root, files, project: compiled, scripts, problems: [...new Set(problems)] }
}

function byPackage(all: Scripts, packages: PackageConfig[]): Record<string, Scripts> {
  const scripts: Record<string, Scripts> = Object.fromEntries(packages.map((each) => [each.root, {}]))
  for (const [file, source] of Object.entries(all)) scripts[packageOf(packages, file).root]![file] = source
  return scripts
}
