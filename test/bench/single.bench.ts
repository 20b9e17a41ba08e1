// Requests of one engagement each, by many phones at once, and what the database commits one by one on one connection.
import { newBatch } from '../faults/phones'
import { median, percentile, table } from './measure'
import { bodies, insertRaw, onStage, phonesFor, rawRow, roundOf, send, stockOf, type Round, type Stage } from './stage'

const CONNECTIONS = 256
const ROUNDS = 5
const ROUND_MS = 2000

const main = (): Promise<void> =>
  onStage('single', { people: 64 }, async (stage) => {
    const ways: [string, () => Promise<Round>][] = [
      ['the database, one row a commit, 1 connection', () => commits(stage)],
      [`HTTP, one engagement a request, ${CONNECTIONS} connections`, () => requests(stage)],
    ]
    for (const [, run] of ways) await run()
    const rounds = ways.map((): Round[] => [])
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [index, [, run]] of ways.entries()) rounds[index]!.push(await run())
    report(
      ways.map(([name]) => name),
      rounds,
    )
  })

async function commits(stage: Stage): Promise<Round> {
  const connection = await stage.pool.getConnection()
  const stock = stockOf(10_000, () => newBatch(stage.things, 1).map(rawRow))
  try {
    return await roundOf(stage, ROUND_MS, 1, async () => {
      await insertRaw(connection, stock())
      return 1
    })
  } finally {
    connection.release()
  }
}

async function requests(stage: Stage): Promise<Round> {
  const { tokens, things } = stage
  const phones = phonesFor(stage, CONNECTIONS)
  const stock = bodies(things, 1, 20_000)
  const round = await roundOf(stage, ROUND_MS, CONNECTIONS, async (worker) => {
    const { accepted } = await send(phones, tokens[worker % tokens.length]!, stock())
    return accepted.length
  })
  await phones.close()
  return round
}

function report(names: string[], rounds: Round[][]): void {
  const rate = (all: Round[]): number => median(all.map(({ rows, seconds }) => rows / seconds))
  const perRow = (all: Round[], seconds: (round: Round) => number | null): string =>
    median(all.map((round) => ((seconds(round) ?? NaN) / round.rows) * 1e6)).toFixed(0)
  console.log(
    table(
      ['', 'rows/s', 'p50 ms', 'p99 ms', 'server µs/row', 'database µs/row'],
      rounds.map((all, index) => [
        names[index]!,
        rate(all).toFixed(0),
        median(all.map(({ latencies }) => percentile(latencies, 0.5))).toFixed(1),
        median(all.map(({ latencies }) => percentile(latencies, 0.99))).toFixed(1),
        perRow(all, ({ serverSeconds }) => serverSeconds),
        perRow(all, ({ databaseSeconds }) => databaseSeconds),
      ]),
    ),
  )
  const [commits, requests] = rounds.map(rate) as [number, number]
  console.log(`single ratio=${(requests / commits).toFixed(2)}`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
