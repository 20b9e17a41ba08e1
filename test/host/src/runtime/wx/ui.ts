import type { Api } from './api'

export function addUi(api: Api): void {
  const { overlays } = api.phone
  api.async('showToast', ({ title = '', icon = 'success', image, duration = 1500, mask = false }) => {
    const picture = image ? api.phone.assetUrl(image as string) : undefined
    overlays.showToast(String(title), String(icon), picture, Number(duration), Boolean(mask))
  })
  api.async('hideToast', () => overlays.hideToast())
  api.async('showLoading', ({ title = '', mask = false }) => overlays.showLoading(String(title), Boolean(mask)))
  api.async('hideLoading', () => overlays.hideLoading())
  api.async('showModal', (options) => overlays.modal(options))
  api.async('showActionSheet', async ({ itemList, itemColor, alertText }) => {
    const items = itemList as string[]
    if (!items?.length) throw new Error('parameter error: itemList should not be empty')
    if (items.length > 6) throw new Error('parameter error: itemList should not exceed 6')
    const tapIndex = await overlays.actionSheet(
      (alertText as string | undefined) ?? '',
      items,
      itemColor as string | undefined,
    )
    if (tapIndex < 0) throw new Error('cancel')
    return { tapIndex }
  })
  addNavigationBar(api)
  addTabBar(api)
  api.async('enableAlertBeforeUnload', () => undefined)
  api.async('disableAlertBeforeUnload', () => undefined)
  api.async('setBackgroundColor', ({ backgroundColor }) => {
    const top = api.phone.pages.top
    if (top && backgroundColor) top.frame.style.backgroundColor = backgroundColor as string
  })
  api.async('setBackgroundTextStyle', () => undefined)
  api.async('loadFontFace', () => ({ status: 'loaded' }))
}

function addNavigationBar(api: Api): void {
  const { phone } = api
  const change = (values: Partial<NonNullable<typeof phone.pages.top>['bar']>) => {
    const page = phone.pages.top
    if (!page) return
    Object.assign(page.bar, values)
    phone.bars.draw(page)
    phone.announce('title', { title: page.bar.title, path: page.path })
  }
  api.async('setNavigationBarTitle', ({ title }) => change({ title: (title as string | undefined) ?? '' }))
  api.async('setNavigationBarColor', ({ backgroundColor, frontColor }) => {
    change({ background: String(backgroundColor), text: /^#f/i.test(String(frontColor)) ? 'white' : 'black' })
  })
  api.async('showNavigationBarLoading', () => change({ isLoading: true }))
  api.async('hideNavigationBarLoading', () => change({ isLoading: false }))
  api.async('hideHomeButton', () => {
    change({ hasHomeButton: false })
    if (phone.pages.top) phone.bars.show(phone.pages.top, phone.pages.stack.length)
  })
}

function addTabBar(api: Api): void {
  const { bars } = api.phone
  api.async('showTabBar', () => bars.setTabBarHidden(false))
  api.async('hideTabBar', () => bars.setTabBarHidden(true))
  api.async('setTabBarBadge', ({ index, text }) => bars.setBadge(Number(index), String(text)))
  api.async('removeTabBarBadge', ({ index }) => bars.setBadge(Number(index), undefined))
  api.async('showTabBarRedDot', ({ index }) => bars.setBadge(Number(index), ''))
  api.async('hideTabBarRedDot', ({ index }) => bars.setBadge(Number(index), undefined))
  api.async('setTabBarItem', ({ index, text, iconPath, selectedIconPath }) => {
    const changes = Object.entries({ text, iconPath, selectedIconPath }).filter(([, value]) => value !== undefined)
    bars.setTabItem(Number(index), Object.fromEntries(changes))
  })
  api.async('setTabBarStyle', (options) => {
    Object.assign(api.phone.project.app.tabBar ?? {}, options)
    bars.setTabBarHidden(false)
  })
}
