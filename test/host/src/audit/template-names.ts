import { posix } from 'node:path'
import type { ProjectFiles } from '../compile/files'

const EXPRESSION = /\{\{([\s\S]*?)\}\}/g
const NAME = /(?<![\w$.])[A-Za-z_$][\w$]*/g
const OTHER_TEMPLATE = /<(?:import|include)\s[^>]*?src\s*=\s*["']([^"']+)["']/g

/** Names that stand in the expressions of a template and of the templates that it imports. */
export function namesIn(files: ProjectFiles, file: string): string[] {
  const names = new Set<string>()
  visit(file, new Set())
  return [...names]

  function visit(path: string, seen: Set<string>): void {
    if (seen.has(path) || !files.has(path)) return
    seen.add(path)
    const text = files.read(path)
    for (const [, expression = ''] of text.matchAll(EXPRESSION)) {
      for (const [name] of withoutTexts(expression).matchAll(NAME)) names.add(name)
    }
    for (const [, target = ''] of text.matchAll(OTHER_TEMPLATE)) visit(locate(path, target), seen)
  }
}

function withoutTexts(expression: string): string {
  return expression.replace(/'[^']*'|"[^"]*"/g, "''")
}

function locate(from: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target)
  return path.endsWith('.wxml') ? path : `${path}.wxml`
}
