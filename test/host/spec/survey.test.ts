import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runSurvey } from '../src/survey/command'
import type { AppReport, SurveyReport } from '../src/survey/report'

const folder = mkdtempSync(join(tmpdir(), 'survey-'))
const out = join(folder, 'out')

afterAll(() => rmSync(folder, { recursive: true }))

/** A mini-program of one page, as somebody might have written it. */
function write(name: string, files: Record<string, string>): string {
  const root = join(folder, name)
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, text)
  }
  return root
}

async function surveyed(...args: string[]): Promise<{ code: number; apps: AppReport[] }> {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    const code = await runSurvey([...args, '--out', out])
    return { code, apps: (JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as SurveyReport).apps }
  } finally {
    log.mockRestore()
  }
}

describe('survey', () => {
  it('opens every page of a mini-program that runs, and ends with 0', async () => {
    const fixture = join(__dirname, '../fixtures/foreign-components')
    const { code, apps } = await surveyed(fixture)
    expect(code).toBe(0)
    expect(apps[0]!.problems).toEqual([])
    expect(apps[0]!.pages).toHaveLength(7)
    for (const page of apps[0]!.pages) {
      expect({ path: page.path, shown: page.shown, isBlank: page.isBlank }).toEqual({
        ...{ path: page.path, shown: page.path, isBlank: false },
      })
      expect(existsSync(join(out, page.screenshot!))).toBe(true)
    }
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('7 pages, 7 without errors')
  }, 60_000)

  it('tells what goes wrong in one that does not, and ends with 1', async () => {
    const root = write('broken', {
      'miniprogram/app.json': JSON.stringify({
        pages: ['pages/throws/throws', 'pages/blank/blank', 'pages/missing/missing', 'pages/hangs/hangs'],
        usingComponents: { 'no-card': '/parts/card' },
      }),
      'miniprogram/app.js': 'App({})\nwx.notThere && wx.notThere()',
      'miniprogram/pages/throws/throws.js':
        "Page({ onLoad() { wx.request({ url: 'https://example.com/list', fail: (e) => console.warn(e.errMsg) }); null.x } })",
      'miniprogram/pages/throws/throws.wxml': '<view>Text</view><no-card></no-card>',
      'miniprogram/pages/blank/blank.js': 'Page({})',
      'miniprogram/pages/blank/blank.wxml': '<view></view>',
      'miniprogram/pages/hangs/hangs.js': 'Page({ onReady() { for (;;) {} } })',
      'miniprogram/pages/hangs/hangs.wxml': '<view>Text</view>',
    })
    const { code, apps } = await surveyed(root, '--limit', '4000')
    const [app] = apps
    expect(code).toBe(1)
    expect(app!.problems).toEqual([
      'app.json uses the component /parts/card, which does not exist',
      'app.json names pages/missing/missing, but pages/missing/missing.js does not exist',
    ])
    expect(app!.missingWx).toEqual(['notThere'])
    expect(app!.unknownTags).toEqual(['no-card'])
    const [throws, blank, hangs] = app!.pages
    expect(throws!.errors[0]!.message).toContain('null')
    expect(throws!.requests).toEqual(['GET https://example.com/list'])
    expect(throws!.warnings).toContain('request:fail url not in domain list')
    expect(blank).toMatchObject({ isBlank: true, errors: [] })
    expect(hangs!.failure).toBeDefined()
  }, 60_000)

  it('answers requests emptily when asked to', async () => {
    const root = write('online', {
      'app.json': JSON.stringify({ pages: ['index'] }),
      'app.js': 'App({})',
      'index.js':
        "Page({ data: { said: '' }, onLoad() { wx.request({ url: 'https://example.com/', success: ({ statusCode, data }) => console.warn(statusCode, JSON.stringify(data)) }) } })",
      'index.wxml': '<view>Text</view>',
    })
    const { code, apps } = await surveyed(root, '--stub-network')
    expect(code).toBe(0)
    expect(apps[0]!.pages[0]!.warnings).toEqual(['200 {}'])
  }, 60_000)
})
