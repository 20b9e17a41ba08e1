import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startBrowser, type Phone, type PhoneBrowser } from '../browser'
import type { HeadlessPhone } from '../headless-phone'
import type { PageReport } from './report'

interface PageSurveyOptions {
  out: string
  limitMs: number
  /** Address that answers for all origins that nothing else answers for. */
  stub?: string
  api?: Record<string, string>
  device?: string
  chromePath?: string
}

const QUIET_MS = 250
const WAIT_MS = 3000
const MAX_LINES = 30
/** A picture for addresses that the stub answers: one grey pixel. */
const GREY_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGM4ceIEAAUsApWIjFjZAAAAAElFTkSuQmCC',
  'base64',
)

/** Opens the pages of one mini-program, each from a cold start, and notes what comes of it. */
export class PageSurveyor {
  readonly missingWx = new Set<string>()
  readonly unknownTags = new Set<string>()
  private browser?: PhoneBrowser
  private phone?: Phone
  private current!: PageReport

  constructor(
    private readonly dist: string,
    private readonly name: string,
    private readonly options: PageSurveyOptions,
  ) {
    mkdirSync(join(options.out, name), { recursive: true })
  }

  /** A page that does not come to an end in time is given up, with its phone. */
  async visit(path: string): Promise<PageReport> {
    const { limitMs } = this.options
    const started = Date.now()
    const report = emptyReport(path)
    this.current = report
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done after ${limitMs} ms`)), limitMs)
    })
    try {
      await Promise.race([this.look(path, report), late])
    } catch (error) {
      report.failure = (error as Error).message
      await this.close()
    } finally {
      clearTimeout(timer)
    }
    report.milliseconds = Date.now() - started
    return report
  }

  /** Ends the phone and its browser; the next visit starts new ones. */
  async close(): Promise<void> {
    const { browser } = this
    this.phone = undefined
    this.browser = undefined
    await browser?.close().catch(() => undefined)
  }

  private async look(path: string, report: PageReport): Promise<void> {
    if (this.phone) await this.phone.reset({ entry: path })
    else this.phone = await this.open(path)
    const { page } = this.phone
    await page.evaluate(([quiet, wait]) => window.__phone!.whenQuiet(quiet, wait), [QUIET_MS, WAIT_MS] as const)
    await page.evaluate(() => window.__phone!.scrollThrough())
    await page.evaluate(([quiet, wait]) => window.__phone!.whenQuiet(quiet, wait), [QUIET_MS, WAIT_MS / 3] as const)
    const seen = await page.evaluate(() => window.__phone!.look())
    for (const name of seen.missingWx) this.missingWx.add(name)
    for (const tag of seen.unknownTags) this.unknownTags.add(tag)
    const screenshot = `${this.name}/${path.replace(/\//g, '_')}.jpg`
    await page.screenshot({ path: join(this.options.out, screenshot), type: 'jpeg', quality: 60, scale: 'css' })
    const { title, nodes, height } = seen
    Object.assign(report, { shown: seen.path, title, nodes, height, isBlank: seen.painted === 0, screenshot })
  }

  private async open(path: string): Promise<Phone> {
    const { stub, api, device, chromePath } = this.options
    const options = { dist: this.dist, tolerant: true, entry: path, api: { ...api }, device }
    if (stub) options.api['*'] = stub
    // What would keep it from being uploaded does not keep it from being looked at.
    this.browser = await startBrowser({ chromePath })
    return this.browser.phone({ ...options, loose: ['packages', 'tabBar'] }, (phone) => this.listen(phone))
  }

  private async listen(phone: HeadlessPhone): Promise<void> {
    const { page } = phone
    // What it throws is what the survey tells of.
    phone.expectErrors(/(?:)/)
    phone.listen((event, { message, stack }) => {
      if (event === 'error') this.current.errors.push({ message: String(message), stack: String(stack) })
    })
    page.on('console', (line) => {
      const text = line.text()
      const isOwn = text.startsWith('[mini-program]') || text.startsWith('Failed to load resource')
      if (/warning|error/.test(line.type()) && !isOwn) this.note('warnings', text)
    })
    page.on('request', (request) => {
      const url = request.url()
      if (/\/__host\/native\/(request|upload)$/.test(url)) {
        const { method = 'GET', url: target } = request.postDataJSON() as { method?: string; url: string }
        this.note('requests', `${method} ${target}`)
      } else if (!/^(data|blob):/.test(url) && !isLoopback(url))
        this.note('requests', `${request.resourceType()} ${url}`)
    })
    if (!this.options.stub) return
    await page.route(
      (url) => !isLoopback(url.href),
      (route) =>
        route.request().resourceType() === 'image'
          ? route.fulfill({ contentType: 'image/png', body: GREY_PIXEL })
          : route.fulfill({ status: 200, contentType: 'application/json', body: '{}' }),
    )
  }

  private note(kind: 'warnings' | 'requests', line: string): void {
    const lines = this.current[kind]
    if (lines.length < MAX_LINES && !lines.includes(line)) lines.push(line.slice(0, 500))
  }
}

function isLoopback(url: string): boolean {
  return new URL(url).hostname === '127.0.0.1'
}

function emptyReport(path: string): PageReport {
  return {
    ...{ path, shown: '', title: '', milliseconds: 0, nodes: 0, height: 0, isBlank: true },
    ...{ errors: [], warnings: [], requests: [] },
  }
}
