import { conformance } from './kit'

const { claim } = conformance('native')

const HOME = '/pages/home/index'

claim(
  [
    ...['wx.setTabBarBadge', 'wx.removeTabBarBadge', 'wx.showTabBarRedDot', 'wx.hideTabBarRedDot', 'wx.setTabBarItem'],
    'app.json tabBar',
  ],
  'change what stands on a tab',
  async ({ app, phone, go }) => {
    await go(HOME)
    const tabs = async () => (await phone.state()).tabs
    expect(await tabs()).toEqual([
      { text: '首页', isCurrent: true },
      { text: '更多页', isCurrent: false },
    ])
    await app.callWxMethod('setTabBarBadge', { index: 1, text: '12345' })
    expect((await tabs())![1]).toEqual({ text: '更多页', isCurrent: false, badge: '123…' })
    await app.callWxMethod('removeTabBarBadge', { index: 1 })
    await app.callWxMethod('showTabBarRedDot', { index: 0 })
    await app.callWxMethod('setTabBarItem', { index: 1, text: '新的' })
    expect(await tabs()).toEqual([
      { text: '首页', isCurrent: true, badge: '' },
      { text: '新的', isCurrent: false },
    ])
    await app.callWxMethod('hideTabBarRedDot', { index: 0 })
    await app.callWxMethod('setTabBarItem', { index: 1, text: '更多页' })
    await expect(app.callWxMethod('setTabBarBadge', { index: 7, text: '1' })).rejects.toThrow('tabbar item not found')
  },
)

claim(
  ['wx.hideTabBar', 'wx.showTabBar', 'wx.setTabBarStyle'],
  'the tab bar goes away and gives its place',
  async (stage) => {
    const { app, phone, go } = stage
    await go(HOME)
    await app.callWxMethod('setTabBarStyle', { selectedColor: '#00ff00' })
    await app.callWxMethod('hideTabBar')
    expect((await phone.state()).tabs).toBeNull()
    await expect(phone.press('更多页')).rejects.toThrow('nothing called 更多页')
    await app.callWxMethod('showTabBar')
    expect((await phone.state()).tabs).toHaveLength(2)
  },
)

claim('wx.hideTabBar', 'functions about tabs are refused where there are none', async ({ app, go }) => {
  await go('/pages/detail/index')
  for (const name of ['hideTabBar', 'showTabBar', 'setTabBarStyle']) {
    await expect(app.callWxMethod(name, {})).rejects.toThrow('not TabBar page')
  }
})

claim(
  ['Page.onTabItemTap', 'phone press'],
  'a tap on a tab opens its page and tells it',
  async ({ app, phone, go }) => {
    await go(HOME)
    await phone.press('更多页')
    const page = await app.currentPage()
    expect(page.path).toBe('pages/more/index')
    expect(await page.data('tapped')).toEqual({ index: 1, pagePath: 'pages/more/index', text: '更多页' })
  },
)
