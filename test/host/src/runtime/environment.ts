import type { CompiledProject } from '../compile/compile'
import { registerBuiltIns } from './components/register'
import { withPlainEvents } from './events'
import { adapter, glassEasel, type Caller } from './glass'
import type { Phone } from './phone'
import { BUILT_IN_TAGS } from './tags'

type Definition = Record<string, unknown>
type Root = ReturnType<ReturnType<adapter.MiniProgramEnv['associateBackend']>['createRoot']>

/** glass-easel set up with the project's templates, configs and styles; makes page roots. */
export class Environment {
  private readonly space: adapter.CodeSpace
  private readonly backend: ReturnType<adapter.MiniProgramEnv['associateBackend']>
  private readonly registered = new Set<string>()
  private readonly pageSheets = new Map<string, HTMLStyleElement>()
  /** The file whose Page() or Component() call is expected now. Bundlers call them from inside other files. */
  private loading = ''

  constructor(private readonly phone: Phone) {
    silenceWarnings(phone)
    patchSetData(phone)
    const env = new adapter.MiniProgramEnv()
    const context = new glassEasel.CurrentWindowBackendContext()
    context.document = browserDocument()
    // Gestures are turned into events by our own code, and no native listener is wanted: glass-easel's would block scrolling.
    context.setListenerStats = () => undefined
    this.backend = env.associateBackend(context)
    this.space = env.createCodeSpace('main', true)
    registerBuiltIns(this.space.getComponentSpace(), phone)
    this.addProject(phone.project)
  }

  /** The globals that scripts register their parts with. */
  globals(): Record<string, unknown> {
    const { realm } = this.phone
    return {
      Page: (definition: Definition) => {
        this.registered.add(this.loading)
        this.space.component(this.loading).pageDefinition(withPlainEvents(definition, realm)).register()
      },
      Component: (definition?: Definition) => {
        this.registered.add(this.loading)
        if (!definition) return this.space.component(this.loading)
        return this.space.component(this.loading).definition(this.forGlassEasel(definition)).register()
      },
      Behavior: (definition?: Definition) => {
        if (!definition) return this.space.behavior()
        return this.space.behavior().definition(this.forGlassEasel(definition)).register()
      },
    }
  }

  /** Runs the scripts of a page or component, and of every component it uses, unless that was done before. */
  load(path: string): void {
    if (this.registered.has(path)) return
    this.registered.add(path)
    const config = this.phone.project.pages[path] ?? this.phone.project.components[path]
    for (const used of Object.values(config?.usingComponents ?? {})) {
      if (!used.includes('://')) this.load(used.replace(/^\//, ''))
    }
    this.loading = path
    this.registered.delete(path)
    this.phone.modules.load(path)
    if (!this.registered.has(path)) {
      this.registered.add(path)
      this.space.component(path).definition({}).register()
    }
  }

  createRoot(path: string): Root {
    return this.backend.createRoot('wx-page', this.space, path)
  }

  /** Turns a page's own style sheet on or off; only one page is visible at a time, so no scoping is needed. */
  usePageStyle(path: string): void {
    for (const [owner, style] of this.pageSheets) style.disabled = owner !== path
  }

  /** A component's definition with plain events, and with property types of this realm instead of the logic's. */
  private forGlassEasel(definition: Definition): Definition & { methods: never; properties: never } {
    const { window } = this.phone.realm
    const types = new Map<unknown, unknown>([
      ...([
        [window.String, String],
        [window.Number, Number],
        [window.Boolean, Boolean],
      ] as const),
      ...([
        [window.Object, Object],
        [window.Array, Array],
        [window.Function, Function],
      ] as const),
    ])
    const ours = (type: unknown) => types.get(type) ?? type
    const properties: Record<string, unknown> = {}
    for (const [name, option] of Object.entries((definition.properties ?? {}) as Definition)) {
      if (typeof option !== 'object' || option === null) properties[name] = ours(option)
      else {
        const { type, optionalTypes } = option as { type?: unknown; optionalTypes?: unknown[] }
        properties[name] = {
          ...option,
          type: ours(type),
          ...(optionalTypes ? { optionalTypes: optionalTypes.map(ours) } : {}),
        }
      }
    }
    const methods = withPlainEvents(definition.methods as Definition | undefined, this.phone.realm)
    return { ...definition, methods: methods as never, properties: properties as never }
  }

  private addProject(project: CompiledProject): void {
    const groups = (0, eval)(project.templates) as Record<string, never>
    for (const [path, content] of Object.entries(groups)) {
      this.space.addCompiledTemplate(path, { groupList: groups, content })
    }
    for (const [path, config] of Object.entries({ ...project.components, ...project.pages })) {
      this.space.addComponentStaticConfig(path, config as never)
    }
    for (const [path, { css, scope }] of Object.entries(project.sheets)) {
      this.space.addStyleSheet(path, undefined, scope)
      if (!css) continue
      const style = document.createElement('style')
      style.dataset.wxss = path
      style.textContent = css
      document.head.append(style)
      if (path in project.pages) this.pageSheets.set(path, style)
    }
  }
}

/** `<view>` becomes `<wx-view>`; otherwise `<button>` or `<input>` would be the browser's own controls. */
function browserDocument(): typeof glassEasel.CurrentWindowBackendContext.prototype.document {
  return {
    createElement: (tag: string) => document.createElement(BUILT_IN_TAGS.has(tag) ? `wx-${tag}` : tag),
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as never
}

function silenceWarnings(phone: Phone): void {
  glassEasel.addGlobalErrorListener((error) => {
    phone.report(error)
    return false
  })
  // Generated templates bind every property of every tag, so there are hundreds of harmless type warnings a page.
  glassEasel.addGlobalWarningListener(() => false)
  const { prepareComponentOptions } = adapter.CodeSpace.prototype as unknown as {
    prepareComponentOptions(...args: unknown[]): [Record<string, unknown>, unknown]
  }
  Object.assign(adapter.CodeSpace.prototype, {
    prepareComponentOptions(this: unknown, ...args: unknown[]) {
      const [options, isolation] = prepareComponentOptions.apply(this, args)
      // Without these no `#id` rule of a style sheet would match.
      return [{ ...options, idPrefixGenerator: null, writeIdToDOM: true }, isolation]
    },
  })
}

/** Like WeChat, setData copies what it is given as JSON would, and calls back when it is on the screen. */
function patchSetData(phone: Phone): void {
  const prototype = adapter.component.ComponentCaller.prototype as unknown as Caller
  prototype.setData = function setData(this: Caller, data: unknown, callback?: () => void) {
    // A page that was closed has nothing to show it on; WeChat ignores it too.
    if (!this._$.$$) return
    const text = data === undefined ? '{}' : JSON.stringify(data)
    if (!phone.guard.admitSetData(byteLength(text))) return
    this._$.setData(JSON.parse(text) as Record<string, unknown>)
    if (callback) phone.realm.window.setTimeout(() => callback.call(this), 0)
  }
  prototype.setUpdatePerformanceListener = () => undefined
  const { setNodeStyle } = glassEasel.Element.prototype
  glassEasel.Element.prototype.setNodeStyle = function (style, index) {
    const text = typeof style === 'string' ? inBrowserUnits(style) : style
    setNodeStyle.call(this, text, index)
  }
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
