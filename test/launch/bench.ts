// `npm run bench` runs every benchmark, `npm run bench -- NAME` one, in full size; numbers after a name make it smaller (`memory 500000`). Each prints
// its table and a line `NAME ratio=0.42`.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { buildAll } from './build'
import { openReaper } from './children'
import { acquireProductionLikeServer } from './database'
import { root, typescriptFlags } from './paths'
import { explain, step } from './progress'

const folder = join(root, 'test/bench')
const ENDING = '.bench.ts'

async function main(wanted: string[]): Promise<void> {
  const all = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(ENDING)) : []
  const names = all.map((file) => basename(file, ENDING)).sort()
  const runs = runsOf(wanted)
  const unknown = runs.map(({ name }) => name).filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`There is no benchmark ${unknown.join(', ')}. There are: ${names.join(', ')}`)

  await buildAll()
  const server = await step(
    'Database',
    (log) => acquireProductionLikeServer({ log }),
    ({ name }) => name,
  )
  try {
    for (const { name, sizes } of runs.length > 0 ? runs : names.map((one): Run => ({ name: one, sizes: [] }))) {
      console.log(`\n▸ ${[name, ...sizes].join(' ')}`)
      const code = await runBenchmark(join(folder, `${name}${ENDING}`), sizes)
      if (code !== 0) {
        console.error(`✗ ${name} ended with code ${code}`)
        process.exitCode = 1
      }
    }
  } finally {
    await server.release()
  }
}

interface Run {
  name: string
  sizes: string[]
}

/** Numbers belong to the name before them. */
function runsOf(words: string[]): Run[] {
  const runs: Run[] = []
  for (const word of words) {
    if (/^\d+$/u.test(word) && runs.length > 0) runs.at(-1)!.sizes.push(word)
    else runs.push({ name: word, sizes: [] })
  }
  return runs
}

function runBenchmark(file: string, sizes: string[]): Promise<number> {
  const reaper = openReaper()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...typescriptFlags, file, ...sizes], { cwd: root, stdio: 'inherit' })
    reaper.watch(child.pid ?? 0)
    const passOn = (signal: NodeJS.Signals) => child.kill(signal)
    process.on('SIGINT', passOn).on('SIGTERM', passOn)
    child.on('error', reject)
    child.on('exit', (code) => {
      process.off('SIGINT', passOn).off('SIGTERM', passOn)
      reaper.close()
      resolve(code ?? 1)
    })
  })
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`\n${explain(error)}`)
  process.exitCode = 1
})
