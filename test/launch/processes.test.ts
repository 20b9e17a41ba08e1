import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identityOf, isRunning, ownIdentity, pidOf, takeLock, withLock } from './processes.mjs'

let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quanke-lock-'))
})

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Another process that runs this script with the functions of processes.mjs in reach as `p`. */
function runElsewhere(script: string): ChildProcess {
  const source = `import * as p from ${JSON.stringify(join(__dirname, 'processes.mjs'))}\n${script}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return child
}

describe('a process identity', () => {
  it('names a running process', () => {
    expect(identityOf(process.pid)).toBe(ownIdentity)
    expect(isRunning(ownIdentity)).toBe(true)
  })

  it('does not take another process with the same number for it', () => {
    expect(isRunning(`${pidOf(ownIdentity)}-1`)).toBe(false)
  })

  it('is over when the process ended', async () => {
    const child = runElsewhere('setInterval(() => {}, 1000)')
    const identity = identityOf(child.pid!)!
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isRunning(identity)).toBe(false)
    expect(identityOf(child.pid!)).toBeNull()
  })
})

describe('a lock', () => {
  it('lets one process in at a time', async () => {
    const counter = join(folder, 'counter')
    writeFileSync(counter, '0')
    const script = `
      import { readFileSync, writeFileSync } from 'node:fs'
      import { setTimeout as sleep } from 'node:timers/promises'
      const counter = ${JSON.stringify(counter)}
      for (let i = 0; i < 5; i++) await p.withLock(${JSON.stringify(join(folder, 'lock'))}, async () => {
        const value = Number(readFileSync(counter, 'utf8'))
        await sleep(5)
        writeFileSync(counter, String(value + 1))
      })`
    const workers = Array.from({ length: 6 }, () => runElsewhere(script))
    await Promise.all(workers.map((worker) => once(worker, 'exit')))
    expect(readFileSync(counter, 'utf8')).toBe('30')
  })

  it('lets one caller of the same process in at a time', async () => {
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setTimeout(resolve, 5))
      inside--
    }
    await Promise.all(Array.from({ length: 8 }, () => withLock(join(folder, 'lock'), work)))
    expect(most).toBe(1)
  })

  it('is free again when its holder was killed', async () => {
    const dir = join(folder, 'lock')
    const holder = runElsewhere(
      `await p.withLock(${JSON.stringify(dir)}, () => { console.log('in'); return new Promise(() => setInterval(() => {}, 1000)) })`,
    )
    await once(holder.stdout!, 'data')
    const waitedFor: number[] = []
    const entered = withLock(
      dir,
      () => 'in',
      (pid) => waitedFor.push(pid),
    )
    setTimeout(() => holder.kill('SIGKILL'), 200)
    await expect(entered).resolves.toBe('in')
    expect(waitedFor).toEqual([holder.pid])
  })

  it('is given up by one who does not want to wait', async () => {
    const release = await takeLock(join(folder, 'lock'), () => false)
    expect(await takeLock(join(folder, 'lock'), () => false)).toBeNull()
    release!()
    const again = await takeLock(join(folder, 'lock'), () => false)
    expect(again).not.toBeNull()
    again!()
  })
})
