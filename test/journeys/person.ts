import { plain } from '@quanke/shared/domain/day-words'
import type { Phone } from 'weapp-host'
import { drive, until, type AutomatorElement, type AutomatorPage, type Driver } from 'weapp-host/driver'

/** A busy machine may take its time; whoever waits in vain sees the failure that much later. */
export const PATIENCE_MS = 25_000

/** More than the mini-program's `FRESH_MS`. */
const NO_LONGER_FRESH_MS = 3_500

/** What the phone says when no finger came down: the element is gone, hidden, covered or on its way elsewhere. */
const NOT_TOUCHED = /destroyed|not visible|covered|moves away/u

/** A page that closes at this very moment has nothing to say; the next one has. */
const nothing = (): null => null

/** Somebody with a phone, doing what a finger and eyes can do. */
export class Person {
  private constructor(
    readonly phone: Phone,
    readonly app: Driver,
  ) {}

  static async on(phone: Phone): Promise<Person> {
    return new Person(phone, await drive(phone))
  }

  page(): Promise<AutomatorPage> {
    return this.app.currentPage()
  }

  /** Waits until the element is there. */
  async find(selector: string): Promise<AutomatorElement> {
    const found = await until(
      () => this.look(selector).catch(nothing),
      (element) => element !== null,
      PATIENCE_MS,
    ).catch(async () => {
      throw new Error(`no ${selector} on ${(await this.page()).path}, which says: ${(await this.read()).slice(0, 600)}`)
    })
    return found!
  }

  /** The element if it is there now; deep ones stand in Taro's own component. */
  async look(selector: string): Promise<AutomatorElement | null> {
    const page = await this.page()
    return (await page.$(selector)) ?? (await page.$(`comp >>> ${selector}`))
  }

  /**
   * Touches it once it is there. What is drawn anew or moves just as the finger comes is looked for again; a finger that came down, or may have, does
   * not come down twice.
   */
  async tap(selector: string): Promise<void> {
    const endsAt = Date.now() + PATIENCE_MS
    for (;;) {
      const element = await this.find(selector)
      const failure = await element.tap().then(nothing, (error: Error) => error)
      if (!failure) return
      if (!NOT_TOUCHED.test(failure.message) || Date.now() > endsAt) throw failure
    }
  }

  async type(selector: string, value: string): Promise<void> {
    const field = await this.find(selector)
    const inner =
      field.tagName === 'input' || field.tagName === 'textarea'
        ? field
        : ((await this.look(`${selector} input`)) ?? (await this.look(`${selector} textarea`)))
    if (!inner) throw new Error(`${selector} has nothing to type into`)
    await inner.input(value)
  }

  /** Says yes to what the mini-program asks in a dialog of WeChat's. */
  async agrees(): Promise<void> {
    await until(
      () =>
        this.app
          .native()
          .confirmModal()
          .then(() => true)
          .catch(() => false),
      (isOpen) => isOpen,
      PATIENCE_MS,
    )
  }

  /** All words on the screen, without what only holds a date together on its line. */
  async read(): Promise<string> {
    const page = await this.page()
    return plain((await (await page.$('page'))?.text()) ?? '')
  }

  /** Waits until the screen says this. */
  async sees(words: string | RegExp): Promise<void> {
    const says = (screen: string | null) =>
      screen !== null && (typeof words === 'string' ? screen.includes(words) : words.test(screen))
    await until(() => this.read().catch(nothing), says, PATIENCE_MS).catch(async () => {
      throw new Error(
        `${(await this.page()).path} does not say ${String(words)} but: ${(await this.read()).slice(0, 900)}`,
      )
    })
  }

  async seesNot(words: string): Promise<void> {
    expect(await this.read()).not.toContain(words)
  }

  /** Goes to a screen as by a link inside the mini-program. */
  async goTo(url: string): Promise<void> {
    await this.app.callWxMethod('reLaunch', { url })
  }

  /** For this phone a moment goes by, after which what it has read is asked for again: its clock runs ahead, and nobody waits. */
  async letAMomentPass(): Promise<void> {
    await this.app.evaluate((ms: number) => {
      const { now } = Date
      Date.now = () => now() + ms
    }, NO_LONGER_FRESH_MS)
  }

  screenshot(name: string): Promise<Buffer> {
    return this.phone.screenshot(`test/output/${name}.png`)
  }

  disconnect(): void {
    this.app.disconnect()
  }
}
