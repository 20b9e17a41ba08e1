// How long a phone waits for the receipt of a batch, at 60% of the load that the server bears, against the fsync of the database's disk: when nothing
// else uses it, and under that load. How long the least that a database can commit takes under that load, one row without index, is told beside it.
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { defaultDataDir } from '../launch/paths'
import { pound } from './load'
import { latencyOf, median, table, type Latency } from './measure'
import { onStage, type Stage } from './stage'

const BATCH = 20
const CAPACITY_CONNECTIONS = 128
/** They send by chance, whatever has become of what others sent. */
const PHONES = 512
const SHARE_OF_LOAD = 0.6
const CAPACITY_ROUNDS = 4
/** Seconds of the same load beforehand: the database has yet to write what it took when it was busier. */
const LEAD_IN_SECONDS = 20
const PROBE_EVERY_MS = 10
const QUIET_SECONDS = 3
/** Seconds of steady load; the argument after the name, or this. */
const SECONDS = Number(process.argv[2] ?? 20)

const main = (): Promise<void> =>
  onStage('latency', { people: PHONES }, async (stage) => {
    const capacity = await measureCapacity(stage)
    const requestsASecond = (capacity * SHARE_OF_LOAD) / BATCH
    const steady = { batch: BATCH, connections: PHONES, requestsASecond }
    await pound(stage, { ...steady, seconds: LEAD_IN_SECONDS })
    const probes = [probeFsync(), probeCommit(stage)]
    const { rows, seconds, latency } = await pound(stage, { ...steady, seconds: SECONDS })
    const [fsyncs = [], commits = []] = await Promise.all(probes.map((end) => end()))
    await sleep(QUIET_SECONDS * 1000)
    const alone = probeFsync()
    await sleep(QUIET_SECONDS * 1000)
    console.log(
      `  capacity ${capacity.toFixed(0)} engagements/s; load ${(rows / seconds).toFixed(0)} for ${seconds.toFixed(0)} s by ${PHONES} phones`,
    )
    report({
      batches: latency,
      commits: latencyOf(commits),
      fsyncs: latencyOf(fsyncs),
      fsyncsAlone: latencyOf(await alone()),
    })
  })

/** Engagements a second that the server stores when it never lacks work. */
async function measureCapacity(stage: Stage): Promise<number> {
  const rates: number[] = []
  for (let round = 0; round <= CAPACITY_ROUNDS; round += 1) {
    const { rows, seconds } = await pound(stage, { batch: BATCH, connections: CAPACITY_CONNECTIONS, seconds: 2 })
    if (round > 0) rates.push(rows / seconds)
  }
  return median(rates)
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
  batches: Latency
  commits: Latency
  fsyncs: Latency
  fsyncsAlone: Latency
}

function report({ batches, commits, fsyncs, fsyncsAlone }: Measured): void {
  const line = (name: string, { p50, p90, p99, most }: Latency) => [
    name,
    ...[p50, p90, p99, most].map((milliseconds) => milliseconds.toFixed(2)),
  ]
  console.log(
    table(
      ['ms', 'p50', 'p90', 'p99', 'most'],
      [
        line(`batch of ${BATCH}`, batches),
        line('commit of one bare row, under this load', commits),
        line('fsync of an appended block, under this load', fsyncs),
        line('fsync of an appended block, alone', fsyncsAlone),
      ],
    ),
  )
  const ratio = (name: string, of: number) => console.log(`${name} ratio=${(batches.p99 / of).toFixed(2)}`)
  ratio('latency-p99-of-p99-fsync-under-load', fsyncs.p99)
  ratio('latency-p99-of-p99-commit-under-load', commits.p99)
  ratio('latency-p99-of-median-fsync-under-load', fsyncs.p50)
  ratio('latency-p99-of-median-fsync', fsyncsAlone.p50)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
