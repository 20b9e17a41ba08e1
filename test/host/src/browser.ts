import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { Auditor } from './audit/auditor'
import { AutomatorServer } from './automator-server'
import { launchChromium } from './chromium'
import { HeadlessPhone, type Entry } from './headless-phone'
import type { Patience } from './page-access'
import type { Fixtures } from './runtime/settings'
import { announcePhone } from './open-phones'
import { HostServer, type Strictness } from './server'
import type { TestAccount } from './tools'

export interface PhoneOptions extends Entry, Strictness, Patience {
  /** Folder with app.json, or with a project.config.json that names it. */
  dist: string
  /** Runs what can be run of a mini-program with missing or faulty files; otherwise they are an error. */
  tolerant?: boolean
  /** Port of the automator protocol and of the phone's page; 0 for any free one. */
  port?: number
  /** Origin that the mini-program was built with to the origin that answers. Requests to others fail. */
  api?: Record<string, string>
  /** Address of the WeChat sandbox. Without one wx.login gives fixture codes. */
  sandbox?: string
  /** `width x height @ pixel ratio`, for example 375x667@2. */
  device?: string
  fontScale?: number
  /** Where the phone's clock starts; the real time when absent. */
  now?: string | number
  fixtures?: Partial<Fixtures>
  /** Whether everything is watched for `phone.audit()`; default true. */
  audit?: boolean
  /** Whether a tap is a real touch that must reach the element; default true. */
  realTap?: boolean
  /** Whether the automator's close() ends the phone, as it ends DevTools; default false. */
  canClose?: boolean
  /** The automator's login ticket; tests can set and refresh it. */
  ticket?: string
  /** Whom the automator tells as test accounts; by default the phone's own person. */
  testAccounts?: readonly TestAccount[]
}

export interface BrowserOptions {
  chromePath?: string
  headless?: boolean
  /** Whether an interrupt ends the browser at once, as is right in tests; default true. */
  endsOnSignals?: boolean
}

/** A phone and the ways to use it: drive it by the automator at wsEndpoint, or inspect it here. */
export type Phone = HeadlessPhone & { readonly wsEndpoint: string }

/** One Chromium process with any number of phones, each with its own storage, person, port and automator. */
export class PhoneBrowser {
  private readonly open = new Set<HeadlessPhone>()

  constructor(private readonly browser: Browser) {
    browser.on('disconnected', () => void this.closePhones())
  }

  /**
   * Takes a phone and opens the mini-program on it. Resolves when the first page is shown. `prepare` sees the phone
   * before the mini-program starts.
   */
  async phone(options: PhoneOptions, prepare?: (phone: HeadlessPhone) => Promise<void>): Promise<Phone> {
    const host = new HostServer({ audit: true, ...options, prompts: 'fixtures', still: true })
    const server = createServer((request, response) => {
      void host.handle(request, response).then((isAnswered) => {
        if (!isAnswered) response.writeHead(404).end()
      })
    })
    const port = await listen(server, options.port ?? 0)
    const context = await this.browser.newContext(deviceOf(options.device ?? '375x667@2'))
    const page = await context.newPage()
    const auditor = new Auditor(page, () => host.facts(), auditNotes(options))
    const phone = new HeadlessPhone(page, `http://127.0.0.1:${port}`, options, host.traffic, auditor, options)
    announcePhone(phone)
    const automator = new AutomatorServer(server, phone, {
      realTap: options.realTap ?? true,
      canClose: options.canClose ?? false,
      ticket: options.ticket,
      testAccounts: options.testAccounts,
    })
    this.open.add(phone)
    phone.whenClosed(async () => {
      this.open.delete(phone)
      await automator.close()
      // The browser may have gone before.
      await context.close().catch(() => undefined)
      server.closeAllConnections()
      host.close()
      await new Promise((resolve) => server.close(resolve))
    })
    try {
      await prepare?.(phone)
      await phone.start()
    } catch (error) {
      await phone.close()
      throw error
    }
    return Object.assign(phone, { wsEndpoint: `ws://127.0.0.1:${port}` })
  }

  async close(): Promise<void> {
    await this.closePhones()
    await this.browser.close()
  }

  private async closePhones(): Promise<void> {
    await Promise.all([...this.open].map((phone) => phone.close()))
  }
}

/** Starts the browser that phones are taken from. */
export async function startBrowser(options: BrowserOptions = {}): Promise<PhoneBrowser> {
  return new PhoneBrowser(await launchChromium(options))
}

/** One phone in a browser of its own; closing the phone closes the browser. */
export async function startHost(options: PhoneOptions & BrowserOptions): Promise<Phone> {
  const browser = await startBrowser(options)
  try {
    const phone = await browser.phone(options)
    phone.whenClosed(() => browser.close())
    return phone
  } catch (error) {
    await browser.close()
    throw error
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

/** What a reader of the phone's audit has to know. */
function auditNotes({ privacy, loose }: Strictness): string[] {
  return [
    'A desktop browser is not a phone: times are those of this machine, and rules that only a phone shows are not seen.',
    ...(privacy ? [] : ['No privacy declarations were given, so undeclared interfaces were not looked for.']),
    ...(loose?.length ? [`Limits that were not kept: ${loose.join(', ')}.`] : []),
  ]
}

function deviceOf(text: string): {
  viewport: { width: number; height: number }
  deviceScaleFactor: number
  hasTouch: true
  isMobile: true
} {
  const [, width, height, ratio] = /^(\d+)x(\d+)(?:@([\d.]+))?$/.exec(text) ?? []
  if (!width || !height) throw new Error(`device must look like 375x667@2, not ${text}`)
  const viewport = { width: Number(width), height: Number(height) }
  return { viewport, deviceScaleFactor: Number(ratio ?? 2), hasTouch: true, isMobile: true }
}
