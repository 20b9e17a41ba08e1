import { chainCampaign } from '../../../server/src/shares/chain.rules'
import { aClient, aContent, anAgent, anOrganization, signInAgent } from '../../support/builders'
import { newKey, testServer, type Caller } from '../../support/server'

const server = testServer()
let agent: Caller
let content: { id: string }
let agentId: string
beforeEach(async () => {
  await anOrganization(server.db)
  agentId = (await anAgent(server.db)).id
  agent = await signInAgent(server, { id: agentId })
  content = await aContent(server.db)
})

const share = (caller: Caller, changes: object = {}) =>
  caller.post('/shares', { key: newKey(), subject: 'content', subjectId: content.id, channel: 'card', ...changes })
const make = async (name = '重阳问候'): Promise<string> =>
  (await agent.post('/campaigns', { key: newKey(), name })).body.id
const campaignOf = async (id: string): Promise<string | null> =>
  (await server.db.query('SELECT campaignId FROM shares WHERE id = ?', [id]))[0].campaignId

describe('a campaign', () => {
  it('is one campaign with one audit line when the same tap is sent ten times at once', async () => {
    const key = newKey()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => agent.post('/campaigns', { key, name: '重阳问候' })),
    )
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(answers[0]!.body).toMatchObject({ name: '重阳问候', isOpen: true, shareCount: 0 })
    const [{ made, told }] = await server.db.query(
      "SELECT (SELECT COUNT(*) FROM campaigns) made, (SELECT COUNT(*) FROM audit_entries WHERE action = 'campaign.created') told",
    )
    expect([made, told].map(Number)).toEqual([1, 1])
  })

  it.each([
    ['a phone number', '找 138 0013 8000', 'phone_in_words'],
    ['a reward', '转发领红包', 'reward_forbidden'],
  ])('is refused with %s in its name', async (_, name, code) => {
    expect((await agent.post('/campaigns', { key: newKey(), name })).body.code).toBe(code)
    const id = await make()
    expect((await agent.put(`/campaigns/${id}`, { name, isOpen: true })).body.code).toBe(code)
    expect((await agent.get('/campaigns')).body.items).toMatchObject([{ name: '重阳问候' }])
  })

  it('that was ended takes no new shares, keeps what it has, and can be taken up again', async () => {
    const id = await make()
    const { body: first } = await share(agent, { campaignId: id })
    const end = () => agent.put(`/campaigns/${id}`, { name: '重阳', isOpen: false })
    await Promise.all(Array.from({ length: 10 }, end))
    expect((await share(agent, { campaignId: id })).body.code).toBe('campaign_closed')
    expect((await agent.get('/campaigns')).body.items).toMatchObject([
      { id, name: '重阳', isOpen: false, shareCount: 1 },
    ])
    expect(await campaignOf(first.id)).toBe(id)
    const [{ n }] = await server.db.query("SELECT COUNT(*) n FROM audit_entries WHERE action = 'campaign.changed'")
    expect(Number(n)).toBe(1)
    await agent.put(`/campaigns/${id}`, { name: '重阳', isOpen: true })
    expect((await share(agent, { campaignId: id })).status).toBe(200)
  })

  it('goes down the chain with whoever passes the share on', async () => {
    const id = await make()
    const first = (await share(agent, { campaignId: id })).body
    const second = (await share(await aClient(server, agentId), { parentCode: first.code })).body
    const third = (await share(await server.as('friend'), { parentCode: second.code })).body
    expect(await campaignOf(third.id)).toBe(id)
    expect((await agent.get('/campaigns')).body.items[0].shareCount).toBe(1)
  })

  it('of another agent, or named by a client, labels nothing', async () => {
    const id = await make()
    const other = await signInAgent(server, await anAgent(server.db))
    for (const caller of [other, await aClient(server, agentId)])
      expect((await share(caller, { campaignId: id })).body.code).toBe('campaign_not_found')
  })
})

describe('the campaign of a share', () => {
  const parent = { agentId: '1', campaignId: '7' }
  it.each([
    ['is the one that the agent names', { named: '8', sharerAgentId: '1', agentId: '1', parent }, '8'],
    ["is never on another agent's name card", { named: '8', sharerAgentId: '1', agentId: '2', parent: null }, null],
    ['is that of the chain', { named: null, sharerAgentId: null, agentId: '1', parent }, '7'],
    [
      'ends where the chain goes over to another agent',
      { named: null, sharerAgentId: '2', agentId: '2', parent },
      null,
    ],
    ['is none where there was none', { named: null, sharerAgentId: '1', agentId: '1', parent: null }, null],
  ])('%s', (_, facts, expected) => expect(chainCampaign(facts)).toBe(expected))
})
