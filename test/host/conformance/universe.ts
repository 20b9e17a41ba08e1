import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FEATURES, TAGS } from './features'
import type { ApiAreas } from './typings'

/** Every name that may be claimed, by area, in the order of the table. */
export interface Universe {
  areas: Map<string, string[]>
  has(name: string): boolean
}

const TYPINGS = dirname(require.resolve('miniprogram-api-typings/package.json'))

let known: Promise<Universe> | undefined

/** All that WeChat's base library offers: from its published typings, and from lists of what those do not name. */
export function universe(): Promise<Universe> {
  known ??= (async () => {
    const areas = new Map<string, string[]>([['Tags', TAGS.map((tag) => `<${tag}>`)]])
    for (const [area, names] of Object.entries(FEATURES)) areas.set(area, names)
    for (const [area, names] of await apiAreas()) areas.set(area, names)
    const all = new Set([...areas.values()].flat())
    return { areas, has: (name: string) => all.has(name) }
  })()
  return known
}

/** The wx functions and the methods of the objects they give, read from the typings once per version. */
async function apiAreas(): Promise<ApiAreas> {
  const { version } = JSON.parse(readFileSync(join(TYPINGS, 'package.json'), 'utf8')) as { version: string }
  const cache = join(TYPINGS, `../.cache/weapp-host/api-${version}.json`)
  if (existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8')) as ApiAreas
  // The compiler is slow to load, and only needed the first time.
  const { readTypings } = await import('./typings')
  const found = readTypings(join(TYPINGS, 'types/wx'))
  mkdirSync(dirname(cache), { recursive: true })
  // Several test files may start at once.
  const fresh = `${cache}.${process.pid}`
  writeFileSync(fresh, JSON.stringify(found))
  renameSync(fresh, cache)
  return found
}
