import type { Phone } from '../phone'

export type WxFunction = (this: unknown, ...values: unknown[]) => unknown

/** A function from its text: arrow, async, plain or method, seeing the mini-program's globals. */
export function compileFunction(phone: Phone, source: string): WxFunction {
  const { globals } = phone.modules
  const names = Object.keys(globals)
  const compile = (expression: string) => phone.realm.compile(`return ${expression}`, 'automator.js', names)
  let make: (...values: unknown[]) => unknown
  try {
    make = compile(`(${source}\n)`)
  } catch (error) {
    // A method's text stands for itself only inside an object.
    if (!/\)\s*\{/.test(source)) throw error
    make = compile(`Object.values({${source}\n})[0]`)
  }
  const made = make(...names.map((name) => globals[name]))
  if (typeof made !== 'function') throw new Error('functionDeclaration is not a function')
  return made as WxFunction
}
