/** Browser globals that a mini-program's scripts do not have. */
const HIDDEN = [
  ...['window', 'document', 'self', 'top', 'parent', 'frames', 'location', 'history', 'localStorage', 'sessionStorage'],
  ...['indexedDB', 'caches', 'cookieStore', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'MutationObserver'],
  ...['MessageChannel', 'BroadcastChannel', 'Image', 'HTMLElement', 'Element', 'Node', 'alert', 'confirm', 'prompt'],
  ...[
    'requestAnimationFrame',
    'cancelAnimationFrame',
    'navigator',
    'Worker',
    'SharedWorker',
    'Blob',
    'File',
    'FormData',
  ],
  ...['customElements', 'AbortController', 'Headers', 'Request', 'Response', 'TextEncoder', 'TextDecoder', 'crypto'],
  ...['structuredClone', 'performance', 'process', 'Event', 'EventTarget', 'DOMException', 'URL', 'URLSearchParams'],
] as const

const ES_GLOBALS = [
  ...['Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'Infinity', 'NaN', 'undefined', 'Boolean'],
  ...[
    'String',
    'Symbol',
    'Date',
    'Promise',
    'RegExp',
    'Error',
    'EvalError',
    'RangeError',
    'ReferenceError',
    'SyntaxError',
  ],
  ...['TypeError', 'URIError', 'JSON', 'Math', 'Intl', 'ArrayBuffer', 'Uint8Array', 'Int8Array', 'Uint16Array'],
  ...[
    'Int16Array',
    'Uint32Array',
    'Int32Array',
    'Float32Array',
    'Float64Array',
    'Uint8ClampedArray',
    'BigInt',
    'DataView',
  ],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'Proxy', 'Reflect', 'decodeURI', 'decodeURIComponent', 'encodeURI'],
  ...['encodeURIComponent', 'escape', 'unescape', 'isFinite', 'isNaN', 'setTimeout', 'clearTimeout', 'setInterval'],
  ...['clearInterval', 'WebAssembly'],
]

type RealmWindow = Window & typeof globalThis

/**
 * The mini-program's logic runs in a global scope of its own (a hidden frame): its Date, timers and Promise are not the
 * host's, and the page's document is out of its reach, as on a phone.
 */
export class Realm {
  readonly window: RealmWindow
  /** What scripts see as `global` and `globalThis`. */
  readonly global: Record<string, unknown>

  constructor(now?: number) {
    const frame = document.createElement('iframe')
    frame.style.display = 'none'
    document.documentElement.append(frame)
    this.window = frame.contentWindow as RealmWindow
    if (now !== undefined) this.startClockAt(now)
    this.global = this.evaluate<Record<string, unknown>>('({})')
    for (const name of ES_GLOBALS) this.global[name] = (this.window as unknown as Record<string, unknown>)[name]
    this.global.global = this.global
    this.global.globalThis = this.global
  }

  evaluate<T>(code: string): T {
    return (this.window as unknown as { eval(code: string): T }).eval(code)
  }

  /**
   * Compiles one script as the body of a function that sees these parameters; browser globals are undefined inside. A
   * script may declare any of the names itself, as in `const App = getApp()`.
   */
  compile(source: string, name: string, parameters: string[]): (...values: unknown[]) => unknown {
    const names = [...parameters, 'global', 'globalThis', ...HIDDEN].join(',')
    const around = this.evaluate<(...values: unknown[]) => () => unknown>(
      `(function(${names}){return function(){${source}\n}})\n//# sourceURL=weapp:///${name}`,
    )
    return (...values) => around(...values, this.global, this.global).call(undefined)
  }

  /** A copy of plain data made of this realm's own objects, so that `instanceof` and prototype checks hold. */
  adopt<T>(value: T): T {
    return this.copy(value, new Map()) as T
  }

  private copy(value: unknown, seen: Map<object, unknown>): unknown {
    if (typeof value !== 'object' || value === null) return value
    const known = seen.get(value)
    if (known) return known
    if (Array.isArray(value)) {
      const list = new this.window.Array<unknown>()
      seen.set(value, list)
      for (const item of value) list.push(this.copy(item, seen))
      return list
    }
    if (value instanceof ArrayBuffer) {
      const buffer = new this.window.ArrayBuffer(value.byteLength)
      new this.window.Uint8Array(buffer).set(new Uint8Array(value))
      return buffer
    }
    if (Object.getPrototypeOf(value) !== Object.prototype) return value
    const object = new this.window.Object() as Record<string, unknown>
    seen.set(value, object)
    for (const [key, item] of Object.entries(value)) object[key] = this.copy(item, seen)
    return object
  }

  /** The realm's clock starts at this moment and runs at normal speed. */
  private startClockAt(now: number): void {
    const offset = now - Date.now()
    this.evaluate(`(() => {
      const Real = Date
      const now = () => Real.now() + ${offset}
      const Shifted = function Date(...args) {
        if (!new.target) return new Real(now()).toString()
        return Reflect.construct(Real, args.length ? args : [now()], new.target)
      }
      Object.setPrototypeOf(Shifted, Real)
      Shifted.prototype = Real.prototype
      Shifted.prototype.constructor = Shifted
      Shifted.now = now
      Date = Shifted
    })()`)
  }
}
