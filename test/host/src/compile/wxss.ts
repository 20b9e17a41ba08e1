import { posix } from 'node:path'
import postcss, { type AtRule, type Declaration, type Root } from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { BUILT_IN_TAGS } from '../runtime/tags'
import { findInNpm } from './npm'
import type { Project } from './project'
import { hasSheet, readSheet } from './preprocess'

/** A style sheet ready for the browser, and the class prefix when it belongs to an isolated component. */
export interface Sheet {
  css: string
  scope?: string
}

export type Sheets = Record<string, Sheet>

const RPX = /(-?(?:\d+\.\d+|\.\d+|\d+))rpx\b/g
const VIEWPORT = /(-?(?:\d+\.\d+|\.\d+|\d+))(vh|vw)\b/g
const SAFE_AREA = /(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^)]*)?\)/g

/** Compiles app.wxss and the wxss of every page and component. The key of app.wxss is "app". */
export function compileStyles(project: Project): Sheets {
  const sheets: Sheets = { app: { css: compileSheet(project, 'app.wxss') } }
  for (const path of Object.keys(project.pages)) sheets[path] = { css: compileSheet(project, `${path}.wxss`) }
  Object.entries(project.components).forEach(([path, config], index) => {
    const isShared = config.styleIsolation === 'shared' || config.styleIsolation === 'page-shared'
    const scope = isShared ? undefined : `c${index}`
    sheets[path] = { css: compileSheet(project, `${path}.wxss`, scope), scope }
  })
  return sheets
}

function compileSheet(project: Project, file: string, scope?: string): string {
  const sheet = inlineImports(project, file, new Set())
  sheet.walkDecls(rewriteUnits)
  sheet.walkAtRules(
    (rule: AtRule) => void (rule.params = rule.params.replace(RPX, (_, n: string) => `${Number(n) / 2}px`)),
  )
  sheet.walkRules((rule) => {
    const parent = rule.parent
    if (parent?.type === 'atrule' && /keyframes$/.test((parent as AtRule).name)) return
    rule.selector = rewriteSelector(rule.selector, scope)
  })
  return sheet.toString()
}

function inlineImports(project: Project, file: string, seen: Set<string>): Root {
  seen.add(file)
  const sheet = parse(project, file)
  sheet.walkAtRules('import', (rule) => {
    const target = /^(?:url\()?\s*['"]?([^'")]+)/.exec(rule.params)?.[1]
    if (!target || /^https?:/.test(target)) return
    const path = posix.normalize(target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(file), target))
    const found = hasSheet(project.files, path) ? path : findInNpm(file, target, (path) => project.files.has(path))
    if (!found) project.problems.push(`${file} imports ${target}, but ${path} does not exist`)
    if (!found || seen.has(found)) rule.remove()
    else rule.replaceWith(inlineImports(project, found, seen).nodes)
  })
  return sheet
}

function parse(project: Project, file: string): Root {
  try {
    return postcss.parse(readSheet(project.files, file), { from: file })
  } catch (error) {
    project.problems.push(`${file}: ${(error as Error).message}`)
    return postcss.root()
  }
}

function rewriteUnits(declaration: Declaration): void {
  declaration.value = toBrowserUnits(declaration.value)
}

/**
 * rpx, viewport units and safe areas are those of the phone drawn on the page, not of the browser's window; the
 * frame of each page carries their sizes in custom properties.
 */
function toBrowserUnits(value: string): string {
  return value
    .replace(RPX, (_, n: string) => `calc(${n} * var(--qh-rpx))`)
    .replace(VIEWPORT, (_, n: string, unit: string) => `calc(${n} * var(--qh-${unit}))`)
    .replace(SAFE_AREA, (_, side: string) => `var(--qh-safe-${side}, 0px)`)
}

function rewriteSelector(selector: string, scope?: string): string {
  return selectorParser((tree) => {
    tree.walkTags((tag) => {
      if (tag.value === 'page') tag.replaceWith(selectorParser.className({ value: 'wx-body' }))
      else if (BUILT_IN_TAGS.has(tag.value)) tag.value = `wx-${tag.value}`
    })
    if (!scope) return
    tree.walkClasses((name) => {
      if (name.value !== 'wx-body') name.value = `${scope}--${name.value}`
    })
    tree.walkPseudos((pseudo) => {
      if (pseudo.value !== ':host') return
      pseudo.replaceWith(
        selectorParser.attribute({ attribute: 'wx-host', operator: '=', value: scope, quoteMark: '"', raws: {} }),
      )
    })
  }).processSync(selector)
}
