import type { Phone } from '../phone'
import type { Automator, Methods, Params } from './automator'

type WxFunction = (...values: unknown[]) => unknown

export function appMethods(automator: Automator): Methods {
  const { phone } = automator
  const originals = new Map<string, WxFunction>()
  const bindings = new Set<string>()
  const describe = ({ id, path, query }: { id: number; path: string; query: unknown }) => ({ pageId: id, path, query })
  return {
    'App.getPageStack': () => ({ pageStack: phone.pages.stack.map(describe) }),
    'App.getCurrentPage': () => {
      const top = phone.pages.top
      if (!top) throw new Error('no page is open')
      return describe(top)
    },
    'App.callWxMethod': async ({ method, args }) => ({
      result: (await callWx(phone, String(method), (args ?? []) as unknown[])) ?? null,
    }),
    'App.mockWxMethod': (params) => {
      mock(phone, originals, params)
      return {}
    },
    'App.callFunction': async ({ functionDeclaration, args }) => {
      const run = compileFunction(phone, String(functionDeclaration))
      const result: unknown = await run(...((args ?? []) as unknown[]).map((value) => phone.realm.adopt(value)))
      return { result: result === undefined ? null : (JSON.parse(JSON.stringify(result)) as unknown) }
    },
    'App.addBinding': ({ name }) => {
      const key = String(name)
      bindings.add(key)
      const call = (...args: unknown[]) => phone.announce('binding', { name: key, args })
      phone.realm.global[key] = call
      ;(phone.realm.window as unknown as Record<string, unknown>)[key] = call
      return {}
    },
    'App.enableLog': () => {
      automator.isLogging = true
      return {}
    },
    'App.exit': () => ({}),
  }
}

/** Calls a wx function as the app would. Only the first argument of an asynchronous one counts. */
async function callWx(phone: Phone, method: string, args: unknown[]): Promise<unknown> {
  const run = phone.wx[method] as WxFunction | undefined
  if (typeof run !== 'function') throw new Error(`wx.${method} not exists`)
  const values = args.map((value) => phone.realm.adopt(value))
  const kind = phone.wx.__host.kinds.get(method)
  if (kind === 'sync' || kind === 'listener') return run(...values)
  const options = (typeof values[0] === 'object' && values[0] !== null ? values[0] : {}) as Record<string, unknown>
  return new Promise((resolve, reject) => {
    const fail = ({ errMsg }: { errMsg: string }) =>
      reject(new Error(errMsg.replace(new RegExp(`^${method}:fail ?`), '') || errMsg))
    run({ ...options, success: resolve, fail })
  })
}

/** Puts a mock in a wx function's place, or the original back when neither result nor function is given. */
function mock(phone: Phone, originals: Map<string, WxFunction>, params: Params): void {
  const name = String(params.method)
  if (/^(on|off)[A-Z]/.test(name)) throw new Error(`You can't mock wx.${name}`)
  const origin = originals.get(name) ?? (phone.wx[name] as WxFunction | undefined)
  if (typeof origin !== 'function') throw new Error(`wx.${name} not exists`)
  originals.set(name, origin)
  if (params.functionDeclaration === undefined && !('result' in params)) {
    phone.wx[name] = origin
    return
  }
  const declaration = params.functionDeclaration as string | undefined
  const answer = declaration
    ? mockFunction(phone, declaration, (params.args ?? []) as unknown[], origin)
    : () => phone.realm.adopt(params.result)
  phone.wx[name] = phone.wx.__host.kinds.get(name) === 'sync' ? answer : asynchronous(phone, name, answer)
}

function mockFunction(phone: Phone, source: string, extra: unknown[], origin: WxFunction): WxFunction {
  const run = compileFunction(phone, source)
  return (...values) => run.apply({ origin }, [...values, ...extra.map((value) => phone.realm.adopt(value))])
}

/** The mock's return value is the outcome: success unless its errMsg says something else. */
function asynchronous(phone: Phone, name: string, answer: WxFunction): WxFunction {
  return (given = {}) => {
    const { success, fail, complete, ...options } = given as Record<string, ((result: unknown) => void) | undefined>
    const outcome = Promise.resolve()
      .then(() => answer(phone.realm.adopt({ ...options })))
      .then(
        (result) => {
          if (result === undefined) throw new Error(`the mock of wx.${name} returned nothing`)
          const { errMsg } = (result ?? {}) as { errMsg?: string }
          const isOk = !errMsg || errMsg.includes(`${name}:ok`)
          return { isOk, result: phone.realm.adopt({ errMsg: `${name}:ok`, ...(result as object) }) }
        },
        (error: Error) => ({
          isOk: false,
          result: phone.realm.adopt({ errMsg: `${name}:fail ${error.message}` }),
        }),
      )
    if (!success && !fail && !complete) {
      return new phone.realm.window.Promise((resolve, reject) => {
        void outcome.then(({ isOk, result }) => (isOk ? resolve(result) : reject(result as unknown as Error)))
      })
    }
    void outcome.then(({ isOk, result }) => {
      phone.attempt(() => (isOk ? success : fail)?.(result))
      phone.attempt(() => complete?.(result))
    })
    return phone.realm.adopt({ abort: () => undefined })
  }
}

/** A function from its text: arrow, async, plain or method, seeing the mini-program's globals. */
function compileFunction(phone: Phone, source: string): WxFunction {
  const { getApp, getCurrentPages } = phone.app.globals()
  const text = /^(async\s+)?(function\b|\(|[\w$]+\s*=>)/.test(source.trim()) ? source : methodToFunction(source)
  const make = phone.realm.compile(`return (${text})`, 'automator.js', ['wx', 'getApp', 'getCurrentPages'])
  return make(phone.wx, getApp, getCurrentPages) as WxFunction
}

function methodToFunction(source: string): string {
  const isAsync = /^\s*async\s/.test(source)
  return `${isAsync ? 'async ' : ''}function ${source.replace(/^\s*async\s+/, '').trim()}`
}
