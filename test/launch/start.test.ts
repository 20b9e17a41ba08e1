import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, readInstance } from './mysql/instance'
import { root } from './paths'
import { isRunning } from './processes.mjs'

let dataDir: string
let product: { child: ChildProcess; output: () => string; port: number }

/** The command itself, as npm runs it. */
function start(port: number, dir: string): { child: ChildProcess; output: () => string; port: number } {
  const args = ['test/launch/bootstrap.mjs', 'start', '--port', String(port), '--data', dir, '--no-browser']
  const env = { ...process.env }
  delete env.DATABASE_URL
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { child, output: () => text, port }
}

async function untilReady({ child, output, port }: typeof product): Promise<void> {
  while (!output().includes(`Ready: http://127.0.0.1:${port}\n`)) {
    if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}:\n${output()}`)
    await sleep(50)
  }
}

interface Process {
  pid: number
  parent: number
  command: string
}

/** What runs on this machine; small systems have no `ps`, and others no `/proc`. */
function processes(): Process[] {
  if (process.platform !== 'linux') {
    const lines = spawnSync('ps', ['-axww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).stdout.split('\n')
    return lines.map((line) => toProcess(...(line.trim().split(/\s+/) as [string, string, ...string[]])))
  }
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))
  return pids.flatMap((pid) => {
    try {
      const [, parent = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return toProcess(pid, parent, ...readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0'))
    } catch {
      // It ended meanwhile.
      return []
    }
  })
}

function toProcess(pid: string, parent: string, ...words: string[]): Process {
  return { pid: Number(pid), parent: Number(parent), command: words.join(' ').trim() }
}

/** Processes, of whatever kind, that name the folder in their arguments. */
function processesOf(dir: string): string[] {
  return processes()
    .map(({ command }) => command)
    .filter((command) => command.includes(dir))
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'quanke-start-'))
  product = start(await freePort(), dataDir)
  await untilReady(product)
}, 180_000)

afterAll(async () => {
  if (product.child.exitCode === null) product.child.kill('SIGKILL')
  while (readInstance(join(dataDir, 'mysql'))?.supervisor) await sleep(100)
  rmSync(dataDir, { recursive: true, force: true })
}, 60_000)

describe('npm start', () => {
  it('shows the page with people to be and phones to use', async () => {
    const page = `http://127.0.0.1:${product.port}`
    expect(await (await fetch(page)).text()).toContain('圈客')
    const people = (await (await fetch(`${page}/demo/people`)).json()) as { role: string }[]
    expect(new Set(people.map(({ role }) => role))).toEqual(new Set(['client', 'visitor', 'agent', 'leader', 'staff']))
    expect((await fetch(`${page}/__host/phone?person=lin-xiaoman`)).status).toBe(200)
  })

  it('does not answer under a foreign name that leads to this machine', async () => {
    const { request } = await import('node:http')
    const call = request({ port: product.port, host: '127.0.0.1', path: '/', headers: { host: 'evil.example' } }).end()
    const [response] = (await once(call, 'response')) as [{ statusCode: number; resume(): void }]
    response.resume()
    expect(response.statusCode).toBe(421)
  })

  it('refuses a folder that another one uses, and a busy port, each with what to do', async () => {
    const sameFolder = start(await freePort(), dataDir)
    const elsewhere = mkdtempSync(join(tmpdir(), 'quanke-start-'))
    const samePort = start(product.port, elsewhere)
    const codes = await Promise.all(
      [sameFolder, samePort].map(({ child }) => once(child, 'close').then(([code]) => code as number)),
    )
    rmSync(elsewhere, { recursive: true })
    expect(codes).toEqual([1, 1])
    expect(sameFolder.output()).toMatch(/in use by another npm start \(process \d+\)[^]*--data DIR/)
    expect(samePort.output()).toMatch(/Port \d+ is busy[^]*--port N/)
  })

  it('ends everything and with code 0 after Ctrl-C, and starts again with its data', async () => {
    const { server } = readInstance(join(dataDir, 'mysql'))!
    product.child.kill('SIGINT')
    const [code] = (await once(product.child, 'close')) as [number]
    expect(code).toBe(0)
    expect(isRunning(server!)).toBe(false)
    expect(processesOf(dataDir)).toEqual([])

    product = start(product.port, dataDir)
    await untilReady(product)
    expect(product.output()).toContain('Already up to date')
  })

  it('says what happened and stops when the API server dies', async () => {
    const { server } = readInstance(join(dataDir, 'mysql'))!
    const api = processes().find(
      ({ parent, command }) => parent === product.child.pid && command.endsWith('server/dist/main.js'),
    )
    process.kill(api!.pid, 'SIGKILL')
    const [code] = (await once(product.child, 'close')) as [number]
    expect(code).toBe(1)
    expect(product.output()).toMatch(/The API server was ended by SIGKILL unexpectedly\. Its log: .*server\.log/)
    expect(isRunning(server!)).toBe(false)
  })

  it('leaves nothing behind when it is killed itself', async () => {
    product = start(product.port, dataDir)
    await untilReady(product)
    product.child.kill('SIGKILL')
    for (let waits = 0; processesOf(dataDir).length > 0 && waits < 200; waits++) await sleep(100)
    expect(processesOf(dataDir)).toEqual([])
  })
})
