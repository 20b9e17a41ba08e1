import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hands } from './hands'
import { conformance } from './kit'

/** In the mini-program, where `evaluate` runs. */
declare const getApp: () => { posted: unknown }

let server: Server
beforeAll(async () => {
  server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end('<h1>网页</h1><script>parent.postMessage({ data: { from: "网页" } }, "*")</script>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => void server.close())

const { approximate } = conformance('native', () => ({
  api: { 'https://web.example.com': `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
}))
const page = (src: string) => `/pages/tags-web/tags-web?src=${encodeURIComponent(src)}`

approximate(
  ['<web-view>', 'strict web-view domain'],
  'the page of the web posts to its parent window, as WeChat’s script for it cannot be had',
  'shows allowed pages of the web, hears from them when they are left, and refuses others',
  async ({ app, go, phone }) => {
    await go('/pages/detail/index')
    const { noted } = hands(await go(page('https://web.example.com/a'), 'navigateTo'), phone)
    await noted('web load')
    await phone.press('返回')
    expect(await app.evaluate(() => getApp().posted)).toEqual([{ from: '网页' }])
    const other = hands(await go(page('https://other.example.com/'), 'navigateTo'), phone)
    expect(await other.noted('web error')).toContain('https://other.example.com/')
    expect(await phone.look(() => [...document.querySelectorAll('.qh-web-refused')].at(-1)!.textContent)).toContain(
      '无法打开该页面',
    )
  },
)
