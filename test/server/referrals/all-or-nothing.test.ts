import type { QueryRunner } from 'typeorm'
import { anAgent, anOrganization, aClient, signInAgent, type BuiltClient } from '../../support/builders'
import { recount } from '../../support/recount'
import { testServer, type Caller } from '../../support/server'
import { accept, give } from './support'

const server = testServer()
let agent: Caller
let client: BuiltClient

beforeEach(async () => {
  await anOrganization(server.db)
  const su = await anAgent(server.db, { name: '苏婉清' })
  agent = await signInAgent(server, su)
  client = await aClient(server, su.id)
})

/** What stands in every table, as a number each. */
async function everything(): Promise<Record<string, string>> {
  const tables = await server.db.query<{ name: string }[]>(
    'SELECT table_name name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name',
  )
  const sums = await server.db.query<{ Table: string; Checksum: string }[]>(
    `CHECKSUM TABLE ${tables.map(({ name }) => `\`${name}\``).join(', ')}`,
  )
  return Object.fromEntries(sums.map(({ Table, Checksum }) => [Table.split('.')[1]!, String(Checksum)]))
}

/** The server loses its database, as when it is killed, right before the so-manieth statement of a transaction; answers how to end that. */
function killedBefore(statement: number): { end: () => void; wasKilled: () => boolean } {
  let count = 0
  let isKilled = false
  const make = server.db.createQueryRunner.bind(server.db)
  const spy = jest.spyOn(server.db, 'createQueryRunner').mockImplementation((mode) => {
    const runner = make(mode)
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>
    runner.query = (async (...args: unknown[]) => {
      if (runner.isTransactionActive && !isKilled && ++count === statement) {
        isKilled = true
        await cut(runner)
      }
      return query(...args)
    }) as QueryRunner['query']
    return runner
  })
  return { end: () => spy.mockRestore(), wasKilled: () => isKilled }
}

async function cut(runner: QueryRunner): Promise<void> {
  const connection = (await runner.connect()) as { threadId: number }
  await server.db.query(`KILL CONNECTION ${connection.threadId}`)
}

it('a referral that is won is won whole or not at all, wherever the server is killed on the way', async () => {
  const { id, code } = await give(client)
  const friend = await server.as('friend')
  await accept(friend, code)
  for (const to of ['contacted', 'met', 'proposed']) await agent.post(`/referrals/${id}/moves`, { to })
  await server.deliver()
  const before = await everything()

  let statement = 1
  for (let isDone = false; !isDone; statement += 1) {
    const fault = killedBefore(statement)
    const answer = await agent.post(`/referrals/${id}/moves`, { to: 'won' })
    fault.end()
    isDone = !fault.wasKilled()
    expect([statement, answer.status < 500]).toEqual([statement, isDone])
    if (!isDone) expect({ statement, ...(await everything()) }).toEqual({ statement, ...before })
  }
  // More than a handful of statements were cut through, or nothing was shown.
  expect(statement).toBeGreaterThan(8)
  const counts = await server.db.query(
    `SELECT (SELECT COUNT(*) FROM referral_moves WHERE toStatus = 'won') moves, (SELECT COUNT(*) FROM outcomes WHERE kind = 'first_policy') policies,
            (SELECT COUNT(*) FROM engagements WHERE kind = 'insured') engagements,
            (SELECT COUNT(*) FROM audit_entries WHERE action = 'referral.moved' AND detail LIKE '%won%') audits`,
  )
  expect(counts).toEqual([{ moves: '1', policies: '1', engagements: '1', audits: '1' }])
  expect(await recount(server.db)).toEqual([])
})
