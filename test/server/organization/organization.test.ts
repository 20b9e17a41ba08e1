import { aClient, aTeam, anAgent, anOrganization, signInAgent, signInStaff } from '../../support/builders'
import { testServer } from '../../support/server'

const server = testServer()

describe('the organisation', () => {
  it.each([
    ['community', true],
    ['reading', false],
  ])('with the licence profile %s lets members post: %s', async (licenceProfile, post) => {
    await anOrganization(server.db, { licenceProfile })
    expect((await server.anonymous.get('/organization')).body).toMatchObject({ licenceProfile, can: { post } })
  })
})

describe('an agent’s card', () => {
  it('is shown to everybody with a session, with the licence number, also after departure', async () => {
    const agent = await anAgent(server.db, { name: '陈思远', status: 'departed' })
    const visitor = await server.as('访客')
    expect((await visitor.get(`/agents/${agent.id}`)).body).toMatchObject({ name: '陈思远', isActive: false })
    expect((await visitor.get('/agents/99999')).body.code).toBe('agent_not_found')
    expect((await visitor.get(`/agents/by-code/${encodeURIComponent('陈思远')}`)).body.code).toBe('agent_not_found')
    expect((await server.anonymous.get(`/agents/${agent.id}`)).status).toBe(401)
  })
})

describe('the team', () => {
  it('is the leader’s subtree from the top down, with how many clients each agent has', async () => {
    const root = await aTeam(server.db, { name: '江城' })
    const [south, north] = [
      await aTeam(server.db, { name: '江南', parent: root }),
      await aTeam(server.db, { name: '江北', parent: root }),
    ]
    const below = await aTeam(server.db, { name: '江南一组', parent: south })
    const head = await anAgent(server.db, { leads: root.id })
    const leader = await anAgent(server.db, { name: '许主管', leads: south.id })
    const agent = await anAgent(server.db, { teamId: below.id })
    await anAgent(server.db, { teamId: below.id, status: 'departed' })
    await anAgent(server.db, { teamId: north.id })
    await aClient(server, agent.id)
    await aClient(server, null)

    const { body } = await (await signInAgent(server, leader)).get('/team')
    expect(body.poolCount).toBe(1)
    expect(body.teams).toMatchObject([
      { name: '江南', depth: 0, leaderName: '许主管', agents: [{ id: leader.id, clientCount: 0 }] },
      { name: '江南一组', depth: 1, parentId: south.id, agents: [{ id: agent.id, clientCount: 1, newClientCount: 0 }] },
    ])
    const all = await (await signInAgent(server, head)).get('/team')
    expect(all.body.teams.map(({ name }: { name: string }) => name).sort()).toEqual(
      ['江北', '江南', '江南一组', '江城'].sort(),
    )
    expect((await (await signInAgent(server, agent)).get('/team')).status).toBe(403)
  })
})

describe('the agents and the audit log', () => {
  it('are for administrators and for compliance, each only theirs, and without client detail', async () => {
    const agent = await anAgent(server.db, { name: '陈思远' })
    const other = await anAgent(server.db, { name: '周敏' })
    const client = await aClient(server, agent.id, { displayName: '林女士' })
    const asAgent = await signInAgent(server, agent)
    await asAgent.get(`/clients/${client.recordId}`)
    const [administrator, compliance] = [
      await signInStaff(server, 'administrator'),
      await signInStaff(server, 'compliance'),
    ]

    const first = await administrator.get('/agents?limit=1')
    expect(first.body.items).toMatchObject([{ id: agent.id, name: '陈思远' }])
    expect((await administrator.get(`/agents?limit=1&cursor=${first.body.next}`)).body).toMatchObject({
      items: [{ id: other.id }],
      next: null,
    })
    expect((await administrator.get(`/agents?q=${encodeURIComponent('周')}`)).body.items).toMatchObject([
      { id: other.id },
    ])

    const log = await compliance.get('/audit?limit=50')
    expect(log.body.items).toContainEqual(
      expect.objectContaining({
        actor: '代理人 陈思远',
        action: 'client.viewed',
        subject: `client ${client.recordId}`,
      }),
    )
    expect(JSON.stringify(log.body)).not.toContain('林女士')
    const page = await compliance.get('/audit?limit=1')
    const next = await compliance.get(`/audit?limit=1&cursor=${page.body.next}`)
    expect(Number(next.body.items[0].id)).toBeLessThan(Number(page.body.items[0].id))

    for (const [caller, path] of [[compliance, '/agents'], [administrator, '/audit'], [asAgent, '/audit'], [asAgent, '/agents']] as const)
      expect((await caller.get(path)).status).toBe(403) // prettier-ignore
    for (const path of ['/clients', `/clients/${client.recordId}`, '/pool', '/team', '/workbench'])
      for (const staff of [compliance, administrator]) expect((await staff.get(path)).status).toBe(403)
  })
})
