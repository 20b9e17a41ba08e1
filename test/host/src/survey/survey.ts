import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { compileProject, type Compilation } from '../compile/compile'
import { findMiniProgram } from './find'
import { reportPage } from './html'
import { PageSurveyor } from './page'
import type { AppReport, SurveyReport } from './report'
import { startStub } from './stub'

export interface SurveyOptions {
  /** Folder for report.json, index.html and the screenshots. */
  out: string
  /** Unknown origins answer emptily instead of failing. */
  stubNetwork?: boolean
  /** Origins that really answer, as for a phone. */
  api?: Record<string, string>
  device?: string
  /** The browser; CHROME_PATH or one found on PATH when absent. */
  chromePath?: string
  /** Most milliseconds for one page, from its start to its screenshot. */
  limitMs?: number
  /** Told about every page that is done. */
  progress?: (line: string) => void
}

/** Names of folders that say nothing about what is in them. */
const GENERIC = /^(src|dist|example|examples|demo|miniprogram|mp|app|tools|template)$/
export const DEFAULT_LIMIT_MS = 15_000

/** Opens every page of every mini-program by itself, and writes what was seen into the folder `out`. */
export async function survey(folders: string[], options: SurveyOptions): Promise<SurveyReport> {
  mkdirSync(options.out, { recursive: true })
  const report: SurveyReport = { host: 'weapp-host', isNetworkStubbed: options.stubNetwork ?? false, apps: [] }
  const names = new Set<string>()
  const stub = options.stubNetwork ? await startStub() : undefined
  try {
    for (const folder of folders) {
      report.apps.push(await surveyApp(folder, uniqueName(folder, names), { ...options, stub: stub?.url }))
      writeFileSync(join(options.out, 'report.json'), JSON.stringify(report, null, 2))
      writeFileSync(join(options.out, 'index.html'), reportPage(report))
    }
  } finally {
    stub?.close()
  }
  return report
}

async function surveyApp(folder: string, name: string, options: SurveyOptions & { stub?: string }): Promise<AppReport> {
  const report: AppReport = {
    ...{ folder, root: folder, name, appId: '', problems: [], pages: [], missingWx: [], unknownTags: [] },
  }
  let compilation: Compilation
  let dist: string
  try {
    dist = findMiniProgram(folder)
    compilation = compileProject(dist, { tolerant: true })
  } catch (error) {
    return { ...report, failure: (error as Error).message }
  }
  const { project, root, problems } = compilation
  Object.assign(report, { root, appId: project.appId, problems })
  const surveyor = new PageSurveyor(dist, name, { limitMs: DEFAULT_LIMIT_MS, ...options })
  try {
    for (const path of project.app.pages) {
      const page = await surveyor.visit(path)
      report.pages.push(page)
      options.progress?.(`${name} ${path}: ${page.failure ?? `${page.nodes} nodes, ${page.errors.length} errors`}`)
    }
  } finally {
    await surveyor.close()
  }
  report.missingWx = [...surveyor.missingWx].sort()
  report.unknownTags = [...surveyor.unknownTags].sort()
  return report
}

function uniqueName(folder: string, taken: Set<string>): string {
  const parts = resolve(folder).split(sep)
  while (parts.length > 1 && GENERIC.test(parts.at(-1)!)) parts.pop()
  const base = (parts.at(-1) || 'app').replace(/[^\w.+-]/g, '_')
  let name = base
  for (let count = 2; taken.has(name); count++) name = `${base}-${count}`
  taken.add(name)
  return name
}
