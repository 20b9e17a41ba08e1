// `npm test [-- filter]`: everything a change has to pass. A filter (and any of Jest's options) runs only the tests that match.
// With --write-support the host's table of what it supports is written anew.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestReport } from '../host/conformance/support'
import { currentRun, dropDatabasesOf, dropLeftovers } from '../support/test-runs'
import { buildMiniPrograms, buildServer } from './build'
import { openReaper } from './children'
import { findBrowser } from './chromium'
import { acquireDatabaseServer } from './database'
import { defaultDataDir, root } from './paths'
import { explain, secondsSince, step, type Log } from './progress'
import { run } from './run'
import { checkSupport } from './support'

interface Tally {
  passed: number
  failed: number
  skipped: number
}

const startedAt = Date.now()
const tally: Tally = { passed: 0, failed: 0, skipped: 0 }
const WRITE_SUPPORT = '--write-support'
let isInterrupted = false
let passOn: (signal: NodeJS.Signals) => void = () => undefined

async function main(filters: string[]): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Jest ends, and we stay until everything is put away.
      isInterrupted = true
      passOn(signal)
    })
  }
  try {
    await prepareAndRun(filters)
  } catch (error) {
    tally.failed++
    console.error(`\n${explain(error)}\n`)
  }
  if (isInterrupted) {
    console.log('Interrupted.')
    process.exit(130)
  }
  const { passed, failed, skipped } = tally
  console.log(`\nAll done in ${secondsSince(startedAt)}.`)
  console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
  process.exit(failed > 0 || passed === 0 ? 1 : 0)
}

async function prepareAndRun(filters: string[]): Promise<void> {
  // Fetching waits for the network, building for the processor: they go well together.
  const fetching = fetchBrowser()
  fetching.catch(() => undefined)
  await buildServer()
  await buildAndCheck(filters.length === 0 ? CHECKS : [])
  const server = await step(
    'Database',
    (log) => acquireDatabaseServer({ log }),
    ({ name }) => name,
  )
  try {
    await step(
      'Browser',
      (log) => fetching.then((browser) => (browser.notes.forEach(log), browser)),
      ({ version }) => `Chromium ${version}`,
    )
    await dropLeftovers(server)
    if (!isInterrupted) await runJest(filters)
    await dropDatabasesOf(currentRun(), server)
  } finally {
    await server.release()
  }
}

async function fetchBrowser(): Promise<{ version: string; notes: string[] }> {
  const notes: string[] = []
  const note: Log = (line) => notes.push(line)
  const { version } = await findBrowser({ log: note })
  return { version, notes }
}

const node = (name: string, ...args: string[]) => [require.resolve(name), ...args]
const packageBin = (name: string, file: string) => join(require.resolve(`${name}/package.json`), '..', file)

/** What needs no running: each is one check, passed or failed. The slow ones first. */
const CHECKS: [title: string, args: string[]][] = [
  ['Lint', [packageBin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']],
  ['Types of the tests', node('typescript/bin/tsc', '-p', 'test', '--pretty', 'false')],
  ['Format', [packageBin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['Types of the mini-program', node('typescript/bin/tsc', '-p', 'miniapp', '--pretty', 'false')],
  [
    'Styles',
    [
      packageBin('stylelint', 'bin/stylelint.mjs'),
      'miniapp/src/**/*.scss',
      'test/demo/**/*.css',
      '--allow-empty-input',
    ],
  ],
]

/** Two at a time: checks on one processor, on the other the mini-programs first. */
async function buildAndCheck(checks: typeof CHECKS): Promise<void> {
  const waiting = [...checks]
  const lane = async () => {
    for (let next = waiting.shift(); next && !isInterrupted; next = waiting.shift()) await check(...next)
  }
  // The server's build has compiled these or it would have failed.
  if (waiting.length > 0) pass('Types of shared and server')
  const building = buildMiniPrograms({ withFixture: true })
  // What else is wrong is told as well when a build fails.
  await Promise.all([lane(), building.then(lane, lane)])
  await building
}

async function check(title: string, args: string[]): Promise<void> {
  const began = Date.now()
  const { code, output } = await run(process.execPath, args, { cwd: root })
  if (code === 0) return pass(title, began)
  tally.failed++
  console.log(`✗ ${title}  ${secondsSince(began)}\n${output.trim()}\n`)
}

function pass(title: string, began?: number): void {
  tally.passed++
  console.log(`✓ ${title}${began ? `  ${secondsSince(began)}` : ''}`)
}

async function runJest(filters: string[]): Promise<void> {
  const args = filters.filter((filter) => filter !== WRITE_SUPPORT)
  const folder = join(defaultDataDir, 'test')
  mkdirSync(folder, { recursive: true })
  const report = join(folder, `jest-${process.pid}.json`)
  const jest = [packageBin('jest', 'bin/jest.js'), '--json', `--outputFile=${report}`, ...args]
  const child = spawn(process.execPath, jest, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'test', QUANKE_TEST_RUN: currentRun() },
  })
  const reaper = openReaper()
  reaper.watch(child.pid ?? 0)
  passOn = (signal) => child.kill(signal)
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (exitCode) => resolve(exitCode ?? 1))
  })
  reaper.close()
  passOn = () => undefined
  if (isInterrupted) return
  const results = readReport(report)
  rmSync(report, { force: true })
  tally.passed += results.numPassedTests
  // A file that could not even be loaded is a failure too, though no test of it ran.
  tally.failed += results.numFailedTests + results.numRuntimeErrorTestSuites
  tally.skipped += results.numPendingTests + results.numTodoTests
  if (code !== 0 && tally.failed === 0) tally.failed++
  await checkSupport(results, { write: filters.includes(WRITE_SUPPORT) })
}

interface JestReport extends TestReport {
  numPassedTests: number
  numFailedTests: number
  numRuntimeErrorTestSuites: number
  numPendingTests: number
  numTodoTests: number
}

function readReport(file: string): JestReport {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JestReport
  } catch {
    throw new Error('Jest ended without a report; its last words stand above.')
  }
}

void main(process.argv.slice(2))
