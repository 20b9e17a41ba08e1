import automator from 'miniprogram-automator'
import type { Phone } from './browser'

interface Touch {
  identifier?: number
  pageX?: number
  pageY?: number
  clientX?: number
  clientY?: number
}

interface Touches {
  touches?: Touch[]
  changeTouches?: Touch[]
}

/** The automator's classes as they are; the client's own types promise less than it does. */
export interface AutomatorElement {
  tagName: string
  /** Of custom components only. */
  nodeId: string | null
  $(selector: string): Promise<AutomatorElement | null>
  $$(selector: string): Promise<AutomatorElement[]>
  size(): Promise<{ width: number; height: number }>
  offset(): Promise<{ left: number; top: number }>
  text(): Promise<string>
  value(): Promise<unknown>
  property(name: string): Promise<unknown>
  attribute(name: string): Promise<string>
  style(name: string): Promise<string>
  wxml(): Promise<string>
  outerWxml(): Promise<string>
  tap(): Promise<void>
  longpress(): Promise<void>
  trigger(type: string, detail?: object): Promise<void>
  touchstart(touches?: Touches): Promise<void>
  touchmove(touches?: Touches): Promise<void>
  touchend(touches?: Touches): Promise<void>
  dispatchEvent(event: Touches & { eventName: string; detail?: object; $?: string }): Promise<void>
  /** Of input and textarea. */
  input(value: string): Promise<void>
  /** Of scroll-view. */
  scrollTo(x: number, y: number): Promise<void>
  scrollWidth(): Promise<number>
  scrollHeight(): Promise<number>
  /** Of swiper, slider and movable-view. */
  swipeTo(index: number): Promise<void>
  slideTo(value: number): Promise<void>
  moveTo(x: number, y: number): Promise<void>
  /** Of video. */
  callContextMethod(method: string, ...args: unknown[]): Promise<unknown>
  /** Of custom components. */
  data(path?: string): Promise<unknown>
  setData(data: object): Promise<void>
  callMethod(method: string, ...args: unknown[]): Promise<unknown>
}

export interface AutomatorPage {
  id: number
  path: string
  query: Record<string, string>
  $(selector: string): Promise<AutomatorElement | null>
  $$(selector: string): Promise<AutomatorElement[]>
  xpath(selector: string): Promise<AutomatorElement | null>
  getElementByXpath(selector: string): Promise<AutomatorElement | null>
  getElementsByXpath(selector: string): Promise<AutomatorElement[]>
  /** Polls every 250 ms, for ever. */
  waitFor(condition: string | number | (() => unknown)): Promise<void>
  data(path?: string): Promise<unknown>
  setData(data: object): Promise<void>
  callMethod(method: string, ...args: unknown[]): Promise<unknown>
  size(): Promise<{ width: number; height: number }>
  scrollTop(): Promise<number>
}

/** WeChat's own interface. */
export interface AutomatorNative {
  goHome(): Promise<void>
  navigateLeft(): Promise<void>
  switchTab(tab: { url: string }): Promise<void>
  confirmModal(): Promise<void>
  cancelModal(): Promise<void>
  authorizeAllow(): Promise<void>
  authorizeCancel(): Promise<void>
  closePaymentDialog(): Promise<void>
  shareConfirm(): Promise<void>
  shareCancel(): Promise<void>
}

export interface Driver {
  currentPage(): Promise<AutomatorPage>
  pageStack(): Promise<AutomatorPage[]>
  /** These five sleep three seconds; callWxMethod and currentPage do the same without. */
  navigateTo(url: string): Promise<AutomatorPage>
  redirectTo(url: string): Promise<AutomatorPage>
  navigateBack(): Promise<AutomatorPage>
  reLaunch(url: string): Promise<AutomatorPage>
  switchTab(url: string): Promise<AutomatorPage>
  callWxMethod(method: string, ...args: unknown[]): Promise<unknown>
  mockWxMethod(method: string, result: unknown, ...args: unknown[]): Promise<void>
  restoreWxMethod(method: string): Promise<void>
  callPluginWxMethod(pluginId: string, method: string, ...args: unknown[]): Promise<unknown>
  mockPluginWxMethod(pluginId: string, method: string, result: unknown, ...args: unknown[]): Promise<void>
  restorePluginWxMethod(pluginId: string, method: string): Promise<void>
  evaluate(run: ((...values: never[]) => unknown) | string, ...args: unknown[]): Promise<unknown>
  exposeFunction(name: string, run: (...values: never[]) => unknown): Promise<void>
  pageScrollTo(top: number): Promise<void>
  systemInfo(): Promise<Record<string, unknown>>
  screenshot(options?: { path?: string }): Promise<string>
  native(): AutomatorNative
  on(event: 'console' | 'exception', listener: (event: never) => void): void
  checkVersion(): Promise<void>
  testAccounts(): Promise<Record<string, unknown>[]>
  getTicket(): Promise<{ ticket: string; expiredTime?: number }>
  setTicket(ticket: string): Promise<void>
  refreshTicket(): Promise<void>
  stopAudits(options?: { path?: string }): Promise<unknown>
  remote(auto?: boolean): Promise<void>
  /** Any request of the protocol, as the client sends its own. */
  send(method: string, params?: object): Promise<unknown>
  close(): Promise<void>
  disconnect(): void
}

/** Connects the unmodified client to a phone. */
export async function drive(phone: Pick<Phone, 'wsEndpoint'>): Promise<Driver> {
  return (await automator.connect({ wsEndpoint: phone.wsEndpoint })) as unknown as Driver
}

/** Waits until something holds; for what comes from the network or from timers. */
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean, limitMs = 3000): Promise<T> {
  const endsAt = Date.now() + limitMs
  for (;;) {
    const value = await read()
    if (holds(value)) return value
    if (Date.now() > endsAt) throw new Error(`still ${JSON.stringify(value)} after ${limitMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
