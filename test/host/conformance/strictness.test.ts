import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failures } from '../src/audit/report'
import { until, type Driver } from '../src/driver'
import type { Limit } from '../src/limits/limits'
import { hasOfficialCompilers, officialCompilers } from '../src/official-compilers'
import { HostServer } from '../src/server'
import { find } from './find'
import { conformance } from './kit'
import { call, file } from './wx'

const API = 'https://api.example.com'
const MB = 1024 * 1024
const UNDECLARED = 'fail api scope is not declared in the privacy agreement'
let folder: string
let server: Server
let origin: string
let arrived = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'strictness-'))
  server = createServer((_, response) => {
    arrived++
    response.end('"hello"')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const { claim } = conformance('audit', () => ({
  ...{ entry: 'pages/limits/limits', api: { [API]: origin }, privacy: ['location'] },
  fixtures: { location: { latitude: 30, longitude: 114 } },
}))
const LIMITS_PAGE = '/pages/limits/limits'

claim('strict undeclared privacy interface', 'only what the privacy guide declares is run', async (stage) => {
  const { app, phone, go } = stage
  const page = await go(LIMITS_PAGE)
  const errMsg = `setClipboardData:${UNDECLARED}`
  expect(await call(app, 'setClipboardData', { data: 'x' })).toEqual({ errMsg, errno: 112 })
  expect((await phone.state()).clipboard).toBe('')
  await (await find(page, '.phone')).tap()
  expect(await (await find(page, '.answer')).text()).toBe(`getPhoneNumber:${UNDECLARED} 112`)
  expect((await call(app, 'getLocation')).errMsg).toBe('getLocation:ok')
})

claim(
  'strict undeclared location interface',
  'needs to be named in requiredPrivateInfos, and the audit keeps who was not',
  async ({ app, phone, go }) => {
    await go(LIMITS_PAGE)
    expect((await call(app, 'getLocation')).errMsg).toBe('getLocation:ok')
    expect((await call(app, 'chooseAddress')).errMsg).toMatch(
      /^chooseAddress:fail .*need to be declared in the requiredPrivateInfos field in app\.json/,
    )
    expect((await phone.audit()).refusals).toContainEqual(
      expect.objectContaining({ limit: 'privateInfos', page: 'pages/limits/limits' }),
    )
  },
)

/** What becomes of a request, an upload and a download to an address. */
async function sendAll(app: Driver, url: string) {
  const filePath = 'wxfile://usr/a.txt'
  await file(app, 'writeFile', { filePath, data: 'x', encoding: 'utf8' })
  const calls = [call(app, 'request', { url }), call(app, 'uploadFile', { url, filePath, name: 'a' })]
  return Promise.all([...calls, call(app, 'downloadFile', { url })])
}

claim(
  ['strict request domain', 'strict upload domain', 'strict download domain'],
  'nothing is sent to an origin that is neither mapped nor allowed',
  async ({ app, go, another }) => {
    await go(LIMITS_PAGE)
    const before = arrived
    const refused = (await sendAll(app, `${origin}/x`)).map(({ errMsg }) => errMsg)
    const reason = 'fail url not in domain list'
    expect(refused).toEqual([`request:${reason}`, `uploadFile:${reason}`, `downloadFile:${reason}`])
    expect(arrived).toBe(before)
    const { app: allowed } = await another({ domains: [origin] })
    expect((await sendAll(allowed, `${origin}/x`)).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect(arrived).toBe(before + 3)
  },
)

claim('strict setData size', 'one setData takes up to 1 MB; a larger one changes nothing', async ({ phone, go }) => {
  const page = await go(LIMITS_PAGE)
  const text = async () => (await find(page, '.text')).text()
  await page.callMethod('fill', 1_000_000)
  expect(await text()).toBe('1000000')
  await page.callMethod('fill', MB)
  expect(await text()).toBe('1000000')
  const errors = (await phone.takeErrors()).map(({ message }) => message)
  expect(errors).toEqual(['invokeWebviewMethod 数据传输长度为 1048587 已经超过最大长度 1048576'])
})

claim(
  [
    ...['strict undeclared privacy interface', 'strict undeclared location interface', 'strict request domain'],
    ...['strict setData size', 'strict page stack overflow', 'strict storage size'],
  ],
  'a phone that is told to be loose keeps none of its limits',
  async ({ another }) => {
    const { app, phone } = await another({ loose: ['all'] })
    const page = await app.currentPage()
    expect((await call(app, 'setClipboardData', { data: 'x' })).errMsg).toBe('setClipboardData:ok')
    expect((await call(app, 'chooseAddress')).errMsg).not.toMatch('requiredPrivateInfos')
    expect(await call(app, 'request', { url: `${origin}/x` })).toMatchObject({ data: 'hello' })
    await page.callMethod('fill', MB)
    expect(await (await find(page, '.text')).text()).toBe(String(MB))
    expect((await call(app, 'setStorage', { key: 'k', data: 'x'.repeat(MB) })).errMsg).toBe('setStorage:ok')
    for (let depth = 2; depth <= 11; depth++) await app.callWxMethod('navigateTo', { url: '/pages/good/good' })
    expect((await phone.state()).stack).toHaveLength(11)
  },
)

/** A copy of the fixture with a changed app.json and more files, by path and size in bytes. */
function project(name: string, app: object, files: Record<string, number>): string {
  const root = join(folder, name)
  cpSync(join(__dirname, '../fixtures/audit'), root, { recursive: true })
  writeFileSync(join(root, 'app.json'), JSON.stringify({ pages: ['pages/good/good'], ...app }))
  for (const [path, size] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), Buffer.alloc(size, 32))
  }
  return root
}

const start = (dist: string, loose: Limit[] = []) => new HostServer({ dist, loose })

claim('strict package size', 'a package over 2 MB does not start', () => {
  const large = project('main', {}, { 'assets/large.png': 2 * MB })
  expect(() => start(large)).toThrow(/^main package source size 20\d\dKB exceed max limit 2MB$/)
  expect(() => start(large, ['packages'])).not.toThrow()
  const app = { subPackages: [{ root: 'packageA', pages: ['deep'] }] }
  const sub = project('sub', app, { 'packageA/large.png': 2 * MB, 'packageA/deep.js': 5 })
  expect(() => start(sub)).toThrow('subpackage packageA source size 2049KB exceed max limit 2MB')
  return Promise.resolve()
})

claim('strict total package size', 'more than 30 MB in all do not start', () => {
  const roots = Array.from({ length: 16 }, (_, at) => `p${at}`)
  const subPackages = roots.map((root) => ({ root, pages: ['deep'] }))
  const files = roots.flatMap((root) => Object.entries({ [`${root}/a.png`]: 2 * MB - 5, [`${root}/deep.js`]: 5 }))
  const dist = project('all', { subPackages }, Object.fromEntries(files))
  expect(() => start(dist)).toThrow(/^source size 327\d\dKB exceed max limit 30MB$/)
  return Promise.resolve()
})

/** What Tencent's compilers say to a page of which one file is this; nothing where there are no such compilers. */
async function refusalsOf(name: string, text: string): Promise<string | undefined> {
  const dist = mkdtempSync(join(folder, 'compiled-'))
  mkdirSync(join(dist, 'pages/a'), { recursive: true })
  writeFileSync(join(dist, 'app.json'), '{ "pages": ["pages/a/a"] }')
  writeFileSync(join(dist, 'pages/a/a.wxml'), '<view />')
  writeFileSync(join(dist, 'pages/a', name), text)
  if (hasOfficialCompilers()) return (await officialCompilers(dist)).refusals.join('\n')
  await expect(officialCompilers(dist)).rejects.toThrow('no wcc and wcsc')
}

/** Each text is refused at its place, or accepted where the place is empty. */
async function expectPlaces(name: string, places: [text: string, place: string][]): Promise<void> {
  for (const [text, place] of places) {
    const refusals = await refusalsOf(name, text)
    if (refusals === undefined) continue
    if (place) expect(refusals).toContain(place)
    else expect(refusals).toBe('')
  }
}

claim('strict official WXML compiler', 'refuses faulty WXML by file and line', () =>
  expectPlaces('a.wxml', [
    ['<view>\n<text>x</text>\n</view>', ''],
    ['<view>\n<text>x</view>\n', 'pages/a/a.wxml:2'],
    ['<view>\n<view a="{{b c}}" />\n</view>', 'pages/a/a.wxml'],
  ]),
)

claim('strict official WXSS compiler', 'refuses faulty WXSS by file and line', () =>
  expectPlaces('a.wxss', [
    ['.a {\n  color: red;\n}\n', ''],
    ['.a {\n  color: red;\n', 'pages/a/a.wxss(3'],
    ['.a {\n  color: red;\n}\n.b > {\n}\n', 'pages/a/a.wxss(4'],
  ]),
)

claim(
  ['strict audit score', 'strict audit rules', 'strict setData rate'],
  'who keeps to the rules has 100 points; who breaks some loses their weights, and is told where',
  async ({ another }) => {
    const { app, phone } = await another({ entry: 'pages/good/good', query: { api: API } })
    const page = await app.currentPage()
    await (await find(page, '.grow')).tap()
    await until(async () => (await find(page, '.count')).text(), (text) => text === '1 hello') // prettier-ignore
    await app.callWxMethod('reLaunch', { url: LIMITS_PAGE })
    const good = await phone.audit()
    expect([failures(good), good.score]).toEqual([[], 100])
    expect(good.rules.filter(({ state }) => state === 'hint').map(({ id }) => id)).toEqual(['unreachable-pages'])
    const looked = ['request-time', 'tap-area', 'safe-area', 'contrast', 'set-data-size', 'resize', 'no-active']
    for (const id of looked) expect(good.rules.find((rule) => rule.id === id)!.looked).toBeGreaterThan(0)
    await app.callWxMethod('reLaunch', { url: '/pages/data/data' })
    const bad = await phone.audit()
    const failed = bad.rules.filter(({ state }) => state === 'failed')
    const places = failed.flatMap(({ id, findings }) => findings.map(({ page, what }) => [id, page, what]))
    expect(places).toEqual([
      ['set-data-frequency', 'pages/data/data', '22 calls of setData within a second'],
      ['set-data-size', 'pages/data/data', 'one setData of 300 KB'],
      ['set-data-redundancy', 'pages/data/data', 'set, but not in the template: secret'],
    ])
    const lost = failed.reduce((sum, { weight }) => sum + weight, 0)
    expect(bad.score).toBe(Math.round(100 - (100 * lost) / 101))
    expect(bad.score).toBeLessThan(100)
  },
)
