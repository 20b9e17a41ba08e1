import type { Phone } from '../phone'
import type { Params } from './automator'
import { compileFunction, type WxFunction } from './functions'
import { listOf, textOf } from './params'
import { messageOf } from './plain'

type Callback = (result: unknown) => void
type WxObject = Record<string, unknown>

/** Functions of wx, and of plugins' wx, that a test has put others in the place of. */
export class Mocks {
  private readonly originals = new Map<string, WxFunction>()
  private readonly plugins = new Map<string, WxObject>()

  constructor(private readonly phone: Phone) {}

  /** The wx object of the mini-program, or of one of the plugins that its app.json names. */
  wxOf(pluginId: unknown): WxObject {
    if (!pluginId) return this.phone.wx
    const id = typeof pluginId === 'string' ? pluginId : ''
    if (!this.providers().includes(id)) throw new Error(`Plugin ${id} not exists`)
    const known = this.plugins.get(id) ?? (Object.create(this.phone.wx) as WxObject)
    this.plugins.set(id, known)
    return known
  }

  /** Puts a value or a function in a wx function's place, or the original back when neither is given. */
  set(params: Params): void {
    const { pluginId, functionDeclaration, result } = params
    const wx = this.wxOf(pluginId)
    const name = textOf(params, 'method')
    if (typeof wx[name] !== 'function') throw new Error(`wx.${name} not exists`)
    if (/^(on|off)/.test(name)) throw new Error(`You can't mock wx.${name}`)
    const key = pluginId ? `${textOf(params, 'pluginId')}.${name}` : name
    const origin = this.originals.get(key) ?? (wx[name] as WxFunction)
    if (functionDeclaration === undefined && result === undefined) {
      if (this.originals.delete(key)) wx[name] = origin
      return
    }
    const answer =
      functionDeclaration === undefined
        ? () => this.phone.realm.adopt(result)
        : this.answerOf(textOf(params, 'functionDeclaration'), listOf(params.args), origin)
    this.originals.set(key, origin)
    wx[name] = isSync(this.phone, name) ? answer : this.asynchronous(name, answer)
  }

  /** The test's function, called with what the mini-program gave and then with what the test gave. */
  private answerOf(source: string, extra: unknown[], origin: WxFunction): WxFunction {
    const run = compileFunction(this.phone, source)
    return (...values) => run.apply({ origin }, [...values, ...extra.map((value) => this.phone.realm.adopt(value))])
  }

  /** Without the callbacks in its options, the mock's return value is the outcome: success unless its errMsg says something else. */
  private asynchronous(name: string, answer: WxFunction): WxFunction {
    const { phone } = this
    return (...values) => {
      const { success, fail, complete, ...options } = (values[0] ?? {}) as Record<string, unknown>
      const given = values.length ? [phone.realm.adopt({ ...options }), ...values.slice(1)] : []
      const outcome = this.outcome(name, () => answer(...given))
      if (![success, fail, complete].some((each) => typeof each === 'function')) {
        return new phone.realm.window.Promise((resolve, reject) => {
          void outcome.then(({ isOk, result }) => (isOk ? resolve(result) : reject(result as Error)))
        })
      }
      void outcome.then(({ isOk, result }) => {
        for (const callback of [isOk ? success : fail, complete]) {
          if (typeof callback === 'function') phone.attempt(() => (callback as Callback)(result))
        }
      })
      return phone.realm.adopt({ abort: () => undefined })
    }
  }

  private async outcome(name: string, answer: () => unknown): Promise<{ isOk: boolean; result: unknown }> {
    try {
      const result = await answer()
      if (result === undefined) throw new Error(`the mock of wx.${name} returned nothing`)
      const { errMsg } = (result ?? {}) as { errMsg?: string }
      return { isOk: !errMsg || String(errMsg).includes(`${name}:ok`), result }
    } catch (error) {
      return { isOk: false, result: this.phone.realm.adopt({ errMsg: `${name}:fail ${messageOf(error)}` }) }
    }
  }

  private providers(): string[] {
    const plugins = (this.phone.project.app.plugins ?? {}) as Record<string, { provider?: string }>
    return Object.values(plugins).map(({ provider }) => String(provider))
  }
}

/** Whether a wx function answers by its return value. */
export function isSync(phone: Phone, name: string): boolean {
  const kind = phone.wx.__host.kinds.get(name)
  return kind === 'sync' || kind === 'listener' || (kind === undefined && /Sync$|^(create|get.*Manager$)/.test(name))
}
