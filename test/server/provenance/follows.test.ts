import { verifyDecisions } from '../../../server/src/clients/verify-decisions'
import { verifyDraws } from '../../../server/src/outreach/verify-draws'
import { Findings } from '../../../server/src/provenance/findings'
import { anOrganization } from '../../support/builders'
import { testServer } from '../../support/server'
import { aCarePlan, started } from '../outreach/support'
import { aStory } from './story'

const server = testServer({ goesOn: true })

beforeAll(async () => {
  await anOrganization(server.db)
  const { agentCaller } = await aStory(server)
  await server.db.query("INSERT INTO consents (accountId, purpose, state, textVersion, decidedAt) SELECT accountId, 'marketing', state, textVersion, decidedAt FROM consents c WHERE purpose = 'be_served' ON DUPLICATE KEY UPDATE state = 'given'") // prettier-ignore
  const { drawn } = await started(agentCaller, aCarePlan({ outcome: 'referred' }))
  expect(drawn).not.toBe(0)
})

/** What is told after this statement, which is then undone. */
async function toldAfter(statement: string): Promise<string> {
  const runner = server.db.createQueryRunner()
  await runner.startTransaction()
  try {
    await runner.query(statement)
    const findings = new Findings()
    await verifyDecisions(runner.manager, findings)
    await verifyDraws(runner.manager, findings)
    return findings.told.join('\n')
  } finally {
    await runner.rollbackTransaction()
    await runner.release()
  }
}

it('whose a client is, and who was held out, follows from what stands with it', async () => {
  expect(await server.db.query('SELECT COUNT(*) n FROM outreach_members')).not.toEqual([{ n: '0' }])
  expect(await toldAfter('SELECT 1')).toBe('')
})

it.each([
  ['makes a touch up by which a client would be another agent’s', `UPDATE binding_decisions SET inputs = JSON_SET(inputs, '$.touches[0].agentId', '4242') WHERE rule = 'first_touch'`, /decision \d+ does not follow/u],
  ['takes the deciding touch away', `UPDATE binding_decisions SET inputs = JSON_REMOVE(inputs, '$.touches[0]') WHERE rule = 'first_touch'`, /does not follow/u],
  ['shortens the protection afterwards', "UPDATE binding_decisions SET inputs = JSON_SET(inputs, '$.protectionDays', 0)", /does not follow/u],
  ['writes another decision beside the facts', `UPDATE binding_decisions SET decision = JSON_SET(decision, '$.ownerAgentId', '4242') WHERE rule = 'first_touch'`, /does not follow/u],
  ['moves somebody into the other arm', "UPDATE outreach_members SET arm = IF(arm = 'treated', 'held_out', 'treated') LIMIT 1", /is in another arm than was drawn/u],
  ['observes somebody longer', 'UPDATE outreach_members SET observedUntil = observedUntil + INTERVAL 1 DAY LIMIT 1', /observed for another time/u],
])('whoever %s by hand is told of', async (_, statement, expected) => {
  expect(await toldAfter(statement)).toMatch(expected)
}) // prettier-ignore
