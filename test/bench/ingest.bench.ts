// Engagements stored a second: through HTTP in batches of 20, and by raw multi-row inserts of the same rows into the same table.
import { pound } from './load'
import { median, table } from './measure'
import { insertRaw, onStage, rawRows, roundOf, stockOf, type Round, type Stage } from './stage'

const BATCH = 20
const CONNECTIONS = 128
const RAW_BATCH = 1000
const ROUNDS = 5
const SECONDS = 2

const main = (): Promise<void> =>
  onStage('ingest', { people: CONNECTIONS }, async (stage) => report(await measure(stage)))

/** All ways take turns, so that whatever else this machine does falls on each of them. */
async function measure(stage: Stage): Promise<Map<string, Round[]>> {
  const ways: [string, () => Promise<Round>][] = [
    ['raw inserts of 1000, 1 connection', () => rawRound(stage, 1)],
    ['raw inserts of 1000, 4 connections', () => rawRound(stage, 4)],
    [
      `HTTP in batches of ${BATCH}, ${CONNECTIONS} connections`,
      () => pound(stage, { batch: BATCH, connections: CONNECTIONS, seconds: SECONDS }),
    ],
  ]
  // The first round warms up caches, compilers and connections.
  for (const [, run] of ways) await run()
  const rounds = new Map<string, Round[]>(ways.map(([name]) => [name, []]))
  for (let round = 0; round < ROUNDS; round += 1) for (const [name, run] of ways) rounds.get(name)!.push(await run())
  return rounds
}

/** The same rows as the server would write, without anything else that it does. */
async function rawRound(stage: Stage, connections: number): Promise<Round> {
  const open = await Promise.all(Array.from({ length: connections }, () => stage.pool.getConnection()))
  const stock = stockOf(150, () => rawRows(stage, RAW_BATCH))
  try {
    return await roundOf(stage, SECONDS * 1000, connections, async (worker) => {
      const rows = stock()
      await insertRaw(open[worker]!, rows)
      return rows.length
    })
  } finally {
    for (const connection of open) connection.release()
  }
}

function report(rounds: Map<string, Round[]>): void {
  const perRow = (all: Round[], seconds: (round: Round) => number | null): string => {
    const known = all.map((round) => ({ used: seconds(round), rows: round.rows })).filter(({ used }) => used !== null)
    return known.length === 0 ? '-' : median(known.map(({ used, rows }) => (used! / rows) * 1e6)).toFixed(1)
  }
  const total = (all: Round[], seconds: (round: Round) => number | null): string =>
    all.reduce((sum, round) => sum + (seconds(round) ?? 0), 0).toFixed(1)
  const rate = (all: Round[]): number => median(all.map(({ rows, seconds }) => rows / seconds))
  const lines = [...rounds].map(([name, all]) => [
    name,
    String(all.reduce((sum, { rows }) => sum + rows, 0)),
    rate(all).toFixed(0),
    median(all.map(({ latency }) => latency.p50)).toFixed(1),
    median(all.map(({ latency }) => latency.p99)).toFixed(1),
    `${total(all, (round) => round.serverSeconds)} (${perRow(all, (round) => round.serverSeconds)})`,
    `${total(all, (round) => round.databaseSeconds)} (${perRow(all, (round) => round.databaseSeconds)})`,
  ])
  const head = ['', 'rows', 'rows/s', 'p50 ms', 'p99 ms', 'server CPU s (µs/row)', 'database CPU s (µs/row)']
  console.log(table(head, lines))
  const [one, four, http] = [...rounds.values()].map(rate) as [number, number, number]
  console.log(`ingest-of-1-connection ratio=${(http / one).toFixed(2)}`)
  console.log(`ingest-of-4-connections ratio=${(http / four).toFixed(2)}`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
