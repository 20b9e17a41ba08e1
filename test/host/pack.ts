import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { bundleRuntime } from './src/bundle'

/** The part of package.json that differs between the workspace, which runs the sources, and what is published. */
interface Manifest {
  bin: Record<string, string>
  exports: Record<string, string | { types: string; default: string }>
  dependencies: Record<string, string>
  files?: string[]
  private?: boolean
  scripts?: Record<string, string>
  devDependencies?: Record<string, string>
}

const here = __dirname
const dist = join(here, 'dist')
const manifestFile = join(here, 'package.json')
/** Where the workspace's package.json waits while npm packs. */
const keptFile = join(here, 'package.workspace.json')
const STYLES = ['host.css', 'tags.css']

const readManifest = () => JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest
const built = (source: string, ending: string) => source.replace('./src/', './dist/').replace(/\.ts$/, ending)

/** Compiles everything that the exports reach into dist/: CommonJS, declarations, and the phone's runtime as one script. */
async function compile({ exports, bin }: Manifest): Promise<void> {
  rmSync(dist, { recursive: true, force: true })
  const entries = [...Object.values(exports), ...Object.values(bin)].map((entry) => join(here, entry as string))
  // What is only imported for its types, as most of the runtime, is not among the inputs.
  const { metafile } = await build({
    ...{ entryPoints: entries, outdir: dist, absWorkingDir: here },
    ...{ bundle: true, packages: 'external', platform: 'node', write: false, metafile: true },
  })
  await build({
    ...{ entryPoints: Object.keys(metafile.inputs), outdir: dist, outbase: join(here, 'src'), absWorkingDir: here },
    ...{ format: 'cjs', platform: 'node', target: 'node20' },
  })
  for (const name of STYLES) {
    mkdirSync(join(dist, 'runtime'), { recursive: true })
    copyFileSync(join(here, 'src/runtime', name), join(dist, 'runtime', name))
  }
  writeFileSync(join(dist, 'runtime.js'), await bundleRuntime({ sourcemap: false }))
  const cli = join(dist, 'cli.js')
  writeFileSync(cli, readFileSync(cli, 'utf8').replace(/^#!.*/, '#!/usr/bin/env node'), { mode: 0o755 })
  declare(entries)
}

function declare(entries: string[]): void {
  const options = {
    ...{ outDir: dist, rootDir: join(here, 'src'), module: 'ESNext', moduleResolution: 'bundler', target: 'ES2022' },
    ...{ lib: 'ES2023,DOM,DOM.Iterable', types: 'node' },
  }
  const flags = ['--declaration', '--emitDeclarationOnly', '--strict', '--skipLibCheck', '--esModuleInterop']
  const values = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  // They declare what others find on the browser's window, and style sheets as modules.
  const globals = ['main.ts', 'css.d.ts'].map((file) => join(here, 'src/runtime', file))
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...flags, ...values, ...entries, ...globals], {
    cwd: here,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`Declarations were not made:\n${stdout}`)
}

/** The package.json of what is published: built files, and nothing that only the workspace needs. */
function publishable(manifest: Manifest): Manifest {
  const { tsx: _, ...dependencies } = manifest.dependencies
  const { private: __, scripts: ___, devDependencies: ____, ...kept } = manifest
  return {
    ...kept,
    files: ['dist', 'SUPPORT.md'],
    bin: Object.fromEntries(Object.entries(manifest.bin).map(([name, source]) => [name, built(`./${source}`, '.js')])),
    exports: Object.fromEntries(
      Object.entries(manifest.exports).map(([name, source]) => [
        name,
        { types: built(source as string, '.d.ts'), default: built(source as string, '.js') },
      ]),
    ),
    dependencies,
  }
}

/** npm has no other way to publish another package.json than to put it in place while it packs. */
async function prepack(): Promise<void> {
  postpack()
  const manifest = readManifest()
  await compile(manifest)
  renameSync(manifestFile, keptFile)
  writeFileSync(manifestFile, `${JSON.stringify(publishable(manifest), null, 2)}\n`)
}

function postpack(): void {
  if (existsSync(keptFile)) renameSync(keptFile, manifestFile)
}

if (process.argv[2] === 'postpack') postpack()
else {
  prepack().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
