import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PACKAGE = join(__dirname, '..')
const CONFIG = {
  rootDir: PACKAGE,
  testMatch: ['<rootDir>/fixtures/failing/*.spec.ts'],
  testEnvironment: '<rootDir>/src/jest-environment.ts',
  moduleNameMapper: { '^jimp$': '<rootDir>/src/jimp.ts' },
  testTimeout: 30_000,
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { swcrc: false, jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
}

interface Report {
  testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[]
}

let output: string
let failures: Map<string, string>

const runJest = (config: object): Promise<Report> =>
  new Promise((resolve, reject) => {
    const bin = join(require.resolve('jest/package.json'), '../bin/jest.js')
    const args = [bin, '--config', JSON.stringify(config), '--json', '--silent', '--runInBand']
    const child = spawn(process.execPath, args, { cwd: PACKAGE, stdio: ['ignore', 'pipe', 'pipe'] })
    let told = ''
    let complaints = ''
    child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
    child.on('close', () => {
      try {
        resolve(JSON.parse(told) as Report)
      } catch {
        reject(new Error(complaints))
      }
    })
  })

const left = (spec: string, ending: string) =>
  readFileSync(join(output, 'fixtures-failing-failing', spec, ending), ending.endsWith('.png') ? 'latin1' : 'utf8')

beforeAll(async () => {
  output = mkdtempSync(join(tmpdir(), 'evidence-'))
  const { testResults } = await runJest({ ...CONFIG, testEnvironmentOptions: { output } })
  failures = new Map(
    testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'failed')
      .map(({ title, failureMessages }) => [title, failureMessages.join('\n')]),
  )
})
afterAll(() => rmSync(output, { recursive: true, force: true }))

it('fails a spec whose mini-program broke, unless the spec expected it or looked at it', () => {
  expect([...failures.keys()].filter((title) => !title.startsWith('claims'))).toEqual([
    'expects something else',
    'does not see that the mini-program broke',
  ])
  expect(failures.get('does not see that the mini-program broke')).toContain('The mini-program did not catch: 坏了')
})

it('leaves a screenshot, the WXML, the console and the requests of every phone, and says where', () => {
  const spec = 'expects-something-else'
  expect(failures.get('expects something else')).toMatch(
    /Expected: "200 \\"ok\\""[^]*Left in .*expects-something-else: 2 phones\n\s+at /,
  )
  expect(readdirSync(join(output, 'fixtures-failing-failing', spec)).sort()).toEqual([
    ...['1-anna.console.txt', '1-anna.png', '1-anna.requests.txt', '1-anna.wxml'],
    ...['2-bo.console.txt', '2-bo.png', '2-bo.requests.txt', '2-bo.wxml'],
  ])
  expect(left(spec, '1-anna.png').slice(1, 4)).toBe('PNG')
  expect(left(spec, '1-anna.wxml')).toMatch(
    /^<!-- pages\/more\/index -->\n<view class="answer">418 "a teapot"<\/view>\n/,
  )
  expect(left(spec, '2-bo.wxml')).toMatch(/\n {2}<card>\n {4}#inside\n {6}<view class="card"/)
  expect(left(spec, '1-anna.console.txt')).toContain('warning: something is odd')
  expect(left(spec, '1-anna.requests.txt')).toMatch(
    /request POST https:\/\/api\.example\.com\/hello\?a=1 → 418 \(\d+ ms\)\n {2}> {"words":"你好"}\n {2}< a teapot/,
  )
})

it('leaves the errors too', () => {
  expect(left('does-not-see-that-the-mini-program-broke', '1-anna.errors.txt')).toMatch(/^坏了\nError: 坏了\n\s+at /)
})

it('a claim fails when the mini-program never used what is claimed, and when nobody knows the name', () => {
  const claims = Object.fromEntries([...failures].filter(([title]) => title.startsWith('claims')))
  expect(claims).toEqual({
    'claims what it never uses': expect.stringContaining(
      'never used by the mini-program in this claim: wx.getLocation, <map>',
    ),
    'claims what only the kit used': expect.stringContaining('in this claim: wx.reLaunch'),
    'claims what nobody knows': expect.stringContaining('No such thing in universe.ts or features.ts: wx.setStorag\n'),
  })
})
