import { conformance } from './kit'
import { notesOf, notesWhile } from './notes'

const { claim } = conformance('native-tabs')

claim(
  ['phone launch options', 'phone reset', 'phone scene values'],
  'a cold start has scene, query, referrerInfo and the rest in its launch options',
  async ({ app, reset }) => {
    const referrerInfo = { appId: 'wx1234567890abcdef', extraData: { order: '17' } }
    const more = { referrerInfo, shareTicket: 'ticket', chatType: 3, apiCategory: 'embedded' as const }
    await reset({ entry: 'pages/plain/index', query: 's=%E5%BC%A0', scene: 1037, ...more })
    const page = await app.currentPage()
    const expected = { path: 'pages/plain/index', query: { s: '%E5%BC%A0' }, scene: 1037, ...more }
    expect(JSON.parse((await page.data('launched')) as string)).toEqual(expected)
    expect(await app.callWxMethod('getLaunchOptionsSync')).toEqual(expected)
  },
)

claim(
  ['phone launch', 'wx.getLaunchOptionsSync', 'wx.getEnterOptionsSync'],
  'a hot start changes the enter options, reopens at its path, and keeps the page without one',
  async ({ app, phone, reset }) => {
    await reset({ entry: 'pages/index/index', scene: 1001 })
    const notes = await notesWhile(app, () =>
      phone.launch('pages/plain/index', { q: '2' }, 1007, { shareTicket: 'again' }),
    )
    expect(notes.filter((note) => /^(App|index|plain)/.test(note))).toEqual([
      ...['index onHide', 'App.onHide', 'App.onShow pages/plain/index 1007', 'index onUnload', 'plain onShow'],
    ])
    expect(((await options(app)) as [{ scene: number }, object])[0].scene).toBe(1001)
    expect((await options(app))[1]).toEqual({
      ...{ path: 'pages/plain/index', query: { q: '2' }, scene: 1007, shareTicket: 'again' },
      ...{ referrerInfo: {}, apiCategory: 'default' },
    })
    const kept = await notesWhile(app, () => phone.launch('', {}, 1089))
    expect(kept).toEqual(['plain onHide', 'App.onHide', 'App.onShow pages/index/index 1089', 'plain onShow'])
    expect((await app.pageStack()).map(({ path }) => path)).toEqual(['pages/plain/index'])
  },
)

claim(
  ['wx.navigateToMiniProgram', 'phone comeBack'],
  'another mini-program is opened, and hands something over when it is left',
  async ({ app, phone, go, reset }) => {
    await reset()
    const page = await go('/pages/plain/index')
    const notes = await notesWhile(app, () =>
      page.callMethod('go', 'navigateToMiniProgram', { appId: 'wxother', path: 'a?b=1', extraData: { c: 2 } }),
    )
    expect(notes).toEqual(['plain onHide', 'App.onHide'])
    const { calls } = await phone.state()
    expect(calls.at(-1)).toEqual({
      method: 'navigateToMiniProgram',
      options: { appId: 'wxother', path: 'a?b=1', extraData: { c: 2 } },
    })
    await phone.comeBack(1038, { referrerInfo: { appId: 'wxother', extraData: { paid: true } } })
    expect(await notesOf(app)).toContain('App.onShow pages/index/index 1038')
    expect((await options(app))[1]).toMatchObject({ scene: 1038, referrerInfo: { extraData: { paid: true } } })
  },
)

claim(
  ['wx.navigateToMiniProgram', 'wx.openEmbeddedMiniProgram', 'wx.navigateBackMiniProgram', 'phone fixtures'],
  'the user may not want to go there, and there may be nowhere to go back to',
  async ({ another }) => {
    const { app } = await another({ fixtures: { miniProgram: 'cancel' }, entry: 'pages/plain/index' })
    const page = await app.currentPage()
    const go = (kind: string, options: object) => page.callMethod('go', kind, options)
    expect(await go('navigateToMiniProgram', { appId: 'wxother' })).toBe('navigateToMiniProgram:fail cancel')
    expect(await go('openEmbeddedMiniProgram', { appId: 'wxother' })).toBe('openEmbeddedMiniProgram:fail cancel')
    expect(await go('navigateBackMiniProgram', {})).toMatch(/^navigateBackMiniProgram:fail/)
  },
)

claim(['wx.navigateBackMiniProgram', 'wx.exitMiniProgram'], 'leave the mini-program', async ({ app, phone, reset }) => {
  await reset({ entry: 'pages/plain/index', scene: 1037, referrerInfo: { appId: 'wxfrom' } })
  const page = await app.currentPage()
  const go = (kind: string, options: object) => page.callMethod('go', kind, options)
  expect(await notesWhile(app, () => go('navigateBackMiniProgram', { extraData: { ok: 1 } }))).toContain('App.onHide')
  expect((await phone.state()).calls.at(-1)).toEqual({
    method: 'navigateBackMiniProgram',
    options: { extraData: { ok: 1 } },
  })
  await phone.comeBack()
  expect(await notesWhile(app, () => go('exitMiniProgram', {}))).toContain('App.onHide')
})

/** What the mini-program is told of its launch and of its latest entry. */
async function options(app: Parameters<typeof notesOf>[0]): Promise<[object, object]> {
  const page = await app.currentPage()
  return (await page.callMethod('launchAndEnter')) as [object, object]
}
