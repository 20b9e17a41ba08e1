import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(__dirname, '../..')
const started: ChildProcess[] = []
let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sandbox-'))
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  rmSync(dir, { recursive: true })
})

it('says where it is, keeps its people, and stops cleanly', async () => {
  const first = await start()
  await order(first.url, 'people', { key: 'lin', name: '林悦', role: 'client', phone: '13800138000' })
  first.child.kill('SIGTERM')
  expect(await once(first.child, 'exit')).toEqual([0, null])

  const second = await start()
  const people = await (await fetch(`${second.url}/sandbox/people`)).json()
  expect(people).toEqual([expect.objectContaining({ key: 'lin', name: '林悦', phone: '13800138000' })])
})

it('has its people after kill -9 as well', async () => {
  const first = await start()
  await order(first.url, 'people', { key: 'lin' })
  await new Promise((go) => setTimeout(go, 400))
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const people = (await (await fetch(`${(await start()).url}/sandbox/people`)).json()) as object[]
  expect(people).toHaveLength(1)
})

it('ends with the process that started it', async () => {
  const { child } = await start('--watch-stdin')
  child.stdin?.destroy()
  expect(await once(child, 'exit')).toEqual([0, null])
})

it('says what is wrong when it cannot start', async () => {
  writeFileSync(join(dir, 'sandbox.json'), '{ broken')
  await expect(start()).rejects.toThrow(/sandbox\.json cannot be read; delete it/)
})

async function start(...more: string[]): Promise<{ url: string; child: ChildProcess }> {
  const args = ['--import', 'tsx', join(__dirname, 'main.ts'), '--port', '0', '--data', dir, ...more]
  const env = { ...process.env, WECHAT_APP_ID: 'wxba5fad812f8e6fb9', WECHAT_APP_SECRET: 's'.repeat(32) }
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['pipe', 'pipe', 'pipe'] })
  started.push(child)
  let said = ''
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += String(chunk)
      const [, url] = /Sandbox: (\S+)/.exec(said) ?? []
      if (url) resolve({ url, child })
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('exit', () => reject(new Error(said)))
  })
}

async function order(url: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${url}/sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(await response.text())
}
