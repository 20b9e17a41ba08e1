import { KeepPlans } from '../../../server/src/outreach/keep-plans'
import { aContent, anAgent, aTeam, signInAgent, type Built } from '../../support/builders'
import { mergeByHand } from '../../support/merge-by-hand'
import { newKey, testServer, type Caller } from '../../support/server'
import { aCarePlan, clientsOf, drawnInto, evenlyDrawn, made, reads } from './support'

const NOW = new Date('2026-11-20T02:00:00Z')
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000)

const server = testServer({ goesOn: true })
let agent: Caller
let agentId: string
let article: Built

beforeAll(async () => {
  server.setTime(NOW)
  const su = await anAgent(server.db)
  agentId = su.id
  agent = await signInAgent(server, su)
  article = await aContent(server.db)
})

const report = async (planId: string) => (await agent.get(`/outreach/plans/${planId}/report`)).body

it('a person whose two records were merged counts once, where the person was drawn first, and twice again after the undoing', async () => {
  const { plan, drawn, treated, heldOut, clientOf } = await evenlyDrawn({ server, agent, agentId, article })
  const first = drawn[0]!
  const second = drawn.find(({ arm }) => arm !== first.arm)!
  const [survivor, merged] = [clientOf(second), clientOf(first)]
  await reads(merged, article.id, later(0))
  const before = await report(plan.id)
  const body = { key: newKey(), survivorId: survivor.recordId, mergedId: merged.recordId, reason: '换了微信号' }
  const merge = (await mergeByHand(agent, body)).body
  const once = await report(plan.id)
  const [winning, losing] =
    first.arm === 'treated' ? (['treated', 'heldOut'] as const) : (['heldOut', 'treated'] as const)
  expect(once).toMatchObject({
    countedOnce: 1,
    [winning]: { total: before[winning].total, hits: 1 },
    [losing]: { total: before[losing].total - 1, hits: 0 },
  })
  const rows = (await agent.get(`/outreach/plans/${plan.id}/members?arm=${first.arm}&limit=50`)).body.items
  expect(rows.find(({ id }: { id: string }) => id === first.id).client.id).toBe(survivor.recordId)

  await agent.post(`/merges/${merge.id}/undoing`, { reason: '不是同一位' })
  expect(await report(plan.id)).toEqual({ ...before, countedOnce: 0 })
  await mergeByHand(agent, { ...body, key: newKey() })
  server.setTime(later(17))
  await server.app.get(KeepPlans).settleDue()
  expect(await report(plan.id)).toMatchObject({ countedOnce: 1, [losing]: { total: before[losing].total - 1 } })
  // What is merged when the figures stand changes nothing any more.
  const [another, third] = [treated.at(-1)!, heldOut.at(-1)!].map(clientOf)
  const late = { key: newKey(), survivorId: another!.recordId, mergedId: third!.recordId, reason: '换了微信号' }
  const final = await report(plan.id)
  expect((await mergeByHand(agent, late)).status).toBe(200)
  expect(await report(plan.id)).toMatchObject({
    countedOnce: 1,
    treated: { total: final.treated.total, hits: final.treated.hits },
  })
})

it('a person who was held out first is left alone as the other record too', async () => {
  server.setTime(NOW)
  const zhou = await anAgent(server.db)
  const asZhou = await signInAgent(server, zhou)
  const stage = { server, agent: asZhou, agentId: zhou.id, article }
  const { plan, treated, heldOut, clientOf } = await evenlyDrawn(stage)
  const [kept, approached] = [heldOut[0]!, treated.at(-1)!]
  const todo = async () =>
    (await asZhou.get(`/outreach/plans/${plan.id}/todo?state=open&limit=50`)).body.items.map(({ id }: Built) => id)
  expect(await todo()).toContain(approached.id)
  const pair = { survivorId: clientOf(approached).recordId, mergedId: clientOf(kept).recordId }
  const merge = (await mergeByHand(asZhou, pair)).body
  expect(await todo()).not.toContain(approached.id)
  const done = () => asZhou.post(`/outreach/members/${approached.id}/done`, { result: 'reached' })
  expect((await done()).body.code).toBe('outreach_held_out')
  await asZhou.post(`/merges/${merge.id}/undoing`, { reason: '不是同一位' })
  expect((await done()).status).toBe(200)
})

it('and also when that record then becomes part of a third one', async () => {
  server.setTime(NOW)
  const zhou = await anAgent(server.db)
  const asZhou = await signInAgent(server, zhou)
  const { plan, treated, heldOut, clientOf } = await evenlyDrawn({ server, agent: asZhou, agentId: zhou.id, article })
  const [kept, between, approached] = [heldOut[0]!, treated.at(-2)!, treated.at(-1)!]
  for (const [into, from] of [
    [between, kept],
    [approached, between],
  ] as const) {
    const pair = { survivorId: clientOf(into).recordId, mergedId: clientOf(from).recordId }
    expect((await mergeByHand(asZhou, pair)).status).toBe(200)
  }
  const { items } = (await asZhou.get(`/outreach/plans/${plan.id}/todo?state=open&limit=50`)).body
  expect(items.map(({ id }: Built) => id)).not.toContain(approached.id)
  const done = await asZhou.post(`/outreach/members/${approached.id}/done`, { result: 'reached' })
  expect(done.body.code).toBe('outreach_held_out')
})

it('a plan for a team is started by whoever leads it then, and not by whoever led it when it was written', async () => {
  server.setTime(NOW)
  const team = await aTeam(server.db)
  const leader = await signInAgent(server, await anAgent(server.db, { leads: team.id }))
  await clientsOf(server, (await anAgent(server.db, { teamId: team.id })).id, 2)
  const { id, can } = await made(leader, '/outreach/plans', aCarePlan({ reach: 'team' }))
  expect(can.start).toBe(true)
  await server.db.query('UPDATE teams SET leaderAgentId = NULL WHERE id = ?', [team.id])
  expect((await leader.get(`/outreach/plans/${id}`)).body).toMatchObject({ wouldDraw: null, can: { start: false } })
  expect((await leader.post(`/outreach/plans/${id}/start`)).body.code).toBe('not_allowed')
  expect(await drawnInto(server, id)).toEqual([])
})
