import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { drive } from '../src/driver'

const PACKAGE = join(__dirname, '..')
const SOURCES = ['src', 'pack.ts', 'package.json', 'README.md', 'SUPPORT.md', 'LICENSE']

interface Manifest {
  bin: Record<string, string>
  exports: Record<string, { types: string; default: string }>
  dependencies: Record<string, string>
}

let folder: string
let installed: string
let manifest: Manifest
let host: ChildProcess | undefined

/** Where a package is installed for another one: the nearest node_modules that has it. */
function locate(name: string, from: string): string {
  const place = join(from, 'node_modules', name)
  if (existsSync(place)) return realpathSync(place)
  if (dirname(from) === from) throw new Error(`${name} is not installed`)
  return locate(name, dirname(from))
}

function link(names: string[], into: string): void {
  for (const name of names) {
    const place = join(into, 'node_modules', name)
    mkdirSync(dirname(place), { recursive: true })
    symlinkSync(locate(name, realpathSync(PACKAGE)), place)
  }
}

const readManifest = (place: string) => JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')) as Manifest

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'weapp-host-')))
  // A copy is packed: while npm packs, package.json is another one, and other tests need the workspace's.
  const source = join(folder, 'source')
  for (const name of SOURCES) {
    if (existsSync(join(PACKAGE, name))) cpSync(join(PACKAGE, name), join(source, name), { recursive: true })
  }
  const before = readFileSync(join(source, 'package.json'), 'utf8')
  const all = JSON.parse(before) as Record<'dependencies' | 'devDependencies', Record<string, string>>
  link([...Object.keys(all.dependencies), ...Object.keys(all.devDependencies), '@types/node'], source)
  const bin = join(dirname(locate('tsx', realpathSync(PACKAGE))), '.bin')
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, npm_config_update_notifier: 'false' }
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: source, env })
  expect(readFileSync(join(source, 'package.json'), 'utf8')).toBe(before)

  execFileSync('tar', ['-xzf', join(folder, `weapp-host-${(JSON.parse(before) as { version: string }).version}.tgz`)], {
    cwd: folder,
  })
  installed = join(folder, 'user/node_modules/weapp-host')
  mkdirSync(dirname(installed), { recursive: true })
  renameSync(join(folder, 'package'), installed)
  manifest = readManifest(installed)
  link(Object.keys(manifest.dependencies), join(folder, 'user'))
}, 120_000)

afterAll(() => {
  host?.kill()
  rmSync(folder, { recursive: true, force: true })
})

it('has what its package.json promises, and no sources', () => {
  const promised = [
    ...Object.values(manifest.exports).flatMap((each) => Object.values<string>(each)),
    ...Object.values(manifest.bin),
  ]
  expect(promised.filter((file) => !existsSync(join(installed, file)))).toEqual([])
  expect(promised.filter((file) => /(?<!\.d)\.ts$/.test(file))).toEqual([])
  expect(existsSync(join(installed, 'src'))).toBe(false)
  expect(Object.keys(manifest)).toEqual(expect.not.arrayContaining(['private', 'scripts', 'devDependencies']))
  expect(existsSync(join(installed, 'LICENSE')) && existsSync(join(installed, 'README.md'))).toBe(true)
})

it('runs a mini-program by its command, away from this repository', async () => {
  const bin = join(installed, manifest.bin['weapp-host']!)
  const fixture = join(PACKAGE, 'fixtures/native')
  host = spawn(process.execPath, [bin, fixture, '--port', '0'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const wsEndpoint = await new Promise<string>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const [address] = /ws:\/\/127\.0\.0\.1:\d+/.exec(said) ?? []
      if (address) resolve(address)
    }
    host!.stdout!.on('data', hear)
    host!.stderr!.on('data', hear)
    host!.on('exit', () => reject(new Error(said)))
  })
  const app = await drive({ wsEndpoint })
  const page = await app.currentPage()
  expect(await (await page.$('.count'))!.text()).toBe('第0次')
  app.disconnect()
})

it('can be required by its names', () => {
  const script = `const { startBrowser } = require('weapp-host'), { HostServer } = require('weapp-host/server'), { drive, until } = require('weapp-host/driver')
    console.log([startBrowser, HostServer, drive, until].map((each) => typeof each).join())`
  const said = execFileSync(process.execPath, ['-e', script], { cwd: join(folder, 'user'), encoding: 'utf8' })
  expect(said.trim()).toBe('function,function,function,function')
})
