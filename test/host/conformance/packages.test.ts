import { until } from '../src/driver'
import { conformance } from './kit'
import { notesOf, notesWhile } from './notes'

const { claim } = conformance('native-tabs')

claim(
  ['app.json subPackages', 'route package fetched first', 'app.json lazyCodeLoading'],
  'a sub-package comes to the phone when one of its pages is first entered, and only then its script runs',
  async ({ app, phone, go, reset }) => {
    await reset()
    expect((await phone.state()).packages).toEqual([''])
    expect(await notesOf(app)).not.toContain('run pack')
    const entered = await notesWhile(app, () => go('/pack/page/index?from=x', 'navigateTo'))
    expect(entered).toContain('run pack')
    expect((await phone.state()).packages).toEqual(['', 'pack'])
    const page = await app.currentPage()
    expect(await (await page.$('.from'))!.text()).toBe('x app')
    expect(await notesWhile(app, () => go('/pack/page/index', 'navigateTo'))).not.toContain('run pack')
  },
)

claim(
  'route package fetched first',
  'a package that cannot be fetched fails the route and leaves the page',
  async (stage) => {
    const { app, phone, go, reset } = stage
    await reset()
    const page = await go('/pages/plain/index')
    await phone.setOnline(false)
    const outcome = await page.callMethod('go', 'navigateTo', { url: '/pack/page/index' })
    expect(outcome).toMatch(/^navigateTo:fail loadSubpackage:fail/)
    expect((await app.currentPage()).path).toBe('pages/plain/index')
    await phone.setOnline(true)
    expect(await page.callMethod('go', 'navigateTo', { url: '/pack/page/index' })).toBe('navigateTo:ok')
  },
)

claim('app.json preloadRule', 'entering a page brings the packages it names, without running them', async (stage) => {
  const { app, phone, go, reset } = stage
  await reset()
  await go('/pages/second/index', 'switchTab')
  await until(
    () => phone.state(),
    ({ packages }) => packages.includes('late'),
  )
  expect(await notesOf(app)).not.toContain('run late')
  await phone.setOnline(false)
  expect((await go('/late/page/index', 'navigateTo')).path).toBe('late/page/index')
})

claim(
  ['app.json subPackages.independent', 'App.getApp'],
  'starts without app.js and main package; App is launched when something of them is entered, over what was left for it',
  async ({ app, phone, reset }) => {
    await reset({ entry: 'alone/page/index', scene: 1011 })
    expect((await phone.state()).packages).toEqual(['alone'])
    expect(await notesOf(app)).toEqual(['run alone'])
    const page = await app.currentPage()
    const alone = (await page.$('.alone'))!
    expect(await alone.text()).toBe('undefined')
    expect(await alone.style('color')).toBe('rgb(0, 0, 0)')
    const merged = await page.callMethod('openMain')
    expect(merged).toEqual({ words: 'alone', left: 'by the independent package', from: 'app' })
    const notes = await notesOf(app)
    expect(notes.slice(0, 4)).toEqual([
      'run alone',
      'app.js',
      'App.onLaunch alone/page/index 1011',
      'App.onShow alone/page/index 1011',
    ])
    expect((await phone.state()).packages).toEqual(['alone', ''])
  },
)

claim(
  ['require.async', 'require (callback)', 'require'],
  'fetch modules of other packages',
  async ({ app, go, reset }) => {
    await reset({ entry: 'pages/plain/index' })
    const notes = await notesWhile(app, async () => {
      const page = await go('/pages/parts/index')
      await until(
        () => page.$('.far >>> .here'),
        (found) => found !== null,
      )
      expect(await page.callMethod('later', '../../late/words')).toBe('来自分包')
      expect(await page.callMethod('laterByCallback', '/late/words.js')).toBe('来自分包')
      expect(await page.callMethod('laterByCallback', '../../late/missing')).toContain(
        "module 'late/missing.js' is not defined",
      )
    })
    expect(notes.filter((note) => note === 'run words')).toHaveLength(1)
  },
)

claim(
  ['Component.placeholder', 'page.json componentPlaceholder'],
  'a component of a package that is not there yet is held by its placeholder, which hands over its properties',
  async ({ app, phone, go, reset }) => {
    await reset({ entry: 'pages/plain/index' })
    await phone.setOnline(false)
    let page = await go('/pages/parts/index')
    expect(await (await page.$('.far >>> .inner'))!.text()).toBe('远')
    await phone.setOnline(true)
    page = await go('/pages/parts/index')
    await until(
      () => page.$('.far >>> .here'),
      (found) => found !== null,
    )
    expect(await (await page.$('.far >>> .here'))!.text()).toBe('远到了')
    expect(await page.$('.far >>> .inner')).toBeNull()
    expect(await notesOf(app)).toContain('run far')
  },
)

claim(
  'wx.preDownloadSubpackage',
  'brings a package by name and tells of its progress',
  async ({ phone, go, reset }) => {
    await reset()
    const page = await go('/pages/parts/index')
    expect(await page.callMethod('preDownload', 'pack')).toBe(100)
    expect((await phone.state()).packages).toContain('pack')
  },
)
