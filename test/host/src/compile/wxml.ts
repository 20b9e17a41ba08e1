import { TmplGroup } from 'glass-easel-template-compiler'
import type { ProjectFiles } from './files'

interface TemplateWarning {
  isError: boolean
  message: string
  startLine: number
}

/**
 * Compiles all templates and wxs scripts into one JavaScript expression, to be evaluated where glass-easel runs: a
 * function of what wxs needs around it (its hooks) that gives the templates by path.
 * What the compiler refuses becomes a problem naming file and line.
 */
export function compileTemplates(files: ProjectFiles, problems: string[]): string {
  const group = new TmplGroup()
  try {
    for (const file of files.list('.wxml')) {
      const warnings = group.addTmpl(file.replace(/\.wxml$/, ''), inlineScripts(files.read(file))) as TemplateWarning[]
      for (const warning of warnings) {
        if (warning.isError && !IS_FINE.test(warning.message))
          problems.push(`${file}:${warning.startLine + 1}: ${warning.message}`)
      }
    }
    for (const file of files.list('.wxs')) {
      group.addScript(file.replace(/\.wxs$/, ''), toJavaScript(files.read(file)))
    }
    return withHooks(group.getTmplGenObjectGroups())
  } finally {
    group.free()
  }
}

/** Errors of this compiler where WeChat's has none: content of `<slot>`, which it leaves out as well. */
const IS_FINE = /^child nodes are not allowed/

/** Strings, comments and what is named after a dot or as a key; or else a word that JavaScript reserves and wxs does not. */
const FREE_WORDS =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\/.*|\/\*[\s\S]*?\*\/|\.\s*\w+|[{,]\s*\w+\s*:|\b(class|enum|extends|super|export|import)\b/g

/**
 * wxs as JavaScript. The compiler registers scripts without their extension, so a nested require must name them
 * likewise; a value's `constructor` is its type's name; there are fewer reserved words; and a regular expression's text
 * keeps the backslashes that mean nothing in a string: getRegExp('\\d').
 */
function toJavaScript(source: string): string {
  return source
    .replace(FREE_WORDS, (text, word?: string) => (word ? `${word}_` : text))
    .replace(/require\(\s*(['"])([^'"]+)\.wxs\1\s*\)/g, 'require($1$2$1)')
    .replace(/(getRegExp\(\s*)('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")/g, (_, call: string, text: string) => {
      return call + text.replace(/\\([^\\'"\n])/g, '\\\\$1')
    })
    .replace(/\.constructor\b(?!\s*[.([])/g, '.constructor.name')
}

function inlineScripts(template: string): string {
  return template.replace(
    /(<wxs\b[^>]*[^/]>)([\s\S]*?)(?=<\/wxs>)/g,
    (_, tag: string, body: string) => tag + toJavaScript(body),
  )
}

/** Generated code asks an object Q how to run wxs functions; its own answer, to run them as they are, is replaced. */
function withHooks(generated: string): string {
  const own = /A:function\(a\)\{return a\},B:function\(a\)\{return a\}\}/
  if (!own.test(generated) && generated.includes('setFnFilter'))
    throw new Error('the template compiler generates code of an unknown form')
  const hooked = generated.replace(own, 'A:wxs.observe,B:wxs.observe,C:wxs.listen}')
  return `(function(wxs){var getDate=wxs.getDate,getRegExp=wxs.getRegExp;return ${hooked}\n})`
}
