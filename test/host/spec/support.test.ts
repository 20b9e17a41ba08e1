import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { claimsOf, supportTable } from '../conformance/support'
import { universe } from '../conformance/universe'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claims-'))
  for (const file of ['a.test.ts', 'b.test.ts', 'kit.ts']) writeFileSync(join(folder, file), '')
})
afterEach(() => rmSync(folder, { recursive: true }))

const result = (names: string, title: string, status = 'passed') => ({ ancestorTitles: [names], title, status })
const ran = (file: string, ...assertionResults: ReturnType<typeof result>[]) => ({
  name: join(folder, file),
  assertionResults,
})

it('tells what is supported, approximated and missing, with the sentences that prove it', () => {
  const claims = claimsOf(
    {
      testResults: [
        ran('b.test.ts', result('<map> ≈ no streets', 'shows markers'), result('<view>', 'fails', 'failed')),
        ran('a.test.ts', result('<text>, Element.tap', 'is tapped'), result('<text>', 'shows words')),
      ],
    },
    folder,
  )
  const areas = new Map([
    ['Tags', ['<view>', '<text>', '<map>']],
    ['Automator', ['Element.tap', 'Element.input']],
  ])
  const table = supportTable(claims!, { areas })
  expect(table).toContain('| Tags | 1 | 1 | 1 |\n| Automator | 1 | 0 | 1 |\n| **All** | 2 | 1 | 2 |')
  expect(table).toContain('Supported:\n\n- `<text>`: is tapped (a); shows words (a)')
  expect(table).toContain('Approximated:\n\n- `<map>` ≈ *no streets*: shows markers (b)')
  expect(table).toContain('Missing, or never proved: `<view>`\n')
})

it('says nothing about a run that left a claim out', () => {
  const all = ran('a.test.ts', result('<text>', 'shows words'))
  expect(claimsOf({ testResults: [all] }, folder)).toBeNull()
  const skipped = ran('b.test.ts', result('<view>', 'is there', 'pending'))
  expect(claimsOf({ testResults: [all, skipped] }, folder)).toBeNull()
})

it('knows the names of the published typings, by chapter', async () => {
  const { areas, has } = await universe()
  expect(['wx.setStorage', 'wx.cloud.callFunction', 'FileSystemManager.readFileSync', '<view>'].every(has)).toBe(true)
  expect(['wx.setStorag', 'wx.constructor', '<div>'].some(has)).toBe(false)
  expect(areas.get('wx: storage')).toContain('wx.getStorageSync')
  expect([...areas.values()].flat().filter((name) => name.startsWith('wx.')).length).toBeGreaterThan(400)
})
