import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import automator from 'miniprogram-automator'
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

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
