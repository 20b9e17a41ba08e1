import type { Phone } from '../phone'
import { WxError, type Options } from './api'
import { Permissions } from './permissions'
import { needsConsent, type Privacy } from './privacy'

/** What stands between a mini-program and what it calls: fixtures, the privacy guide and permissions, in this order. */
export class Gate {
  constructor(
    private readonly phone: Phone,
    private readonly privacy: Privacy,
    private readonly permissions: Permissions,
  ) {}

  /** Throws what the fixtures say that this function fails with. */
  fail(name: string): void {
    const failure = this.phone.settings.fixtures.failures[name]
    if (failure === undefined) return
    if (typeof failure === 'string') throw new WxError(failure)
    const { message, ...fields } = failure
    throw new WxError(message, fields)
  }

  /** Whether the fixtures alone tell how this function ends. */
  isFixed(name: string): boolean {
    const { failures, answers } = this.phone.settings.fixtures
    return name in failures || name in answers
  }

  /** Resolves when the function may go on. Undefined when nothing is asked, so that nothing has to be waited for. */
  pass(name: string): Promise<void> | undefined {
    this.fail(name)
    const scope = Permissions.scopeOf(name)
    if (!scope && !needsConsent(name)) return undefined
    return this.ask(name, scope)
  }

  /** The answer that the fixtures give in place of the function's own. */
  answer(name: string): Options | undefined {
    return this.phone.settings.fixtures.answers[name]
  }

  private async ask(name: string, scope: string | undefined): Promise<void> {
    if (needsConsent(name)) await this.privacy.require(name)
    if (scope) await this.permissions.require(scope)
  }
}
