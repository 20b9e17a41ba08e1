import { join } from 'node:path'
import { startBrowser, type Phone, type PhoneBrowser, type PhoneOptions } from '../src/browser'
import { drive, type AutomatorPage, type Driver } from '../src/driver'
import { APPROXIMATED } from './support'
import { universe } from './universe'

/** Mini-programs that claims are proved on. */
const FIXTURES = {
  native: join(__dirname, '../fixtures/native'),
  'native-tabs': join(__dirname, '../fixtures/native-tabs'),
  /** Its good page keeps to the audit's rules; each of the others breaks some. */
  audit: join(__dirname, '../fixtures/audit'),
  settings: join(__dirname, '../fixtures/settings'),
  /** Compiled by `npm test` before the tests run. */
  taro: join(__dirname, '../fixtures/taro/dist'),
}

type Options = Partial<PhoneOptions>
type Route = 'reLaunch' | 'navigateTo' | 'redirectTo' | 'switchTab' | 'navigateBack'

/** What a claim's proof gets. */
export interface Stage {
  phone: Phone
  /** The automator's unmodified client, connected to the phone. */
  app: Driver
  /** Opens a page as the mini-program would and hands it over when it is shown, without the client's own three-second wait. */
  go(url: string, route?: Route): Promise<AutomatorPage>
  /** A fresh start, about 200 ms: nothing stored, no mocks, nothing of earlier claims. */
  reset(options?: Parameters<Phone['reset']>[0]): Promise<void>
  /** A second phone with the same options but for those given; closed after the claim. */
  another(options?: Options): Promise<{ phone: Phone; app: Driver }>
}

type Proof = (stage: Stage) => Promise<void>

export interface Claims {
  /** Says that the host does what WeChat does, and proves it. */
  claim(names: string | string[], sentence: string, proof: Proof): void
  /** Says that the host comes near what WeChat does; the note tells where it differs. */
  approximate(names: string | string[], note: string, sentence: string, proof: Proof): void
}

/**
 * Claims about the host, each proved on a fixture mini-program. One file is one subject, with one phone of its own:
 *
 * ```ts
 * const { claim, approximate } = conformance('native', { api: { 'https://api.example.com': url } })
 *
 * claim('wx.setStorage', 'keeps a value of any JSON type until it is removed', async ({ app, phone, go }) => {
 *   const page = await go('/pages/storage/storage')
 *   await (await page.$('.save'))!.tap()
 *   ...
 * })
 * approximate('<map>', 'markers on a plain grid, no streets', 'reports taps on its markers', async ({ go }) => { ... })
 * ```
 *
 * - Names come from `universe.ts` (WeChat's typings, tags) and `features.ts` (the rest; add there what is missing):
 *   `wx.NAME`, `FileSystemManager.readFile`, `<tag>`, `Page.onShow`, `app.json tabBar.custom`, `WXML wx:for`,
 *   `wxs ownerInstance`, `Element.tap` ... An unknown name fails the file.
 * - A claimed wx function must have been called in the claim, and a claimed tag must have been made or shown, by the
 *   mini-program on any phone of the claim: otherwise the claim fails though its proof passed. `go()` does not count.
 * - As in every spec, an error of the mini-program that nobody caught fails the claim, unless the proof said
 *   `phone.expectErrors('text')` before, or took it by `phone.takeErrors()`; see `src/jest-environment.ts`.
 * - Claims of a file share the phone and what is stored on it: begin with `go()`, and `reset()` where more is in the
 *   way. After a failed claim the phone is reset.
 * - The options may be a function, for what is known only after the file's own beforeAll hooks (a server's port);
 *   call `conformance()` below them.
 * - SUPPORT.md is made from the claims that passed; `npm test` fails when it is not up to date.
 */
export function conformance(
  fixture: keyof typeof FIXTURES,
  options: Options | (() => Options | Promise<Options>) = {},
): Claims {
  const subject = new Subject(FIXTURES[fixture], options)
  // A name that nobody knows fails the whole file, whichever claims are run.
  const claimed: string[] = []
  beforeAll(async () => {
    const { has } = await universe()
    const unknown = claimed.filter((name) => !has(name))
    if (unknown.length) throw new Error(`No such thing in universe.ts or features.ts: ${unknown.join(', ')}`)
    await subject.open()
  })
  afterEach(() => subject.closeExtras())
  afterAll(() => subject.close())
  const add = (names: string[], title: string, sentence: string, proof: Proof) => {
    claimed.push(...names)
    describe(title, () => {
      it(sentence, () => subject.prove(names, proof))
    })
  }
  const listOf = (names: string | string[]) => (typeof names === 'string' ? [names] : names)
  return {
    claim: (names, sentence, proof) => add(listOf(names), listOf(names).join(', '), sentence, proof),
    approximate: (names, note, sentence, proof) =>
      add(listOf(names), listOf(names).join(', ') + APPROXIMATED + note, sentence, proof),
  }
}

/** The phone of a file, and the proofs that run on it. */
class Subject {
  private browser?: PhoneBrowser
  private phone!: Phone
  private app!: Driver
  private given!: PhoneOptions
  private isSpoiled = false
  private extras: { phone: Phone; app: Driver }[] = []

  constructor(
    private readonly dist: string,
    private readonly options: Options | (() => Options | Promise<Options>),
  ) {}

  async open(): Promise<void> {
    const options = typeof this.options === 'function' ? await this.options() : this.options
    this.given = { dist: this.dist, ...options }
    this.browser = await startBrowser()
    this.phone = await this.browser.phone(this.given)
    this.app = await drive(this.phone)
  }

  async close(): Promise<void> {
    this.app?.disconnect()
    await this.browser?.close()
  }

  async prove(names: string[], proof: Proof): Promise<void> {
    if (this.isSpoiled) await this.phone.reset()
    this.isSpoiled = true
    await this.phone.forgetUsage()
    const routes: Record<string, number> = {}
    await proof({
      phone: this.phone,
      app: this.app,
      go: async (url, route = 'reLaunch') => {
        routes[route] = (routes[route] ?? 0) + 1
        await this.app.callWxMethod(route, { url })
        return this.app.currentPage()
      },
      reset: (options) => this.phone.reset(options),
      another: async (options) => {
        const phone = await this.browser!.phone({ ...this.given, port: 0, ...options })
        const extra = { phone, app: await drive(phone) }
        this.extras.push(extra)
        return extra
      },
    })
    await refuseIdleClaims(names, [this.phone, ...this.extras.map(({ phone }) => phone)], routes)
    this.isSpoiled = false
  }

  /** Not at the end of the proof: a failed one leaves evidence of every phone first. */
  async closeExtras(): Promise<void> {
    for (const { phone, app } of this.extras.splice(0)) {
      app.disconnect()
      await phone.close()
    }
  }
}

/** Whoever claims a function or a tag has to have used it. */
async function refuseIdleClaims(names: string[], phones: Phone[], own: Record<string, number>): Promise<void> {
  const usages = await Promise.all(phones.map((phone) => phone.usage()))
  const isIdle = (name: string) => {
    const wx = /^wx\.(.+)$/.exec(name)?.[1]
    const tag = /^<(.+)>$/.exec(name)?.[1]
    // A block is never an element, and these are no functions.
    if (tag === 'block' || wx === 'env' || wx === 'cloud') return false
    if (tag) return !usages.some(({ tags }) => tags[tag])
    if (wx) return usages.reduce((sum, usage) => sum + (usage.wx[wx] ?? 0), 0) <= (own[wx] ?? 0)
    return false
  }
  const idle = names.filter(isIdle)
  if (idle.length) throw new Error(`Claimed, but never used by the mini-program in this claim: ${idle.join(', ')}`)
}
