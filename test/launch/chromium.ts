import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { installedBrowser } from 'weapp-host/chromium'
import { canUnpackDebian, unpackDebian } from './debian'
import { defaultDataDir, ensureFolder, findProgram, ignoresInstalledPrograms, isExecutable } from './paths'
import type { Log } from './progress'
import { run } from './run'

export interface Browser {
  /** A program to start as it is: where libraries or fonts lie in the data folder it is a script that says so. */
  executable: string
  version: string
}

export interface FindOptions {
  /** Where a browser or fonts are unpacked to when there are none. */
  dataDir?: string
  log?: Log
  /** This browser and no other. */
  path?: string
}

/**
 * Finds a Chromium to run headless: CHROME_PATH, one of this machine, or the distribution's package unpacked into the data
 * folder; with a font for Chinese, unpacked likewise when the machine has none.
 */
export async function findBrowser(options: FindOptions = {}): Promise<Browser> {
  const { dataDir = defaultDataDir, log = () => undefined, path } = options
  ensureFolder(dataDir)
  const own = path ?? ownBrowser()
  const { executable, libraryPath } = own ? { executable: own, libraryPath: null } : await unpackedBrowser(dataDir, log)
  const fontConfig = await chineseFonts(dataDir, log)
  const program = startScript(executable, { LD_LIBRARY_PATH: libraryPath, FONTCONFIG_FILE: fontConfig }, dataDir)

  const { code, output } = await run(program, ['--version'])
  if (code !== 0) throw new Error(`${executable} does not run:\n${output.trim()}\n${waysToBrowser}`)
  return { executable: program, version: /\d+(\.\d+)+/.exec(output)?.[0] ?? output.trim() }
}

/** A script that starts the browser with what it needs to find; the browser itself when it needs nothing. */
function startScript(executable: string, needs: Record<string, string | null>, dataDir: string): string {
  const settings = Object.entries(needs).filter(([, value]) => value !== null)
  if (settings.length === 0) return executable
  const script = join(dataDir, 'debian', 'chromium.sh')
  const lines = settings.map(([name, value]) => `export ${name}=${quote(value!)}`)
  mkdirSync(dirname(script), { recursive: true })
  // Renamed into place: another process may be starting it.
  writeFileSync(`${script}.${process.pid}`, ['#!/bin/sh', ...lines, `exec ${quote(executable)} "$@"`, ''].join('\n'))
  chmodSync(`${script}.${process.pid}`, 0o755)
  renameSync(`${script}.${process.pid}`, script)
  return script
}

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

const waysToBrowser = `The compiled mini-program is tested in a headless Chromium. Any one of these is enough:
  1. Install one (Debian: apt-get install chromium-headless-shell fonts-noto-cjk; elsewhere: Chrome or Chromium).
  2. Name one that is there: CHROME_PATH=/path/to/chrome`

function ownBrowser(): string | null {
  const named = process.env.CHROME_PATH
  if (named && !isExecutable(named)) throw new Error(`CHROME_PATH says ${named}, but that is no program.`)
  if (named) return named
  return ignoresInstalledPrograms ? null : (installedBrowser() ?? null)
}

async function unpackedBrowser(dataDir: string, log: Log): Promise<{ executable: string; libraryPath: string }> {
  if (!canUnpackDebian()) throw new Error(`There is no Chromium here.\n${waysToBrowser}`)
  const { dir, libraryPath } = await unpackDebian(
    'chromium',
    ['chromium-headless-shell', 'chromium-common'],
    dataDir,
    log,
  ).catch((error: Error) => {
    throw new Error(`${error.message}\n${waysToBrowser}`)
  })
  // The command on PATH is a script with paths of the system in it; the program itself lies here.
  const executable = ['usr/lib/chromium/chromium-headless-shell', 'usr/bin/chromium-headless-shell']
    .map((file) => join(dir, file))
    .find(isExecutable)
  if (!executable) throw new Error(`The package unpacked to ${dir} holds no browser.\n${waysToBrowser}`)
  return { executable, libraryPath: `${libraryPath}:${join(executable, '..')}` }
}

/** The fontconfig file with which Chinese is readable; null where the machine's own fonts do. */
async function chineseFonts(dataDir: string, log: Log): Promise<string | null> {
  if (process.platform !== 'linux' || (!ignoresInstalledPrograms && (await hasChineseFont()))) return null
  if (!canUnpackDebian()) {
    log('No Chinese font was found: texts in screenshots may be boxes (install fonts-noto-cjk)')
    return null
  }
  const { dir } = await unpackDebian('fonts', ['fonts-noto-cjk'], dataDir, log)
  const home = join(dataDir, 'debian')
  mkdirSync(join(home, 'fontconfig-cache'), { recursive: true })
  const file = join(home, 'fonts.conf')
  writeFileSync(file, fontConfigOf(dir, join(home, 'fontconfig-cache')))
  return file
}

async function hasChineseFont(): Promise<boolean> {
  const lister = findProgram('fc-list')
  if (lister) return (await run(lister, [':lang=zh-cn', 'family'])).output.trim() !== ''
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', join(process.env.HOME ?? '/', '.fonts')]
  const files = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map(String))
  return files.some((file) => /cjk|wqy|source-?han|droidsansfallback|uming|ukai/i.test(file))
}

function fontConfigOf(dir: string, cache: string): string {
  const families = [
    ['sans-serif', 'Noto Sans CJK SC'],
    ['serif', 'Noto Serif CJK SC'],
    ['monospace', 'Noto Sans Mono CJK SC'],
  ]
  const aliases = families.map(
    ([generic, family]) => `  <alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`,
  )
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${join(dir, 'usr/share/fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${cache}</cachedir>
${aliases.join('\n')}
</fontconfig>
`
}
