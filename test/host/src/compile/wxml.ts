import { TmplGroup } from 'glass-easel-template-compiler'
import type { ProjectFiles } from './files'

interface TemplateWarning {
  isError: boolean
  message: string
  startLine: number
}

/**
 * Compiles all templates and wxs scripts into one JavaScript expression, to be evaluated where glass-easel runs.
 * What the compiler refuses becomes a problem naming file and line.
 */
export function compileTemplates(files: ProjectFiles, problems: string[]): string {
  const group = new TmplGroup()
  try {
    for (const file of files.list('.wxml')) {
      const warnings = group.addTmpl(file.replace(/\.wxml$/, ''), files.read(file)) as TemplateWarning[]
      for (const warning of warnings) {
        if (warning.isError) problems.push(`${file}:${warning.startLine + 1}: ${warning.message}`)
      }
    }
    for (const file of files.list('.wxs')) {
      group.addScript(file.replace(/\.wxs$/, ''), withoutExtensions(files.read(file)))
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
