import { existsSync, readdirSync } from 'node:fs'
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
})
