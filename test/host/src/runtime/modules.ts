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

/** CommonJS for the mini-program's scripts. Each file runs once, when first required. */
export class Modules {
  private readonly loaded = new Map<string, { exports: unknown }>()

  constructor(
    private readonly realm: Realm,
    private readonly scripts: Record<string, string>,
    /** The mini-program's globals (wx, App, Page ...), by name. */
    private readonly globals: Record<string, unknown>,
  ) {}

  has(path: string): boolean {
    return this.find(path) !== undefined
  }

  load(path: string): unknown {
    const file = this.find(path)
    if (!file) throw new Error(`module '${path}.js' is not defined`)
    const known = this.loaded.get(file)
    if (known) return known.exports

    const module = this.realm.adopt({ exports: {} })
    this.loaded.set(file, module)
    const require = (target: string) => this.load(resolvePath(file, target))
    const names = Object.keys(this.globals)
    const run = this.realm.compile(this.scripts[file]!, file, ['require', 'module', 'exports', ...names])
    run(require, module, module.exports, ...names.map((name) => this.globals[name]))
    return module.exports
  }

  private find(path: string): string | undefined {
    const clean = path.replace(/^\//, '')
    return [clean, `${clean}.js`, `${clean}/index.js`].find((file) => file in this.scripts)
  }
}
