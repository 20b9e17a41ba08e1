import type { DataSource } from 'typeorm'
import { clientLines } from '../../../server/src/clients/client.queries'
import { lookLines } from '../../../server/src/clients/looks.queries'
import { timelineLines } from '../../../server/src/clients/timeline.queries'
import { WorkbenchService } from '../../../server/src/clients/workbench.service'
import { Clock } from '../../../server/src/core/clock'
import { DataCipher } from '../../../server/src/core/crypto'
import { createDataSource } from '../../../server/src/database'
import { insertion } from '../../../server/src/engagement/stored-engagement'
import { aClient, anAgent, anOrganization, consents, signInAgent } from '../../support/builders'
import { newKey, testServer } from '../../support/server'

const server = testServer()
/** One connection, so that what it has read can be asked of it. */
let db: DataSource
beforeAll(async () => {
  db = await (await createDataSource(server.env.DATABASE_URL, 1)).initialize()
})
beforeEach(() => anOrganization(server.db))
afterAll(() => db.destroy())

async function rowsRead(): Promise<number> {
  const counts = await db.query<{ Value: string }[]>("SHOW SESSION STATUS LIKE 'Handler_read%'")
  return counts.reduce((sum, { Value }) => sum + Number(Value), 0)
}

async function rowsExaminedBy(question: () => Promise<unknown>): Promise<number> {
  // Asking what was read reads a little itself.
  const before = await rowsRead()
  const between = await rowsRead()
  await question()
  return (await rowsRead()) - between - (between - before)
}

const START = Date.UTC(2026, 10, 1)
const HOUR = 3_600_000

async function did(recordId: string, accountId: string, agentId: string, kind: 'viewed' | 'joined', count: number) {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: newKey().replaceAll('-', ''), accountId, recordId, agentId, kind, subject: 'app' as const, subjectId: null, shareId: null, seconds: null,
    percent: null, scene: null, occurredAt: new Date(START + index * 1000), day: '2026-11-01', receivedAt: new Date(START),
  })) // prettier-ignore
  await server.db.query(insertion(rows))
}

describe('a client who did a thousand times as much', () => {
  it.each([
    ['hides it from the agent', false],
    ['lets the agent see it', true],
  ])('and %s costs no more to look at', async (_, isShown) => {
    const agent = await anAgent(server.db)
    const actor = await signInAgent(server, agent)
    const client = await aClient(server, agent.id)
    if (isShown) await consents(server.db, client.accountId, 'show_activity')
    // A second person behind the same record, who shows nothing.
    const second = await server.as('second')
    await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [client.recordId, second.accountId])
    const person = { ...actor, recordId: null, agentId: agent.id, leadsPath: null, staffId: null, staffRole: null, requestId: '1' } // prettier-ignore
    const workbench = new WorkbenchService(db, server.app.get(Clock), server.app.get(DataCipher))
    const page = (before: { at: Date; id: string } | null) => timelineLines(db, client.recordId, { before, limit: 20 })
    const middle = { at: new Date(START + 10_000), id: 'f'.repeat(32) }
    const examined = async () => ({
      timeline: await rowsExaminedBy(() => page(null)),
      'next page': await rowsExaminedBy(() => page(middle)),
      book: await rowsExaminedBy(() =>
        clientLines(db, person, { words: '', phoneHash: null, before: null, limit: 20 }),
      ),
      workbench: await rowsExaminedBy(() => workbench.read(person)),
    })

    for (const [accountId, kind] of [
      [client.accountId, 'joined'],
      [client.accountId, 'viewed'],
      [second.accountId, 'viewed'],
    ] as const)
      await did(client.recordId, accountId, agent.id, kind, 30)
    const few = await examined()
    await did(client.recordId, second.accountId, agent.id, 'viewed', 15_000)
    await did(client.recordId, client.accountId, agent.id, 'viewed', 15_000)
    await server.db.query('ANALYZE TABLE engagements')
    const many = await examined()

    expect((await page(null)).every(({ kind }) => kind === (isShown ? 'viewed' : 'joined'))).toBe(true)
    for (const [question, rows] of Object.entries(many)) {
      const before = few[question as keyof typeof few]
      expect({ question, rows, isBounded: rows <= before * 1.3 && before > 0 }).toMatchObject({ isBounded: true })
    }
  })
})

it('who looked costs no more to read where others are looked at a thousand times, and the client was years ago', async () => {
  const agent = await anAgent(server.db)
  const client = await aClient(server, agent.id)
  const other = await aClient(server, agent.id)
  const looks = (recordId: string, count: number, since: number) =>
    server.db.query(
      'INSERT INTO audit_entries (at, agentId, action, subjectKind, subjectId, requestId, detail) VALUES ?',
      [Array.from({ length: count }, (_, index) => [new Date(since + index * HOUR), agent.id, 'client.viewed', 'client', recordId, index, '{}'])], // prettier-ignore
    )
  const page = () => lookLines(db, [client.recordId], { before: null, limit: 20, now: new Date(START + 720 * HOUR) })
  await looks(client.recordId, 720, START)
  await looks(other.recordId, 720, START)
  await server.db.query('ANALYZE TABLE audit_entries')
  const few = await rowsExaminedBy(page)
  for (let part = 0; part < 10; part += 1) {
    await looks(other.recordId, 1000, START)
    await looks(client.recordId, 1000, START - (part + 1) * 2400 * HOUR)
  }
  await server.db.query('ANALYZE TABLE audit_entries')
  const many = await rowsExaminedBy(page)
  expect(await page()).toHaveLength(21)
  expect({ few, many, isBounded: many <= few * 1.3 && few > 0 }).toMatchObject({ isBounded: true })
})
