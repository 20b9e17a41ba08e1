// The first thing that runs in a fresh clone: nothing but Node may be expected here.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { withLock } from './processes.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const commands = ['start', 'test', 'bench', 'host']
const [command = '', ...args] = process.argv.slice(2)

try {
  if (!commands.includes(command)) throw new Error(`Say one of: ${commands.join(', ')}.`)
  checkNode()
  await installPackages()
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

// From here on TypeScript runs, in this very process: signals and exit code need no passing on.
process.argv.splice(1, process.argv.length - 1, join(root, 'test/launch', `${command}.ts`), ...args)
// @ts-expect-error it has no types: it only registers itself
await import('tsx')
await import(pathToFileURL(process.argv[1] ?? '').href)

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Error(
    `圈客 needs Node 20.19 or newer; this is ${process.versions.node}.\nInstall a newer one (https://nodejs.org, or "nvm install 22"), then run the same command again.`,
  )
}

/** Brings node_modules in line with the lock file; of two commands in a fresh clone the second waits for the first. */
async function installPackages() {
  if (isInstalled()) return
  const waiting = (/** @type {number} */ pid) =>
    console.log(`… packages are being installed by process ${pid}: waiting`)
  await withLock(join(root, '.data/locks/packages'), () => (isInstalled() ? undefined : install()), waiting)
}

async function install() {
  // "ci" starts from nothing, which is right for a fresh clone or an interrupted install. Later "install" only changes what
  // differs and leaves alone what running processes have loaded.
  const isFresh = !existsSync(join(root, 'node_modules/.package-lock.json'))
  const verb = isFresh && existsSync(join(root, 'package-lock.json')) ? 'ci' : 'install'
  console.log(`▸ Packages: npm ${verb} (about a minute on first run)`)
  const started = Date.now()
  await run('npm', [verb, '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'])
  writeFileSync(stampFile(), stamp())
  console.log(`✓ Packages  ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

function isInstalled() {
  return existsSync(stampFile()) && readFileSync(stampFile(), 'utf8') === stamp()
}

function stampFile() {
  return join(root, 'node_modules/.quanke-stamp')
}

/** Changes whenever the packages wanted may differ from those that are there. */
function stamp() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`)
  for (const folder of ['.', 'shared', 'server', 'miniapp', 'test'])
    hash.update(readFileSync(join(root, folder, 'package.json')))
  const lock = join(root, 'package-lock.json')
  if (existsSync(lock)) hash.update(readFileSync(lock))
  return hash.digest('hex')
}

/**
 * @param {string} program
 * @param {string[]} programArgs
 * @returns {Promise<void>}
 */
function run(program, programArgs) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArgs, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
    // Ctrl-C reaches npm by itself: here it must only not end us before npm has ended.
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
    process.on('SIGINT', pass).on('SIGTERM', pass)
    child.on('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)))
    child.on('exit', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass)
      if (code === 0) return resolve()
      const what = `npm ${programArgs[0]} ended with ${signal ?? `code ${code}`}.`
      reject(new Error(`${what}\nIts own message stands above; with the cause removed, run the same command again.`))
    })
  })
}
