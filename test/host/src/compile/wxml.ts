import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { filesIn } from './project'

interface TemplateWarning {
  isError: boolean
  message: string
  startLine: number
}

/**
 * Compiles all templates and wxs scripts into one JavaScript expression, to be evaluated where glass-easel runs.
 * A template that the compiler refuses is an error naming file and line.
 */
export function compileTemplates(root: string): string {
  const group = new TmplGroup()
  const errors: string[] = []
  try {
    for (const file of filesIn(root, '.wxml')) {
      const path = file.replace(/\.wxml$/, '')
      const warnings = group.addTmpl(path, readFileSync(join(root, file), 'utf8')) as TemplateWarning[]
      for (const warning of warnings) {
        if (warning.isError) errors.push(`${file}:${warning.startLine + 1}: ${warning.message}`)
      }
    }
    if (errors.length) throw new Error(`WXML does not compile:\n${errors.join('\n')}`)
    for (const file of filesIn(root, '.wxs')) {
      const source = readFileSync(join(root, file), 'utf8')
      group.addScript(file.replace(/\.wxs$/, ''), withoutExtensions(source))
    }
    return group.getTmplGenObjectGroups()
  } finally {
    group.free()
  }
}

/** The compiler registers scripts without their extension, so a nested require must name them likewise. */
function withoutExtensions(source: string): string {
  return source.replace(/require\(\s*(['"])([^'"]+)\.wxs\1\s*\)/g, 'require($1$2$1)')
}
