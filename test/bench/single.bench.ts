// Requests of one engagement each, by many phones at once, and what the database commits one by one on one connection: bare rows, and with all that
// hangs on an engagement. Two server processes, since one of them alone is bound to one core.
import type { EngagementInput } from '@quanke/shared/contracts/engagement'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { VALUE_FORMS } from '../../server/src/core/database-address'
import {
  lockingStatements,
  tiesOf,
  type LockedAccount,
  type LockedRecord,
} from '../../server/src/engagement/account-tie.queries'
import { readingsStatement, touchesOf, touchesStatement } from '../../server/src/engagement/reached'
import { insertion, type StoredEngagement } from '../../server/src/engagement/stored-engagement'
import { totalsStatement } from '../../server/src/engagement/totals'
import { pound } from './load'
import { median, table } from './measure'
import { any, insertRaw, justNow, onStage, rawRows, roundOf, stockOf, type Round, type Stage, type Tie } from './stage'

const CONNECTIONS = 512
const PROCESSES = 2
const ROUNDS = 5
const SECONDS = 2
/** Until compilers and caches have seen all that comes. */
const WARM_UP_SECONDS = 10

const main = (): Promise<void> =>
  onStage('single', { people: CONNECTIONS, processes: PROCESSES }, async (stage) => {
    const ways: [string, () => Promise<Round>][] = [
      ['the database, one row a commit', () => commits(stage, { isLogged: true })],
      ['the same without its binary log', () => commits(stage, { isLogged: false })],
      ['the database, one row with its roll-ups a commit', () => wholeCommits(stage)],
      [
        `HTTP, one engagement a request, ${CONNECTIONS} connections`,
        () => pound(stage, { batch: 1, connections: CONNECTIONS, seconds: SECONDS }),
      ],
    ]
    for (const [, run] of ways) await run()
    await pound(stage, { batch: 1, connections: CONNECTIONS, seconds: WARM_UP_SECONDS })
    const rounds = ways.map((): Round[] => [])
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [index, [, run]] of ways.entries()) rounds[index]!.push(await run())
    report(
      ways.map(([name]) => name),
      rounds,
    )
  })

async function commits(stage: Stage, { isLogged }: { isLogged: boolean }): Promise<Round> {
  const connection = await stage.pool.getConnection()
  const stock = stockOf(10_000, () => rawRows(stage, 1))
  try {
    await connection.query('SET SESSION sql_log_bin = ?', [Number(isLogged)])
    return await roundOf(stage, SECONDS * 1000, 1, async () => {
      await insertRaw(connection, stock())
      return 1
    })
  } finally {
    connection.destroy()
  }
}

/** What the server does for an engagement, for each by itself and without the server. */
async function wholeCommits(stage: Stage): Promise<Round> {
  const shareIds = await idsOf(stage, 'SELECT id FROM shares')
  const connection = await createConnection({ uri: stage.url, multipleStatements: true, ...VALUE_FORMS })
  const send = async (statements: string[]) =>
    (await connection.query<RowDataPacket[][]>(statements.join(';'), null))[0]
  const stock = stockOf(10_000, () => justNow(stage.things, 1)[0]!)
  try {
    return await roundOf(stage, SECONDS * 1000, 1, async () => {
      const { accountId } = any(stage.ties)
      const [, , locked, records] = await send([
        'SET TRANSACTION ISOLATION LEVEL READ COMMITTED',
        'START TRANSACTION',
        ...lockingStatements([accountId]),
      ])
      const tie = tiesOf(locked as LockedAccount[], records as LockedRecord[]).get(accountId)!
      const row = storedRow(stock(), tie, any(shareIds))
      const share =
        row.shareId === null
          ? null
          : { id: row.shareId, agentId: null, sharerAccountId: '0', subject: 'content' as const }
      await send([
        insertion([row]),
        ...touchesStatement(touchesOf([{ row, share }])),
        ...readingsStatement([row]),
        totalsStatement([row]),
        'COMMIT',
      ])
      return 1
    })
  } finally {
    await connection.end()
  }
}

function storedRow(
  { id, kind, subject, subjectId, seconds, percent, shareCode, occurredAt }: EngagementInput,
  tie: Tie,
  shareId: string,
): StoredEngagement {
  return {
    ...tie, id: id.replaceAll('-', ''), kind, subject, subjectId: subjectId ?? null, shareId: shareCode === undefined ? null : shareId,
    seconds: seconds ?? null, percent: percent ?? null, scene: null, occurredAt: new Date(occurredAt), day: occurredAt.slice(0, 10), receivedAt: new Date(),
  } // prettier-ignore
}

const idsOf = async ({ pool }: Stage, sql: string): Promise<string[]> =>
  (await pool.query<RowDataPacket[]>(sql))[0].map(({ id }) => String(id))

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
        median(all.map(({ latency }) => latency.p50)).toFixed(1),
        median(all.map(({ latency }) => latency.p99)).toFixed(1),
        perRow(all, ({ serverSeconds }) => serverSeconds),
        perRow(all, ({ databaseSeconds }) => databaseSeconds),
      ]),
    ),
  )
  const [bare, unlogged, whole, requests] = rounds.map(rate) as [number, number, number, number]
  console.log(`single-of-bare-rows ratio=${(requests / bare).toFixed(2)}`)
  console.log(`single-of-bare-rows-without-binary-log ratio=${(requests / unlogged).toFixed(2)}`)
  console.log(`single-of-whole-engagements ratio=${(requests / whole).toFixed(2)}`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
