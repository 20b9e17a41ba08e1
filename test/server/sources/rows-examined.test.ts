import type { DataSource } from 'typeorm'
import { attributionOf } from '../../../server/src/attribution/attribution'
import { createDataSource } from '../../../server/src/database'
import { rowTallies } from '../../../server/src/sources/source.queries'
import { aContent, anAgent, anOrganization, signInAgent } from '../../support/builders'
import { testServer } from '../../support/server'
import { shares } from '../provenance/story'

const server = testServer()
/** One connection, so that what it has read can be asked of it. */
let db: DataSource
beforeAll(async () => {
  db = await (await createDataSource(server.env.DATABASE_URL, 1)).initialize()
})
afterAll(() => db.destroy())

const TABLES = ['outcomes', 'touches', 'memberships', 'wechat_accounts', 'client_records']

async function rowsRead(): Promise<number> {
  const counts = await db.query<{ Value: string }[]>("SHOW SESSION STATUS LIKE 'Handler_read%'")
  return counts.reduce((sum, { Value }) => sum + Number(Value), 0)
}

const PERIOD = { from: '2026-10-01', to: '2026-10-31' }
const AT = new Date('2026-10-10T04:00:00Z')

/** So many people who came by a share, joined a group and became this agent's clients. */
async function peopleCame(agentId: string, shareId: string, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, index) => 1000 + index)
  const rows: [string, unknown[][]][] = [
    ['client_records (id, ownerAgentId, displayName, status, bindingRule, provenanceKind, becameClientAt)', ids.map((id) => [id, agentId, '林', 'active', 'first_touch', 'walk_in', AT])],
    ['wechat_accounts (id, appId, openid, alias, recordId, createdAt, lastSeenAt)', ids.map((id) => [id, 'wx', `many-${id}`, '圈友', id, AT, AT])],
    ['touches (accountId, shareId, agentId, firstAt, lastAt)', ids.map((id) => [id, shareId, agentId, AT, AT])],
    ['memberships (groupId, accountId, role, status, joinedAt)', ids.map((id) => [1, id, 'member', 'active', AT])],
    ['outcomes (accountId, kind, subject, subjectId, at)', ids.map((id) => [id, 'first_policy', 'app', 0, AT])],
  ] // prettier-ignore
  for (const [columns, values] of rows) await server.db.query(`INSERT INTO ${columns} VALUES ?`, [values])
}

it('a few rows are read for each person where many came in at once, and the database has not noticed yet how many', async () => {
  await anOrganization(server.db)
  const agent = await anAgent(server.db)
  const { id: shareId } = await shares(await signInAgent(server, agent), 'content', await aContent(server.db))
  await peopleCame(agent.id, shareId, 2)
  // What is known of the tables stays what it is now, as in the moments after a rush.
  for (const table of TABLES) await server.db.query(`ALTER TABLE ${table} STATS_AUTO_RECALC = 0`)
  await server.db.query(`ANALYZE TABLE ${TABLES.join(', ')}`)
  for (const table of ['outcomes', 'touches', 'memberships', 'wechat_accounts', 'client_records'])
    await server.db.query(`DELETE FROM ${table} WHERE ${table === 'wechat_accounts' || table === 'client_records' ? 'id' : 'accountId'} >= 1000`) // prettier-ignore
  const people = 1500
  await peopleCame(agent.id, shareId, people)

  const cohort = { agentIds: [agent.id], period: PERIOD }
  const readBy = async (question: () => Promise<unknown>): Promise<number> => {
    const before = await rowsRead()
    await question()
    return (await rowsRead()) - before
  }
  let outcomes = 0
  const attribution = await readBy(async () => {
    outcomes = (await attributionOf(db, cohort, 'first_policy', 'channel')).outcomes.length
  })
  const board = await readBy(async () => {
    expect(await rowTallies(db, cohort, 'channel', 50)).toMatchObject([{ key: 'card', came: people, won: people }])
  })
  expect(outcomes).toBe(people)
  expect({ attribution: attribution / people < 60, board: board / people < 60 }).toEqual({ attribution: true, board: true }) // prettier-ignore
  for (const table of TABLES) await server.db.query(`ALTER TABLE ${table} STATS_AUTO_RECALC = DEFAULT`)
}, 60_000)
