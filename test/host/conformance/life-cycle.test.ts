import { until } from '../src/driver'
import { conformance } from './kit'
import { notesOf, notesWhile } from './notes'

const { claim, approximate } = conformance('native-tabs')

claim(
  [
    ...['App.onLaunch', 'App.onShow', 'Page.onLoad', 'Page.onShow', 'Page.onReady', 'Component.lifetimes.created'],
    ...['Component.lifetimes.attached', 'Component.pageLifetimes.show'],
  ],
  "a cold start runs App, page and components in WeChat's order",
  async ({ app, reset }) => {
    await reset({ entry: 'pages/index/index', query: 'a=1', scene: 1047 })
    const notes = await notesOf(app)
    const order = [
      ...['app.js', 'App.onLaunch pages/index/index 1047', 'App.onShow pages/index/index 1047', 'run index'],
      ...['part created', 'part attached', 'inner attached', 'index onLoad {"a":"1"}', 'part show', 'index onShow'],
      ...['part ready', 'index onReady', 'part routeDone'],
    ]
    const places = order.map((note) => notes.indexOf(note))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(notes.filter((note) => note === 'part created')).toHaveLength(2)
  },
)

approximate(
  'Component.lifetimes.ready',
  'inner components before outer ones; WeChat says nothing of their order',
  "is called once, when the component is laid out, between the page's onShow and onReady",
  async ({ app, reset }) => {
    await reset()
    const notes = await notesOf(app)
    expect(notes.filter((note) => note === 'inner ready')).toHaveLength(2)
    expect(notes.indexOf('inner ready')).toBeLessThan(notes.indexOf('part ready'))
    expect(notes.indexOf('index onShow')).toBeLessThan(notes.indexOf('inner ready'))
  },
)

claim(
  ['Page.onHide', 'Page.onUnload', 'Component.pageLifetimes.hide', 'Component.lifetimes.detached', 'wx.navigateBack'],
  'a page is hidden when another covers it, and unloaded with its components when it is closed',
  async ({ app, reset, go }) => {
    await reset({ entry: 'pages/wide/index' })
    expect(await notesWhile(app, () => go('/pages/plain/index', 'navigateTo'))).toEqual(
      expect.arrayContaining(['part hide', 'plain onShow']),
    )
    const page = await app.currentPage()
    expect(await notesWhile(app, () => page.callMethod('go', 'navigateBack', {}))).toEqual([
      ...['plain onUnload', 'part show', 'inner show'],
    ])
    const closed = await notesWhile(app, () => go('/pages/plain/index', 'redirectTo'))
    expect(closed.filter((note) => note.endsWith('detached')).sort()).toEqual(['inner detached', 'part detached'])
  },
)

claim('Component.lifetimes.moved', 'tells a component that its place in a list has changed', async ({ app, reset }) => {
  await reset()
  const page = await app.currentPage()
  const notes = await notesWhile(app, () => page.setData({ items: ['b', 'a'] }))
  expect(notes).toContain('part moved')
  expect(notes).not.toContain('part created')
})

claim(['App.onHide', 'phone leave', 'phone comeBack'], 'the app goes and comes', async (stage) => {
  const { app, phone, reset } = stage
  await reset()
  const left = await notesWhile(app, () => phone.leave())
  expect(left.filter((note) => note.startsWith('App') || note.startsWith('index'))).toEqual([
    'index onHide',
    'App.onHide',
  ])
  const back = await notesWhile(app, () => phone.comeBack())
  expect(back.filter((note) => note.startsWith('App') || note.startsWith('index'))).toEqual([
    ...['App.onShow pages/index/index 1001', 'index onShow'],
  ])
})

claim(
  'App.onPageNotFound',
  'an entry that does not exist is told to the App, which may go elsewhere; else the home page opens',
  async ({ app, reset }) => {
    await reset({ entry: 'pages/moved/index' })
    expect(await notesOf(app)).toContain('App.onPageNotFound pages/moved/index true')
    expect((await app.currentPage()).path).toBe('pages/plain/index')
    await reset({ entry: 'pages/gone/index' })
    expect((await app.currentPage()).path).toBe('pages/index/index')
  },
)

claim(
  ['App.onError', 'route error reporting'],
  'what a timer throws is reported once, with the line of the file that threw it, and stops nothing',
  async ({ app, phone, go, reset }) => {
    await reset()
    phone.expectErrors('晚了')
    const page = await go('/pages/plain/index')
    const notes = await notesWhile(app, async () => {
      await page.callMethod('failLater', '晚了')
      await until(
        () => notesOf(app),
        (all) => all.length > 0,
      )
    })
    expect(notes).toEqual(['App.onError 晚了'])
    const errors = await phone.errors()
    expect(errors).toHaveLength(1)
    expect(errors[0]!.stack).toMatch(/pages\/plain\/index\.js:\d+/)
    expect(await page.callMethod('go', 'redirectTo', { url: '/pages/plain/index' })).toBe('redirectTo:ok')
  },
)

claim(
  'App.onUnhandledRejection',
  'a promise that nobody catches is told apart from errors, with its reason',
  async ({ app, phone, go, reset }) => {
    await reset()
    phone.expectErrors('没人要')
    const page = await go('/pages/plain/index')
    const notes = await notesWhile(app, async () => {
      await page.callMethod('reject', '没人要')
      await until(
        () => notesOf(app),
        (all) => all.length > 0,
      )
    })
    expect(notes).toEqual(['App.onUnhandledRejection true 没人要'])
  },
)

claim('Component.lifetimes.error', 'hears what a method of the component throws', async ({ app, phone, reset }) => {
  await reset()
  phone.expectErrors('坏了 inner')
  const page = await app.currentPage()
  const notes = await notesWhile(app, async () => (await page.$('part >>> .inner'))!.tap())
  expect(notes).toEqual(['inner error 坏了 inner', 'App.onError 坏了 inner'])
})

claim(['App.getCurrentPages', 'App.globalData'], 'the stack of page objects, and what the App keeps', async (stage) => {
  const { go, reset } = stage
  await reset()
  const page = await go('/pages/plain/index', 'navigateTo')
  expect(await page.callMethod('stackAndApp')).toEqual([['pages/index/index', 'pages/plain/index'], 'app'])
})
