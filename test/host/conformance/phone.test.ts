import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../src/driver'
import { HostServer } from '../src/server'
import { hands } from './hands'
import { conformance } from './kit'

/** The mini-program's wx, in functions that are evaluated there. */
declare const wx: { request(options: object): void }

let server: Server
let origin: string
/** Holds a phone in a frame and keeps what the frame tells. */
const AROUND = `<!doctype html><script>
  window.heard = []
  addEventListener('message', (event) => window.heard.push(event.data))
</script><iframe style="width:375px;height:667px;border:0"></iframe>`

beforeAll(async () => {
  const host = new HostServer({ dist: join(__dirname, '../fixtures/native') })
  server = createServer((request, response) => {
    if (request.url === '/hang') return
    if (request.url?.startsWith('/hello')) return void response.end('{"said":"hello"}')
    void host.handle(request, response).then((isAnswered) => {
      if (!isAnswered) response.writeHead(200, { 'content-type': 'text/html' }).end(AROUND)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const { claim } = conformance('native', () => ({ person: 'anna', api: { 'https://api.example.com': origin } }))

/** Width and height that a PNG says it has. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]

claim(
  ['phone state', 'phone touch'],
  'a finger touches a point of the glass, and a test reads what is on it',
  async ({ phone, go }) => {
    const { box, text } = hands(await go('/pages/home/index'), phone)
    const { x, y } = await box('.plus')
    await phone.touch(x, y)
    expect(await text('.count')).toBe('第2次')
    expect(await phone.state()).toMatchObject({
      ...{ path: 'pages/home/index', title: '首页', stack: ['pages/home/index'], online: true, prompt: null },
      tabs: [{ text: '首页', isCurrent: true }, { text: '更多页', isCurrent: false }], // prettier-ignore
      bar: { background: '#ffffff', text: 'black' },
    })
    await go('/pages/detail/index', 'navigateTo')
    expect(await phone.state()).toMatchObject({
      ...{ title: '详情', stack: ['pages/home/index', 'pages/detail/index'], tabs: null },
    })
  },
)

claim('phone screenshot', 'is a picture of the whole glass, with every pixel of the phone', async ({ phone, go }) => {
  await go('/pages/home/index')
  const folder = mkdtempSync(join(tmpdir(), 'screenshot-'))
  const path = join(folder, 'home.png')
  const home = await phone.screenshot(path)
  expect(readFileSync(path).equals(home)).toBe(true)
  rmSync(folder, { recursive: true })
  expect(sizeOf(home)).toEqual([750, 1334])
  await go('/pages/detail/index')
  expect((await phone.screenshot()).equals(home)).toBe(false)
})

claim(
  ['phone requests', 'phone console', 'phone evidence'],
  'what was sent, answered and logged stays readable, and all of it together is left to whoever looks for a mistake',
  async ({ app, phone, go, reset }) => {
    await reset()
    const { tap, text } = hands(await go('/pages/more/index'), phone)
    await tap('.call')
    await until(() => text('.answer'), Boolean)
    const sent = { kind: 'request', method: 'POST', url: 'https://api.example.com/hello?a=1', status: 200 }
    expect((await phone.state()).requests).toMatchObject([sent])
    const traffic = { ...sent, requestBody: '{"words":"你好"}', responseBody: '{"said":"hello"}' }
    expect(phone.traffic.at(-1)).toMatchObject(traffic)
    await app.evaluate(() => console.warn('小心'))
    expect(phone.console).toContain('warning: 小心')
    const { name, screenshot, wxml, console: lines, requests } = await phone.evidence()
    expect([name, sizeOf(screenshot!)]).toEqual(['anna', [750, 1334]])
    expect(wxml).toContain('<view class="answer">200 {"said":"hello"}</view>')
    expect(lines).toContain('warning: 小心')
    expect(requests.at(-1)).toMatchObject(traffic)
  },
)

claim(
  ['phone takeErrors', 'phone expectErrors'],
  'hands over once what nobody caught, and keeps quiet about what was expected',
  async ({ phone, go, reset }) => {
    await reset()
    const page = await go('/pages/home/index')
    const fail = async (count: number) => {
      await page.callMethod('fail')
      await until(() => phone.errors(), ({ length }) => length === count) // prettier-ignore
    }
    await fail(1)
    const taken = await phone.takeErrors()
    expect(taken.map(({ message }) => message)).toEqual(['坏了'])
    expect(taken[0]!.stack).toMatch(/pages\/home\/index\.js:\d+/)
    expect(await phone.takeErrors()).toEqual([])
    phone.expectErrors('坏')
    await fail(2)
    expect(await phone.takeErrors()).toEqual([])
    phone.endExpectations()
    await fail(3)
    expect(await phone.takeErrors()).toHaveLength(1)
  },
)

claim(
  ['phone several phones', 'phone persons', 'phone share card'],
  'shares a card that another phone opens, each with its own storage and person',
  async ({ app, phone, go, another, reset }) => {
    await reset()
    await hands(await go('/pages/home/index'), phone).tap('.share')
    const { share } = await phone.state()
    expect(share).toEqual({ title: '分享自button', path: '/pages/detail/index?s=abc', from: 'button' })
    await app.callWxMethod('setStorageSync', 'who', 'anna')
    const { app: their } = await another({ person: 'bo', entry: share!.path, scene: 1007 })
    const opened = await their.currentPage()
    expect([opened.path, opened.query]).toEqual(['pages/detail/index', { s: 'abc' }])
    expect(await their.callWxMethod('getStorageSync', 'who')).toBe('')
    expect(await their.callWxMethod('getLaunchOptionsSync')).toMatchObject({ scene: 1007, query: { s: 'abc' } })
    expect(await their.callWxMethod('login')).toMatchObject({ code: 'login-bo-1' })
    expect(await app.callWxMethod('login')).toMatchObject({ code: 'login-anna-1' })
    expect(await app.callWxMethod('getStorageSync', 'who')).toBe('anna')
  },
)

claim(
  ['phone device', 'phone font scale', 'phone clock'],
  'has the size, the text size and the time that it is given',
  async ({ another }) => {
    const now = '2031-05-06T07:08:09+08:00'
    const { app, phone } = await another({ device: '414x896@3', fontScale: 1.25, now })
    expect(await app.callWxMethod('getWindowInfo')).toMatchObject({
      ...{ screenWidth: 414, screenHeight: 896, pixelRatio: 3 },
    })
    expect(sizeOf(await phone.screenshot())).toEqual([414 * 3, 896 * 3])
    expect(await app.callWxMethod('getAppBaseInfo')).toMatchObject({ fontSizeScaleFactor: 1.25, fontSizeSetting: 20 })
    const told = (await app.evaluate(() => [Date.now(), new Date().getFullYear()])) as number[]
    expect(told[1]).toBe(2031)
    expect(told[0]! - Date.parse(now)).toBeGreaterThanOrEqual(0)
    expect(told[0]! - Date.parse(now)).toBeLessThan(60_000)
    await until(
      () => app.evaluate(() => Date.now()),
      (later) => Number(later) > told[0]!,
    )
  },
)

claim(
  ['phone home button', 'phone capsule menu'],
  'lead back to the home page, and the menu offers what the page allows',
  async ({ app, phone, go, reset }) => {
    await reset()
    await go('/pages/detail/index')
    await phone.press('返回首页')
    expect((await app.currentPage()).path).toBe('pages/home/index')
    await expect(phone.press('返回首页')).rejects.toThrow('nothing called 返回首页 can be pressed')
    const menu = async () => {
      await phone.press('更多')
      const { prompt } = await phone.state()
      return prompt!.choices.filter((choice) => choice !== '取消')
    }
    expect(await menu()).toEqual(['转发给朋友', '返回首页', '重新进入小程序'])
    await phone.press('取消')
    await go('/pages/detail/index')
    expect(await menu()).toEqual(['返回首页', '重新进入小程序'])
    await phone.press('返回首页')
    expect(await phone.state()).toMatchObject({ prompt: null, stack: ['pages/home/index'] })
  },
)

claim('phone reset', 'starts afresh also while requests hang', async ({ app, phone, go, reset }) => {
  await go('/pages/detail/index')
  await app.evaluate(() => {
    for (let count = 0; count < 10; count++) wx.request({ url: 'https://api.example.com/hang' })
  })
  await until(() => phone.state(), ({ requests }) => requests.filter(({ url }) => url.endsWith('/hang')).length === 10) // prettier-ignore
  await reset()
  expect(await phone.state()).toMatchObject({ path: 'pages/home/index', requests: [] })
})

claim(
  'phone demo frame',
  'a page that holds the phone in a frame hears of shares, opens pages on it and gives it to somebody else',
  async ({ phone }) => {
    const around = await phone.page.context().newPage()
    await around.goto(`${origin}/`)
    const heard = () => around.evaluate(() => (window as never as { heard: Record<string, unknown>[] }).heard)
    const tell = (command: object) =>
      around.evaluate((command) => document.querySelector('iframe')!.contentWindow!.postMessage(command, '*'), command)
    const url = HostServer.phoneUrl({ person: 'anna' })
    await around.evaluate((url) => (document.querySelector('iframe')!.src = url), url)
    await until(heard, (list) => list.some(({ type }) => type === 'ready'))
    const shown = (selector: string) =>
      around.frameLocator('iframe').locator(`.qh-page:not(.qh-covered) ${selector}`).first()
    await shown('.share').click()
    const all = await until(heard, (list) => list.some(({ type }) => type === 'share'))
    expect(all.find(({ type }) => type === 'share')).toMatchObject({
      ...{ person: 'anna', title: '分享自button', path: '/pages/detail/index?s=abc' },
    })
    await tell({ type: 'launch', path: 'pages/detail/index', query: { from: 'card' }, scene: 1007 })
    await until(() => shown('.from').innerText(), (from) => from === 'card') // prettier-ignore
    await tell({ type: 'person', person: 'bo' })
    await until(heard, (list) => list.some(({ type, person }) => type === 'ready' && person === 'bo'))
    await around.close()
  },
)
