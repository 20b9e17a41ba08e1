// What a client's timeline and an agent's boards cost with 50 thousand engagements and with a hundred times as many: rows that the database looks at,
// and time. `npm run bench -- growth 500000` for fewer.
import type { RowDataPacket } from 'mysql2/promise'
import { median, table } from './measure'
import { onStage, type Stage } from './stage'

const FEW = 50_000
const MANY = Number(process.argv[2] ?? 5_000_000)
/** No page may look at more rows than this many times as many. */
const MOST_GROWTH = 1.3
const ROUNDS = 25
/** Rows that one statement fills in. */
const BLOCK = 10_000
/** What each of the many other people did. */
const EACH = 80
const OTHERS_FROM = 1_000_000

interface Cost {
  rows: number
  ms: number
}

const main = (): Promise<void> =>
  onStage('growth', { people: 20, env: { LOG_LEVEL: 'warn' } }, async (stage) => {
    await makeNumbers(stage)
    const filler = await fillerFor(stage)
    await filler.fillTo(FEW)
    const pages = await pagesOf(stage)
    const few = await costs(stage, pages)
    await filler.fillTo(MANY)
    report(few, await costs(stage, pages))
  })

async function makeNumbers({ pool }: Stage): Promise<void> {
  await pool.query('CREATE TABLE bench_numbers (n int unsigned NOT NULL PRIMARY KEY)')
  await pool.query('INSERT INTO bench_numbers (n) VALUES ?', [Array.from({ length: BLOCK }, (_, n) => [n])])
}

/** A tenth of everything is done by one very busy client of the agent, a tenth by the agent's other clients, the rest by ever more other people. */
async function fillerFor({ pool }: Stage) {
  const [clients] = await pool.query<RowDataPacket[]>(
    'SELECT a.id accountId, a.recordId, r.ownerAgentId FROM wechat_accounts a JOIN client_records r ON r.id = a.recordId ORDER BY a.id',
  )
  const [busy, ...calm] = clients
  const from = Date.now() - 25 * 86_400_000
  let filled = 0
  let others = 0

  /** Rows of `accounts` people with ids in a row, each with equally many, in the order in which an index of people holds them. */
  async function fill(who: { account: string; record: string; agent: string }, count: number): Promise<void> {
    for (let done = 0; done < count; done += BLOCK) {
      const rows = Math.min(BLOCK, count - done)
      await pool.query(
        `INSERT INTO engagements
           (id, accountId, recordId, agentId, kind, subject, subjectId, shareId, seconds, percent, scene, occurredAt, day, receivedAt)
         SELECT UNHEX(LPAD(HEX(? + n), 32, '0')), ${who.account}, ${who.record}, ${who.agent}, ELT(1 + n % 3, 'viewed', 'read', 'arrived'), 'content',
                1 + n % 20, NULL, IF(n % 3 = 1, n % 60, NULL), IF(n % 3 = 1, n % 101, NULL), NULL,
                ? + INTERVAL n SECOND, DATE(? + INTERVAL n SECOND + INTERVAL 8 HOUR), ?
           FROM bench_numbers WHERE n < ?`,
        [filled + done, ...Array.from({ length: 3 }, () => new Date(from + (done % 2_000_000) * 1000)), rows],
      )
    }
    filled += count
  }

  const one = ({ accountId, recordId, ownerAgentId }: RowDataPacket) => ({
    account: String(accountId), record: String(recordId), agent: String(ownerAgentId),
  }) // prettier-ignore

  return {
    async fillTo(count: number): Promise<void> {
      const missing = count - filled
      await fill(one(busy!), Math.floor(missing / 10))
      for (const client of calm) await fill(one(client), Math.floor(missing / 10 / calm.length))
      while (filled < count) {
        const people = BLOCK / EACH
        const first = OTHERS_FROM + others
        await makePeople(pool, first, people)
        const nth = `${first} + n DIV ${EACH}`
        await fill({ account: nth, record: nth, agent: '2 + n % 20' }, BLOCK)
        others += people
      }
      await pool.query('ANALYZE TABLE engagements, wechat_accounts, client_records')
    },
  }
}

async function makePeople(pool: Stage['pool'], first: number, count: number): Promise<void> {
  await pool.query(
    `INSERT INTO client_records (id, ownerAgentId, displayName, status, bindingRule, provenanceKind, becameClientAt)
     SELECT ? + n, 2 + n % 20, '客户', 'active', 'first_touch', 'share', NOW(3) FROM bench_numbers WHERE n < ?`,
    [first, count],
  )
  await pool.query(
    `INSERT INTO wechat_accounts (id, appId, openid, alias, isAdult, recordId, createdAt, lastSeenAt)
     SELECT ? + n, 'bench', CONCAT('bench-', ? + n), '读者', 1, ? + n, NOW(3), NOW(3) FROM bench_numbers WHERE n < ?`,
    [first, first, first, count],
  )
}

/** The pages by their names: of the very busy client, who hides the reading from the agent, and of one who shows it; and the agent's own. */
async function pagesOf({ pool }: Stage): Promise<[string, string][]> {
  const [[hidden, shown]] = [
    (await pool.query<RowDataPacket[]>('SELECT recordId, id FROM wechat_accounts WHERE recordId < ? ORDER BY id', [OTHERS_FROM]))[0], // prettier-ignore
  ]
  await pool.query(
    "INSERT INTO consents (accountId, purpose, state, textVersion, decidedAt) VALUES (?, 'show_activity', 'given', '2026-11', NOW(3))",
    [shown!.id],
  )
  return [
    ['timeline of the busiest client, who hides activity', `/v1/clients/${hidden!.recordId}/timeline`],
    ['timeline of a client who shows it', `/v1/clients/${shown!.recordId}/timeline`],
    ['the busiest client', `/v1/clients/${hidden!.recordId}`],
    ['the book', '/v1/clients'],
    ['the workbench', '/v1/workbench'],
    ['the sources board', '/v1/sources'],
  ]
}

async function costs(stage: Stage, pages: [string, string][]): Promise<Map<string, Cost>> {
  const found = new Map<string, Cost>()
  for (const [name, path] of pages) {
    const idle: number[] = []
    const rows: number[] = []
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      idle.push(await rowsReadBy(stage, () => Promise.resolve()))
      rows.push(await rowsReadBy(stage, async () => times.push(await timed(stage, path))))
    }
    // Whatever else the server asks of its database in between only ever adds.
    found.set(name, { rows: Math.min(...rows) - Math.min(...idle), ms: median(times) })
  }
  return found
}

async function timed({ server, agentToken }: Stage, path: string): Promise<number> {
  const began = performance.now()
  const answer = await fetch(server.url + path, { headers: { authorization: `Bearer ${agentToken}` } })
  const body = await answer.text()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${body}`)
  return performance.now() - began
}

/** Rows that the database server, which works for nobody else, has read meanwhile. */
async function rowsReadBy({ pool }: Stage, work: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    const [lines] = await pool.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Handler_read%'")
    return lines.reduce((sum, { Value }) => sum + Number(Value), 0)
  }
  const before = await count()
  await work()
  return (await count()) - before
}

function report(few: Map<string, Cost>, many: Map<string, Cost>): void {
  const growth = (pick: (cost: Cost) => number, name: string) => pick(many.get(name)!) / pick(few.get(name)!)
  const names = [...few.keys()]
  console.log(
    table(
      ['', `rows at ${FEW}`, `at ${MANY}`, 'ratio', `ms at ${FEW}`, `at ${MANY}`, 'ratio'],
      names.map((name) => [
        name,
        String(few.get(name)!.rows),
        String(many.get(name)!.rows),
        growth(({ rows }) => rows, name).toFixed(2),
        few.get(name)!.ms.toFixed(1),
        many.get(name)!.ms.toFixed(1),
        growth(({ ms }) => ms, name).toFixed(2),
      ]),
    ),
  )
  const worst = (pick: (cost: Cost) => number) => Math.max(...names.map((name) => growth(pick, name)))
  console.log(`growth-rows ratio=${worst(({ rows }) => rows).toFixed(2)}`)
  console.log(`growth-time ratio=${worst(({ ms }) => ms).toFixed(2)}`)
  if (worst(({ rows }) => rows) > MOST_GROWTH) throw new Error('A page looks at more rows when there are more.')
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
