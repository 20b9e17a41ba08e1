import { aClient, aTeam, anAgent, signInAgent } from '../../support/builders'
import { testServer } from '../../support/server'

const server = testServer()

const changes = () => server.db.query('SELECT fromAgentId, toAgentId, rule FROM ownership_changes ORDER BY id')

async function aTeamOfTwo() {
  const team = await aTeam(server.db, { name: '江南一部' })
  const [first, second] = [await anAgent(server.db, { teamId: team.id }), await anAgent(server.db, { teamId: team.id })]
  const leader = await anAgent(server.db, { name: '许主管', leads: team.id })
  const outsider = await anAgent(server.db)
  return { first, second, outsider, asLeader: await signInAgent(server, leader) }
}

describe('the unassigned pool', () => {
  it('belongs to the organisation: every leader sees it, and assigns out of it into the own team', async () => {
    const { first, asLeader } = await aTeamOfTwo()
    const otherLeader = await signInAgent(server, await anAgent(server.db, { leads: (await aTeam(server.db)).id }))
    const { recordId } = await aClient(server, null, { displayName: '赵女士' })
    for (const leader of [asLeader, otherLeader])
      expect((await leader.get('/pool')).body.items).toMatchObject([
        { id: recordId, displayName: '赵女士', provenanceSentence: '自行来访' },
      ])
    expect((await asLeader.get(`/clients/${recordId}`)).body.can).toMatchObject({ assign: true, answer: false })

    const assigned = await asLeader.post(`/clients/${recordId}/owner`, { agentId: first.id, reason: '住得近' })
    expect(assigned.body).toMatchObject({ ownerName: first.name, binding: { rule: 'assigned_by_leader' } })
    expect(assigned.body.ownership).toMatchObject([
      { from: null, to: first.name, rule: 'assigned_by_leader', reason: '住得近', by: '许主管' },
    ])
    expect((await asLeader.get('/pool')).body.items).toEqual([])
    expect((await otherLeader.get(`/clients/${recordId}`)).status).toBe(404)
  })

  it('gives a client to one agent when a leader presses ten times at once', async () => {
    const { first, asLeader } = await aTeamOfTwo()
    const { recordId } = await aClient(server, null)
    const body = { agentId: first.id, reason: '住得近' }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => asLeader.post(`/clients/${recordId}/owner`, body)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.body.code === 'owner_unchanged')).toHaveLength(9)
    expect(await changes()).toEqual([{ fromAgentId: null, toAgentId: first.id, rule: 'assigned_by_leader' }])
  })
})

describe('who waits for a client’s account', () => {
  it.each(['assigned by a leader', 'choosing an agent'])('does not hold the record meanwhile: %s', async (how) => {
    const { first, asLeader } = await aTeamOfTwo()
    const client = await aClient(server, null)
    const given = () =>
      how === 'choosing an agent'
        ? client.post('/me/agent', { agentCode: first.code })
        : asLeader.post(`/clients/${client.recordId}/owner`, { agentId: first.id, reason: '住得近' })
    const { waiting } = await server.db.transaction(async (tx) => {
      await tx.query('SELECT id FROM wechat_accounts WHERE id = ? FOR UPDATE', [client.accountId])
      const waiting = given()
      const first = await Promise.race([waiting, new Promise((resolve) => setTimeout(() => resolve('waits'), 500))])
      expect(first).toBe('waits')
      await tx.query('SELECT id FROM client_records WHERE id = ? FOR UPDATE NOWAIT', [client.recordId])
      return { waiting }
    })
    expect((await waiting).status).toBe(200)
  })
})

describe('a leader moves a client', () => {
  it('within the own subtree, with a reason, and the counts move along', async () => {
    const { first, second, asLeader } = await aTeamOfTwo()
    const client = await aClient(server, first.id)
    const occurredAt = new Date().toISOString()
    const event = { id: '0192f3a4-0000-7000-8000-000000000001', kind: 'viewed', subject: 'app', occurredAt }
    await client.post('/engagements', { events: [event] })
    const path = `/clients/${client.recordId}/owner`
    expect((await asLeader.post(path, { agentId: second.id })).body).toMatchObject({
      code: 'invalid_request',
      field: 'reason',
    })
    expect((await asLeader.post(path, { agentId: second.id, reason: '接替休假同事' })).status).toBe(200)
    const totals = await server.db.query(
      "SELECT scopeId, count FROM engagement_totals WHERE scope = 'agent' AND count > 0",
    )
    expect(totals).toEqual([{ scopeId: second.id, count: 1 }])
  })

  it('never out of the subtree, never to somebody who left, never a client of others', async () => {
    const { first, outsider, asLeader } = await aTeamOfTwo()
    const [own, foreign] = [await aClient(server, first.id), await aClient(server, outsider.id)]
    const give = async (recordId: string, agentId: string) =>
      (await asLeader.post(`/clients/${recordId}/owner`, { agentId, reason: '调整' })).body.code
    expect(await give(own.recordId, outsider.id)).toBe('agent_not_found')
    expect(await give(own.recordId, '999999')).toBe('agent_not_found')
    expect(await give(own.recordId, first.id)).toBe('owner_unchanged')
    expect(await give(foreign.recordId, first.id)).toBe('client_not_found')
    await server.db.query("UPDATE agents SET status = 'departed' WHERE id = ?", [first.id])
    expect(await give((await aClient(server, null)).recordId, first.id)).toBe('agent_departed')
    expect(await changes()).toEqual([])
    const agent = await signInAgent(server, outsider)
    expect((await agent.post(`/clients/${foreign.recordId}/owner`, { agentId: first.id, reason: '调整' })).status).toBe(
      403,
    )
  })
})

describe('a client of the pool chooses an agent', () => {
  it('by the code of the name card, once, however often it is pressed', async () => {
    const { first, second } = await aTeamOfTwo()
    const client = await aClient(server, null)
    expect((await client.get(`/agents/by-code/${first.code}`)).body).toMatchObject({
      id: first.id,
      licenceNumber: expect.any(String),
    })
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => client.post('/me/agent', { agentCode: first.code })),
    )
    for (const { status, body } of answers)
      expect([status, body.adviser?.id, body.can?.chooseAgent]).toEqual([200, first.id, false])
    expect(await changes()).toEqual([{ fromAgentId: null, toAgentId: first.id, rule: 'chosen_by_client' }])
    expect((await client.post('/me/agent', { agentCode: second.code })).body.code).toBe('client_has_owner')
  })

  it('needs a code of an agent who is still here', async () => {
    const departed = await anAgent(server.db, { status: 'departed' })
    const client = await aClient(server, null)
    expect((await client.post('/me/agent', { agentCode: 'nobody' })).body.code).toBe('agent_not_found')
    expect((await client.post('/me/agent', { agentCode: '陈思远' })).body.code).toBe('agent_not_found')
    expect((await client.post('/me/agent', { agentCode: departed.code })).body.code).toBe('agent_departed')
    expect((await (await server.as('访客')).post('/me/agent', { agentCode: departed.code })).status).toBe(403)
  })
})
