// The mini-program host: how long a spec waits for it, against the same page in the same Chromium with nothing between.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from 'weapp-host/chromium'
import { drive, type Driver } from 'weapp-host/driver'
import { startBrowser } from 'weapp-host'
import { findBrowser } from '../launch/chromium'
import { openReaper } from '../launch/children'
import { root, typescriptFlags } from '../launch/paths'
import { plainUrl } from './host/plain'
import { median, percentile, table } from './measure'

const MINI_PROGRAM = join(__dirname, 'host/mini-program')
const OURS = join(root, 'miniapp/dist')
const STARTS = 5
const ROUNDS = 15
const TAPS = 60
const ROWS = 200

interface Row {
  what: string
  host: number[]
  plain?: number[]
  /** What the host may cost; told, not enforced. */
  limit: number
  unit: 'ms' | 'MB'
}

async function main(): Promise<void> {
  process.env.CHROME_PATH ??= (await findBrowser()).executable
  const { starts, memory } = await measureProcesses()
  report([...starts, ...(await measureSpecs()), ...memory])
}

/** Starting the command until it is ready, and what its processes weigh then. */
async function measureProcesses(): Promise<{ starts: Row[]; memory: Row[] }> {
  const reaper = openReaper()
  const host = (folder: string) => [join(root, 'test/host/src/cli.ts'), folder, '--port', '0']
  const ways = { small: host(MINI_PROGRAM), ours: host(OURS), plain: [join(__dirname, 'host/plain.ts')] }
  const times: Record<keyof typeof ways, number[]> = { small: [], ours: [], plain: [] }
  const weights: Record<keyof typeof ways, number[]> = { small: [], ours: [], plain: [] }
  for (let round = 0; round < STARTS; round++) {
    for (const [name, args] of Object.entries(ways) as [keyof typeof ways, string[]][]) {
      const began = performance.now()
      const child = spawn(process.execPath, [...typescriptFlags, ...args], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      reaper.watch(child.pid ?? 0)
      await new Promise((resolve) => child.stdout.once('data', resolve))
      times[name].push(performance.now() - began)
      weights[name].push(megabytes(child.pid ?? 0))
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    }
  }
  reaper.close()
  return {
    starts: [
      { what: 'start of a small mini-program', host: times.small, plain: times.plain, limit: 2000, unit: 'ms' },
      { what: 'start of 圈客', host: times.ours, plain: times.plain, limit: 2000, unit: 'ms' },
    ],
    memory: [{ what: 'memory with 圈客 open', host: weights.ours, plain: weights.plain, limit: 600, unit: 'MB' }],
  }
}

async function measureSpecs(): Promise<Row[]> {
  const phones = await startBrowser()
  const bare = await launchChromium()
  try {
    const phone = await phones.phone({ dist: MINI_PROGRAM })
    const app = await drive(phone)
    const page = await bare.newPage({ viewport: { width: 375, height: 667 }, deviceScaleFactor: 2, hasTouch: true })
    const open = async (hash: string) => {
      // A page that differs in its hash alone would not be loaded again.
      await page.goto('about:blank')
      return async () => {
        await page.goto(plainUrl + hash)
        await page.waitForSelector(hash ? '.row' : '#more')
      }
    }
    const rows: Row[] = []

    const reset: Row = { what: 'reset between specs, small', host: [], plain: [], limit: 350, unit: 'ms' }
    const resetOurs: Row = { ...reset, what: 'reset between specs, 圈客', host: [] }
    const ours = await phones.phone({ dist: OURS })
    for (let round = 0; round < ROUNDS; round++) {
      reset.host.push(await timed(() => phone.reset()))
      resetOurs.host.push(await timed(() => ours.reset()))
      reset.plain!.push(await timed(await open('')))
    }
    rows.push(reset, resetOurs)
    await ours.close()

    const tap: Row = { what: 'tap', host: [], plain: [], limit: 15, unit: 'ms' }
    const button = (await (await app.currentPage()).$('#more'))!
    for (let round = 0; round < TAPS; round++) {
      tap.host.push(await timed(() => button.tap()))
      tap.plain!.push(await timed(() => page.locator('#more').tap()))
    }
    const counted = await (await (await app.currentPage()).$('#count'))!.text()
    if (counted !== String(TAPS)) throw new Error(`${TAPS} taps were counted as ${counted}`)
    rows.push(tap)

    const list: Row = {
      what: `page of ${ROWS} rows, and all of them found`,
      host: [],
      plain: [],
      limit: 350,
      unit: 'ms',
    }
    const tapInList: Row = { what: `tap in that page`, host: [], plain: [], limit: 15, unit: 'ms' }
    for (let round = 0; round < ROUNDS; round++) {
      await app.callWxMethod('reLaunch', { url: '/pages/home/home' })
      list.host.push(await timed(() => openList(app)))
      const load = await open('#list')
      list.plain!.push(await timed(() => load().then(async () => (await page.$$('.row')).length)))
      const row = (await (await app.currentPage()).$$('.row'))[3]!
      await row.tap()
      tapInList.host.push(await timed(() => row.tap()))
      tapInList.plain!.push(await timed(() => page.locator('.row').nth(3).tap()))
    }
    rows.push(list, tapInList)
    app.disconnect()
    return rows
  } finally {
    await Promise.all([phones.close(), bare.close()])
  }
}

async function openList(app: Driver): Promise<void> {
  await app.callWxMethod('reLaunch', { url: '/pages/list/list' })
  const { length } = await (await app.currentPage()).$$('.row')
  if (length !== ROWS) throw new Error(`${length} rows of ${ROWS}`)
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await action()
  return performance.now() - began
}

/** What a process and all below it weigh, each shared page counted once. */
function megabytes(pid: number): number {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const fields = read(`/proc/${name}/stat`)
      .replace(/^.*\) /su, '')
      .split(' ')
    parents.set(Number(name), Number(fields[1]))
  }
  const isBelow = (process: number): boolean =>
    process === pid || (parents.has(process) && isBelow(parents.get(process)!))
  const kilobytes = [...parents.keys()]
    .filter(isBelow)
    .map((process) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${process}/smaps_rollup`))?.[1] ?? 0))
  return kilobytes.reduce((sum, part) => sum + part, 0) / 1024
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function report(rows: Row[]): void {
  const figure = (values: readonly number[], unit: string) =>
    `${median(values).toFixed(median(values) < 100 ? 1 : 0)} ${unit}`
  console.log(
    table(
      ['', 'host', 'p90', 'plain Chromium', 'ratio', 'limit'],
      rows.map(({ what, host, plain = [], limit, unit }) => [
        what,
        figure(host, unit),
        percentile(host, 0.9).toFixed(0),
        figure(plain, unit),
        (median(host) / median(plain)).toFixed(1),
        `${limit} ${unit}${median(host) < limit ? '' : '  MISSED'}`,
      ]),
    ),
  )
  const [, start, , reset, tap, list] = rows
  for (const [name, row] of Object.entries({ start, reset, tap, list })) {
    console.log(`host-${name} ratio=${(median(row!.host) / median(row!.plain!)).toFixed(2)}`)
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
