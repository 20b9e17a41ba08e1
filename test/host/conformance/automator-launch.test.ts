import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import automator from 'miniprogram-automator'
import { runHost } from '../src/cli'
import { drive, type Driver } from '../src/driver'
import { conformance } from './kit'

const CLI = join(__dirname, '../src/cli.ts')
const { claim } = conformance('native')

let folder: string
beforeAll(() => {
  // As DevTools' projects are: the mini-program in a folder that the project names.
  folder = mkdtempSync(join(tmpdir(), 'project-'))
  cpSync(join(__dirname, '../fixtures/native'), join(folder, 'program'), { recursive: true })
  writeFileSync(join(folder, 'project.config.json'), JSON.stringify({ miniprogramRoot: 'program/', appid: 'wx0' }))
})
afterAll(() => rmSync(folder, { recursive: true }))

claim(
  ['automator.launch', 'cli auto', 'Tool.close', 'App.exit'],
  "starts the host where DevTools' cli would be",
  async () => {
    const port = await freePort()
    const app = (await automator.launch({
      cliPath: CLI,
      projectPath: folder,
      port,
      account: 'anna',
      trustProject: true,
    })) as unknown as Driver
    expect((await app.currentPage()).path).toBe('pages/home/index')
    expect(await app.callWxMethod('login')).toMatchObject({ code: expect.stringContaining('anna') as string })
    await expect(automator.launch({ cliPath: CLI, projectPath: folder, port })).rejects.toThrow('in use')
    await app.close()
    await expect(drive({ wsEndpoint: `ws://127.0.0.1:${port}` })).rejects.toThrow('Failed connecting')
  },
)

claim(
  ['cli FOLDER', 'cli --port', 'cli --entry', 'cli --api', 'cli --device', 'cli --now', 'cli --fixtures'],
  'opens a mini-program as it is told, and says where it can be driven',
  async () => {
    const server = createHttpServer((request, response) => response.end(`{"at":"${request.url}"}`))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const fixtures = join(folder, 'fixtures.json')
    writeFileSync(fixtures, JSON.stringify({ scanCode: 'from the file' }))
    const port = await freePort()
    const options = ['--port', String(port), '--entry', 'pages/more/index?x=1', '--device', '414x896@3']
    const more = ['--api', `https://api.example.com=${origin}`, '--now', '2031-05-06T07:08:09Z', '--fixtures', fixtures]
    const host = spawn(process.execPath, ['--import', 'tsx', CLI, folder, ...options, ...more])
    try {
      const [address] = (await once(host.stdout, 'data')) as [Buffer]
      expect(address.toString().trim()).toBe(`ws://127.0.0.1:${port}`)
      const app = await drive({ wsEndpoint: address.toString().trim() })
      const { path, query } = await app.currentPage()
      expect([path, query]).toEqual(['pages/more/index', { x: '1' }])
      expect(await app.callWxMethod('request', { url: 'https://api.example.com/who' })).toMatchObject({
        data: { at: '/who' },
      })
      expect(await app.callWxMethod('getWindowInfo')).toMatchObject({ screenWidth: 414, pixelRatio: 3 })
      expect(await app.evaluate(() => new Date().toISOString().slice(0, 14))).toBe('2031-05-06T07:')
      expect(await app.callWxMethod('scanCode')).toMatchObject({ result: 'from the file' })
      app.disconnect()
    } finally {
      host.kill()
      server.closeAllConnections()
      server.close()
    }
    await once(host, 'exit')
  },
)

claim(
  ['cli FOLDER', 'cli auto', 'cli --port', 'cli --api', 'cli --device', 'cli --fixtures'],
  'refuses what it cannot read',
  async () => {
    await expect(runHost([join(folder, 'none'), '--port', '0'])).rejects.toThrow('app.json')
    await expect(runHost(['auto'])).rejects.toThrow('auto needs --project FOLDER')
    await expect(runHost([folder, '--port', 'x'])).rejects.toThrow('--port must be a number, not x')
    await expect(runHost([folder, '--api', 'x'])).rejects.toThrow('--api must look like https://')
    await expect(runHost([folder, '--fixtures', CLI])).rejects.toThrow('--fixtures must be a file of JSON')
    await expect(runHost([folder, '--port', '0', '--device', 'big'])).rejects.toThrow('device must look like 375x667@2')
  },
)

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
