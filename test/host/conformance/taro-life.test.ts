import { until, type AutomatorPage, type Driver } from '../src/driver'
import { conformance } from './kit'

const { claim } = conformance('taro')

/** Takes the notes that the mini-program wrote since the last time. */
const notesOf = (app: Driver) => app.evaluate(() => globalThis.__notes.splice(0)) as Promise<string[]>
const text = async (page: AutomatorPage, selector: string) => (await page.$(selector))!.text()

claim(
  ['Taro build output', 'Taro React hooks', 'Taro useLaunch', 'Taro useLoad', 'Taro useDidShow', 'Taro useReady'],
  'calls the hooks of app and page in WeChat’s order on a cold start',
  async ({ app, reset }) => {
    await reset({ entry: 'pages/life/index?from=card', scene: 1007 })
    const started = await until(
      () => app.evaluate(() => globalThis.__notes) as Promise<string[]>,
      (notes) => notes.includes('ready'),
    )
    const own = started.map((note) => note.replace(/,"\$taroTimestamp":\d+/, ''))
    expect(own).toEqual(['launch pages/life/index 1007', 'app show', 'load {"from":"card"}', 'show', 'ready'])
  },
)

claim(
  [
    'Taro useRouter',
    'Taro useDidHide',
    'Taro useUnload',
    'Taro sub-packages',
    'Taro getCurrentInstance',
    'Taro preload',
  ],
  'goes to a page of a sub-package and back, with the hooks of the pages',
  async ({ app, go }) => {
    const page = await go('/pages/life/index?from=home')
    expect(await text(page, '.from')).toBe('home')
    expect(await text(page, '.path')).toMatch(/^\/?pages\/life\/index/)
    await notesOf(app)
    await (await page.$('.inner'))!.tap()
    const inner = await until(
      () => app.currentPage(),
      ({ path }) => path === 'package/inner/index',
    )
    expect([await text(inner, '.number'), await text(inner, '.instance')]).toEqual([
      '7',
      expect.stringMatching(/package\/inner\/index/),
    ])
    expect(await text(inner, '.preloaded')).toBe('先备')
    expect(await notesOf(app)).toEqual(['hide'])
    await (await inner.$('.back'))!.tap()
    await until(
      () => app.currentPage(),
      ({ path }) => path === 'pages/life/index',
    )
    expect(await notesOf(app)).toEqual(['show'])
    await go('/pages/deep/index')
    expect(await notesOf(app)).toContain('unload')
  },
)

claim(
  ['Taro usePageScroll', 'Taro useReachBottom', 'Taro usePullDownRefresh'],
  'hears the finger: scrolling, the end of the page, a pull at its top',
  async ({ app, phone, go }) => {
    const page = await go('/pages/life/index')
    await phone.swipe({ x: 180, y: 550 }, { x: 180, y: 250 })
    expect(Number(await text(page, '.top'))).toBeGreaterThan(100)
    expect(await page.$$('.row')).toHaveLength(40)
    await app.pageScrollTo(10_000)
    await until(
      () => page.$$('.row'),
      (rows) => rows.length === 60,
    )
    await app.pageScrollTo(0)
    await notesOf(app)
    await phone.swipe({ x: 180, y: 150 }, { x: 180, y: 320 })
    await until(
      () => app.evaluate(() => globalThis.__notes) as Promise<string[]>,
      (notes) => notes.includes('refresh'),
    )
    await until(
      () => phone.state(),
      ({ isRefreshing }) => !isRefreshing,
    )
  },
)

claim(
  'Taro useShareAppMessage',
  'shares the card that the page makes, by button and by menu',
  async ({ phone, go }) => {
    const page = await go('/pages/life/index')
    await (await page.$('.share'))!.tap()
    const byButton = await until(
      async () => (await phone.state()).share,
      (share) => share !== null,
    )
    expect(byButton).toMatchObject({ title: '来自button', path: '/pages/life/index?from=button' })
  },
)

claim(
  ['Taro useShareTimeline', 'Taro useAddToFavorites'],
  'are asked when Moments or favourites are chosen in the menu',
  async ({ app, phone, go }) => {
    await go('/pages/life/index')
    await notesOf(app)
    await phone.press('更多')
    await phone.press('分享到朋友圈')
    expect(await notesOf(app)).toEqual(['moments'])
    await phone.press('更多')
    await phone.press('收藏')
    expect((await phone.state()).calls.at(-1)).toMatchObject({
      method: 'addToFavorites',
      options: { title: '收藏', query: 'from=favorites' },
    })
  },
)

claim('Taro useTabItemTap', 'hears that its tab was pressed', async ({ app, phone, go }) => {
  await go('/pages/form/index', 'switchTab')
  await phone.press('生命')
  await phone.press('生命')
  await until(
    () => app.evaluate(() => globalThis.__notes) as Promise<string[]>,
    (notes) => notes.includes('tab 生命'),
  )
})

claim('Taro error boundary', 'a render that throws shows the boundary, and the error is reported', async (stage) => {
  const page = await stage.go('/pages/life/index')
  stage.phone.expectErrors('坏了')
  await (await page.$('.break'))!.tap()
  expect((await stage.phone.state()).path).toBe('pages/life/index')
  expect(stage.phone.console.some((line) => line.includes('坏了'))).toBe(true)
  await stage.reset()
})

declare global {
  var __notes: string[]
}
