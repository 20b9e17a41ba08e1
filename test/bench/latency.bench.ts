// How long a phone waits for the receipt of a batch, at 60% of the load that the server bears, against the fsync of the database's disk: when nothing
// else uses it, and under that load. How long the least that a database can commit takes under that load, one row without index, is told beside it.
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
const PROBE_EVERY_MS = 10
const QUIET_SECONDS = 3
/** Seconds of steady load; the argument after the name, or this. */
const SECONDS = Number(process.argv[2] ?? 20)

const main = (): Promise<void> =>
  onStage('latency', { people: CONNECTIONS }, async (stage) => {
    const capacity = await measureCapacity(stage)
    const { latencies, fsyncs, commits } = await arrivals(stage, (capacity * SHARE_OF_LOAD) / BATCH)
    await sleep(QUIET_SECONDS * 1000)
    const alone = probeFsync()
    await sleep(QUIET_SECONDS * 1000)
    report(capacity, { latencies, commits, fsyncs, fsyncsAlone: await alone() })
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
 * when it was due, and what an fsync and the commit of a bare row took meanwhile.
 */
async function arrivals(
  stage: Stage,
  aSecond: number,
): Promise<{ latencies: number[]; fsyncs: number[]; commits: number[] }> {
  const phones = stage.servers.map((server) => phonesFor({ server }, CONNECTIONS))
  const stock = bodies(stage.things, BATCH, Math.ceil(aSecond * (LEAD_IN_SECONDS + SECONDS) * 1.1))
  const latencies: number[] = []
  const underWay: Promise<void>[] = []
  const began = performance.now()
  let probes: ReturnType<typeof probeFsync>[] = []
  for (let due = 0; due < (LEAD_IN_SECONDS + SECONDS) * 1000; due += (-Math.log(1 - Math.random()) / aSecond) * 1000) {
    const early = began + due - performance.now()
    if (early > 1) await sleep(early)
    if (due >= LEAD_IN_SECONDS * 1000 && probes.length === 0) probes = [probeFsync(), probeCommit(stage)]
    const person = underWay.length % stage.tokens.length
    const arrival = send(phones[person % phones.length]!, stage.tokens[person]!, stock()).then(({ accepted }) => {
      if (accepted.length !== BATCH) throw new Error('A batch was not stored.')
      if (due >= LEAD_IN_SECONDS * 1000) latencies.push(performance.now() - began - due)
    })
    underWay.push(arrival)
  }
  const [fsyncs = [], commits = []] = await Promise.all(probes.map((end) => end()))
  await Promise.all(underWay)
  await Promise.all(phones.map((each) => each.close()))
  return { latencies, fsyncs, commits }
}

/** Begins to sync single blocks in the folder of the database; answers how many milliseconds each took, when it is called to end. */
function probeFsync(): () => Promise<number[]> {
  const file = join(defaultDataDir, `fsync-${process.pid}`)
  const worker = new Worker(join(__dirname, 'fsync-probe.cjs'), { workerData: { file, everyMs: PROBE_EVERY_MS } })
  return async () => {
    worker.postMessage('end')
    const [times] = (await once(worker, 'message')) as [number[]]
    return times
  }
}

/** The same for the commit of one row in a table of its own, which waits for nobody's lock. */
function probeCommit({ pool }: Stage): () => Promise<number[]> {
  const times: number[] = []
  let isOver = false
  const run = async (): Promise<void> => {
    await pool.query('CREATE TABLE bench_commits (n int unsigned NOT NULL PRIMARY KEY) ENGINE = InnoDB')
    for (let n = 1; !isOver; n += 1) {
      const began = performance.now()
      await pool.query('INSERT INTO bench_commits (n) VALUES (?)', [n])
      times.push(performance.now() - began)
      await sleep(PROBE_EVERY_MS)
    }
  }
  const running = run()
  return async () => {
    isOver = true
    await running
    return times
  }
}

interface Measured {
  latencies: number[]
  commits: number[]
  fsyncs: number[]
  fsyncsAlone: number[]
}

function report(capacity: number, { latencies, commits, fsyncs, fsyncsAlone }: Measured): void {
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
        line('commit of one bare row, under this load', commits),
        line('fsync of an appended block, under this load', fsyncs),
        line('fsync of an appended block, alone', fsyncsAlone),
      ],
    ),
  )
  const slowest = percentile(latencies, 0.99)
  console.log(`latency-p99-of-median-fsync ratio=${(slowest / median(fsyncsAlone)).toFixed(2)}`)
  console.log(`latency-p99-of-median-fsync-under-load ratio=${(slowest / median(fsyncs)).toFixed(2)}`)
  console.log(`latency-p99-of-p99-commit-under-load ratio=${(slowest / percentile(commits, 0.99)).toFixed(2)}`)
  console.log(`latency-p99-of-p99-fsync-under-load ratio=${(slowest / percentile(fsyncs, 0.99)).toFixed(2)}`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
