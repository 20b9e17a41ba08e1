import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ProjectFiles } from './files'

/** What DevTools' compiler plugins turn into WXSS, by extension. */
const LANGUAGES = ['.less', '.scss'] as const

interface Sass {
  compile(file: string, options: object): { css: string }
}

interface Less {
  render(text: string, options: object, done: (error: Error | null, output?: { css: string }) => void): void
}

export function hasSheet(files: ProjectFiles, path: string): boolean {
  return files.has(path) || sourceOf(files, path) !== undefined
}

/**
 * The style sheet at a path; empty when there is none. Where there is no WXSS, a Less or Sass file of that name is
 * compiled, as DevTools' plugins do, if the mini-program or the host has that compiler installed.
 */
export function readSheet(files: ProjectFiles, path: string): string {
  if (files.has(path)) return files.read(path)
  const source = sourceOf(files, path)
  if (!source) return ''
  return source.endsWith('.less') ? fromLess(files, source) : fromSass(files, source)
}

function sourceOf(files: ProjectFiles, path: string): string | undefined {
  return LANGUAGES.map((extension) => path.replace(/\.wxss$/, extension)).find((each) => files.has(each))
}

function fromSass(files: ProjectFiles, path: string): string {
  const sass = compiler(files, 'sass') as Sass
  return sass.compile(files.locate(path)!, { loadPaths: [files.root], silenceDeprecations: ['import'] }).css
}

function fromLess(files: ProjectFiles, path: string): string {
  const less = compiler(files, 'less') as Less
  const file = files.locate(path)!
  let css = ''
  const options = { filename: file, paths: [dirname(file), files.root], syncImport: true, javascriptEnabled: false }
  less.render(files.read(path), options, (error, output) => {
    if (error) throw error
    css = output!.css
  })
  return css
}

function compiler(files: ProjectFiles, name: string): unknown {
  for (const from of [join(files.root, 'package.json'), __filename]) {
    try {
      return createRequire(from)(name)
    } catch {
      // The next place, if any.
    }
  }
  throw new Error(`the style sheet needs the package ${name}, which is not installed`)
}
