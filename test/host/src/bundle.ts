import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Made when the package is packed; the workspace bundles its sources instead. */
const BUILT = join(__dirname, 'runtime.js')

let bundled: Promise<string> | undefined

/** The runtime as one script for the browser. Read or built once a process. */
export function runtimeBundle(): Promise<string> {
  bundled ??= existsSync(BUILT) ? readFile(BUILT, 'utf8') : bundleRuntime({ sourcemap: 'inline' })
  return bundled
}

/** Builds the runtime from its sources. */
export async function bundleRuntime({ sourcemap }: { sourcemap: 'inline' | false }): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'runtime', 'main.ts')],
    bundle: true,
    format: 'iife',
    target: 'chrome110',
    write: false,
    sourcemap,
    sourcesContent: false,
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}
