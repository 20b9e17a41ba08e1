import { lastChange, type ProjectFiles } from './files'
import { findDist, readProject, type AppConfig, type ComponentConfig } from './project'
import { compileScripts } from './scripts'
import { compileTemplates } from './wxml'
import { compileStyles, type Sheets } from './wxss'

/** Everything the runtime needs of a mini-program, as one JSON document. */
export interface CompiledProject {
  appId: string
  name: string
  app: AppConfig
  pages: Record<string, ComponentConfig>
  components: Record<string, ComponentConfig>
  sheets: Sheets
  /** A JavaScript expression whose value maps template paths to glass-easel's generated functions. */
  templates: string
  /** Path with extension to source, of every script and of every json a script could require. */
  scripts: Record<string, string>
}

/** A compilation with what only the Node side needs. */
export interface Compilation {
  root: string
  files: ProjectFiles
  project: CompiledProject
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
  const { root, files, problems, appId, name, app, pages, components } = project
  const compiled: CompiledProject = {
    ...{ appId, name, app, pages, components },
    sheets: compileStyles(project),
    templates: compileTemplates(files, problems),
    scripts: compileScripts(files, problems),
  }
  return { root, files, project: compiled, problems: [...new Set(problems)] }
}
