import type { Observations } from '../audit/observations'
import type { CompiledProject } from '../compile/compile'
import { Automator, type Memory, type Params } from './automator/automator'
import type { Arrival } from './automator/landing'
import { toPlain } from './automator/plain'
import { touchTarget } from './automator/touch-target'
import { lookAt, scrollThrough, whenQuiet, type PageLook } from './look'
import { connectToParent } from './parent'
import { Phone, type PhoneListener } from './phone'
import type { Direction } from './orientation'
import { press } from './press'
import type { Fixtures, Launch, PhoneSettings } from './settings'
import type { ThemeName } from './theme'
import type { UsageCounts } from './usage'
import { pagesAsWxml } from './wxml-tree'
import type { PhoneState } from './wx/inspect'

/** What the Node side of a headless phone may call in the page. */
export interface PageBridge {
  /** The answer to a request of the automator as JSON, with a result or an error in it. */
  answer(method: string, params: Params): Promise<string>
  /** Where to touch an element; the next touch has to land on it. Who has missed it before looks more closely. */
  touchTarget(params: Params, hasMissed: boolean): Promise<{ x: number; y: number }>
  expectTouch(): void
  /** How the expected touch ended, when it is over and drawn. */
  touched(): Promise<Arrival>
  settle(): Promise<void>
  press(label: string): void
  setOnline(online: boolean): void
  launch(path: string, query: Record<string, string>, scene: number, more?: Launch): Promise<void>
  leave(): void
  comeBack(scene?: number, more?: Launch): void
  fixtures(changes: Partial<Fixtures>): void
  emit(event: string, detail: Record<string, unknown>): void
  setTheme(theme: ThemeName): void
  turn(direction: Direction): boolean
  state(): PhoneState
  usage(): UsageCounts
  forgetUsage(): void
  look(): PageLook
  scrollThrough(): Promise<void>
  whenQuiet(quietMs: number, limitMs: number): Promise<void>
  wxml(): string
  /** What was seen for the audit; undefined when nothing was watched. */
  observations(): Observations | undefined
}

declare global {
  interface Window {
    __phone?: PageBridge
    /** Bound by the Node side of a headless phone, before the page loads. */
    __phoneEvent?: PhoneListener
    /** What automators want to be kept over a fresh start; bound like the other. */
    __phoneMemory?: () => Promise<Memory>
    __phoneSettings: PhoneSettings
  }
}

async function boot(): Promise<void> {
  const response = await fetch('/__host/project.json')
  if (!response.ok) throw new Error(await response.text())
  const phone = new Phone(window.__phoneSettings, (await response.json()) as CompiledProject)
  const automator = new Automator(phone, await window.__phoneMemory?.())
  phone.listen((event, detail) => {
    if (event === 'log' && !automator.isLogging) return
    window.__phoneEvent?.(event, toPlain(detail) as Record<string, unknown>)
  })
  connectToParent(phone)
  window.__phone = {
    answer: (method, params) => automator.answer(method, params),
    touchTarget: (params, hasMissed) => touchTarget(automator, params, hasMissed),
    expectTouch: () => automator.landing.expect(),
    touched: async () => {
      const arrival = await automator.landing.arrived()
      await automator.settle()
      return arrival
    },
    settle: () => automator.settle(),
    press: (label) => press(phone, label),
    setOnline: (online) => phone.network.set(online),
    launch: (path, query, scene, more) => phone.app.relaunch(path, query, scene, more),
    leave: () => phone.app.leave(),
    comeBack: (scene, more) => phone.app.comeBack(scene, more),
    fixtures: (changes) => phone.changeFixtures(changes),
    emit: (event, detail) => phone.wx.__host.emit(event, detail),
    setTheme: (theme) => phone.theme.set(theme),
    turn: (direction) => phone.orientation.turn(direction),
    state: () => phone.wx.__host.state(),
    usage: () => phone.usage.counts(),
    forgetUsage: () => phone.usage.forget(),
    look: () => lookAt(phone),
    scrollThrough: () => scrollThrough(phone),
    whenQuiet,
    wxml: () => pagesAsWxml(phone),
    observations: () => phone.observer?.observations(),
  }
  await phone.start()
}

boot().catch((error: Error) => {
  document.body.textContent = error.message
  document.body.dataset.failed = ''
  window.__phoneEvent?.('error', { message: error.message, stack: error.stack ?? '' })
  throw error
})
