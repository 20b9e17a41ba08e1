import type { TabBarConfig, TabItem } from '../compile/project'
import { h } from './dom'
import { barOf, type BarState, type OpenPage } from './open-page'
import type { RouteKind } from './pages'
import type { Phone } from './phone'
import { StatusBar } from './status-bar'

const BACK_ICON =
  '<svg viewBox="0 0 12 24" width="12" height="24"><path d="M10 4 2 12l8 8" fill="none" stroke="currentColor" stroke-width="2"/></svg>'
const HOME_ICON =
  '<svg viewBox="0 0 24 24" width="20" height="20"><path d="M4 11 12 4l8 7v9h-5v-6H9v6H4z" fill="none" stroke="currentColor" stroke-width="1.6"/></svg>'
const CAPSULE_MENU =
  '<svg viewBox="0 0 24 8" width="22" height="8" fill="currentColor"><circle cx="4" cy="4" r="1.8"/><circle cx="12" cy="4" r="2.800"/><circle cx="20" cy="4" r="1.8"/></svg>'
const CAPSULE_CLOSE =
  '<svg viewBox="0 0 20 20" width="18" height="18"><circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="1.8"/><circle cx="10" cy="10" r="3.200" fill="currentColor"/></svg>'

/** What WeChat draws around a page: status bar, navigation bar with the capsule, tab bar. */
export class Bars {
  private readonly title = h('div', { class: 'title' })
  private readonly spinner = h('i', { class: 'spinner', hidden: true })
  private readonly back = iconButton('back', '返回', BACK_ICON, () => this.goBack())
  private readonly home = iconButton('home', '返回首页', HOME_ICON, () => this.goHome())
  private readonly top = h('div', { class: 'top' })
  private readonly tabBar = h('div', { class: 'tabbar', hidden: true })
  private readonly badges = new Map<number, string>()
  private isTabBarHidden = false

  constructor(private readonly phone: Phone) {
    const nav = h(
      'div',
      { class: 'nav' },
      this.back,
      this.home,
      h('div', { class: 'middle' }, this.spinner, this.title),
    )
    const menu = iconButton('menu', '更多', CAPSULE_MENU, () => void this.phone.share.openMenu())
    const close = iconButton('close', '关闭', CAPSULE_CLOSE, () => this.phone.home.show())
    this.top.append(new StatusBar(phone).element, nav, h('div', { class: 'capsule' }, menu, h('i'), close))
    phone.screen.shell.append(this.top, this.tabBar)
  }

  /** Gives a page's frame its place between the bars. */
  layOut(page: OpenPage): void {
    const { top, bottom } = this.phone.screen.frameInsets(this.barsOf(page))
    Object.assign(page.frame.style, { top: `${top}px`, bottom: `${bottom}px` })
    const height = this.phone.screen.height - top - bottom
    page.frame.style.setProperty('--qh-vh', `${height / 100}px`)
    page.frame.style.setProperty('--qh-safe-bottom', `${bottom ? 0 : this.phone.screen.safeBottom}px`)
    page.frame.style.backgroundColor = String(page.config.backgroundColor ?? '#ffffff')
  }

  show(page: OpenPage, depth: number, kind?: RouteKind): void {
    const canGoBack = depth > 1
    this.back.hidden = !canGoBack
    this.home.hidden = canGoBack || !page.bar.hasHomeButton
    this.draw(page)
    this.layOut(page)
    this.drawTabs(page)
    if (kind) page.frame.dataset.enters = kind
  }

  /** Draws the navigation bar from the page's bar state. */
  draw(page: OpenPage): void {
    if (page !== this.phone.pages.top) return
    const isCustom = page.config.navigationStyle === 'custom'
    this.top.className = `top ${page.bar.text} ${isCustom ? 'custom' : ''}`
    this.top.style.backgroundColor = isCustom ? 'transparent' : page.bar.background
    this.title.textContent = page.bar.title
    this.spinner.hidden = !page.bar.isLoading
  }

  /** Changes what the bar of a page shows, and draws it if the page is on top. */
  change(page: OpenPage, values: Partial<BarState>): void {
    Object.assign(page.bar, values)
    if (page !== this.phone.pages.top) return
    this.show(page, this.phone.pages.stack.length)
    this.phone.announce('title', { title: page.bar.title, path: page.path })
  }

  setTabBarHidden(isHidden: boolean): void {
    this.isTabBarHidden = isHidden
    const top = this.phone.pages.top
    if (top) {
      this.layOut(top)
      this.drawTabs(top)
    }
  }

  /** Text of a tab's badge; empty for a bare red dot, undefined for none. */
  setBadge(index: number, text: string | undefined): void {
    if (text === undefined) this.badges.delete(index)
    else this.badges.set(index, text)
    if (this.phone.pages.top) this.drawTabs(this.phone.pages.top)
  }

  /** Colours of the whole tab bar. */
  setTabStyle(change: Partial<TabBarConfig>): void {
    Object.assign(this.phone.project.app.tabBar ?? {}, change)
    if (this.phone.pages.top) this.drawTabs(this.phone.pages.top)
  }

  setTabItem(index: number, change: Partial<TabItem>): void {
    const item = this.phone.project.app.tabBar?.list[index]
    if (!item) throw new Error('tabbar item not found')
    Object.assign(item, change)
    if (this.phone.pages.top) this.drawTabs(this.phone.pages.top)
  }

  /** Takes over the theme's values of every page's bar that the page itself has not changed. */
  themeChanged(): void {
    for (const page of this.phone.pages.alive) {
      const before = barOf(page.config, page.bar.hasHomeButton)
      page.config = this.phone.theme.resolve(this.phone.project.pages[page.path]!)
      const now = barOf(page.config, page.bar.hasHomeButton)
      for (const key of ['background', 'text'] as const) {
        if (page.bar[key] === before[key]) Object.assign(page.bar, { [key]: now[key] })
      }
      this.layOut(page)
    }
    const top = this.phone.pages.top
    if (top) this.show(top, this.phone.pages.stack.length)
  }

  /** What the tab bar shows; null while it is not there. */
  get shownTabs(): { text: string; isCurrent: boolean; badge?: string }[] | null {
    const top = this.phone.pages.top
    if (!top || !this.barsOf(top).hasTabBar) return null
    return this.tabs!.list.map(({ text, pagePath }, index) => {
      const badge = this.badges.get(index)
      return { text, isCurrent: pagePath === top.path, ...(badge === undefined ? {} : { badge }) }
    })
  }

  private get tabs(): TabBarConfig | undefined {
    const { tabBar } = this.phone.project.app
    return tabBar && this.phone.theme.resolve(tabBar)
  }

  private barsOf(page: OpenPage): { hasNavBar: boolean; hasTabBar: boolean } {
    const hasTabBar = page.isTab && !this.isTabBarHidden && !this.phone.project.app.tabBar?.custom
    return { hasNavBar: page.config.navigationStyle !== 'custom', hasTabBar }
  }

  private drawTabs(page: OpenPage): void {
    const tabBar = this.tabs
    this.tabBar.hidden = !tabBar || !this.barsOf(page).hasTabBar
    if (!tabBar || this.tabBar.hidden) return
    this.tabBar.style.backgroundColor = tabBar.backgroundColor ?? '#ffffff'
    this.tabBar.style.borderTopColor = tabBar.borderStyle === 'white' ? '#f0f0f0' : '#d8d8d8'
    this.tabBar.style.paddingBottom = `${this.phone.screen.safeBottom}px`
    this.tabBar.replaceChildren(...tabBar.list.map((item, index) => this.tab(item, index, item.pagePath === page.path)))
  }

  private tab(item: TabItem, index: number, isCurrent: boolean): HTMLElement {
    const tabBar = this.tabs!
    const source = isCurrent ? (item.selectedIconPath ?? item.iconPath) : item.iconPath
    const badge = this.badges.get(index)
    const color = (isCurrent ? tabBar.selectedColor : tabBar.color) ?? (isCurrent ? '#07c160' : '#7f8389')
    return h(
      'button',
      { class: 'tab', 'aria-label': item.text, style: `color:${color}`, onclick: () => this.tapTab(item, index) },
      source ? h('img', { src: this.phone.assetUrl(`/${source.replace(/^\//, '')}`), alt: '' }) : null,
      h('span', {}, item.text),
      badge === undefined ? null : h('b', { class: badge ? 'badge' : 'dot' }, badge),
    )
  }

  private tapTab(item: TabItem, index: number): void {
    this.phone.attempt(async () => {
      const page = await this.phone.pages.open('switchTab', `/${item.pagePath}`)
      this.phone.pages.call(page, 'onTabItemTap', { index, pagePath: item.pagePath, text: item.text })
    })
  }

  /** Whoever is asked whether to leave, and stays, has done nothing wrong. */
  private goBack(): void {
    this.phone.pages.back().catch((error: Error) => error.message === 'cancel' || this.phone.report(error))
  }

  private goHome(): void {
    this.phone.attempt(() => this.phone.pages.open('reLaunch', `/${this.phone.homePath}`))
  }
}

function icon(svg: string): HTMLElement {
  const holder = h('i', { class: 'icon' })
  holder.innerHTML = svg
  return holder
}

function iconButton(name: string, label: string, svg: string, onclick: () => void): HTMLElement {
  return h('button', { class: name, 'aria-label': label, onclick }, icon(svg))
}
