import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import { launchChromium } from '../src/chromium'
import { HostServer } from '../src/server'
import { until } from '../src/driver'

const PAGE = `<!doctype html><body style="margin:0"><script>
  window.heard = []
  addEventListener('message', (event) => window.heard.push(event.data))
</script><iframe id="phone" style="width:375px;height:720px;border:0"></iframe></body>`

let server: Server
let browser: Browser
let page: Page
let phone: Frame

/** Everything the phone's frame has told the page around it. */
const heard = () => page.evaluate(() => (window as never as { heard: Record<string, unknown>[] }).heard)

const shown = (selector: string) => phone.locator(`.qh-page:not(.qh-covered) ${selector}`).first()

beforeAll(async () => {
  const host = new HostServer({ dist: join(__dirname, '../fixtures/native') })
  server = createServer((request, response) => {
    void host.handle(request, response).then((isAnswered) => {
      if (!isAnswered) response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)
    })
  }).listen(0, '127.0.0.1')
  browser = await launchChromium({})
  page = await browser.newPage({ viewport: { width: 900, height: 760 } })
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.evaluate((url) => (document.querySelector('iframe')!.src = url), HostServer.phoneUrl({ person: 'anna' }))
  await until(heard, (list) => list.some(({ type }) => type === 'ready'))
  phone = page.frames()[1]!
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

it('takes the mouse and the keyboard as finger and keyboard of a phone', async () => {
  await shown('.plus').click()
  await shown('.name').click()
  await page.keyboard.type('小王')
  expect(await shown('.count').innerText()).toBe('第2次')
  expect(await shown('.hello').innerText()).toBe('小王')
  await shown('.serve').click()
  expect(await shown('.notes').innerText()).toContain('tick serve;')
})

it('scrolls when the mouse drags, and refreshes when it pulls from the top', async () => {
  const top = () => phone.evaluate(() => document.querySelector('.qh-page:not(.qh-covered) .qh-scroller')!.scrollTop)
  await drag(500, 300)
  expect(await top()).toBeGreaterThan(100)
  await page.mouse.wheel(0, -2000)
  await until(top, (at) => at === 0)
  await drag(100, 350)
  await until(
    () => shown('.notes').innerText(),
    (notes) => notes.includes('refresh'),
  )
})

it('asks the visitor for the phone number', async () => {
  await shown('.phone').click()
  await phone.getByText('允许', { exact: true }).click()
  await until(
    () => shown('.notes').innerText(),
    (notes) => notes.includes('phone phone-anna-'),
  )
})

async function drag(from: number, to: number): Promise<void> {
  await page.mouse.move(360, from)
  await page.mouse.down()
  await page.mouse.move(360, to, { steps: 10 })
  await page.mouse.up()
}
