import type { Realm } from './realm'

/** Joins a path to the folder of another one: resolvePath('pages/a/index', '../b') is 'pages/b'. */
export function resolvePath(from: string, target: string): string {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

type Callback = (value: unknown) => void
type Require = ((target: string, done?: Callback, failed?: Callback) => unknown) & {
  async?: (target: string) => Promise<unknown>
}

/** CommonJS for the mini-program's scripts. Each file runs once, when first required. */
export class Modules {
  private readonly loaded = new Map<string, { exports: unknown }>()
  private readonly scripts: Record<string, string> = {}

  constructor(
    private readonly realm: Realm,
    /** The mini-program's globals (wx, App, Page ...), by name. */
    readonly globals: Record<string, unknown>,
    /** Brings the package of a script onto the phone. */
    private readonly download: (path: string) => Promise<void>,
  ) {}

  /** Makes the scripts of a package known. */
  add(scripts: Record<string, string>): void {
    Object.assign(this.scripts, scripts)
  }

  /** The scripts in a folder, by path. */
  under(folder: string): Record<string, string> {
    return Object.fromEntries(Object.entries(this.scripts).filter(([path]) => path.startsWith(`${folder}/`)))
  }

  has(path: string): boolean {
    return this.find(path) !== undefined
  }

  load(path: string, required?: string): unknown {
    const file = this.find(path)
    if (!file) {
      const how = required === undefined ? '' : `, require args is '${required}'`
      throw new this.realm.window.Error(`module '${path.replace(/\.js$/, '')}.js' is not defined${how}`)
    }
    const known = this.loaded.get(file)
    if (known) return known.exports

    const module = this.realm.adopt({ exports: {} })
    this.loaded.set(file, module)
    try {
      const names = Object.keys(this.globals)
      const run = this.realm.compile(this.scripts[file]!, file, ['require', 'module', 'exports', ...names])
      run(this.requireFrom(file), module, module.exports, ...names.map((name) => this.globals[name]))
    } catch (error) {
      this.loaded.delete(file)
      throw error
    }
    return module.exports
  }

  /** A file's `require`: at once within what is there, by callback or promise across packages. */
  private requireFrom(file: string): Require {
    const resolve = (target: string) => (/^[./]/.test(target) ? resolvePath(file, target) : this.guess(file, target))
    const later = async (target: string): Promise<unknown> => {
      const path = resolve(target)
      await this.download(path)
      return this.load(path, target)
    }
    const require: Require = (target, done, failed) => {
      if (!done && !failed) return this.load(resolve(target), target)
      // Timers of the realm, so that what the callbacks throw is reported as the mini-program's.
      const { setTimeout } = this.realm.window
      later(target).then(
        (value) => void setTimeout(() => done?.(value), 0),
        (error: Error) => void setTimeout(() => failed?.({ mod: target, errMsg: error.message }), 0),
      )
      return undefined
    }
    require.async = (target) =>
      new this.realm.window.Promise((resolveWith, reject) => {
        later(target).then(resolveWith, (error: Error) =>
          reject(Object.assign(new this.realm.window.Error(error.message), { mod: target, errMsg: error.message })),
        )
      })
    return require
  }

  /** `require('x')` is a file beside, or a package in the nearest miniprogram_npm folder. */
  private guess(file: string, target: string): string {
    const beside = resolvePath(file, target)
    if (this.has(beside)) return beside
    const folders = file.split('/').slice(0, -1)
    for (let depth = folders.length; depth >= 0; depth--) {
      const path = [...folders.slice(0, depth), 'miniprogram_npm', target].join('/')
      if (this.has(path)) return path
    }
    return beside
  }

  private find(path: string): string | undefined {
    const clean = path.replace(/^\//, '')
    return [clean, `${clean}.js`, `${clean}/index.js`].find((file) => Object.hasOwn(this.scripts, file))
  }
}
