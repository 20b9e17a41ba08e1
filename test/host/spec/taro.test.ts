import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { startBrowser, type Phone, type PhoneBrowser } from '../src/browser'
import { drive, until, type Driver } from '../src/driver'

const DIST = join(__dirname, '../../../miniapp/dist')

let wechat: Server
let browser: PhoneBrowser
let phone: Phone
let app: Driver
const asked: unknown[] = []

beforeAll(async () => {
  if (!existsSync(join(DIST, 'app.json'))) throw new Error('Build the mini-program first: npm run build -w miniapp')
  wechat = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      asked.push({ url: request.url, body: JSON.parse(body) as unknown })
      response.end(JSON.stringify({ code: 'from-the-sandbox' }))
    })
  }).listen(0, '127.0.0.1')
  browser = await startBrowser()
  const sandbox = `http://127.0.0.1:${(wechat.address() as AddressInfo).port}`
  phone = await browser.phone({ dist: DIST, person: 'anna', sandbox })
  app = await drive(phone)
})

afterAll(async () => {
  app?.disconnect()
  await browser?.close()
  wechat?.close()
})

it("runs Taro's output: every tab opens without an error, also when no server answers", async () => {
  for (const [label, path] of [
    ['圈子', 'pages/groups/index'],
    ['活动', 'pages/events/index'],
    ['我的', 'pages/me/index'],
    ['首页', 'pages/home/index'],
  ]) {
    await phone.press(label!)
    const page = await app.currentPage()
    expect(page.path).toBe(path)
    await until(
      async () => (await page.$('page'))!.text(),
      (text) => text.trim().length > 0,
    )
  }
  expect(await phone.errors()).toEqual([])
})

it('logs in as its person at the WeChat sandbox', async () => {
  expect(await app.callWxMethod('login')).toMatchObject({ code: 'from-the-sandbox' })
  expect(asked).toContainEqual({ url: '/sandbox/login-codes', body: { person: 'anna' } })
  // Only a finger may ask.
  await phone.touch(2, 300)
  expect(await app.callWxMethod('requestSubscribeMessage', { tmplIds: ['t1'] })).toMatchObject({ t1: 'accept' })
  expect(asked).toContainEqual({ url: '/sandbox/subscriptions', body: { person: 'anna', answers: { t1: 'accept' } } })
})

it('starts at the page and with the scene that a scanned code names', async () => {
  await phone.reset({ entry: 'pages/groups/index', query: 'scene=s%3Dabc', scene: 1047 })
  expect(await app.callWxMethod('getLaunchOptionsSync')).toMatchObject({
    path: 'pages/groups/index',
    query: { scene: 's%3Dabc' },
    scene: 1047,
  })
})
