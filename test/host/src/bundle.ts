import { join } from 'node:path'
import { build } from 'esbuild'

let bundled: Promise<string> | undefined

/** The runtime as one script for the browser. Built once a process. */
export function runtimeBundle(): Promise<string> {
  bundled ??= build({
    entryPoints: [join(__dirname, 'runtime', 'main.ts')],
    bundle: true,
    format: 'iife',
    target: 'chrome110',
    write: false,
    sourcemap: 'inline',
    sourcesContent: false,
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  }).then(({ outputFiles }) => outputFiles[0]!.text)
  return bundled
}
