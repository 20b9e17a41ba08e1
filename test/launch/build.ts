import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { ensureFolder, root } from './paths'
import { withLock } from './processes.mjs'
import { step } from './progress'
import { runOrThrow } from './run'

interface Target {
  title: string
  /** Files and folders, from the root, from which the output is made. */
  sources: string[]
  /** Exists when the target was built. */
  output: string
  build(change: Change): Promise<void>
}

interface Change {
  /** Something that went into the last build is gone, so its output may be lying about. */
  hasRemovals: boolean
}

interface Stamp {
  hash: string
  files: string[]
}

const buildDir = join(root, '.data/build')
const bin = (name: string) => require.resolve(name, { paths: [root, join(root, 'miniapp')] })

const server: Target = {
  title: 'Server',
  sources: ['shared', 'server', 'tsconfig.base.json', 'tsconfig.json', 'package-lock.json'],
  output: join(root, 'server/dist/main.js'),
  async build({ hasRemovals }) {
    // The compiler never removes what it wrote earlier, and a left-over migration would still run.
    if (hasRemovals || !existsSync(this.output)) {
      for (const workspace of ['shared', 'server'])
        rmSync(join(root, workspace, 'dist'), { recursive: true, force: true })
    }
    await runOrThrow('Compiling the server', process.execPath, [bin('typescript/bin/tsc'), '-b', '--pretty', 'false'], {
      cwd: root,
    })
  },
}

/** A mini-program made with Taro, compiled into `dist` of its folder. */
const taro = (title: string, folder: string, sources: string[]): Target => ({
  title,
  sources: [folder, ...sources, 'tsconfig.base.json', 'package-lock.json'],
  output: join(root, folder, 'dist/app.json'),
  async build() {
    const fresh = join(buildDir, basename(folder))
    rmSync(fresh, { recursive: true, force: true })
    const env = { ...process.env, NODE_ENV: 'production', TARO_OUTPUT: fresh, CI: '1' }
    const args = [bin('@tarojs/cli/bin/taro'), 'build', '--type', 'weapp', '--no-check']
    const output = await runOrThrow(`Building ${folder}`, process.execPath, args, { cwd: join(root, folder), env })
    if (!existsSync(join(fresh, 'app.json'))) throw new Error(`Building ${folder} left no app.json:\n${output}`)
    swapIn(fresh, dirname(this.output))
  },
})

const miniapp = taro('Mini-program', 'miniapp', ['shared/src'])
const fixture = taro('Fixture', 'test/host/fixtures/taro', [])

/** What the server runs, and the types that everything else is checked against. */
export const buildServer = (): Promise<void> => build([server])

export const buildMiniPrograms = ({ withFixture = false } = {}): Promise<void> =>
  build(withFixture ? [miniapp, fixture] : [miniapp])

export async function buildAll(): Promise<void> {
  await buildServer()
  await buildMiniPrograms()
}

/** Builds what is out of date. Of several commands at once one builds and the others wait for it. */
async function build(targets: Target[]): Promise<void> {
  ensureFolder(buildDir, 200)
  await withLock(
    join(root, '.data/locks/build'),
    async () => {
      for (const target of targets) await bringUpToDate(target)
    },
    (pid) => console.log(`… process ${pid} is building: waiting`),
  )
}

async function bringUpToDate(target: Target): Promise<void> {
  const stampFile = join(buildDir, `${target.title.toLowerCase()}.json`)
  const last = existsSync(stampFile) ? (JSON.parse(readFileSync(stampFile, 'utf8')) as Stamp) : null
  const now = stampOf(target.sources)
  if (last?.hash === now.hash && existsSync(target.output)) return
  const present = new Set(now.files)
  const hasRemovals = !last || last.files.some((file) => !present.has(file))
  await step(
    target.title,
    () => target.build({ hasRemovals }),
    () => 'built',
  )
  writeFileSync(stampFile, JSON.stringify(now))
}

/** A running demo reads the folder: it sees the old build or the new one, never half of one. */
function swapIn(fresh: string, place: string): void {
  const old = `${fresh}.old`
  rmSync(old, { recursive: true, force: true })
  mkdirSync(dirname(place), { recursive: true })
  if (existsSync(place)) renameSync(place, old)
  renameSync(fresh, place)
  rmSync(old, { recursive: true, force: true })
}

function stampOf(sources: string[]): Stamp {
  const hash = createHash('sha256').update(process.env.TARO_APP_API ?? '')
  const files = sources.flatMap((source) => filesUnder(join(root, source))).sort()
  for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file))
  return { hash: hash.digest('hex'), files: files.map((file) => relative(root, file)) }
}

// The compiler's cache comes with the first build: as a source it would have everything built a second time.
const notSources = new Set(['node_modules', 'dist', '.swc'])

function filesUnder(place: string): string[] {
  if (!existsSync(place)) return []
  if (!statSync(place).isDirectory()) return [place]
  return readdirSync(place)
    .filter((name) => !notSources.has(name) && !name.endsWith('.tsbuildinfo'))
    .flatMap((name) => filesUnder(join(place, name)))
}
