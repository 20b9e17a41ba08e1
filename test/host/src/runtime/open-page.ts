import type { ComponentConfig } from '../compile/project'
import { h } from './dom'
import { EventChannel } from './event-channel'
import type { Caller, Component } from './glass'
import type { Phone } from './phone'
import type { Query } from './url'

/** What the bars show of a page; starts from the config and is changed by wx.setNavigationBar*. */
export interface BarState {
  title: string
  background: string
  text: 'black' | 'white'
  isLoading: boolean
  hasHomeButton: boolean
}

/** One open page of the stack. */
export interface OpenPage {
  /** Never used twice in a phone's life; WeChat calls it the webview id. */
  id: number
  path: string
  query: Query
  config: ComponentConfig
  bar: BarState
  isTab: boolean
  frame: HTMLElement
  scroller: HTMLElement
  body: HTMLElement
  caller: Caller
  component: Component
  channel: EventChannel
  /** The page's own instance of the custom tab bar. */
  tabBar?: Component
  /** Question asked before the page may be left, from wx.enableAlertBeforeUnload. */
  leaveAlert?: string
  /** The page's root font size, from page-meta. */
  rootFontSize?: string
  /** Runs `attached` of the page and of what is in it. */
  attach(): void
  close(): void
}

/** Makes a page and its frame; nothing of it runs yet but `created`. */
export function createPage(phone: Phone, id: number, path: string, query: Query): OpenPage {
  const config = phone.theme.resolve(phone.project.pages[path]!)
  const root = phone.environment.createRoot(path, query)
  const body = h('div', { class: 'wx-body' })
  const scroller = h('div', { class: 'qh-scroller' }, body)
  const frame = h('div', { class: 'qh-page', 'data-path': path }, scroller)
  const caller = root.get() as unknown as Caller
  const isTab = phone.pages.isTab(path)
  const closers: (() => void)[] = []
  const page: OpenPage = {
    ...{ id, path, query, config, isTab, frame, scroller, body, caller },
    bar: barOf(config, config.homeButton === true || (!isTab && path !== phone.homePath)),
    component: root.getComponent(),
    channel: new EventChannel((error) => phone.report(error)),
    attach: () => {
      attachRoot(root, body)
      if (isTab) closers.push(addTabBar(phone, page))
    },
    close: () => {
      for (const close of closers) close()
      root.release()
      frame.remove()
    },
  }
  if (config.disableScroll) scroller.style.overflowY = 'hidden'
  describe(phone, page)
  return page
}

/** The bar that a page starts with. */
export function barOf(config: ComponentConfig, hasHomeButton: boolean): BarState {
  return {
    title: config.navigationBarTitleText ?? '',
    background: config.navigationBarBackgroundColor ?? '#000000',
    text: config.navigationBarTextStyle ?? 'white',
    isLoading: false,
    hasHomeButton,
  }
}

function attachRoot(root: { attach(parent: never, placeholder: never): void }, parent: HTMLElement): void {
  const placeholder = h('div')
  parent.append(placeholder)
  root.attach(parent as never, placeholder as never)
}

/** Each tab page has a custom tab bar of its own, as in WeChat. */
function addTabBar(phone: Phone, page: OpenPage): () => void {
  const root = phone.environment.createTabBar()
  if (!root) return () => undefined
  page.tabBar = root.getComponent()
  const holder = h('div', { class: 'qh-custom-tabbar' })
  page.frame.append(holder)
  attachRoot(root, holder)
  return () => root.release()
}

/** The fields and functions that WeChat puts on a page object. */
function describe(phone: Phone, page: OpenPage): void {
  const { caller, path, id } = page
  Object.assign(caller, { route: path, __route__: path, __wxWebviewId__: id, __wxExparserNodeId__: `${id}` })
  const described = {
    options: { ...page.query },
    getOpenerEventChannel: () => page.channel,
  }
  Object.assign(caller, phone.realm.adopt(described))
}
