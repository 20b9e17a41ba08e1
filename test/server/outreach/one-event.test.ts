import { OutboxWorker } from '../../../server/src/core/outbox.worker'
import { anAgent, anOrganization, aTeam, signInAgent, type BuiltAgent } from '../../support/builders'
import { newKey, testServer, type Caller } from '../../support/server'
import { anEvent, inHours } from '../events/support'
import { aCarePlan, clientsOf, drawnInto, made, started } from './support'

const server = testServer()
let host: BuiltAgent
let agent: Caller

beforeAll(() => server.app.get(OutboxWorker).onApplicationShutdown())
beforeEach(async () => {
  await anOrganization(server.db)
  host = await anAgent(server.db)
  agent = await signInAgent(server, host)
})

const hits = async (planId: string): Promise<string[]> => {
  const { items } = (await agent.get(`/outreach/plans/${planId}/members?arm=treated&show=hit`)).body
  return items.map(({ client }: { client: { id: string } }) => client.id)
}

describe('a plan that names one event', () => {
  it.each(['registered', 'attended'] as const)('is measured on it alone: %s', async (outcome) => {
    const [named, other] = [
      await anEvent(server.db, { hostAgentId: host.id, title: '茶会', beginsAt: inHours(0.5), closesAt: inHours(0.4) }),
      await anEvent(server.db, { hostAgentId: host.id, beginsAt: inHours(0.5), closesAt: inHours(0.4) }),
    ]
    const clients = await clientsOf(server, host.id, 2)
    const ofOne = await started(agent, aCarePlan({ outcome, eventId: named.id, holdoutPercent: 0 }))
    const ofAny = await started(agent, aCarePlan({ outcome, holdoutPercent: 0 }))
    const label = { registered: '报名活动', attended: '活动到场' }[outcome]
    expect(ofOne).toMatchObject({ outcomeLabel: `${label}「茶会」`, event: { id: named.id, title: '茶会' } })
    expect(ofAny).toMatchObject({ outcomeLabel: label, event: null })
    for (const [index, { id }] of [named, other].entries()) {
      await clients[index]!.post(`/events/${id}/registration`)
      const { code } = (await agent.get(`/events/${id}/check-in-code`)).body
      if (outcome === 'attended') await clients[index]!.post(`/events/${id}/check-in`, { code })
    }
    expect(await hits(ofOne.id)).toEqual([clients[0]!.recordId])
    expect(await hits(ofAny.id)).toEqual(clients.map(({ recordId }) => recordId))
    const { body } = await agent.get(`/outreach/plans/${ofOne.id}/report`)
    expect(body.treated).toMatchObject({ total: 2, hits: 1 })
  })

  it('may be an invitation to it, with a card for each client that leads there', async () => {
    const event = await anEvent(server.db, { hostAgentId: host.id, title: '茶会' })
    const [client] = await clientsOf(server, host.id, 1)
    const invitation = {
      kind: 'event',
      careWay: undefined,
      outcome: 'registered',
      eventId: event.id,
      holdoutPercent: 0,
    }
    const plan = await started(agent, aCarePlan(invitation))
    const [member] = await drawnInto(server, plan.id)
    const cards = await Promise.all(
      Array.from({ length: 10 }, () => agent.post(`/outreach/members/${member!.id}/card`, { key: newKey() })),
    )
    expect(new Set(cards.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    const { page, title, code } = cards[0]!.body
    expect([page, title]).toEqual(['packages/event/detail/index', '茶会'])
    await client!.post(`/events/${event.id}/registration`, { shareCode: code })
    expect((await agent.get(`/outreach/plans/${plan.id}/report`)).body.treated.hits).toBe(1)
  })

  it('keeps whom it holds out from every other invitation to the same event, and from nothing else', async () => {
    const event = await anEvent(server.db, { hostAgentId: host.id })
    await clientsOf(server, host.id, 6)
    const invitation = { kind: 'event', careWay: undefined, outcome: 'registered', eventId: event.id }
    const first = await started(agent, aCarePlan({ ...invitation, holdoutPercent: 50 }))
    const heldOut = (await drawnInto(server, first.id)).filter(({ arm }) => arm === 'held_out').length
    const size = async (eventId?: string) => {
      const query = `kind=event&reach=own${eventId ? `&eventId=${eventId}` : ''}`
      return (await agent.get(`/outreach/audience?${query}`)).body.count
    }
    expect([await size(event.id), await size()]).toEqual([6 - heldOut, 6])
  })

  it('is refused for somebody else’s event, for one that waits for compliance, and for what cannot happen any more', async () => {
    await clientsOf(server, host.id, 1)
    const foreign = await anEvent(server.db)
    const waiting = await anEvent(server.db, { hostAgentId: host.id, status: 'submitted' })
    const over = await anEvent(server.db, { hostAgentId: host.id, beginsAt: inHours(-3), endsAt: inHours(-1) })
    const late = await anEvent(server.db, { hostAgentId: host.id, beginsAt: inHours(24 * 20) })
    const codes: string[] = []
    for (const { id: eventId } of [foreign, waiting, over, late])
      codes.push((await agent.post('/outreach/plans', aCarePlan({ outcome: 'attended', eventId }))).body.code)
    expect(codes).toEqual(['event_not_found', 'event_not_found', 'event_over', 'outreach_event_late'])
    expect((await agent.get(`/outreach/audience?kind=event&reach=own&eventId=${foreign.id}`)).body.code).toBe(
      'event_not_found',
    )

    const off = await anEvent(server.db, { hostAgentId: host.id })
    const plan = await made(agent, '/outreach/plans', aCarePlan({ outcome: 'registered', eventId: off.id }))
    await agent.post(`/events/${off.id}/cancellation`, { reason: '场地不能用了' })
    expect((await agent.post(`/outreach/plans/${plan.id}/start`)).body.code).toBe('event_cancelled')
  })

  it('may in the plan of a team name what anybody of the team holds', async () => {
    const team = await aTeam(server.db)
    const member = await anAgent(server.db, { teamId: team.id })
    const leader = await signInAgent(server, await anAgent(server.db, { leads: team.id }))
    const { id: eventId } = await anEvent(server.db, { hostAgentId: member.id })
    const plan = aCarePlan({ outcome: 'registered', eventId })
    expect((await leader.post('/outreach/plans', plan)).body.code).toBe('event_not_found')
    expect((await leader.post('/outreach/plans', { ...plan, reach: 'team' })).status).toBe(200)
  })
})
