import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { startBrowser, type Phone, type PhoneBrowser } from '../src/browser'
import { drive, until, type AutomatorPage, type Driver } from '../src/driver'

const FIXTURE = join(__dirname, '../fixtures/native')

let server: Server
let browser: PhoneBrowser
let phone: Phone
let app: Driver
let page: AutomatorPage

async function element(selector: string) {
  const found = await page.$(selector)
  if (!found) throw new Error(`no ${selector} on ${page.path}`)
  return found
}

const tap = async (selector: string) => (await element(selector)).tap()
const text = async (selector: string) => (await element(selector)).text()
const notes = () => page.data('notes') as Promise<string[]>

async function goTo(url: string, kind = 'reLaunch'): Promise<void> {
  await app.callWxMethod(kind, { url })
  page = await app.currentPage()
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      const { url, headers } = request
      response.end(JSON.stringify({ url, body, authorization: headers.authorization }))
    })
  }).listen(0, '127.0.0.1')
  browser = await startBrowser()
  const api = { 'https://api.example.com': `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  phone = await browser.phone({ dist: FIXTURE, person: 'anna', api })
  app = await drive(phone)
})

afterAll(async () => {
  app?.disconnect()
  await browser?.close()
  server?.close()
})

describe('a page', () => {
  beforeEach(() => goTo('/pages/home/index'))

  it('renders templates, wxs, lists, components and slots', async () => {
    expect(await text('.count')).toBe('第0次')
    expect(await Promise.all((await page.$$('.line')).map((line) => line.text()))).toEqual(['0. 甲', '1. 乙'])
    expect(await text('.slotted')).toBe('插入')
    expect(await page.$('.title')).toBeNull()
    expect(await (await (await element('card')).$('.title'))?.text()).toBe('《卡片》 4')
    expect(await (await element('.home >>> .title')).style('color')).toBe('rgb(200, 0, 0)')
    expect(await (await element('#count')).style('fontWeight')).toBe('700')
    expect(await (await element('.home > .count')).style('font-size')).toBe('16px')
  })

  it('hands taps to handlers with dataset, catches, and reaches into components', async () => {
    await tap('.plus')
    expect(await text('.count')).toBe('第2次')
    await tap('.inner')
    await tap('card')
    expect((await notes()).slice(1)).toEqual(['inner', 'choose 《卡片》'])
    const card = await element('card')
    expect(await card.callMethod('grow', 3)).toBe(7)
    expect(await card.data('length')).toBe(7)
  })

  it('ignores a disabled button, and refuses to touch what a finger could not', async () => {
    await tap('.off')
    expect(await text('.count')).toBe('第0次')
    await page.setData({ covered: true })
    await expect(tap('.plus')).rejects.toThrow('element is covered by <view.cover>')
  })

  it('lets type, tick, choose and submit a form', async () => {
    await (await element('.name')).input('小李')
    expect(await text('.hello')).toBe('小李')
    await tap('.serve')
    await tap('.later')
    await tap('.open')
    await (await element('.words')).input('一二三四五六七八九十超出')
    await tap('.submit')
    const submitted = (await notes()).at(-1)!.replace('submit ', '')
    expect(JSON.parse(submitted)).toEqual({
      purposes: ['serve'],
      urgency: 'later',
      open: true,
      words: '一二三四五六七八九十',
    })
  })

  it('tells a long press from a tap', async () => {
    await tap('.press')
    await (await element('.press')).longpress()
    expect((await notes()).slice(1)).toEqual(['tap', 'longpress'])
  })

  it('opens a picker whose choice is a change event', async () => {
    await tap('.pick')
    await phone.press('不急')
    await phone.press('确定')
    expect((await notes()).at(-1)).toBe('picked 1')
  })

  it('describes its elements', async () => {
    expect(await (await element('.count')).outerWxml()).toBe('<text id="count" class="count">第0次</text>')
    expect(await (await page.xpath('//view/button[1]'))?.text()).toBe('加')
    expect(await (await element('.plus')).attribute('data-by')).toBe('2')
    expect((await (await element('.off')).property('disabled')) as boolean).toBe(true)
    expect((await (await element('.home')).offset()).top).toBe(0)
  })

  it('reports errors of the mini-program to the automator and to the host', async () => {
    const thrown: { message: string }[] = []
    app.on('exception', (event) => thrown.push(event))
    await page.callMethod('fail')
    await until(
      () => Promise.resolve(thrown),
      (list) => list.length > 0,
    )
    expect(thrown[0]!.message).toBe('坏了')
    expect((await phone.takeErrors()).map(({ message }) => message)).toEqual(['坏了'])
  })
})

describe('navigation', () => {
  it("keeps WeChat's order of life-cycle calls, and answers for closed pages with errors", async () => {
    await goTo('/pages/home/index')
    const home = page
    const calls = () => app.evaluate(() => getApp().calls.splice(0)) as Promise<string[]>
    await calls()
    await goTo('/pages/detail/index?from=a%20b', 'navigateTo')
    expect([page.path, page.query]).toEqual(['pages/detail/index', { from: 'a%20b' }])
    expect(await calls()).toEqual(['home hide'])
    await phone.press('返回')
    expect(await calls()).toEqual(['home show'])
    await goTo('/pages/home/index')
    expect(await calls()).toEqual(['home unload', 'home show'])
    expect(await home.$('.count')).toBeNull()
    await expect(home.$$('.count')).rejects.toThrow('page destroyed')
  })

  it('refuses what WeChat refuses', async () => {
    await goTo('/pages/home/index')
    await expect(app.callWxMethod('navigateTo', { url: '/pages/more/index' })).rejects.toThrow(
      'can not navigateTo a tabbar page',
    )
    await expect(app.callWxMethod('switchTab', { url: '/pages/detail/index' })).rejects.toThrow(
      'can not switch to no-tabBar page',
    )
    await expect(app.callWxMethod('navigateTo', { url: '/pages/none' })).rejects.toThrow(
      'page "pages/none" is not found',
    )
    for (let depth = 1; depth < 10; depth++) await app.callWxMethod('navigateTo', { url: '/pages/detail/index' })
    await expect(app.callWxMethod('navigateTo', { url: '/pages/detail/index' })).rejects.toThrow('limit exceed')
    expect(await app.pageStack()).toHaveLength(10)
  })

  it('keeps tab pages alive, and passes events between opener and opened', async () => {
    await goTo('/pages/home/index')
    await tap('.plus')
    await phone.press('更多页')
    await phone.press('首页')
    page = await app.currentPage()
    expect(await text('.count')).toBe('第2次')
    expect(await page.callMethod('open', '小王')).toBe('好的 小王')
    page = await app.currentPage()
    expect(await text('.from')).toBe('小王 小王')
  })

  it('gives a page with its own navigation bar the whole height', async () => {
    await goTo('/package/deep/index')
    expect(await (await element('.deep')).size()).toEqual({ width: 375, height: 667 })
  })
})

describe('wx', () => {
  beforeEach(() => goTo('/pages/more/index'))

  it('sends requests through Node, to known origins only, and not when offline', async () => {
    const answer = () => text('.answer')
    await tap('.call')
    expect(JSON.parse((await until(answer, Boolean)).slice(4))).toEqual({
      url: '/hello?a=1',
      body: '{"words":"你好"}',
      authorization: 'Bearer x',
    })
    await phone.setOnline(false)
    await tap('.call')
    expect(await until(answer, (said) => said.startsWith('request'))).toBe(
      'request:fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
    )
    await phone.setOnline(true)
    expect(await app.evaluate(() => getApp().calls.slice(-2))).toEqual(['network false', 'network true'])
    await expect(app.callWxMethod('request', { url: 'https://elsewhere.example/x' })).rejects.toThrow(
      'url not in domain list',
    )
  })

  it("asks by a modal, which the automator's native answers", async () => {
    await tap('.ask')
    expect((await phone.state()).prompt).toMatchObject({ kind: 'modal', title: '确定吗' })
    await app.native().confirmModal()
    expect(await until(() => text('.answer'), Boolean)).toBe('确定')
  })

  it('measures, draws, turns, scrolls and slides', async () => {
    expect(await page.callMethod('measure')).toEqual({ width: 100, height: 50, buttons: 1 })
    await (await element('.swiper')).swipeTo(1)
    expect(await text('.answer')).toBe('turn 1')
    await (await element('.list')).scrollTo(0, 400)
    await until(
      () => text('.answer'),
      (said) => said === 'lower',
    )
    await (await element('.slider')).slideTo(30)
    expect(await text('.answer')).toBe('slide 30')
  })

  it('can be mocked and restored, by a value and by a function', async () => {
    await app.mockWxMethod('getStorageSync', 'mocked')
    expect(await app.callWxMethod('getStorageSync', 'x')).toBe('mocked')
    await app.restoreWxMethod('getStorageSync')
    expect(await app.callWxMethod('getStorageSync', 'x')).toBe('')
    await app.mockWxMethod(
      'login',
      function (_: unknown, code: string) {
        return { code }
      },
      'c1',
    )
    expect(await app.callWxMethod('login')).toMatchObject({ code: 'c1' })
    await app.mockWxMethod('login', { errMsg: 'login:fail system error' })
    await expect(app.callWxMethod('login')).rejects.toThrow('system error')
    await app.restoreWxMethod('login')
    await expect(app.mockWxMethod('onAppShow', {})).rejects.toThrow("You can't mock wx.onAppShow")
    await expect(app.callWxMethod('nothing')).rejects.toThrow('wx.nothing not exists')
  })

  it('calls back into the test', async () => {
    const told: unknown[] = []
    await app.exposeFunction('tell', (...values: never[]) => told.push(values))
    await app.evaluate((word: string) => (globalThis as never as { tell(word: string): void }).tell(word), '好')
    await until(
      () => Promise.resolve(told),
      (list) => list.length > 0,
    )
    expect(told).toEqual([['好']])
  })
})

describe('people and their phones', () => {
  it('gives a phone number code, or tells that the person refused', async () => {
    await goTo('/pages/home/index')
    await tap('.phone')
    await until(notes, (list) => list.length > 1)
    expect((await notes()).at(-1)).toMatch(/^phone phone-anna-/)
    const shy = await browser.phone({ dist: FIXTURE, fixtures: { phoneNumber: 'refuse' } })
    const their = await drive(shy)
    const home = await their.currentPage()
    await (await home.$('.phone'))!.tap()
    expect(((await home.data('notes')) as string[]).at(-1)).toBe('phone getPhoneNumber:fail user deny')
    their.disconnect()
    await shy.close()
  })

  it('is opened again from outside while it runs, and starts afresh on reset', async () => {
    await phone.leave()
    await phone.launch('pages/detail/index', { from: 'scan' }, 1047)
    page = await app.currentPage()
    expect(await text('.from')).toBe('scan')
    expect(await app.callWxMethod('getEnterOptionsSync')).toMatchObject({ scene: 1047 })
    await app.callWxMethod('setStorageSync', 'kept', 'yes')
    await phone.reset({ keepStorage: true })
    expect(await app.callWxMethod('getStorageSync', 'kept')).toBe('yes')
    await phone.reset({ person: 'cai', entry: 'pages/detail/index?from=x' })
    expect(await app.callWxMethod('getStorageSync', 'kept')).toBe('')
    expect((await app.currentPage()).path).toBe('pages/detail/index')
    expect(
      Buffer.from(await app.screenshot(), 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  })
})

declare function getApp(): { calls: string[] }
