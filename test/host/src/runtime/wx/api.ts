import type { Phone } from '../phone'

export type Options = Record<string, unknown>
type Callback = (result: Options) => void
type Handler = (options: Options) => unknown

/** How a wx function is called: returning at once, with callbacks or a promise, or registering a listener. */
export type Kind = 'sync' | 'async' | 'task' | 'listener'

/** A refusal with more than a message, for example an errno. */
export class WxError extends Error {
  constructor(
    message: string,
    readonly fields: Options = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Puts functions on the wx object with WeChat's calling conventions. */
export class Api {
  readonly kinds = new Map<string, Kind>()
  private readonly events = new Map<string, Set<(value: never) => void>>()

  constructor(
    readonly phone: Phone,
    private readonly wx: Record<string, unknown>,
  ) {}

  /** An object of functions on wx, as wx.router. */
  namespace(name: string, members: Record<string, unknown>): void {
    this.wx[name] = this.phone.realm.adopt(members)
  }

  /** A function that answers at once. */
  sync(name: string, run: (...values: never[]) => unknown): void {
    this.kinds.set(name, 'sync')
    this.wx[name] = (...values: never[]) => {
      const { gate, realm } = this.phone
      this.refuseNow(name)
      const result = realm.adopt(run(...values))
      return gate.answer(name) ? Object.assign(result as object, realm.adopt(gate.answer(name))) : result
    }
  }

  /** A function with success, fail and complete, or a promise when none of them is given. */
  async(name: string, handler: Handler): void {
    this.kinds.set(name, 'async')
    this.wx[name] = (options?: Options) => this.run(name, options ?? {}, handler)
  }

  /** A function that answers by callbacks and returns a task object at once. */
  task(name: string, start: (options: Options, settle: (outcome: Promise<unknown>) => void) => unknown): void {
    this.kinds.set(name, 'task')
    this.wx[name] = (options: Options = {}) =>
      this.phone.realm.adopt(
        start(options, (outcome) => {
          // A fixture may fail the function before anybody waits for the outcome.
          outcome.catch(() => undefined)
          void this.run(name, { complete: () => undefined, ...options }, () => outcome)
        }),
      )
  }

  /** A pair onX and offX over a set of listeners; only onX where WeChat has no other. */
  listeners(name: string, set: Set<(value: never) => void>, { isOnly = false } = {}): void {
    this.kinds.set(`on${name}`, 'listener')
    this.events.set(name, set)
    this.wx[`on${name}`] = (listener: (value: never) => void) => void set.add(listener)
    if (isOnly) return
    this.kinds.set(`off${name}`, 'listener')
    this.wx[`off${name}`] = (listener?: (value: never) => void) => (listener ? void set.delete(listener) : set.clear())
  }

  /** Tells everybody who listens to an event. Throws when there is none of that name. */
  tell(name: string, detail: unknown): void {
    const listeners = this.events.get(name)
    if (!listeners) throw new Error(`there is no wx.on${name}`)
    for (const listener of [...listeners]) this.phone.attempt(() => listener(this.phone.realm.adopt(detail) as never))
  }

  /** Both the callback form and the Sync form of one function of plain parameters. */
  both(name: string, run: Handler, syncRun: (...values: never[]) => unknown): void {
    this.async(name, run)
    this.kinds.set(`${name}Sync`, 'sync')
    this.wx[`${name}Sync`] = (...values: never[]) => {
      try {
        this.phone.gate.fail(`${name}Sync`)
        return this.phone.realm.adopt(syncRun(...values))
      } catch (error) {
        throw new this.phone.realm.window.Error(`${name}Sync:fail ${(error as Error).message}`)
      }
    }
  }

  private refuseNow(name: string): void {
    try {
      this.phone.gate.fail(name)
    } catch (error) {
      throw new this.phone.realm.window.Error(`${name}:fail ${(error as Error).message}`)
    }
  }

  /** Answers a call as every function of wx does: by the callbacks in its options, or else by a promise. */
  run(name: string, options: Options, handler: Handler): unknown {
    const outcome = this.outcome(name, options, handler)
    const { success, fail, complete } = options as Record<string, Callback | undefined>
    const hasCallback = [success, fail, complete].some((callback) => typeof callback === 'function')
    const { Promise: RealmPromise } = this.phone.realm.window
    if (!hasCallback) {
      return new RealmPromise((resolve, reject) => {
        void outcome.then(({ isOk, result }) => (isOk ? resolve(result) : reject(result as unknown as Error)))
      })
    }
    void outcome.then(({ isOk, result }) => {
      this.callBack(isOk ? success : fail, result)
      this.callBack(complete, result)
    })
    return undefined
  }

  private async outcome(name: string, options: Options, handler: Handler): Promise<{ isOk: boolean; result: Options }> {
    const { realm } = this.phone
    try {
      const { gate, guard } = this.phone
      guard.admit(name)
      const passing = gate.pass(name)
      if (passing) await passing
      const result = (gate.answer(name) ?? (await handler(options)) ?? {}) as Options
      return { isOk: true, result: realm.adopt({ ...result, errMsg: `${name}:ok` }) }
    } catch (error) {
      const { message, fields } = error as WxError
      return { isOk: false, result: realm.adopt({ ...fields, errMsg: `${name}:fail${message ? ` ${message}` : ''}` }) }
    }
  }

  private callBack(callback: Callback | undefined, result: Options): void {
    if (typeof callback === 'function') this.phone.attempt(() => callback(result))
  }
}
