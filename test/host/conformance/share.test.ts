import { until } from '../src/driver'
import { conformance } from './kit'
import { notesWhile } from './notes'

const { claim, approximate } = conformance('native-tabs')

claim(
  ['Page.onShareAppMessage', 'phone share card'],
  'the page says what is shared, from a button or from the menu; a promise may say it later, within three seconds',
  async ({ go, phone }) => {
    const shared = async (how: string) => {
      const page = await go(`/kit/share?how=${how}`)
      await (await page.$('.share'))!.tap()
      return (await phone.state()).share
    }
    const plain = { title: '先', path: '/kit/share?from=buttonx', from: 'button' }
    expect(await shared('plain')).toEqual(plain)
    expect(await shared('resolve')).toEqual({ ...plain, title: '后', imageUrl: '/a.png' })
    expect(await shared('reject')).toEqual(plain)
    await shared('never')
    await until(
      () => phone.state(),
      ({ share }) => share?.title === '等不到',
      4000,
    )
    await go('/kit/share?how=plain')
    await phone.press('更多')
    await phone.press('转发给朋友')
    expect((await phone.state()).share).toEqual({ title: '先', path: '/kit/share?from=menu', from: 'menu' })
  },
)

claim(
  ['Page.onShareTimeline', 'phone timeline card'],
  'the page says what stands in Moments, which leads to no other page',
  async ({ go, phone }) => {
    const moments: object[] = []
    phone.listen((event, detail) => event === 'timeline' && moments.push(detail))
    await go('/kit/share?how=plain')
    await phone.press('更多')
    await phone.press('分享到朋友圈')
    await until(() => Promise.resolve(moments), ({ length }) => length > 0) // prettier-ignore
    expect(moments).toEqual([{ title: '朋友圈', path: '/kit/share', query: 'a=1' }])
  },
)

claim('Page.onAddToFavorites', "the page says what stands in the user's favourites", async ({ app, go, phone }) => {
  await go('/kit/share')
  const notes = await notesWhile(app, async () => {
    await phone.press('更多')
    await phone.press('收藏')
  })
  expect(notes).toEqual(['favourite undefined'])
  expect((await phone.state()).calls.at(-1)).toEqual({
    method: 'addToFavorites',
    options: { title: '收藏它', query: 'f=1', path: '/kit/share' },
  })
})

approximate(
  ['Page.onSaveExitState', 'page.json restartStrategy'],
  'kept when the app is left, for the next cold start without a path',
  'a page whose restartStrategy wants it comes back as it was left',
  async ({ app, go, phone, reset }) => {
    await go('/kit/share?how=plain')
    await phone.leave()
    await reset({ keepStorage: true })
    const page = await app.currentPage()
    expect(page.path).toBe('kit/share')
    expect(await page.data('exit')).toEqual({ draft: '没写完' })
    await reset({ keepStorage: true, entry: 'pages/index/index' })
    expect((await app.currentPage()).path).toBe('pages/index/index')
  },
)

claim(
  'route error reporting',
  'a life cycle or handler that throws is reported once, and the rest goes on',
  async (stage) => {
    const { app, go, phone, reset } = stage
    await reset()
    phone.expectErrors('坏的')
    const opened = await notesWhile(app, () => go('/kit/broken'))
    expect(opened.filter((note) => /broken|Error/.test(note))).toEqual([
      ...['broken onLoad', 'App.onError 坏的 onLoad', 'broken onShow'],
    ])
    const page = await app.currentPage()
    expect(await notesWhile(app, async () => (await page.$('.tap'))!.tap())).toEqual(['App.onError 坏的 tap'])
    const errors = await phone.errors()
    expect(errors.map(({ stack }) => /kit\/broken\.js:(\d+)/.exec(stack)?.[1])).toEqual(['6', '12'])
  },
)
