import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditReport } from '../src/audit/report'
import { startBrowser, type Phone, type PhoneBrowser, type PhoneOptions } from '../src/browser'
import { drive, until, type Driver } from '../src/driver'

const FIXTURE = join(__dirname, '../fixtures/audit')
const API = 'https://api.example.com'
const PLAIN = 'http://plain.example.com'
/** So slow that a request counts as slow even when the machine is. */
const SLOW_MS = 2200

let browser: PhoneBrowser
let server: Server
let origin: string

beforeAll(async () => {
  browser = await startBrowser()
  server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await browser.close()
  server.close()
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams: query } = new URL(request.url!, 'http://server')
  if (pathname === '/slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS))
  if (query.has('slow')) await new Promise((resolve) => setTimeout(resolve, 800))
  if (pathname === '/missing') response.statusCode = 404
  if (pathname !== '/picture') return void response.end(pathname === '/large' ? 'x'.repeat(150 * 1024) : 'hello')
  const [width, height] = [query.get('width'), query.get('height')]
  response.setHeader('content-type', 'image/svg+xml')
  response.setHeader('cache-control', query.has('kept') ? 'max-age=60' : 'no-store')
  response.end(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"></svg>`)
}

async function open(options: Partial<PhoneOptions> = {}): Promise<{ phone: Phone; app: Driver }> {
  const phone = await browser.phone({ dist: FIXTURE, api: { [API]: origin, [PLAIN]: origin }, ...options })
  return { phone, app: await drive(phone) }
}

const ruleOf = (report: AuditReport, id: string) => report.rules.find((rule) => rule.id === id)!

describe('a mini-program that breaks the rules', () => {
  let report: AuditReport
  let phone: Phone
  let app: Driver

  const visit = async (name: string, query = '') => {
    await app.callWxMethod('reLaunch', { url: `/pages/${name}/${name}${query}` })
  }
  const says = (selector: string, words: string) =>
    until(
      async () => (await (await app.currentPage()).$(selector))?.text(),
      (text) => text === words,
      30_000,
    )

  beforeAll(async () => {
    ;({ phone, app } = await open({ loose: ['concurrency'] }))
    phone.expectErrors('left lying about')
    await visit('requests', `?api=${API}&plain=${PLAIN}`)
    await says('.left', '0')
    await visit('images', `?api=${origin}`)
    await says('.loaded', '9')
    await visit('script')
    await says('.done', 'true')
    await visit('render')
    await says('.done', '600')
    for (const name of ['data', 'tree', 'look', 'resize', 'practice', 'sheet', 'good']) await visit(name)
    report = await phone.audit()
  }, 60_000)

  it.each<[id: string, page: string, where: string | RegExp, what: string | RegExp]>([
    ['set-data-frequency', 'data', 'pages/data/data', '22 calls of setData within a second'],
    ['set-data-size', 'data', 'pages/data/data: text, secret', 'one setData of 300 KB'],
    ['set-data-redundancy', 'data', 'pages/data/data', 'set, but not in the template: secret'],
    ['wxml-nodes', 'tree', /^view\.list/, '61 children of one node, at most 60 are allowed'],
    ['request-time', 'requests', /^GET https:\/\/api\.example\.com\/slow/, /^took \d+ ms$/],
    ['request-count', 'requests', /^http/, /^1[1-5] requests at once$/],
    ['request-cache', 'requests', `GET ${API}/large`, 'the same 150 KB as before'],
    ['request-errors', 'requests', `GET ${API}/missing`, 'answered 404'],
    ['https', 'requests', `${PLAIN}/hello`, 'not encrypted'],
    // Nine in all: on a busy machine the two quick ones take long enough to count among the seven slow ones.
    ['image-count', 'images', /^http/, /^[7-9] pictures at once from 127/],
    ['image-cache', 'images', /slow=1$/, 'must not be kept: cache-control: no-store'],
    ['image-size', 'images', /^image\.large http/, '200×100 pixels, shown as 50×25 at density 2'],
    ['image-ratio', 'images', /^image\.bent http/, '20×10 shown as 50×50'],
    ['inertial-scroll', 'look', 'pages/look/look.wxss:1 .box', 'scrolls without inertia on iOS'],
    ['no-active', 'look', 'pages/look/look.wxss:8 .small:active', 'uses :active'],
    ['tap-area', 'look', 'view.small', '10×40 px'],
    ['safe-area', 'look', 'view.low "提交"', 'reaches into the home indicator of an iPhone X'],
    ['contrast', 'look', 'text.faint "看不清"', '#bbbbbb on #ffffff: 1.92, needs 4.5'],
    ['resize', 'resize', 'pages/resize/resize.json', 'may be resized, but nothing adapts'],
    ['js-errors', 'practice', 'script', 'left lying about'],
    ['deprecated', '', 'wx.getSystemInfoSync', /^is no longer maintained: use wx.getWindowInfo/],
    ['timers', 'practice', 'setInterval', 'goes on every 30000 ms after the page was closed'],
    ['unreachable-pages', 'island', 'pages/island/island', 'nothing leads to it'],
    ['wxss-use', 'sheet', 'pages/sheet/sheet.wxss', /^3 KB unused: \.unused-0, /],
  ])('%s is found on the page that breaks it, and on no other', (id, page, where, what) => {
    const { state, weight, findings } = ruleOf(report, id)
    expect(state).toBe(weight ? 'failed' : 'hint')
    // The pictures of this test come without encryption too.
    const others = id === 'https' ? ['pages/images/images'] : []
    const pages = new Set(findings.map((each) => each.page))
    expect([...pages].filter((each) => !others.includes(each))).toEqual([page && `pages/${page}/${page}`])
    expect(findings).toContainEqual({
      page: page && `pages/${page}/${page}`,
      where: typeof where === 'string' ? where : expect.stringMatching(where),
      what: typeof what === 'string' ? what : expect.stringMatching(what),
    })
  })

  // How long is too long is a matter of the rules alone: a busy machine must not decide it here.
  it.each([
    ['script-time', /^\d{3,} ms.*: a run of scripts, pages\/script\/script$/],
    ['render-time', /^\d{2,} ms.*: setData of pages\/render\/render, pages\/render\/render$/],
    ['first-screen', /^\d+ ms.*: first screen, pages\/good\/good$/],
  ])('%s is measured', (id, worst) => expect(ruleOf(report, id).worst).toMatch(worst))

  it('what a desktop cannot see takes no part, and the score is the share of the rest', () => {
    expect(report.rules).toHaveLength(28)
    expect(report.rules.filter(({ state }) => state === 'not seen').map(({ id }) => id)).toEqual(['base-library'])
    const failed = report.rules.filter(({ state }) => state === 'failed').map(({ weight }) => weight)
    const lost = failed.reduce((sum, weight) => sum + weight, 0)
    expect(report.score).toBe(Math.round(100 - (100 * lost) / 101))
    expect(report.score).toBeLessThan(30)
  })

  it('is reported to the automator as a page and as data', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'host-audit-'))
    const path = join(folder, 'report.html')
    const data = await app.stopAudits({ path })
    expect(data).toMatchObject({ score: report.score, rules: expect.any(Array) })
    const page = readFileSync(path, 'utf8')
    expect(page).toContain('可点击元素的响应区域')
    expect(page).toContain('view.small')
    rmSync(folder, { recursive: true })
  })

  it('counts what happened before a fresh start too', async () => {
    await phone.reset({ entry: 'pages/good/good' })
    expect((await phone.audit()).score).toBe(report.score)
    app.disconnect()
  })
})

describe('a mini-program that keeps to the rules', () => {
  it('is told which checks had nothing to go by, and what the phone refused', async () => {
    const { phone, app } = await open({ loose: ['packages'] })
    await app.callWxMethod('chooseAddress').catch(() => undefined)
    const { notes, refusals } = await phone.audit()
    expect(notes).toContain('No privacy declarations were given, so undeclared interfaces were not looked for.')
    expect(notes).toContain('Limits that were not kept: packages.')
    expect(refusals).toMatchObject([{ limit: 'privateInfos', page: 'pages/good/good' }])
    app.disconnect()
  })

  it('is not watched when nobody wants an audit', async () => {
    const { phone, app } = await open({ audit: false })
    await expect(phone.audit()).rejects.toThrow('taken with audit: false')
    app.disconnect()
  })
})
