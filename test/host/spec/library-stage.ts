import { join } from 'node:path'
import { startBrowser, type Phone, type PhoneBrowser } from '../src/browser'
import { drive, until, type AutomatorPage, type Driver } from '../src/driver'

const FIXTURE = join(__dirname, '../fixtures/foreign-components')
const PICTURE = `data:image/png;base64,${Buffer.from('not looked at').toString('base64')}`

/**
 * A phone with pages of component libraries that nobody here wrote, for the file that calls this, and short ways to what
 * a person does and sees. Components hide their insides from the automator, so the phone's own page is looked at.
 */
export function libraryStage() {
  let browser: PhoneBrowser
  let app: Driver
  let page: AutomatorPage
  const stage = {
    phone: undefined as unknown as Phone,
    open: async (name: string) => {
      await app.callWxMethod('reLaunch', { url: `/pages/${name}/${name}` })
      page = await app.currentPage()
    },
    on: (selector: string) => stage.phone.page.locator(selector).first(),
    withText: (selector: string, hasText: string) => stage.phone.page.locator(selector, { hasText }).first(),
    touch: (selector: string) => stage.on(selector).tap({ timeout: 3000 }),
    data: (path: string) => page.data(path),
    change: (data: object) => page.setData(data),
    becomes: (path: string, value: unknown) =>
      until(
        () => stage.data(path),
        (now) => JSON.stringify(now) === JSON.stringify(value),
      ),
    said: (text: unknown) => stage.becomes('said', text),
    shows: (selector: string) => stage.on(selector).waitFor({ state: 'visible', timeout: 3000 }),
    hides: (selector: string) => stage.on(selector).waitFor({ state: 'hidden', timeout: 3000 }),
  }

  beforeAll(async () => {
    browser = await startBrowser()
    stage.phone = await browser.phone({ dist: FIXTURE, fixtures: { media: [PICTURE] } })
    app = await drive(stage.phone)
  })

  afterAll(async () => {
    app?.disconnect()
    await browser?.close()
  })

  return stage
}
