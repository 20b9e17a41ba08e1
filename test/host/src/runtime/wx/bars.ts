import type { BarState, OpenPage } from '../open-page'
import type { Api } from './api'

const MAX_BADGE = 4

/** Functions that change what WeChat draws around the visible page. */
export function addBars(api: Api): void {
  addNavigationBar(api)
  addTabBar(api)
  addBackground(api)
  const { pages } = api.phone
  api.async('enableAlertBeforeUnload', ({ message }) => {
    if (typeof message !== 'string') throw new Error('parameter error: parameter.message should be String')
    if (pages.top) pages.top.leaveAlert = message
  })
  api.async('disableAlertBeforeUnload', () => {
    if (pages.top) pages.top.leaveAlert = undefined
  })
}

function addNavigationBar(api: Api): void {
  const { phone } = api
  const change = (values: Partial<BarState>) => {
    if (phone.pages.top) phone.bars.change(phone.pages.top, values)
  }
  api.async('setNavigationBarTitle', ({ title }) => change({ title: (title as string | undefined) ?? '' }))
  api.async('setNavigationBarColor', ({ backgroundColor, frontColor }) => {
    if (!/^#(?:fff(?:fff)?|000(?:000)?)$/i.test(String(frontColor)))
      throw new Error(`invalid frontColor "${String(frontColor)}"`)
    if (typeof backgroundColor !== 'string')
      throw new Error('parameter error: parameter.backgroundColor should be String')
    change({ background: backgroundColor, text: /^#f/i.test(String(frontColor)) ? 'white' : 'black' })
  })
  api.async('showNavigationBarLoading', () => change({ isLoading: true }))
  api.async('hideNavigationBarLoading', () => change({ isLoading: false }))
  api.async('hideHomeButton', () => change({ hasHomeButton: false }))
}

function addTabBar(api: Api): void {
  const { bars, pages, project } = api.phone
  /** WeChat refuses these on a page that has no tab bar, and for tabs that are not there. */
  const onTab = (index?: unknown): number => {
    if (!pages.top?.isTab) throw new Error('not TabBar page')
    if (index === undefined) return -1
    if (!project.app.tabBar?.list[Number(index)]) throw new Error('tabbar item not found')
    return Number(index)
  }
  const short = (text: string) => (text.length > MAX_BADGE ? `${text.slice(0, MAX_BADGE - 1)}…` : text)
  api.async('showTabBar', () => {
    onTab()
    bars.setTabBarHidden(false)
  })
  api.async('hideTabBar', () => {
    onTab()
    bars.setTabBarHidden(true)
  })
  api.async('setTabBarBadge', ({ index, text }) => bars.setBadge(onTab(index), short(String(text))))
  api.async('removeTabBarBadge', ({ index }) => bars.setBadge(onTab(index), undefined))
  api.async('showTabBarRedDot', ({ index }) => bars.setBadge(onTab(index), ''))
  api.async('hideTabBarRedDot', ({ index }) => bars.setBadge(onTab(index), undefined))
  api.async('setTabBarItem', ({ index, text, iconPath, selectedIconPath }) => {
    bars.setTabItem(onTab(index), given({ text, iconPath, selectedIconPath }))
  })
  api.async('setTabBarStyle', ({ color, selectedColor, backgroundColor, borderStyle }) => {
    onTab()
    bars.setTabStyle(given({ color, selectedColor, backgroundColor, borderStyle }))
  })
}

function addBackground(api: Api): void {
  const { phone } = api
  const change = (values: Partial<OpenPage['config']>) => {
    const page = phone.pages.top
    if (!page) return
    Object.assign(page.config, given(values))
    phone.bars.layOut(page)
  }
  api.async('setBackgroundColor', ({ backgroundColor, backgroundColorTop, backgroundColorBottom }) =>
    change({ backgroundColor, backgroundColorTop, backgroundColorBottom } as never),
  )
  api.async('setBackgroundTextStyle', ({ textStyle }) => {
    change({ backgroundTextStyle: textStyle } as never)
    if (phone.pages.top) phone.refresh.recolour(phone.pages.top)
  })
}

function given(values: Record<string, unknown>): Record<string, never> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
