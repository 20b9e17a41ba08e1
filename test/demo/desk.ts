import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core'
import { launchChromium } from 'weapp-host/chromium'

const PATIENCE_MS = 20_000

/** The demo page in a real browser, used as a visitor does. */
export class DemoDesk {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
    private readonly url: string,
  ) {}

  static async open(url: string): Promise<DemoDesk> {
    const browser = await launchChromium()
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(PATIENCE_MS)
    return new DemoDesk(browser, page, url)
  }

  /** Sets out phones: `person` or `person.device` each. */
  async setOut(...phones: string[]): Promise<void> {
    await this.page.goto(`${this.url}/?phones=${phones.join(',')}`)
    for (const phone of phones) await this.phone(phone.split('.')[0]!).ready()
  }

  phone(person: string): PhoneOnDesk {
    return new PhoneOnDesk(this.page, person)
  }

  /** Whose phones stand there, from left to right, with their kinds. */
  async phones(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-phone]')]
        .sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left)
        .map((one) => `${one.dataset['person']} ${one.querySelector<HTMLElement>('.glass')!.clientWidth}`),
    )
  }

  /** The file that an action hands to the visitor. */
  async download(action: () => Promise<void>): Promise<{ name: string; path: string }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), action()])
    return { name: download.suggestedFilename(), path: await download.path() }
  }

  close(): Promise<void> {
    return this.browser.close()
  }
}

/** One phone of the page: the stand with its tools, and the mini-program inside. */
export class PhoneOnDesk {
  readonly stand: Locator
  readonly screen: FrameLocator

  constructor(page: Page, person: string) {
    this.stand = page.locator(`[data-person="${person}"]`)
    this.screen = this.stand.frameLocator('iframe')
  }

  /** Waits until the mini-program is there. */
  async ready(): Promise<void> {
    await this.stand.locator('iframe').waitFor()
    await this.stand.locator('.launch').waitFor({ state: 'detached' })
  }

  /** Taps what says this in the mini-program. */
  async tap(words: string): Promise<void> {
    await this.screen.locator('.qh-page:not(.qh-covered)').getByText(words, { exact: false }).first().click()
  }

  async sees(words: string): Promise<void> {
    const shown = this.screen.locator('.qh-page:not(.qh-covered)')
    await shown
      .getByText(words)
      .first()
      .waitFor()
      .catch(async () => {
        const says = await shown.last().innerText({ timeout: 1000 })
        throw new Error(`the phone does not say ${words} but: ${says.slice(0, 400)}`)
      })
  }

  tool(name: 'wechat' | 'scan' | 'network' | 'screenshot'): Locator {
    return this.stand.locator(`[data-tool="${name}"]`)
  }

  /** How the mini-program was entered last, as wx tells it. */
  async entered(): Promise<{ path: string; scene: number; query: Record<string, string> }> {
    const { result } = await this.call('getEnterOptionsSync')
    return result as { path: string; scene: number; query: Record<string, string> }
  }

  /** Waits until the mini-program was entered by this scene. */
  async enteredBy(scene: number): Promise<{ path: string; query: Record<string, string> }> {
    for (let wait = 0; wait < 200; wait++) {
      const entered = await this.entered().catch(() => null)
      if (entered?.scene === scene) return entered
      await sleep(50)
    }
    const path = `test/output/failed-demo-${Date.now()}.png`
    await this.stand.page().screenshot({ path })
    throw new Error(`picture: ${path}; not entered by ${scene} but ${JSON.stringify(await this.entered())}`)
  }

  /** Calls a function of wx in the mini-program, as an automator would. */
  async call(method: string, ...args: unknown[]): Promise<{ result: unknown }> {
    const frame = await (await this.stand.locator('iframe').elementHandle()).contentFrame()
    const answer = await frame!.evaluate(
      ([method, args]) => window.__phone!.answer('App.callWxMethod', { method, args }),
      [method, args] as const,
    )
    const { result, error } = JSON.parse(answer) as {
      result: { result: unknown }
      error?: { message: string } | string
    }
    if (error) throw new Error(typeof error === 'string' ? error : error.message)
    return result
  }
}
