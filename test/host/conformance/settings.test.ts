import { join } from 'node:path'
import { hands } from './hands'
import { conformance } from './kit'

/** In the mini-program, where `evaluate` runs. */
declare const getApp: () => { third: { setData(data: object): void } }

const { claim } = conformance('settings', { now: '2030-05-06T07:08:09+08:00' })

const FIRST = '/pages/first/first'
const THIRD = '/pages/third/third'

claim(
  ['app.json entryPagePath', 'app.json pages', 'project.config.json miniprogramRoot'],
  'the mini-program is found in its folder and starts with the page that is named, else with the first of the list',
  async ({ app, phone, go, reset }) => {
    await reset()
    expect((await app.currentPage()).path).toBe('pages/first/first')
    await go(THIRD)
    await phone.press('更多')
    await phone.press('返回首页')
    expect((await phone.state()).path).toBe('pages/first/first')
    await expect(go('/pages/third/badge')).rejects.toThrow('is not found')
  },
)

claim(
  [
    ...['app.json window', 'page.json navigationBarTitleText', 'page.json navigationBarBackgroundColor'],
    'page.json navigationBarTextStyle',
  ],
  'a page has the bar of app.json, and its own in place of it',
  async ({ phone, go }) => {
    await go(FIRST)
    const first = await phone.state()
    expect(first.title).toBe('总标题')
    expect(first.bar).toMatchObject({ background: '#112233', text: 'white' })
    await go(THIRD)
    const third = await phone.state()
    expect(third.title).toBe('第三')
    expect(third.bar).toMatchObject({ background: '#aabbcc', text: 'black' })
  },
)

claim('app.json tabBar.borderStyle', 'colours the line above the tabs', async ({ phone, app, go }) => {
  await go(FIRST)
  const line = () =>
    phone.look(() => {
      const { shadowRoot } = [...document.querySelectorAll('*')].find((each) => each.shadowRoot)!
      return getComputedStyle(shadowRoot!.querySelector('.tabbar')!).borderTopColor
    })
  expect(await line()).toBe('rgb(240, 240, 240)')
  await app.callWxMethod('setTabBarStyle', { borderStyle: 'black' })
  expect(await line()).toBe('rgb(216, 216, 216)')
})

claim(
  ['app.json usingComponents', 'page.json usingComponents'],
  "components of app.json are on every page, under a page's own of the same name",
  async ({ go }) => {
    const first = await go(FIRST)
    expect(await (await first.$('#badge >>> .word'))!.text()).toBe('章')
    const third = await go(THIRD)
    expect(await (await third.$('#own >>> .word'))!.text()).toBe('页的')
  },
)

claim('page.json styleIsolation', "a component's json may open it to the page's styles", async ({ go }) => {
  const page = await go(FIRST)
  expect(await (await page.$('#shared >>> .page-colour'))!.style('color')).toBe('rgb(4, 5, 6)')
  expect(await (await page.$('#badge >>> .word'))!.style('color')).toBe('rgb(0, 0, 0)')
})

claim('page.json backgroundTextStyle', 'the dots of a refresh are light or dark', async ({ phone, app, go }) => {
  await go(FIRST)
  const isLight = () =>
    phone.look(() => document.querySelector('.qh-page:not(.qh-covered) > .qh-refresh')!.classList.contains('light'))
  await app.callWxMethod('startPullDownRefresh')
  expect(await isLight()).toBe(true)
  await app.callWxMethod('setBackgroundTextStyle', { textStyle: 'dark' })
  expect(await isLight()).toBe(false)
  await app.callWxMethod('stopPullDownRefresh')
})

claim('ES modules', 'scripts import and export, with a default and by name', async ({ go }) => {
  const page = await go(FIRST)
  expect(await page.callMethod('imported')).toEqual([8, 2, 'default,two'])
})

claim('miniprogram_npm', 'a package is required by its name, from any folder', async ({ go }) => {
  const page = await go(FIRST)
  expect(await page.callMethod('packaged')).toEqual(['你好世界', 'words/own'])
})

claim('clock', "Date tells the phone's time, wherever that began", async ({ go }) => {
  const page = await go(FIRST)
  const [now, year] = (await page.callMethod('time')) as [number, number]
  expect(year).toBe(2030)
  const since = now - Date.parse('2030-05-06T07:08:09+08:00')
  expect(since).toBeGreaterThanOrEqual(0)
  expect(since).toBeLessThan(60_000)
})

claim(
  ['Page.data', 'Page.this.setData'],
  'setData changes the data at once, by path, and calls back when it is shown',
  async ({ go }) => {
    const page = await go(FIRST)
    expect(await page.callMethod('change')).toEqual({ atOnce: 5, shown: { list: [1, 5], added: { far: true } } })
    await page.setData({ color: 'rgb(9, 9, 9)' })
    expect(await (await page.$('#styled'))!.style('color')).toBe('rgb(9, 9, 9)')
  },
)

claim('Page.createIntersectionObserver', 'tells how much of an element is in sight', async ({ go }) => {
  const page = await go(FIRST)
  expect(await page.callMethod('observe')).toEqual(['styled', 1])
})

claim(
  ['Page.setUpdatePerformanceListener', 'Page.getPageId'],
  'tells which data an update brought, and on which page a component is',
  async ({ go }) => {
    const page = await go(FIRST)
    expect(await page.callMethod('watch')).toEqual([['isShown']])
    const [own, inner] = (await page.callMethod('id')) as [string, string]
    expect(inner).toBe(own)
    const again = await go(FIRST)
    expect(((await again.callMethod('id')) as string[])[0]).not.toBe(own)
  },
)

claim('Page.router', "opens pages by addresses relative to the page's own file", async ({ app, go }) => {
  const page = await go(FIRST)
  expect(await page.callMethod('useRouter', '../third/third?from=router')).toBe('navigateTo:ok')
  const third = await app.currentPage()
  expect(third.path).toBe('pages/third/third')
  expect(await third.data('from')).toBe('router')
})

claim('route setData of a closed page', 'is ignored, and breaks nothing', async ({ app, phone, go }) => {
  await go(FIRST)
  await go(THIRD, 'navigateTo')
  await app.callWxMethod('navigateBack')
  await app.evaluate(() => getApp().third.setData({ from: 'closed' }))
  expect(await phone.takeErrors()).toEqual([])
  expect((await phone.state()).path).toBe('pages/first/first')
})

claim('Page.onShareTimeline', 'is asked when Moments are chosen in the menu', async ({ phone, go }) => {
  const page = await go(FIRST)
  const { noted } = hands(page, phone)
  await phone.press('更多')
  await phone.press('分享到朋友圈')
  await noted('onShareTimeline')
  await go(THIRD)
  await phone.press('更多')
  await expect(phone.press('分享到朋友圈')).rejects.toThrow('nothing called')
  await phone.press('取消')
})

claim(
  ['app.json workers', 'Worker', 'wx.createWorker'],
  'a script of its folder runs beside the pages',
  async ({ go }) => {
    const page = await go(THIRD)
    expect(await page.callMethod('work', 21)).toEqual({ doubled: 42, page: 'undefined' })
  },
)

claim('app.json style', 'v2 gives buttons the new look, which they have not without it', async ({ go, another }) => {
  const page = await go(THIRD)
  expect((await (await page.$('.button'))!.size()).width).toBe(184)
  const { app } = await another({ dist: join(__dirname, '../fixtures/native'), entry: 'pages/tags-motion/tags-motion' })
  const old = await app.currentPage()
  expect((await (await old.$('button'))!.size()).width).toBeGreaterThan(300)
})

claim(
  'app.json requiredPrivateInfos',
  'interfaces of location work only if it names them',
  async ({ app, phone, go }) => {
    await go(THIRD)
    await expect(app.callWxMethod('getLocation', {})).rejects.toThrow('requiredPrivateInfos')
    await phone.fixtures({ location: { latitude: 31.2, longitude: 121.5 } })
    expect(await app.callWxMethod('getFuzzyLocation', {})).toMatchObject({ errMsg: 'getFuzzyLocation:ok' })
  },
)
