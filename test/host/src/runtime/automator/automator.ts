import type { Phone } from '../phone'
import { appMethods } from './app-methods'
import { elementMethods } from './element-methods'
import { Elements } from './elements'
import { nativeMethods } from './native-methods'
import { pageMethods } from './page-methods'

export type Params = Record<string, unknown>
export type Methods = Record<string, (params: Params) => unknown>

const READS = /^(App\.get|Page\.get|Element\.get|App\.enableLog)/

/** The page's half of the automator protocol: everything that is about the mini-program itself. */
export class Automator {
  readonly elements: Elements
  isLogging = false
  private readonly methods: Methods

  constructor(readonly phone: Phone) {
    this.elements = new Elements(phone)
    this.methods = {
      ...appMethods(this),
      ...pageMethods(this),
      ...elementMethods(this),
      ...nativeMethods(phone),
    }
  }

  /** Answers one request. What changes the mini-program has been rendered when the answer comes. */
  async handle(method: string, params: Params): Promise<unknown> {
    const run = this.methods[method]
    if (!run) throw new Error(`${method} not exists`)
    const result = await run(params)
    if (!READS.test(method)) await this.settle()
    return result
  }

  /** Routes finish, packages that they need included. React renders in timers after an event; three rounds of the logic's timers bring the result to the screen. */
  async settle(): Promise<void> {
    const { window } = this.phone.realm
    await this.phone.pages.idle()
    for (let round = 0; round < 3; round++) await new Promise((resolve) => window.setTimeout(resolve, 0))
  }
}
