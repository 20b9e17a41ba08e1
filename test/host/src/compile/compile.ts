import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesIn, lastChange, readProject, type AppConfig, type ComponentConfig } from './project'
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

const cache = new Map<string, { changedAt: number; compiled: CompiledProject }>()

/**
 * Compiles the mini-program in a folder (one with app.json, or with a project.config.json that names it). The result
 * is kept in memory until a file changes.
 */
export function compileProject(folder: string): CompiledProject & { root: string } {
  const project = readProject(folder)
  const changedAt = lastChange(project.root)
  const kept = cache.get(project.root)
  if (kept?.changedAt === changedAt) return { ...kept.compiled, root: project.root }

  const compiled: CompiledProject = {
    appId: project.appId,
    name: project.name,
    app: project.app,
    pages: project.pages,
    components: project.components,
    sheets: compileStyles(project),
    templates: compileTemplates(project.root),
    scripts: readScripts(project.root),
  }
  cache.set(project.root, { changedAt, compiled })
  return { ...compiled, root: project.root }
}

function readScripts(root: string): Record<string, string> {
  const scripts: Record<string, string> = {}
  for (const file of filesIn(root, '.js')) scripts[file] = readFileSync(join(root, file), 'utf8')
  return scripts
}
