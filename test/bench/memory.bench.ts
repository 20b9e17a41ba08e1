// What the server's memory does while millions of engagements go through it. `npm run bench -- memory 500000` for fewer.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pound } from './load'
import { median, table } from './measure'
import { onStage, type Stage } from './stage'

const BATCH = 50
const CONNECTIONS = 64
const SAMPLES = 20
const EVENTS = Number(process.argv[2] ?? 10_000_000)
/** Of load between two samples, for about so many samples. */
const SECONDS = Math.max(1, Math.round(EVENTS / SAMPLES / 30_000))
const GARBAGE_SIGNAL = 'SIGWINCH'

interface Sample {
  millions: number
  megabytes: number
}

const env = { NODE_OPTIONS: `--require ${join(__dirname, 'collect-garbage.cjs')}` }

const main = (): Promise<void> =>
  onStage('memory', { people: CONNECTIONS, env }, async (stage) => {
    const samples: Sample[] = []
    for (let sent = 0; sent < EVENTS;) {
      sent += (await pound(stage, { batch: BATCH, connections: CONNECTIONS, seconds: SECONDS })).rows
      samples.push({ millions: sent / 1e6, megabytes: await restingMemory(stage) })
    }
    report(samples)
  })

/** Megabytes that the server keeps when it has nothing to do and nothing to throw away. */
async function restingMemory({ server }: Stage): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    process.kill(server.child.pid, GARBAGE_SIGNAL)
    await sleep(400)
  }
  const [, kilobytes] = /^VmRSS:\s+(\d+)/mu.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))!
  return Number(kilobytes) / 1024
}

/** Megabytes that each million adds, by least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(samples.map(({ millions }) => millions)), mean(samples.map(({ megabytes }) => megabytes))]
  const covariance = samples.reduce((sum, one) => sum + (one.millions - x) * (one.megabytes - y), 0)
  return covariance / samples.reduce((sum, one) => sum + (one.millions - x) ** 2, 0)
}

function report(samples: Sample[]): void {
  console.log(
    table(
      ['engagements, millions', 'resident MB after garbage collection'],
      samples.map(({ millions, megabytes }) => [millions.toFixed(2), megabytes.toFixed(1)]),
    ),
  )
  // The first quarter warms up caches and compilers.
  const warm = samples.slice(Math.floor(samples.length / 4))
  const tail = (part: readonly Sample[]) => median(part.map(({ megabytes }) => megabytes))
  const third = Math.ceil(warm.length / 3)
  console.log(`  slope once warm: ${slopeOf(warm).toFixed(2)} MB for each million`)
  console.log(`memory ratio=${(tail(warm.slice(-third)) / tail(warm.slice(0, third))).toFixed(3)}`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
