import { conformance } from './kit'
import { notesOf, notesWhile } from './notes'

const { claim } = conformance('native-tabs')

claim(
  [
    'wx.navigateTo',
    'wx.redirectTo',
    'wx.switchTab',
    'wx.navigateBack',
    'route page not found',
    'route tab page errors',
  ],
  "refuse what WeChat refuses, in WeChat's words",
  async ({ app, go }) => {
    const page = await go('/pages/plain/index')
    const route = (kind: string, options: object) => page.callMethod('go', kind, options)
    expect(await route('navigateTo', { url: '/pages/none/index?a=1' })).toBe(
      'navigateTo:fail page "pages/none/index?a=1" is not found',
    )
    expect(await route('redirectTo', { url: '../none/index' })).toBe(
      'redirectTo:fail page "pages/none/index" is not found',
    )
    expect(await route('navigateTo', { url: '/pages/second/index' })).toBe(
      'navigateTo:fail can not navigateTo a tabbar page',
    )
    expect(await route('redirectTo', { url: '/pages/second/index' })).toBe(
      'redirectTo:fail can not redirectTo a tabbar page',
    )
    expect(await route('switchTab', { url: '/pages/plain/index' })).toBe(
      'switchTab:fail can not switch to no-tabBar page',
    )
    expect(await route('navigateBack', {})).toBe('navigateBack:fail cannot navigate back at first page.')
    expect(await route('navigateTo', {})).toBe(
      'navigateTo:fail parameter error: parameter.url should be String instead of Undefined;',
    )
    expect((await app.pageStack()).map(({ path }) => path)).toEqual(['pages/plain/index'])
  },
)

claim(
  ['wx.navigateTo', 'strict page stack overflow'],
  'goes ten pages deep and no further',
  async ({ app, phone, go }) => {
    let page = await go('/pages/plain/index')
    for (let depth = 2; depth <= 10; depth++) page = await go(`/pages/plain/index?depth=${depth}`, 'navigateTo')
    expect(await app.pageStack()).toHaveLength(10)
    phone.expectErrors('webview count limit exceed')
    expect(await page.callMethod('go', 'navigateTo', { url: '/pages/plain/index' })).toBe(
      'navigateTo:fail webview count limit exceed',
    )
    expect(await page.callMethod('go', 'redirectTo', { url: '/pages/wide/index' })).toBe('redirectTo:ok')
    expect((await app.currentPage()).path).toBe('pages/wide/index')
    await app.callWxMethod('navigateBack', { delta: 99 })
    expect(await app.pageStack()).toHaveLength(1)
  },
)

claim(['route order', 'route relative url'], 'a route begins after the call has returned', async ({ go }) => {
  const page = await go('/pages/plain/index')
  const order = (await page.callMethod('order')) as string[]
  expect(order.slice(0, 3)).toEqual(['navigateTo returned', 'plain onHide', 'plain onShow'])
})

claim(
  ['wx.redirectTo', 'wx.reLaunch', 'Page.onUnload'],
  'close what they leave before they open what comes',
  async ({ app, go }) => {
    let page = await go('/pages/plain/index')
    const redirect = () => page.callMethod('go', 'redirectTo', { url: '/pages/plain/index' })
    expect(await notesWhile(app, redirect)).toEqual(['plain onUnload', 'plain onShow'])
    page = await go('/pages/plain/index', 'navigateTo')
    const relaunch = () => page.callMethod('go', 'reLaunch', { url: '/pages/plain/index' })
    expect(await notesWhile(app, relaunch)).toEqual(['plain onUnload', 'plain onUnload', 'plain onShow'])
  },
)

claim(['route query', 'Page.options', 'Page.route'], 'queries arrive as they were written', async ({ go }) => {
  const page = await go('/pages/plain/index?name=%E5%BC%A0&empty=&flag&eq=a=b', 'reLaunch')
  const expected = { name: '%E5%BC%A0', empty: '', flag: '', eq: 'a=b' }
  expect(JSON.parse(await (await page.$('.query'))!.text())).toEqual(expected)
  const own = await page.callMethod('whereAmI')
  expect(own).toEqual({ options: expected, route: 'pages/plain/index' })
})

claim(['route EventChannel', 'Page.getOpenerEventChannel'], 'carries events both ways', async ({ app, go }) => {
  const page = await go('/pages/plain/index')
  expect(await page.callMethod('ask', '在吗')).toBe('在吗!')
  const opened = await app.currentPage()
  expect(await (await opened.$('.heard'))!.text()).toBe('在吗')
  expect(await (await opened.$('.query'))!.text()).toBe('{"b":"2"}')
})

claim(['Page.pageRouter'], 'a relative address is seen from the page that asks', async ({ app, go }) => {
  const page = await go('/pages/plain/index')
  await go('/pack/page/index', 'navigateTo')
  expect(await page.callMethod('routeFrom', '../wide/index')).toBe('navigateTo:ok')
  expect((await app.currentPage()).path).toBe('pages/wide/index')
})

claim(
  ['route rewriteRoute', 'route onBeforeAppRoute'],
  'a route that is under way may be sent elsewhere',
  async ({ app, go }) => {
    const page = await go('/pages/plain/index')
    await page.callMethod('rewriteTo', '/pages/plain/index?now=1')
    await go('/pages/wide/index?kept=2', 'navigateTo')
    const arrived = await app.currentPage()
    expect(arrived.path).toBe('pages/plain/index')
    expect(JSON.parse(await (await arrived.$('.query'))!.text())).toEqual({ kept: '2', now: '1' })
    expect(await notesOf(app)).toEqual(
      expect.arrayContaining(['before pages/wide/index', 'route navigateTo pages/plain/index']),
    )
    await go('/pages/wide/index', 'navigateTo')
    expect((await app.currentPage()).path).toBe('pages/wide/index')
  },
)

claim(
  ['wx.enableAlertBeforeUnload', 'Page.beforePageUnload'],
  'asks before the page is left',
  async ({ app, phone, go }) => {
    await go('/pages/plain/index')
    const page = await go('/pages/plain/index', 'navigateTo')
    await page.callMethod('leaveAlert', '不保存吗')
    await phone.press('返回')
    expect((await phone.state()).prompt?.title).toBe('不保存吗')
    await phone.press('取消')
    expect(await app.pageStack()).toHaveLength(2)
    await phone.press('返回')
    await phone.press('确定')
    expect(await app.pageStack()).toHaveLength(1)
  },
)
