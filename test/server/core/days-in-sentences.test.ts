import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SERVER = join(__dirname, '../../../server/src')

/** What WeChat's messages and the demo's people write is not shown by us as a sentence of ours. */
const OTHER = /^(?:core\/wechat|demo|migrations)\//u

it('a date in a sentence of the server is written by the one function that holds it together on a line', () => {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !OTHER.test(file),
  )
  expect(files.length).toBeGreaterThan(200)
  const own = files.filter((file) => /\}[年月]|\}日/u.test(readFileSync(join(SERVER, file), 'utf8')))
  expect(own).toEqual([])
})
