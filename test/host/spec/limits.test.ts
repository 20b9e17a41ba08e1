import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBrowser, type Phone, type PhoneBrowser, type PhoneOptions } from '../src/browser'
import { drive, type Driver } from '../src/driver'
import { HostServer } from '../src/server'

const FIXTURE = join(__dirname, '../fixtures/audit')

declare const wx: Record<string, (options: object) => void>

let browser: PhoneBrowser
let folder: string
let server: Server
let origin: string

beforeAll(async () => {
  browser = await startBrowser()
  folder = mkdtempSync(join(tmpdir(), 'host-limits-'))
  server = createServer((_, response) => response.end('"hello"')).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await browser.close()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('what WeChat would not upload does not start', () => {
  /** A copy of the fixture with a changed app.json and more files, by path and size in bytes. */
  function project(name: string, app: object, files: Record<string, number> = {}): string {
    const root = join(folder, name)
    cpSync(FIXTURE, root, { recursive: true })
    writeFileSync(join(root, 'app.json'), JSON.stringify({ pages: ['pages/good/good'], ...app }))
    for (const [file, size] of Object.entries(files)) {
      mkdirSync(join(root, file, '..'), { recursive: true })
      writeFileSync(join(root, file), Buffer.alloc(size, 32))
    }
    return root
  }
  const start = (dist: string, loose: PhoneOptions['loose'] = []) => new HostServer({ dist, loose })
  const packageA = { subPackages: [{ root: 'packageA', pages: ['deep'] }] }
  const MB = 1024 * 1024

  it('a main package over 2 MB', () => {
    const dist = project('main', {}, { 'assets/large.png': 2 * MB })
    expect(() => start(dist)).toThrow(/^main package source size 20\d\dKB exceed max limit 2MB$/)
    expect(() => start(dist, ['packages'])).not.toThrow()
  })

  it('a sub-package over 2 MB', () => {
    const dist = project('sub', packageA, { 'packageA/large.png': 2 * MB, 'packageA/deep.js': 5 })
    expect(() => start(dist)).toThrow('subpackage packageA source size 2049KB exceed max limit 2MB')
  })

  it('more than 30 MB in all', () => {
    const roots = Array.from({ length: 16 }, (_, at) => `p${at}`)
    const subPackages = roots.map((root) => ({ root, pages: ['deep'] }))
    const files = roots.flatMap((root) => Object.entries({ [`${root}/a.png`]: 2 * MB - 5, [`${root}/deep.js`]: 5 }))
    const dist = project('all', { subPackages }, Object.fromEntries(files))
    expect(() => start(dist)).toThrow(/^source size 327\d\dKB exceed max limit 30MB$/)
  })

  it('but files that are not uploaded do not count', () => {
    expect(() => start(project('maps', {}, { 'app.js.map': 3 * MB, 'half.png': MB }))).not.toThrow()
  })

  it('tabs outside the main package, or too few of them', () => {
    const tab = (pagePath: string) => ({ pagePath, text: 'x' })
    const home = tab('pages/good/good')
    const outside = project('outside', { ...packageA, tabBar: { list: [home, tab('packageA/deep')] } }, { 'packageA/deep.js': 5 }) // prettier-ignore
    expect(() => start(outside)).toThrow(
      'app.json: ["tabBar"]["list"][1]["pagePath"]: "packageA/deep" need in ["pages"]',
    )
    const few = project('few', { tabBar: { list: [home] } })
    expect(() => start(few)).toThrow('["tabBar"]["list"] must hold 2 to 5 items')
    expect(() => start(few, ['tabBar'])).not.toThrow()
  })

  it('and names of limits are checked', () => {
    expect(() => start(FIXTURE, ['speed' as 'packages'])).toThrow('no limit is called speed')
    expect(() => new HostServer({ dist: FIXTURE, privacy: ['face' as 'clipboard'] })).toThrow(
      'no privacy declaration is called face',
    )
  })
})

describe.each<[string, PhoneOptions['loose'], boolean]>([
  ['a strict phone', undefined, true],
  ['a loose phone', ['all'], false],
])('%s', (_, loose, isStrict) => {
  let phone: Phone
  let app: Driver

  beforeAll(async () => {
    const fixtures = { location: { latitude: 30, longitude: 114 } }
    phone = await browser.phone({ dist: FIXTURE, entry: 'pages/limits/limits', privacy: ['location'], loose, fixtures })
    app = await drive(phone)
  })
  afterAll(() => app?.disconnect())

  const page = () => app.currentPage()
  const text = async (selector: string) => (await (await page()).$(selector))!.text()
  /** What a call ends with: errMsg and errno. */
  const outcome = (name: string, options: object = {}) =>
    app.evaluate(
      (name: string, options: object) =>
        new Promise((resolve) => {
          wx[name]!({ ...options, complete: ({ errMsg, errno }: Record<string, unknown>) => resolve([errMsg, errno]) })
        }),
      name,
      options,
    ) as Promise<[string, number?]>

  it('runs interfaces that the privacy guide declares, and only them', async () => {
    const undeclared = 'api scope is not declared in the privacy agreement'
    expect(await outcome('setClipboardData', { data: 'x' })).toEqual(
      isStrict ? [`setClipboardData:fail ${undeclared}`, 112] : ['setClipboardData:ok', null],
    )
    expect((await outcome('getLocation'))[0]).toBe('getLocation:ok')
    await (await (await page()).$('.phone'))!.tap()
    expect(await text('.answer')).toBe(
      isStrict ? `getPhoneNumber:fail ${undeclared} 112` : 'getPhoneNumber:ok undefined',
    )
  })

  it('wants location interfaces named in app.json', async () => {
    const [errMsg] = await outcome('chooseAddress')
    if (isStrict) expect(errMsg).toMatch('need to be declared in the requiredPrivateInfos field in app.json')
    else expect(errMsg).not.toMatch('requiredPrivateInfos')
  })

  it('sends requests to known origins', async () => {
    expect(await outcome('request', { url: `${origin}/x` })).toEqual(
      isStrict ? ['request:fail url not in domain list', 600002] : ['request:ok', null],
    )
  })

  it('takes up to 1 MB by one setData', async () => {
    await (await page()).callMethod('fill', 1_000_000)
    expect(await text('.text')).toBe('1000000')
    await (await page()).callMethod('fill', 1_048_576)
    expect(await text('.text')).toBe(isStrict ? '1000000' : '1048576')
    const errors = (await phone.takeErrors()).map(({ message }) => message)
    expect(errors).toEqual(isStrict ? ['invokeWebviewMethod 数据传输长度为 1048587 已经超过最大长度 1048576'] : [])
  })

  it('goes ten pages deep', async () => {
    for (let depth = 2; depth <= 10; depth++) await outcome('navigateTo', { url: '/pages/good/good' })
    expect((await phone.state()).stack).toHaveLength(10)
    expect((await outcome('navigateTo', { url: '/pages/good/good' }))[0]).toBe(
      isStrict ? 'navigateTo:fail webview count limit exceed' : 'navigateTo:ok',
    )
  })

  it('stores 1 MB under a key', async () => {
    expect((await outcome('setStorage', { key: 'k', data: 'x'.repeat(1024 * 1024) }))[0]).toBe(
      isStrict ? 'setStorage:fail entry size limit reached' : 'setStorage:ok',
    )
  })
})

it('further origins may be allowed', async () => {
  const phone = await browser.phone({ dist: FIXTURE, domains: [origin] })
  const app = await drive(phone)
  expect(await app.callWxMethod('request', { url: `${origin}/x` })).toMatchObject({ data: 'hello', statusCode: 200 })
  app.disconnect()
  await phone.close()
})
