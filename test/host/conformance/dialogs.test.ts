import { until, type Driver } from '../src/driver'
import { conformance } from './kit'
import { call } from './wx'

type Result = Record<string, unknown>
/** The mini-program's wx, in functions that are evaluated there; `told` is what the last dialog answered. */
declare const wx: Record<string, (...values: unknown[]) => unknown> & { told?: Result }

const { claim, approximate } = conformance('native')

claim(
  ['wx.showToast', 'wx.hideToast', 'wx.showLoading', 'wx.hideLoading'],
  'one note stands over the page at a time, and a toast goes away by itself',
  async ({ app, phone, reset }) => {
    await reset()
    await call(app, 'showLoading', { title: '加载中' })
    expect(await phone.state()).toMatchObject({ loading: { title: '加载中' }, toast: null })
    await call(app, 'showToast', { title: '好了', icon: 'none', duration: 60_000 })
    expect(await phone.state()).toMatchObject({ loading: null, toast: { title: '好了', icon: 'none' } })
    await call(app, 'hideToast')
    expect((await phone.state()).toast).toBeNull()
    await call(app, 'showLoading', { title: '再等等' })
    await call(app, 'hideLoading')
    expect((await phone.state()).loading).toBeNull()
    await call(app, 'showToast', { title: '一下', duration: 1000 })
    expect((await phone.state()).toast).toMatchObject({ title: '一下', icon: 'success' })
    await until(
      () => phone.state(),
      ({ toast }) => toast === null,
    )
  },
)

claim(
  'wx.showActionSheet',
  'tells which of up to six items was tapped, and fails when none was',
  async ({ app, phone, reset }) => {
    await reset()
    expect((await call(app, 'showActionSheet', { itemList: [] })).errMsg).toMatch(
      /^showActionSheet:fail parameter error/,
    )
    expect((await call(app, 'showActionSheet', { itemList: [...'1234567'] })).errMsg).toMatch(/should not exceed 6/)
    await open(app, 'showActionSheet', { itemList: ['拍照', '相册'], alertText: '从哪里' })
    expect((await phone.state()).prompt).toEqual({ kind: 'actionSheet', title: '从哪里', choices: ['拍照', '相册'] })
    await phone.press('相册')
    expect(await answer(app)).toEqual({ tapIndex: 1, errMsg: 'showActionSheet:ok' })
    await open(app, 'showActionSheet', { itemList: ['拍照'] })
    await phone.press('取消')
    expect(await answer(app)).toEqual({ errMsg: 'showActionSheet:fail cancel' })
    expect((await phone.state()).prompt).toBeNull()
  },
)

claim(
  ['wx.setBackgroundColor', 'wx.setBackgroundTextStyle', 'wx.startPullDownRefresh', 'wx.stopPullDownRefresh'],
  'a pull starts without a finger, behind the page in its colours',
  async ({ app, phone, go }) => {
    await go('/pages/home/index')
    await call(app, 'setBackgroundTextStyle', { textStyle: 'light' })
    await call(app, 'startPullDownRefresh')
    expect((await phone.state()).isRefreshing).toBe(true)
    const isLight = () => phone.look(() => document.querySelector('.qh-refresh')!.classList.contains('light'))
    expect(await isLight()).toBe(true)
    await call(app, 'setBackgroundTextStyle', { textStyle: 'dark' })
    expect(await isLight()).toBe(false)
    await call(app, 'stopPullDownRefresh')
    expect((await phone.state()).isRefreshing).toBe(false)
    await call(app, 'setBackgroundColor', { backgroundColor: '#123456' })
    const colours = await phone.look(() =>
      [...document.querySelectorAll('*')].map((element) => getComputedStyle(element).backgroundColor),
    )
    expect(colours).toContain('rgb(18, 52, 86)')
  },
)

claim(
  ['wx.hideNavigationBarLoading', 'wx.showNavigationBarLoading', 'wx.enableAlertBeforeUnload'].concat([
    ...['wx.disableAlertBeforeUnload', 'wx.navigateBack', 'wx.navigateTo'],
  ]),
  'what a page put above itself it can take away again',
  async ({ app, phone, reset }) => {
    await reset()
    await call(app, 'showNavigationBarLoading')
    expect((await phone.state()).bar).toMatchObject({ isLoading: true })
    await call(app, 'hideNavigationBarLoading')
    expect((await phone.state()).bar).toMatchObject({ isLoading: false })
    await call(app, 'navigateTo', { url: '/pages/detail/index' })
    await call(app, 'enableAlertBeforeUnload', { message: '还没保存' })
    await call(app, 'disableAlertBeforeUnload')
    await call(app, 'navigateBack')
    expect(await phone.state()).toMatchObject({ prompt: null, path: 'pages/home/index' })
  },
)

claim(
  'wx.hideHomeButton',
  'a page that was entered directly stands without a way home',
  async ({ app, phone, reset }) => {
    await reset({ entry: 'pages/detail/index' })
    await call(app, 'hideHomeButton')
    await expect(phone.press('返回首页')).rejects.toThrow()
    await reset({ entry: 'pages/detail/index' })
    await phone.press('返回首页')
    expect((await phone.state()).path).toBe('pages/home/index')
    await call(app, 'hideHomeButton')
  },
)

claim(
  ['wx.setStorageSync', 'wx.getStorageSync', 'wx.removeStorageSync', 'wx.clearStorage', 'wx.clearStorageSync'].concat([
    ...['wx.getStorageInfoSync', 'wx.batchSetStorageSync', 'wx.batchGetStorageSync'],
  ]),
  'storage answers at once, survives a restart, and forgets one key or all',
  async ({ app, reset }) => {
    await reset()
    const keys = () => app.evaluate(() => (wx.getStorageInfoSync!() as { keys: string[] }).keys.sort())
    await app.evaluate(() => {
      wx.setStorageSync!('a', { deep: [1] })
      wx.batchSetStorageSync!([{ key: 'b', value: 2 }, { key: 'c', value: '三' }]) // prettier-ignore
    })
    await reset({ keepStorage: true })
    expect(await keys()).toEqual(['a', 'b', 'c'])
    expect(await app.evaluate(() => wx.batchGetStorageSync!(['c', 'a', 'x']))).toEqual(['三', { deep: [1] }, ''])
    await app.evaluate(() => wx.removeStorageSync!('b'))
    expect(await keys()).toEqual(['a', 'c'])
    await app.evaluate(() => wx.clearStorageSync!())
    expect(await keys()).toEqual([])
    await app.evaluate(() => wx.setStorageSync!('d', 4))
    expect(await call(app, 'clearStorage')).toEqual({ errMsg: 'clearStorage:ok' })
    expect([await keys(), await app.evaluate(() => wx.getStorageSync!('d'))]).toEqual([[], ''])
  },
)

approximate(
  ['wx.setBackgroundFetchToken', 'wx.getBackgroundFetchToken', 'wx.getBackgroundFetchData'].concat([
    ...['wx.onBackgroundFetchData', 'wx.createBufferURL', 'wx.revokeBufferURL'],
  ]),
  'nothing is fetched beforehand but what a test gives',
  'keeps the token, and hands over data that a test gives',
  async ({ app, phone, reset }) => {
    await reset()
    expect((await call(app, 'getBackgroundFetchToken')).errMsg).toBe('getBackgroundFetchToken:fail token not found')
    await call(app, 'setBackgroundFetchToken', { token: 't1' })
    expect(await call(app, 'getBackgroundFetchToken')).toMatchObject({ token: 't1' })
    expect((await call(app, 'getBackgroundFetchData', { fetchType: 'pre' })).errMsg).toMatch(/fail record not found/)
    await app.evaluate(() => wx.onBackgroundFetchData!((value: Result) => (wx.told = value)))
    await phone.emit('BackgroundFetchData', { fetchType: 'pre', fetchedData: '{}' })
    expect(await answer(app)).toEqual({ fetchType: 'pre', fetchedData: '{}' })
    await phone.fixtures({ answers: { getBackgroundFetchData: { fetchedData: '[1]' } } })
    expect(await call(app, 'getBackgroundFetchData')).toMatchObject({ fetchedData: '[1]' })
    const url = await app.evaluate(() => wx.createBufferURL!(new Uint8Array([1, 2, 3]).buffer))
    const read = () =>
      phone.look(async (url) => (await (await fetch(url)).arrayBuffer()).byteLength, url as string).catch(() => 'gone')
    expect(await read()).toBe(3)
    await app.evaluate((url: unknown) => wx.revokeBufferURL!(url), url)
    expect(await read()).toBe('gone')
  },
)

claim(
  ['wx.hideKeyboard', 'wx.getSelectedTextRange', 'wx.onKeyboardHeightChange'],
  'know of the field that is being written in',
  async ({ app, phone, go }) => {
    const page = await go('/pages/tags-form/tags-form')
    expect((await call(app, 'hideKeyboard')).errMsg).toBe('hideKeyboard:fail input not exists')
    expect((await call(app, 'getSelectedTextRange')).errMsg).toBe('getSelectedTextRange:fail no focused input')
    await app.evaluate(() => wx.onKeyboardHeightChange!((value: Result) => (wx.told = value)))
    await page.setData({ isFocused: true })
    expect(await answer(app)).toMatchObject({ height: expect.any(Number) as number })
    expect(await call(app, 'getSelectedTextRange')).toMatchObject({ start: 0, end: 0 })
    expect(await call(app, 'hideKeyboard')).toEqual({ errMsg: 'hideKeyboard:ok' })
    await until(
      () => app.evaluate(() => wx.told) as Promise<Result>,
      ({ height }) => height === 0,
    )
    expect(await phone.look(() => document.activeElement?.tagName)).toBe('BODY')
  },
)

/** Calls a function that waits for somebody. */
async function open(app: Driver, name: string, options: object): Promise<void> {
  await app.evaluate(
    (name: string, options: object) => {
      wx.told = undefined
      wx[name]!({ ...options, complete: (result: Result) => (wx.told = result) })
    },
    name,
    options,
  )
}

/** What it told at last. */
function answer(app: Driver): Promise<unknown> {
  return until(() => app.evaluate(() => wx.told ?? null), Boolean)
}
