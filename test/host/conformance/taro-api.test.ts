import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { until, type AutomatorPage } from '../src/driver'
import { conformance } from './kit'

let server: Server
beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ header: request.headers['x-intercepted'] }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => void server.close())

const { claim } = conformance('taro', () => ({
  api: { 'https://api.example.com': `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
}))

/** Presses one of the page's buttons and reads what its function came to. */
async function tried(page: AutomatorPage, name: string): Promise<unknown> {
  await (await page.$(`.do-${name}`))!.tap()
  return JSON.parse(await until(async () => (await page.$('.answer'))!.text(), Boolean)) as unknown
}

claim(
  ['Taro APIs', 'wx.setStorage', 'wx.getStorage', 'wx.setStorageSync', 'wx.getStorageSync', 'wx.getStorageInfoSync'],
  'storage by promises and at once',
  async ({ reset, go }) => {
    await reset()
    const page = await go('/pages/apis/index')
    expect(await tried(page, 'storage')).toEqual([{ deep: [1, 2] }, 'text', ['a', 'b']])
  },
)

claim(
  ['Taro request interceptors', 'wx.request'],
  'requests pass Taro’s interceptors, and refusals arrive as rejections',
  async ({ go }) => {
    const page = await go('/pages/apis/index')
    expect(await tried(page, 'request')).toEqual([200, { header: 'yes' }])
    expect(await tried(page, 'refused')).toMatch(/^request:fail url not in domain list/)
  },
)

claim(['Taro APIs', 'wx.showModal'], 'a modal resolves with what was pressed', async ({ phone, go }) => {
  const page = await go('/pages/apis/index')
  await (await page.$('.do-modal'))!.tap()
  await phone.press('取消')
  expect(await until(async () => (await page.$('.answer'))!.text(), Boolean)).toBe('false')
})

claim(
  ['Taro createSelectorQuery', 'wx.createSelectorQuery', 'Taro pxTransform', '<canvas>'],
  'measures in points what was written in design units, and draws',
  async ({ go }) => {
    const page = await go('/pages/apis/index')
    expect(await tried(page, 'measure')).toEqual([200, 100])
    expect(await tried(page, 'draw')).toEqual([0, 255, 0, 255])
    expect(await tried(page, 'system')).toEqual([375, 2, 'WEAPP', '100rpx'])
  },
)

claim(
  ['Taro APIs', 'wx.setClipboardData', 'wx.getClipboardData', 'wx.login', 'wx.setNavigationBarTitle'],
  'clipboard, login and the title',
  async ({ phone, go }) => {
    const page = await go('/pages/apis/index')
    expect(await tried(page, 'clipboard')).toBe('口令')
    expect(await tried(page, 'login')).toBe(true)
    expect(await tried(page, 'title')).toBe('改了')
    expect((await phone.state()).title).toBe('改了')
  },
)

claim('Taro eventCenter', 'tells listeners until they are off', async ({ go }) => {
  expect(await tried(await go('/pages/apis/index'), 'events')).toEqual([1])
})

claim(['Taro refs', '<image>'], 'a ref is the node, and an image tells its size', async ({ go }) => {
  const page = await go('/pages/apis/index')
  expect(await (await page.$('.box'))!.text()).toBe('有引用')
  await until(
    async () => (await page.$('.loaded'))!.text(),
    (size) => size === '1x1',
  )
})
