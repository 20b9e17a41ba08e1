import type { ReportedError } from '../runtime/phone'

/** What a survey saw of one page. */
export interface PageReport {
  path: string
  /** The page that was shown in the end; another one when the mini-program led away. */
  shown: string
  title: string
  milliseconds: number
  nodes: number
  height: number
  /** Whether nothing at all was to be seen. */
  isBlank: boolean
  /** Why the page could not be surveyed, if so. */
  failure?: string
  errors: ReportedError[]
  warnings: string[]
  /** `GET https://example.com/list`, in the order of asking. */
  requests: string[]
  /** File name beside the report. */
  screenshot?: string
}

/** What a survey saw of one mini-program. */
export interface AppReport {
  folder: string
  root: string
  name: string
  appId: string
  /** What DevTools would refuse. */
  problems: string[]
  pages: PageReport[]
  /** Names read from wx that this host does not have. */
  missingWx: string[]
  /** Tags used that are neither WeChat's nor components. */
  unknownTags: string[]
  failure?: string
}

export interface SurveyReport {
  host: string
  isNetworkStubbed: boolean
  apps: AppReport[]
}

export function hasErrors(app: AppReport): boolean {
  return app.failure !== undefined || app.pages.some((page) => !isClean(page))
}

/** Whether a page opened and nothing was thrown. */
export function isClean(page: PageReport): boolean {
  return page.failure === undefined && page.errors.length === 0
}

/** One line for the terminal: `12 pages, 11 without errors, 1 blank`. */
export function summaryOf(app: AppReport): string {
  if (app.failure) return `did not start: ${app.failure}`
  const clean = app.pages.filter(isClean).length
  const blank = app.pages.filter((page) => page.isBlank).length
  return [`${app.pages.length} pages`, `${clean} without errors`, ...(blank ? [`${blank} blank`] : [])].join(', ')
}
