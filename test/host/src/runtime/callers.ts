import { tagOf } from './components/built-in'
import { adapter, glassEasel, domOf, type Caller } from './glass'
import type { Phone } from './phone'
import { routerOf } from './router'

/** Gives pages and components the functions that WeChat has on `this` and glass-easel's adapter has not. */
export function patchCallers(phone: Phone): void {
  const prototype = adapter.component.ComponentCaller.prototype as unknown as Caller
  patchSetData(phone, prototype)
  const pageOf = (caller: Caller) => phone.pages.around(domOf(caller._$))
  Object.assign(prototype, {
    getTabBar(this: Caller): unknown {
      return pageOf(this)?.tabBar?.getMethodCaller() ?? null
    },
    getPageId(this: Caller): string | null {
      const page = pageOf(this)
      return page ? `pageId:${page.id}` : null
    },
    getAppBar: () => null,
  })
  for (const name of ['router', 'pageRouter'] as const) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: Caller): unknown {
        const path = name === 'router' ? this._$.is : (pageOf(this)?.path ?? this._$.is)
        return routerOf(phone, path)
      },
      // A page's own field or method of this name takes its place.
      set(this: Caller, value: unknown) {
        Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true })
      },
    })
  }
}

interface UpdateListener {
  withDataPaths: boolean
  call: (result: unknown) => void
}

/** Like WeChat, setData gives the view a copy of what it is given, and calls back when it is on the screen. */
function patchSetData(phone: Phone, prototype: Caller): void {
  const watched = new WeakMap<object, UpdateListener>()
  let updates = 0
  prototype.setData = function setData(this: Caller, data: unknown, callback?: () => void) {
    // A page that was closed has nothing to show it on; WeChat ignores it too.
    if (!(domOf(this._$) as HTMLElement | null)) return
    const { text, changes } = readChanges((data ?? {}) as Record<string, unknown>)
    const bytes = byteLength(text)
    if (!phone.guard.admitSetData(bytes)) return
    const startedAt = performance.now()
    const show = () => this._$.setData(changes)
    if (phone.observer) phone.observer.setData(this._$.is, changes, bytes, show)
    else show()
    if (callback) phone.realm.window.setTimeout(() => callback.call(this), 0)
    const listener = watched.get(this)
    if (!listener) return
    const dataPaths = listener.withDataPaths ? { dataPaths: Object.keys(changes).map((path) => path.split('.')) } : {}
    const times = {
      pendingStartTimestamp: startedAt,
      updateStartTimestamp: startedAt,
      updateEndTimestamp: performance.now(),
    }
    const result = phone.realm.adopt({ updateProcessId: ++updates, isMergedUpdate: false, ...times, ...dataPaths })
    phone.realm.window.setTimeout(() => listener.call.call(this, result), 0)
  }
  prototype.setUpdatePerformanceListener = function (
    this: Caller,
    options: { withDataPaths?: boolean } | null,
    call?: (result: unknown) => void,
  ) {
    if (call) watched.set(this, { withDataPaths: options?.withDataPaths ?? false, call })
    else watched.delete(this)
  }
  const { setNodeStyle } = glassEasel.Element.prototype
  glassEasel.Element.prototype.setNodeStyle = function (style, index) {
    const text = typeof style === 'string' ? inBrowserUnits(style) : style
    setNodeStyle.call(this, text, index)
    tagOf(domOf(this))?.restyle()
  }
}

/**
 * What setData is given as text for the view, and as the values that the logic's `data` keeps. Plain values are kept as
 * they are, so that setting the same object again is no change of a property, as in WeChat. Where there is something
 * that JSON writes differently they are copied; components and what wx hands out (canvas contexts for example) stay
 * usable even so: libraries keep them in their data.
 */
function readChanges(data: Record<string, unknown>): { text: string; changes: Record<string, unknown> } {
  const kept: object[] = []
  let isPlain = true
  const text = JSON.stringify(data, function (this: Record<string, unknown>, key, value: unknown) {
    if (this[key] !== value) isPlain = false
    return isHosts(value) ? { [KEPT]: kept.push(value) - 1 } : value
  })
  if (isPlain && !kept.length) {
    return { text, changes: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) }
  }
  const copy = JSON.parse(text, (_, value: unknown) =>
    kept.length && typeof value === 'object' && value !== null && KEPT in value
      ? uncopied(kept[value[KEPT] as number]!)
      : value,
  ) as Record<string, unknown>
  return { text, changes: copy }
}

const KEPT = '__kept'
const proxies = new WeakMap<object, object>()

/** Whether an object is of a class of the host, not plain data and not of a class of the mini-program. */
function isHosts(value: unknown): value is object {
  return value instanceof Object && !Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype
}

/** A stand-in that glass-easel does not copy, since it is a function. */
function uncopied(object: object): object {
  const known = proxies.get(object)
  if (known) return known
  const proxy = new Proxy(() => undefined, {
    get: (_, name) => Reflect.get(object, name) as unknown,
    set: (_, name, value) => Reflect.set(object, name, value),
    has: (_, name) => name in object,
  })
  proxies.set(object, proxy)
  return proxy
}

/** Only what is long needs to be counted exactly; no character takes more than three bytes. */
function byteLength(text: string): number {
  return text.length < 64 * 1024 ? text.length : new TextEncoder().encode(text).length
}

function inBrowserUnits(style: string): string {
  return style
    .replace(/(-?(?:\d+\.\d+|\.\d+|\d+))rpx\b/g, (_, n: string) => `calc(${n} * var(--qh-rpx))`)
    .replace(/(-?(?:\d+\.\d+|\.\d+|\d+))(vh|vw)\b/g, (_, n: string, unit: string) => `calc(${n} * var(--qh-${unit}))`)
    .replace(/env\(\s*safe-area-inset-(\w+)[^)]*\)/g, (_, side: string) => `var(--qh-safe-${side}, 0px)`)
}
