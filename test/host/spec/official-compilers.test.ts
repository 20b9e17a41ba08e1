import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasOfficialCompilers, officialCompilers } from '../src/official-compilers'

const FIXTURES = join(__dirname, '../fixtures')
/** This repository's mini-program, when it has been built. */
const MINI_PROGRAM = process.env.MINIAPP_DIST ?? join(__dirname, '../../../miniapp/dist')
/** Fixtures that are made to be refused. */
const FAULTY = ['failing']

const whereTheyRun = hasOfficialCompilers() ? describe : describe.skip

if (!hasOfficialCompilers()) {
  it.todo(`wcc and wcsc do not exist for ${process.platform} on ${process.arch}: nothing here was compiled by them`)
}

whereTheyRun("Tencent's own compilers", () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'official-'))
    writeFileSync(join(folder, 'app.json'), '{ "pages": ["pages/a/a"] }')
    mkdirSync(join(folder, 'pages/a'), { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const compiled = [
    ...readdirSync(FIXTURES)
      .filter((name) => !FAULTY.includes(name))
      .map((name) => join(FIXTURES, name)),
    MINI_PROGRAM,
  ]
    .flatMap((path) => [path, join(path, 'dist')])
    .filter((path) => existsSync(join(path, 'app.json')))

  it.each(compiled)('accept %s', async (dist) => {
    const { wxml, refusals } = await officialCompilers(dist)
    expect(refusals).toEqual([])
    expect(wxml).toBeGreaterThan(0)
  })

  const isBuilt = existsSync(join(MINI_PROGRAM, 'app.json'))
  if (!isBuilt) it.todo(`accept ${MINI_PROGRAM}, which has not been built`)
  const whenBuilt = isBuilt ? it : it.skip
  whenBuilt('have compiled this mini-program with every page of it', async () => {
    const { wxml, wxss } = await officialCompilers(MINI_PROGRAM)
    expect(wxml).toBeGreaterThan(20)
    expect(wxss).toBeGreaterThan(3)
  })

  it.each([
    ['WXML that is not closed', 'a.wxml', '<view>\n<text>x</view>\n', 'pages/a/a.wxml:2'],
    ['an expression that is none', 'a.wxml', '<view>\n<view a="{{b c}}" />\n</view>', 'pages/a/a.wxml'],
    ['WXSS that is not closed', 'a.wxss', '.a {\n  color: red;\n', 'pages/a/a.wxss(3'],
    ['WXSS with a selector too little', 'a.wxss', '.a {\n  color: red;\n}\n.b > {\n}\n', 'pages/a/a.wxss(4'],
  ])('refuse %s, by file and line', async (_, file, text, place) => {
    writeFileSync(join(folder, 'pages/a/a.wxml'), '<view />')
    writeFileSync(join(folder, 'pages/a', file), text)
    const { refusals } = await officialCompilers(folder)
    expect(refusals.join('\n')).toContain(place)
  })
})
