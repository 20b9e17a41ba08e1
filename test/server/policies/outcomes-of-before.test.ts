import { TakeOutcomesBack1796000202000 } from '../../../server/src/migrations/20261130T0202-take-outcomes-back'
import { verifyCredits } from '../../../server/src/attribution/verify-credits'
import { verifyLog } from '../../../server/src/provenance/verify'
import { anOrganization } from '../../support/builders'
import { testServer } from '../../support/server'
import { aStory } from '../provenance/story'
import { recordOf } from '../referrals/support'
import { records } from './support'

const server = testServer({ goesOn: true })

/** The table as it was before an outcome could be taken back. */
const AS_BEFORE = [
  'ALTER TABLE outcomes ADD UNIQUE INDEX outcomes_once (accountId, kind, subjectId)',
  'ALTER TABLE outcomes DROP INDEX outcomes_standing',
  'ALTER TABLE outcomes DROP COLUMN takenBackAt, DROP COLUMN takenBackId',
]

const verified = () =>
  server.db.transaction(async (tx) => {
    const { findings } = await verifyLog(tx, null)
    await verifyCredits(tx, findings, new Date())
    return findings.told
  })

it('a referral that was won before policies were recorded keeps its outcome and its place in the funnel, and the log verifies', async () => {
  const { db } = server
  await anOrganization(db)
  const { agentCaller, friend } = await aStory(server)
  const friendId = await recordOf(server, friend)
  const [{ id: referralId }] = await db.query('SELECT id FROM referrals WHERE friendRecordId = ?', [friendId])
  for (const to of ['contacted', 'met', 'proposed', 'won'])
    await agentCaller.post(`/referrals/${referralId}/moves`, { to })
  const before = await db.query("SELECT id, accountId, at FROM outcomes WHERE kind = 'first_policy'")
  expect(before).toHaveLength(1)

  for (const statement of AS_BEFORE) await db.query(statement)
  const runner = db.createQueryRunner()
  // Started twice, as after a broken run.
  for (let run = 0; run < 2; run += 1) await new TakeOutcomesBack1796000202000().up(runner)
  await runner.release()

  expect(await verified()).toEqual([])
  expect(await db.query("SELECT id, accountId, at FROM outcomes WHERE kind = 'first_policy'")).toEqual(before)
  const won = async () => (await agentCaller.get('/sources?by=channel')).body.totals.won
  expect(await won()).toBe(1)

  const { id } = (await records(agentCaller, friendId)).body
  await agentCaller.post(`/policies/${id}/withdrawal`, { reason: '录错了' })
  expect(await won()).toBe(1)
  expect(await db.query("SELECT id, accountId, at FROM outcomes WHERE kind = 'first_policy'")).toEqual(before)
  expect(await verified()).toEqual([])
})
