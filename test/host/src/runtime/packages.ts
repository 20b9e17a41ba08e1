import type { Scripts } from '../compile/compile'
import type { PackageConfig } from '../compile/project'
import type { Phone } from './phone'

/**
 * The parts that a mini-program is downloaded in. A sub-package's scripts are fetched when one of its pages is first
 * entered, or before that by preloadRule, and run only when they are needed.
 */
export class Packages {
  private readonly downloads = new Map<string, Promise<void>>()
  private readonly injected = new Set<string>()
  /** Roots of the packages that are on the phone, in the order they came. */
  readonly present: string[] = []

  constructor(private readonly phone: Phone) {}

  /** The package that a page, component or script lies in. */
  of(path: string): PackageConfig {
    const all = this.phone.project.packages
    const around = all.filter(({ root }) => root && path.startsWith(`${root}/`))
    return around.sort((one, other) => other.root.length - one.root.length)[0] ?? all[0]!
  }

  /** By root or name, as preloadRule and wx.preDownloadSubpackage say it; `__APP__` is the main package. */
  find(name: string): PackageConfig | undefined {
    const clean = name.replace(/^\/|\/$/g, '')
    return this.phone.project.packages.find((each) => (each.root || '__APP__') === clean || each.name === name)
  }

  isPresent(root: string): boolean {
    return this.present.includes(root)
  }

  /** Brings a package onto the phone. Two calls are one download. */
  download({ root }: PackageConfig): Promise<void> {
    let running = this.downloads.get(root)
    if (!running) {
      running = this.fetchScripts(root)
      this.downloads.set(root, running)
      running.catch(() => this.downloads.delete(root))
    }
    return running
  }

  /** Everything a page needs is there and running: its own package, and unless that is independent, the main one. */
  async enter(path: string): Promise<void> {
    const own = this.of(path)
    const main = this.phone.project.packages[0]!
    await Promise.all([this.download(own), ...(own.isIndependent ? [] : [this.download(main)])])
    // Scripts of pages may read what onLaunch got by callbacks that WeChat calls at once (wx.getSystemInfo).
    if (!own.isIndependent && this.phone.app.start()) await new Promise((resolve) => setTimeout(resolve, 0))
    await Promise.all(this.missingFor(path).map((each) => this.download(each)))
    if (!own.isIndependent) this.inject(main)
    this.inject(own)
  }

  /** Downloads what preloadRule wants once this page has been entered. */
  preload(path: string): void {
    const rule = this.phone.project.app.preloadRule?.[path]
    if (!rule || !this.phone.network.isOnline) return
    if ((rule.network ?? 'wifi') === 'wifi' && this.phone.network.type !== 'wifi') return
    for (const name of rule.packages) {
      const found = this.find(name)
      if (found) void this.download(found).catch(() => undefined)
    }
  }

  /** Packages of components that a page uses without a placeholder, so that it cannot be shown before they are there. */
  private missingFor(path: string): PackageConfig[] {
    const { pages, components } = this.phone.project
    const found = new Set<PackageConfig>()
    const seen = new Set<string>()
    const visit = (at: string) => {
      if (seen.has(at)) return
      seen.add(at)
      const { usingComponents = {}, componentPlaceholder = {} } = pages[at] ?? components[at] ?? {}
      for (const [name, target] of Object.entries(usingComponents)) {
        if (target.includes('://') || name in componentPlaceholder) continue
        const used = target.replace(/^\//, '')
        const owner = this.of(used)
        if (!this.isPresent(owner.root)) found.add(owner)
        visit(used)
      }
    }
    visit(path)
    return [...found]
  }

  /** Without lazyCodeLoading WeChat runs every page's and component's script as soon as its package is there. */
  private inject({ root, pages }: PackageConfig): void {
    if (this.injected.has(root)) return
    this.injected.add(root)
    if (this.phone.project.app.lazyCodeLoading === 'requiredComponents') return
    for (const page of pages) this.phone.attempt(() => this.phone.environment.load(page))
  }

  private async fetchScripts(root: string): Promise<void> {
    if (!this.phone.network.isOnline && root) throw new Error('loadSubpackage:fail network is offline')
    const response = await fetch(`/__host/package/${root}`)
    if (!response.ok) throw new Error(`loadSubpackage:fail ${await response.text()}`)
    this.phone.modules.add((await response.json()) as Scripts)
    this.present.push(root)
  }
}
