import { until, type AutomatorPage } from '../src/driver'
import { conformance } from './kit'

const { claim } = conformance('taro')

const text = async (page: AutomatorPage, selector: string) => (await page.$(selector))!.text()

claim('Taro deep nesting', 'nodes deeper than a template goes are shown, and hear taps once', async ({ go }) => {
  const page = await go('/pages/deep/index')
  const leaf = (await page.$('.deep >>> .leaf'))!
  expect(await leaf.text()).toBe('leaf 0')
  await leaf.tap()
  await leaf.tap()
  expect(await (await page.$('.deep >>> .leaf'))!.text()).toBe('leaf 2')
  expect(await text(page, '.outer')).toBe('2')
})

claim(
  ['Taro CustomWrapper', 'Taro events', '<custom-wrapper>'],
  'what is wrapped renders by itself, and stops an event on its way up',
  async ({ go }) => {
    const page = await go('/pages/deep/index')
    const wrapped = async () => (await page.$('.deep >>> .wrapped'))!
    await (await wrapped()).tap()
    expect(await (await wrapped()).text()).toBe('wrapped 1')
    expect(await text(page, '.outer')).toBe('0')
  },
)

claim('Taro native components', 'a native component gets properties and a slot, and is heard', async ({ go }) => {
  const page = await go('/pages/native/index')
  const stamp = (await page.$('stamp'))!
  const inside = (await stamp.$('.stamp'))!
  expect([await inside.text(), await inside.style('color')]).toEqual(['已阅', 'rgb(200, 0, 0)'])
  await inside.tap()
  expect([await text(page, '.pressed'), await text(page, '.slotted')]).toEqual(['已阅 1', '已阅 1'])
})

claim(
  ['Taro VirtualList', '<scroll-view>'],
  'a list of a thousand keeps few rows, and others after a swipe',
  async ({ phone, go }) => {
    const page = await go('/pages/list/index')
    const rows = async () => Promise.all((await page.$$('.item')).map((row) => row.text()))
    expect((await until(rows, (shown) => shown.length > 5))[0]).toBe('第0项')
    expect((await rows()).length).toBeLessThan(40)
    for (let swipes = 0; swipes < 4; swipes++) await phone.swipe({ x: 180, y: 400 }, { x: 180, y: 120 })
    await until(rows, (shown) => shown.length > 5 && shown[0] !== '第0项')
    expect(Number(await text(page, '.at'))).toBeGreaterThan(500)
  },
)
