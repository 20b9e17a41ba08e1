import { conformance } from './kit'
import { notesWhile } from './notes'

const { claim } = conformance('native-tabs')

claim(
  ['app.json tabBar.custom', 'Page.getTabBar', 'wx.switchTab', 'Component.pageLifetimes.show'],
  'each tab page has an instance of its own, at the bottom of the screen and on top of the page',
  async ({ app, phone, reset }) => {
    await reset()
    const index = await app.currentPage()
    expect(await index.callMethod('bar')).toEqual({ selected: 0, taps: 0, shows: 1, height: 50, bottom: 667 })
    const notes = await notesWhile(app, () => phone.touch(300, 650))
    const second = await app.currentPage()
    expect(second.path).toBe('pages/second/index')
    expect(notes.filter((note) => /^(index|second)/.test(note))).toEqual([
      ...['index onHide', 'second onLoad {}', 'second onShow', 'second onReady'],
    ])
    expect(await second.callMethod('bar')).toMatchObject({ selected: 1, taps: 0, shows: 1 })
    await phone.touch(50, 650)
    expect(await index.callMethod('bar')).toMatchObject({ selected: 0, taps: 1, shows: 2 })
    expect((await app.pageStack()).map(({ path }) => path)).toEqual(['pages/index/index'])
  },
)

claim(['Page.getTabBar'], 'is null where there is no tab bar', async ({ go }) => {
  const page = await go('/pages/plain/index')
  expect(await page.callMethod('bar')).toBeNull()
})
