import automator from 'miniprogram-automator'
import type { Phone } from './browser'

/** The parts of the automator's classes that the specs use; its own types promise less than it does. */
export interface AutomatorElement {
  tagName: string
  tap(): Promise<void>
  longpress(): Promise<void>
  text(): Promise<string>
  value(): Promise<unknown>
  property(name: string): Promise<unknown>
  attribute(name: string): Promise<string>
  style(name: string): Promise<string>
  size(): Promise<{ width: number; height: number }>
  offset(): Promise<{ left: number; top: number }>
  outerWxml(): Promise<string>
  trigger(type: string, detail?: object): Promise<void>
  input(value: string): Promise<void>
  slideTo(value: number): Promise<void>
  swipeTo(index: number): Promise<void>
  scrollTo(x: number, y: number): Promise<void>
  callMethod(method: string, ...args: unknown[]): Promise<unknown>
  data(path?: string): Promise<unknown>
  $(selector: string): Promise<AutomatorElement | null>
}

export interface AutomatorPage {
  path: string
  query: Record<string, string>
  $(selector: string): Promise<AutomatorElement | null>
  $$(selector: string): Promise<AutomatorElement[]>
  xpath(selector: string): Promise<AutomatorElement | null>
  data(path?: string): Promise<unknown>
  setData(data: object): Promise<void>
  callMethod(method: string, ...args: unknown[]): Promise<unknown>
  scrollTop(): Promise<number>
}

export interface Driver {
  currentPage(): Promise<AutomatorPage>
  pageStack(): Promise<AutomatorPage[]>
  callWxMethod(method: string, ...args: unknown[]): Promise<unknown>
  mockWxMethod(method: string, result: unknown, ...args: unknown[]): Promise<void>
  restoreWxMethod(method: string): Promise<void>
  evaluate(run: (...values: never[]) => unknown, ...args: unknown[]): Promise<unknown>
  exposeFunction(name: string, run: (...values: never[]) => unknown): Promise<void>
  pageScrollTo(top: number): Promise<void>
  screenshot(): Promise<string>
  stopAudits(options?: { path?: string }): Promise<Record<string, unknown>>
  native(): { confirmModal(): Promise<void> }
  on(event: 'console' | 'exception', listener: (event: never) => void): void
  disconnect(): void
}

/** Connects the unmodified client to a phone. */
export async function drive(phone: Phone): Promise<Driver> {
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
