// How long a phone waits for the receipt of a batch, at 60% of the load that the server bears, against the fsync of the database's disk: when nothing
// else uses it, and under that load.
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { defaultDataDir } from '../launch/paths'
import { pound } from './load'
import { median, percentile, table } from './measure'
import { bodies, onStage, phonesFor, send, type Stage } from './stage'

const BATCH = 20
const CONNECTIONS = 128
const SHARE_OF_LOAD = 0.6
const CAPACITY_ROUNDS = 4
/** Seconds of the same load beforehand: the database has yet to write what it took when it was busier. */
const LEAD_IN_SECONDS = 20
const FSYNC_EVERY_MS = 10
const QUIET_SECONDS = 3
/** Seconds of steady load; the argument after the name, or this. */
const SECONDS = Number(process.argv[2] ?? 20)

const main = (): Promise<void> =>
  onStage('latency', { people: CONNECTIONS }, async (stage) => {
    const capacity = await measureCapacity(stage)
    const { latencies, fsyncs } = await arrivals(stage, (capacity * SHARE_OF_LOAD) / BATCH)
    await sleep(QUIET_SECONDS * 1000)
    const alone = probeFsync()
    await sleep(QUIET_SECONDS * 1000)
    report(capacity, latencies, { alone: await alone(), under: fsyncs })
  })

/** Engagements a second that the server stores when it never lacks work. */
async function measureCapacity(stage: Stage): Promise<number> {
  const rates: number[] = []
  for (let round = 0; round <= CAPACITY_ROUNDS; round += 1) {
    const { rows, seconds } = await pound(stage, { batch: BATCH, connections: CONNECTIONS, seconds: 2 })
    if (round > 0) rates.push(rows / seconds)
  }
  return median(rates)
}

/**
 * Batches that arrive by chance, so many a second on average, whether the ones before are answered or not; answers how long each took from the moment
 * when it was due, and what an fsync took meanwhile.
 */
async function arrivals(stage: Stage, aSecond: number): Promise<{ latencies: number[]; fsyncs: number[] }> {
  const phones = stage.servers.map((server) => phonesFor({ server }, CONNECTIONS))
  const stock = bodies(stage.things, BATCH, Math.ceil(aSecond * (LEAD_IN_SECONDS + SECONDS) * 1.1))
  const latencies: number[] = []
  const underWay: Promise<void>[] = []
  const began = performance.now()
  let endProbe: ReturnType<typeof probeFsync> | null = null
  for (let due = 0; due < (LEAD_IN_SECONDS + SECONDS) * 1000; due += (-Math.log(1 - Math.random()) / aSecond) * 1000) {
    const early = began + due - performance.now()
    if (early > 1) await sleep(early)
    if (due >= LEAD_IN_SECONDS * 1000) endProbe ??= probeFsync()
    const person = underWay.length % stage.tokens.length
    const arrival = send(phones[person % phones.length]!, stage.tokens[person]!, stock()).then(({ accepted }) => {
      if (accepted.length !== BATCH) throw new Error('A batch was not stored.')
      if (due >= LEAD_IN_SECONDS * 1000) latencies.push(performance.now() - began - due)
    })
    underWay.push(arrival)
  }
  const fsyncs = (await endProbe?.()) ?? []
  await Promise.all(underWay)
  await Promise.all(phones.map((each) => each.close()))
  return { latencies, fsyncs }
}

/** Begins to sync single blocks in the folder of the database; answers how many milliseconds each took, when it is called to end. */
function probeFsync(): () => Promise<number[]> {
  const file = join(defaultDataDir, `fsync-${process.pid}`)
  const worker = new Worker(join(__dirname, 'fsync-probe.cjs'), { workerData: { file, everyMs: FSYNC_EVERY_MS } })
  return async () => {
    worker.postMessage('end')
    const [times] = (await once(worker, 'message')) as [number[]]
    return times
  }
}

function report(capacity: number, latencies: number[], fsync: { alone: number[]; under: number[] }): void {
  const line = (name: string, values: number[]) => [
    name,
    String(values.length),
    ...[0.5, 0.9, 0.99, 1].map((share) => percentile(values, share).toFixed(2)),
  ]
  console.log(
    `  capacity ${capacity.toFixed(0)} engagements/s; load ${(capacity * SHARE_OF_LOAD).toFixed(0)} for ${SECONDS} s`,
  )
  console.log(
    table(
      ['ms', 'n', 'p50', 'p90', 'p99', 'most'],
      [
        line(`batch of ${BATCH}, from when it was due`, latencies),
        line('fsync of an appended block, under this load', fsync.under),
        line('fsync of an appended block, alone', fsync.alone),
      ],
    ),
  )
  const slowest = percentile(latencies, 0.99)
  console.log(`latency-p99-of-median-fsync ratio=${(slowest / median(fsync.alone)).toFixed(2)}`)
  console.log(`latency-p99-of-median-fsync-under-load ratio=${(slowest / median(fsync.under)).toFixed(2)}`)
  console.log(`latency-p99-of-p99-fsync-under-load ratio=${(slowest / percentile(fsync.under, 0.99)).toFixed(2)}`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
