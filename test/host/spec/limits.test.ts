import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PhoneOptions } from '../src/browser'
import { HostServer } from '../src/server'

const FIXTURE = join(__dirname, '../fixtures/audit')

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'host-limits-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('what WeChat would not upload does not start', () => {
  /** A copy of the fixture with a changed app.json and more files, by path and size in bytes. */
  function project(name: string, app: object, files: Record<string, number> = {}): string {
    const root = join(folder, name)
    cpSync(FIXTURE, root, { recursive: true })
    writeFileSync(join(root, 'app.json'), JSON.stringify({ pages: ['pages/good/good'], ...app }))
    for (const [file, size] of Object.entries(files)) {
      mkdirSync(join(root, file, '..'), { recursive: true })
      writeFileSync(join(root, file), Buffer.alloc(size, 32))
    }
    return root
  }
  const start = (dist: string, loose: PhoneOptions['loose'] = []) => new HostServer({ dist, loose })
  const packageA = { subPackages: [{ root: 'packageA', pages: ['deep'] }] }
  const MB = 1024 * 1024

  it('files that are not uploaded do not count', () => {
    expect(() => start(project('maps', {}, { 'app.js.map': 3 * MB, 'half.png': MB }))).not.toThrow()
  })

  it('tabs outside the main package, or too few of them', () => {
    const tab = (pagePath: string) => ({ pagePath, text: 'x' })
    const home = tab('pages/good/good')
    const outside = project('outside', { ...packageA, tabBar: { list: [home, tab('packageA/deep')] } }, { 'packageA/deep.js': 5 }) // prettier-ignore
    expect(() => start(outside)).toThrow(
      'app.json: ["tabBar"]["list"][1]["pagePath"]: "packageA/deep" need in ["pages"]',
    )
    const few = project('few', { tabBar: { list: [home] } })
    expect(() => start(few)).toThrow('["tabBar"]["list"] must hold 2 to 5 items')
    expect(() => start(few, ['tabBar'])).not.toThrow()
  })

  it('and names of limits are checked', () => {
    expect(() => start(FIXTURE, ['speed' as 'packages'])).toThrow('no limit is called speed')
    expect(() => new HostServer({ dist: FIXTURE, privacy: ['face' as 'clipboard'] })).toThrow(
      'no privacy declaration is called face',
    )
  })
})
