import type { Phone } from '../phone'
import { appMethods } from './app-methods'
import { bindFunction } from './bindings'
import { elementMethods } from './element-methods'
import { Elements } from './elements'
import { Landing } from './landing'
import { Motion } from './motion'
import { nativeMethods } from './native-methods'
import { pageMethods } from './page-methods'
import { messageOf } from './plain'

export type Params = Record<string, unknown>
export type Methods = Record<string, (params: Params) => unknown>

/** What automators asked for that outlives a fresh start of the mini-program. */
export interface Memory {
  isLogging: boolean
  bindings: string[]
}

const READS = /^(App\.get|Page\.get|Element\.get|App\.enableLog)/

/** The page's half of the automator protocol: everything that is about the mini-program itself. */
export class Automator {
  readonly elements: Elements
  readonly motion: Motion
  readonly landing: Landing
  isLogging: boolean
  private readonly methods: Methods

  constructor(
    readonly phone: Phone,
    { isLogging, bindings }: Memory = { isLogging: false, bindings: [] },
  ) {
    this.elements = new Elements(phone)
    this.motion = new Motion(phone)
    this.landing = new Landing(phone)
    this.isLogging = isLogging
    for (const name of bindings) bindFunction(phone, name)
    this.methods = {
      ...appMethods(this),
      ...pageMethods(this),
      ...elementMethods(this),
      ...nativeMethods(phone),
    }
  }

  /** Answers one request. What changes the mini-program has been rendered when the answer comes. */
  async handle(method: string, params: Params): Promise<unknown> {
    const run = Object.hasOwn(this.methods, method) ? this.methods[method] : undefined
    if (!run) throw new Error(`${method} unimplemented`)
    const result = await run(params)
    if (!READS.test(method)) await this.settle()
    return result
  }

  /** The same as JSON text: `{"result":...}` or `{"error":{"message":...}}`. */
  async answer(method: string, params: Params): Promise<string> {
    try {
      return JSON.stringify({ result: (await this.handle(method, params)) ?? {} })
    } catch (error) {
      return JSON.stringify({ error: { message: messageOf(error) } })
    }
  }

  /** Routes finish, packages that they need included. React renders in timers after an event; three rounds of the logic's timers bring the result to the screen. */
  async settle(): Promise<void> {
    const { window } = this.phone.realm
    await this.phone.pages.idle()
    for (let round = 0; round < 3; round++) {
      await anew()
      await new Promise((resolve) => window.setTimeout(resolve, 0))
    }
  }
}

/** The browser slows down timers that were set by timers; what begins with a message begins anew. */
function anew(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
