import { until } from '../src/driver'
import { conformance } from './kit'

const { claim } = conformance('native')

claim(
  ['Page.onPageScroll', 'phone swipe', 'page.json onReachBottomDistance', 'Page.onReachBottom'],
  'a finger moves the page, which hears how far, and more is loaded near the end',
  async ({ phone, go }) => {
    const page = await go('/pages/detail/index')
    await phone.swipe({ x: 180, y: 550 }, { x: 180, y: 250 })
    expect(Number(await (await page.$('.top'))!.text())).toBeGreaterThan(100)
    expect(await page.$$('.row')).toHaveLength(40)
    await page.callMethod('toEnd')
    await until(
      () => page.$$('.row'),
      (rows) => rows.length === 60,
    )
  },
)

claim('wx.pageScrollTo', 'moves the page as far as it goes', async ({ go }) => {
  const page = await go('/pages/detail/index')
  await page.callMethod('toEnd')
  expect(await page.scrollTop()).toBeGreaterThan(500)
})

claim(
  ['Page.onPullDownRefresh', 'wx.stopPullDownRefresh', 'page.json enablePullDownRefresh'],
  'a pull at the top tells the page and shows the dots until the page stops them',
  async ({ app, phone, go }) => {
    const page = await go('/pages/home/index')
    await app.pageScrollTo(0)
    await phone.swipe({ x: 180, y: 150 }, { x: 180, y: 320 })
    await until(
      () => page.data('notes') as Promise<string[]>,
      (all) => all.at(-1) === 'refresh',
    )
    await until(
      () => phone.state(),
      ({ isRefreshing }) => !isRefreshing,
    )
  },
)
