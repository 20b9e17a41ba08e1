import { until } from '../src/driver'
import { conformance } from './kit'
import { notesWhile } from './notes'

const { claim, approximate } = conformance('native-tabs')

claim(
  ['<page-meta>', '<navigation-bar>'],
  'set title, colours, sizes and scrolling from the template',
  async ({ go, phone }) => {
    const page = await go('/kit/meta')
    expect((await phone.state()).title).toBe('起初')
    const rem = (await page.$('.rem'))!
    expect(await rem.size()).toEqual({ width: 100, height: 50 })
    await page.setData({ title: '后来', root: '10px', style: 'color: rgb(1, 2, 3); padding-left: 20rpx', top: '200px' })
    expect((await phone.state()).title).toBe('后来')
    expect((await rem.size()).width).toBe(50)
    expect(await rem.style('color')).toBe('rgb(1, 2, 3)')
    expect((await rem.offset()).left).toBe(10)
    expect(await page.scrollTop()).toBe(200)
    await until(
      async () => (await page.$('.scrolled'))!.text(),
      (text) => text === '200 1',
    )
    await go('/pages/plain/index')
  },
)

claim(
  [
    'wx.setNavigationBarTitle',
    'wx.setNavigationBarColor',
    'wx.showNavigationBarLoading',
    'wx.pageScrollTo',
    'wx.nextTick',
  ],
  'functions that change the page do, and refuse what they cannot',
  async ({ go, phone }) => {
    const page = await go('/kit/meta')
    const call = (name: string, options: object) => page.callMethod('call', name, options)
    await call('setNavigationBarTitle', { title: '改了' })
    expect((await phone.state()).title).toBe('改了')
    expect(await call('setNavigationBarColor', { frontColor: 'red', backgroundColor: '#ffffff' })).toBe(
      'setNavigationBarColor:fail invalid frontColor "red"',
    )
    expect(await call('setNavigationBarColor', { frontColor: '#ffffff', backgroundColor: '#ff0000' })).toBe(
      'setNavigationBarColor:ok',
    )
    await call('showNavigationBarLoading', {})
    expect((await phone.state()).bar).toEqual({ background: '#ff0000', text: 'white', isLoading: true })
    await call('pageScrollTo', { selector: '.target', duration: 0, offsetTop: -5 })
    expect(Math.round(((await page.callMethod('measure', '.target')) as { top: number }).top)).toBe(5)
    expect(await call('pageScrollTo', { selector: '.nobody' })).toMatch(/^pageScrollTo:fail/)
    expect(await page.callMethod('ticks')).toEqual(['now', 'tick'])
  },
)

claim(
  [
    ...['WXSS rpx', 'WXSS @import', 'WXSS page selector', 'WXSS attribute selectors', 'WXSS pseudo elements'],
    ...['WXSS CSS variables', 'WXSS calc', 'WXSS @media', 'WXSS class selectors', 'WXSS vh and vw'],
  ],
  'style sheets mean on the phone what they say',
  async ({ go }) => {
    const page = await go('/kit/meta')
    const style = async (selector: string, name: string) => (await page.$(selector))!.style(name)
    expect(await style('.target', 'font-size')).toBe('20px')
    expect(await style('.target', 'color')).toBe('rgb(6, 6, 6)')
    expect(await style('.scrolled', 'color')).toBe('rgb(5, 5, 5)')
    expect(await style('.scrolled', 'padding-bottom')).toBe('10px')
    expect(await style('.rem', 'display')).not.toBe('none')
    const tall = (await (await page.$('.tall'))!.size()).height
    expect(Math.round(tall)).toBe(Math.round((667 - 64) * 1.5))
  },
)

claim(
  ['page.json navigationStyle', 'page.json disableScroll', 'page.json backgroundColor'],
  'a page may have the whole screen and stay where it is',
  async ({ phone, go }) => {
    const page = await go('/kit/bare')
    await phone.swipe({ x: 180, y: 550 }, { x: 180, y: 250 })
    expect(await page.scrollTop()).toBe(0)
    expect((await (await page.$('.high'))!.offset()).top).toBe(0)
  },
)

claim(
  [
    'app.json darkmode',
    'app.json themeLocation',
    'App.onThemeChange',
    'WXSS dark mode',
    'phone theme',
    'phone dark mode',
  ],
  'the theme of the phone reaches bars, style sheets and the App',
  async ({ app, phone, go, reset }) => {
    await reset()
    const page = await go('/pages/wide/index')
    expect((await phone.state()).bar).toMatchObject({ background: '#ffffff', text: 'black' })
    expect(await notesWhile(app, () => phone.setTheme('dark'))).toEqual(['App.onThemeChange dark'])
    expect((await phone.state()).bar).toMatchObject({ background: '#191919', text: 'white' })
    expect(await (await page.$('.scheme'))!.style('color')).toBe('rgb(200, 200, 200)')
    expect(((await app.callWxMethod('getAppBaseInfo')) as { theme: string }).theme).toBe('dark')
    await phone.setTheme('light')
    expect(await (await page.$('.scheme'))!.style('color')).toBe('rgb(0, 0, 1)')
  },
)

claim(
  ['page.json pageOrientation', 'Page.onResize', 'Component.pageLifetimes.resize', 'phone rotate'],
  'a page that allows it turns with the phone and is told its new size',
  async ({ app, phone, go }) => {
    const page = await go('/pages/wide/index')
    const notes = await notesWhile(app, () => phone.turn('landscape'))
    expect(notes).toEqual(expect.arrayContaining(['part resize true', 'wide onResize landscape']))
    expect(await (await page.$('.size'))!.text()).toMatch(/^667x/)
    await phone.turn('portrait')
    expect(await (await page.$('.size'))!.text()).toMatch(/^375x/)
    await go('/pages/plain/index')
    expect(await notesWhile(app, () => phone.turn('landscape'))).toEqual([])
  },
)

approximate(
  ['Page.onRouteDone', 'Component.pageLifetimes.routeDone'],
  'right after onReady, since nothing is animated',
  'follow the end of a route',
  async ({ app, go }) => {
    expect(await notesWhile(app, () => go('/pages/wide/index', 'reLaunch'))).toContain('part routeDone')
  },
)

claim(
  ['WXSS inline style rpx', 'WXSS id selectors', 'WXSS type selectors', 'WXSS @keyframes', 'WXSS app.wxss'],
  'reach elements by id and tag, also from app.wxss and from the element itself',
  async ({ go }) => {
    const page = await go('/kit/meta')
    const inline = (await page.$('#inline'))!
    expect(await inline.style('margin-left')).toBe('15px')
    expect(await inline.style('font-weight')).toBe('700')
    expect(await inline.style('letter-spacing')).toBe('2px')
    expect(await inline.style('animation-name')).toBe('blink')
    const other = await go('/kit/as-page')
    expect(await (await other.$('.as-page'))!.style('color')).toBe('rgb(255, 0, 0)')
  },
)

claim('WXSS safe-area-inset', 'is what a phone without a home button keeps free', async ({ another }) => {
  const { app } = await another({ device: '375x812@3', entry: 'kit/meta' })
  const page = await app.currentPage()
  expect(await (await page.$('.scrolled'))!.style('padding-bottom')).toBe('44px')
})

claim(
  ['module.exports', 'require', 'globalThis', 'timers'],
  'scripts are modules that run once, without a browser around them',
  async ({ go }) => {
    const page = await go('/kit/meta')
    expect(await page.callMethod('modules')).toEqual({
      ...{ once: true, exported: 'object', own: true, window: 'undefined', document: 'undefined', fetch: 'undefined' },
      ...{ shared: true, now: 'number', word: '到了' },
    })
  },
)
