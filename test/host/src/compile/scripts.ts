import { transformSync } from 'esbuild'
import type { ProjectFiles } from './files'

/** What may be a statement of the module syntax. Translating a script that has none changes nothing but its looks. */
const MODULE_SYNTAX = /(?:^|[\s;})/])(?:import|export)[\s{*'"]/

/**
 * Path with extension to source, of every script and of every json a script could require. As DevTools does, module
 * syntax becomes CommonJS and TypeScript becomes JavaScript, under the name the script is required by.
 */
export function compileScripts(files: ProjectFiles, problems: string[]): Record<string, string> {
  const scripts: Record<string, string> = {}
  for (const file of files.list('.ts')) {
    if (file.endsWith('.d.ts')) continue
    scripts[file.replace(/\.ts$/, '.js')] = toCommonJs(files.read(file), file, 'ts', problems)
  }
  for (const file of files.list('.js')) {
    const source = files.read(file)
    scripts[file] = MODULE_SYNTAX.test(source) ? toCommonJs(source, file, 'js', problems) : source
  }
  return scripts
}

function toCommonJs(source: string, file: string, loader: 'js' | 'ts', problems: string[]): string {
  try {
    return transformSync(source, { loader, format: 'cjs', target: 'es2022', sourcefile: file, logLevel: 'silent' }).code
  } catch (error) {
    const { errors } = error as { errors?: { text: string; location?: { line: number } }[] }
    const first = errors?.[0]
    const text = `${file}:${first?.location?.line ?? 1}: ${first?.text ?? (error as Error).message}`
    problems.push(text)
    return `throw new SyntaxError(${JSON.stringify(text)})`
  }
}
