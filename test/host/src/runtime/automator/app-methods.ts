import type { OpenPage } from '../open-page'
import type { Phone } from '../phone'
import type { Automator, Methods, Params } from './automator'
import { bindFunction } from './bindings'
import { compileFunction, type WxFunction } from './functions'
import { isSync, Mocks } from './mocks'
import { listOf, textOf } from './params'

export function appMethods(automator: Automator): Methods {
  const { phone } = automator
  const mocks = new Mocks(phone)
  return {
    'App.getPageStack': () => ({ pageStack: phone.pages.stack.map(describe) }),
    'App.getCurrentPage': () => {
      const top = phone.pages.top
      if (!top) throw new Error('no page is open')
      return describe(top)
    },
    'App.callWxMethod': async (params) => ({ result: await callWx(phone, mocks.wxOf(params.pluginId), params) }),
    'App.mockWxMethod': (params) => mocks.set(params),
    'App.callFunction': async (params) => {
      const run = compileFunction(phone, textOf(params, 'functionDeclaration'))
      return { result: await run(...listOf(params.args).map((value) => phone.realm.adopt(value))) }
    },
    'App.addBinding': (params) => bindFunction(phone, textOf(params, 'name')),
    'App.enableLog': () => {
      automator.isLogging = true
    },
    'App.exit': () => phone.app.leave(),
  }
}

/** What the protocol tells of a page. */
function describe({ id, path, query }: OpenPage): Record<string, unknown> {
  return { pageId: id, path, query }
}

/** Calls a wx function as the app would. Only the first argument of an asynchronous one counts. */
async function callWx(phone: Phone, wx: Record<string, unknown>, params: Params): Promise<unknown> {
  const name = textOf(params, 'method')
  const run = wx[name] as WxFunction | undefined
  if (typeof run !== 'function') throw new Error(`wx.${name} not exists`)
  const values = listOf(params.args).map((value) => phone.realm.adopt(value))
  // A listener cannot come over the wire: it arrives as its text.
  if (/^(on|off)[A-Z]/.test(name) && values.some((value) => typeof value === 'string')) return undefined
  if (isSync(phone, name)) return run.apply(wx, values)
  const options = (typeof values[0] === 'object' && values[0] !== null ? values[0] : {}) as Record<string, unknown>
  return new Promise((resolve, reject) => {
    const fail = (result?: { errMsg?: string }) => {
      const message = result?.errMsg ?? JSON.stringify(result)
      reject(new Error(message.replace(`${name}:fail `, '')))
    }
    run.call(wx, { ...options, success: resolve, fail })
  })
}
