import type { CompiledProject } from '../compile/compile'
import { CUSTOM_TAB_BAR } from './custom-tab-bar'
import { patchCallers } from './callers'
import { registerBuiltIns } from './components/register'
import { Definitions, type Definition } from './definitions'
import { adapter, glassEasel } from './glass'
import type { OpenPage } from './open-page'
import type { Phone } from './phone'
import { ReadyQueue } from './ready-queue'
import { BUILT_IN_TAGS } from './tags'
import type { Query } from './url'
import { wxsHooks, type WxsHooks } from './wxs'

type Root = ReturnType<ReturnType<adapter.MiniProgramEnv['associateBackend']>['createRoot']>

/** glass-easel set up with the project's templates, configs and styles; makes page roots. */
export class Environment {
  readonly definitions: Definitions
  private readonly space: adapter.CodeSpace
  private readonly backend: ReturnType<adapter.MiniProgramEnv['associateBackend']>
  private readonly registered = new Set<string>()
  private readonly pageSheets = new Map<string, HTMLStyleElement>()
  private readonly styled = new Set<string>()
  /** The file whose Page() or Component() call is expected now. Bundlers call them from inside other files. */
  private loading = ''

  constructor(private readonly phone: Phone) {
    reportErrors(phone)
    patchOptions()
    patchCallers(phone)
    const env = new adapter.MiniProgramEnv()
    const context = new glassEasel.CurrentWindowBackendContext()
    context.document = browserDocument()
    // Gestures are turned into events by our own code, and no native listener is wanted: glass-easel's would block scrolling.
    context.setListenerStats = () => undefined
    this.backend = env.associateBackend(context)
    this.space = env.createCodeSpace('main', true)
    this.definitions = new Definitions(this.space, phone.realm)
    registerBuiltIns(this.space.getComponentSpace(), phone)
    const readies = new ReadyQueue(phone)
    this.space.setOverallBehavior(readies.behaviorFor(this.space.getComponentSpace()))
    this.space.getComponentSpace().setComponentWaitingListener((_isPublic, path) => this.fetchLater(path))
    this.addProject(phone.project)
  }

  /** The globals that scripts register their parts with. */
  globals(): Record<string, unknown> {
    const behavior = (definition?: Definition) =>
      definition ? this.definitions.register(definition) : this.space.behavior()
    return {
      Page: (definition: Definition) => {
        this.registered.add(this.loading)
        this.space.component(this.loading).pageDefinition(this.definitions.page(definition)).register()
      },
      Component: (definition?: Definition) => {
        this.registered.add(this.loading)
        if (!definition) return this.definitions.builder(this.space.component(this.loading))
        this.applyOptions(this.loading, definition.options as Definition | undefined)
        const converted = this.definitions.component(definition)
        return this.space.component(this.loading).definition(converted).register()
      },
      Behavior: Object.assign(behavior, { trait: this.space.traitBehavior.bind(this.space) }),
    }
  }

  /** Runs the scripts of a page or component, and of every component it uses, unless that was done before. */
  load(path: string): void {
    if (this.registered.has(path)) return
    this.registered.add(path)
    const config = this.phone.project.pages[path] ?? this.phone.project.components[path]
    for (const used of this.usedBy(config)) this.load(used)
    this.addStyle(path)
    this.loading = path
    this.registered.delete(path)
    this.phone.modules.load(path)
    if (!this.registered.has(path)) {
      this.registered.add(path)
      this.space.component(path).definition({}).register()
    }
  }

  /** A page made by Component() gets the query as properties, values as they stand. */
  createRoot(path: string, query: Query = {}): Root {
    const pairs = Object.entries(query).map((pair) => pair.map(encodeURIComponent).join('='))
    return this.backend.createRoot('wx-page', this.space, pairs.length ? `${path}?${pairs.join('&')}` : path)
  }

  /** A new instance of the custom tab bar, if the mini-program has one. */
  createTabBar(): Root | undefined {
    const { app, components } = this.phone.project
    if (!app.tabBar?.custom || !(CUSTOM_TAB_BAR in components)) return undefined
    this.load(CUSTOM_TAB_BAR)
    return this.backend.createRoot('custom-tab-bar', this.space, CUSTOM_TAB_BAR)
  }

  /**
   * Turns a page's own style sheet on or off; only one page is visible at a time, so no scoping is needed. The pages
   * of independent sub-packages do not have app.wxss.
   */
  usePage({ path, rootFontSize }: OpenPage): void {
    const { isIndependent } = this.phone.packages.of(path)
    document.documentElement.style.fontSize = rootFontSize ?? ''
    for (const [owner, style] of this.pageSheets) style.disabled = owner === 'app' ? isIndependent : owner !== path
  }

  /** Components that a json names and that are on the phone, or cannot be waited for with a placeholder. */
  private usedBy({ usingComponents = {}, componentGenerics = {}, componentPlaceholder = {} }: Links = {}): string[] {
    const { modules } = this.phone
    const generic = Object.values(componentGenerics).map((each) =>
      typeof each === 'object' ? each.default : undefined,
    )
    const used = Object.entries(usingComponents).map(([name, target]) =>
      name in componentPlaceholder && !modules.has(target) ? undefined : target,
    )
    return [...used, ...generic].flatMap((target) => {
      return target && !target.includes('://') ? [target.replace(/^\//, '')] : []
    })
  }

  /** A placeholder is on the screen: brings the package of the component that it stands for. */
  private fetchLater(path: string): void {
    const { packages } = this.phone
    packages.download(packages.of(path)).then(
      () => this.phone.attempt(() => this.load(path)),
      ({ message }: Error) => {
        const failed = { type: 'subpackage', subpackage: [packages.of(path).root], errMsg: message }
        this.phone.app.tell(this.phone.app.lazyLoadListeners, failed)
      },
    )
  }

  /** What Component's options say of styles; the json may say it too and then wins. */
  private applyOptions(path: string, options: Definition = {}): void {
    const config = this.space.getComponentStaticConfig(path) as Definition | undefined
    const isolation = (options.styleIsolation ?? (options.addGlobalClass ? 'apply-shared' : undefined)) as
      string | undefined
    if (!isolation || config?.styleIsolation || path in this.phone.project.pages) return
    this.space.addComponentStaticConfig(path, { ...config, styleIsolation: isolation as never })
    const style = document.head.querySelector<HTMLStyleElement>(`style[data-wxss="${CSS.escape(path)}"]`)
    const { scope } = this.phone.project.sheets[path] ?? {}
    if (!style || !scope || !/^(page-)?shared$/.test(isolation)) return
    style.textContent = style.textContent.replaceAll(`.${scope}--`, '.')
  }

  private addProject(project: CompiledProject): void {
    const make = (0, eval)(project.templates) as (hooks: WxsHooks) => Record<string, never>
    const groups = make(wxsHooks(this.phone))
    for (const [path, content] of Object.entries(groups)) {
      this.space.addCompiledTemplate(path, { groupList: groups, content })
    }
    for (const [path, config] of Object.entries(project.components)) {
      this.space.addComponentStaticConfig(path, config as never)
    }
    for (const [path, config] of Object.entries(project.pages)) {
      // A page made by Component() still has a page's styles.
      this.space.addComponentStaticConfig(path, { ...config, component: false } as never)
    }
    for (const [path, { scope }] of Object.entries(project.sheets)) this.space.addStyleSheet(path, undefined, scope)
    this.addStyle('app')
  }

  /** Style sheets come with the page or component they belong to. */
  private addStyle(path: string): void {
    const css = this.phone.project.sheets[path]?.css
    if (!css || this.styled.has(path)) return
    this.styled.add(path)
    const style = this.phone.theme.styleOf(css)
    style.dataset.wxss = path
    document.head.append(style)
    if (path === 'app' || path in this.phone.project.pages) this.pageSheets.set(path, style)
  }
}

interface Links {
  usingComponents?: Record<string, string>
  componentGenerics?: Record<string, boolean | { default?: string }>
  componentPlaceholder?: Record<string, string>
}

/** `<view>` becomes `<wx-view>`; otherwise `<button>` or `<input>` would be the browser's own controls. */
function browserDocument(): typeof glassEasel.CurrentWindowBackendContext.prototype.document {
  return {
    createElement: (tag: string) => document.createElement(BUILT_IN_TAGS.has(tag) ? `wx-${tag}` : tag),
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as never
}

function reportErrors(phone: Phone): void {
  glassEasel.addGlobalErrorListener((error, where) => {
    // What it finds wrong with a definition WeChat only warns of, and goes on without that part.
    if (where === '[prepare]') console.warn((error as Error).message)
    else phone.report(error)
    return false
  })
  // Generated templates bind every property of every tag, so there are hundreds of harmless type warnings a page.
  glassEasel.addGlobalWarningListener(() => false)
}

function patchOptions(): void {
  const { prepareComponentOptions } = adapter.CodeSpace.prototype as unknown as {
    prepareComponentOptions(...args: unknown[]): [Record<string, unknown>, unknown]
  }
  Object.assign(adapter.CodeSpace.prototype, {
    prepareComponentOptions(this: unknown, ...args: unknown[]) {
      const [options, isolation] = prepareComponentOptions.apply(this, args)
      // Without the first two no `#id` rule of a style sheet would match; the third is for properties called `dataset` or `is`.
      return [{ ...options, idPrefixGenerator: null, writeIdToDOM: true, writeFieldsToNode: false }, isolation]
    },
  })
}
