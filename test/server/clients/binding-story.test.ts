import type { ConsentView } from '@quanke/shared/contracts/consents'
import { bindingDecision, factsOf, type BindingInputs } from '../../../server/src/clients/binding.rules'
import { aClient, aContent, anAgent, anOrganization, aTeam, signInAgent } from '../../support/builders'
import { newKey, testServer, type Caller } from '../../support/server'

const server = testServer()

const DAY = 86_400_000

async function consentsToBeServed(person: Caller, displayName: string): Promise<string> {
  const texts = (await person.get('/consents')).body.consents as ConsentView[]
  const decisions = texts
    .filter(({ purpose }) => ['use_service', 'be_served'].includes(purpose))
    .map(({ purpose, textVersion }) => ({ purpose, textVersion, given: true }))
  const { status, body } = await person.post('/consents', { decisions, isAdult: true, displayName })
  expect([status, body.me?.isClient]).toEqual([200, true])
  const [row] = await server.db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [person.accountId])
  return row.recordId
}

async function opensShareOf(agent: Caller, person: Caller): Promise<void> {
  const content = await aContent(server.db)
  const share = (
    await agent.post('/shares', { key: newKey(), subject: 'content', subjectId: content.id, channel: 'card' })
  ).body
  const event = {
    id: newKey(),
    kind: 'viewed',
    subject: 'content',
    subjectId: content.id,
    shareCode: share.code,
    occurredAt: new Date().toISOString(),
  }
  expect((await person.post('/engagements', { events: [event] })).body.accepted).toHaveLength(1)
}

describe('why a client is mine', () => {
  it('opens from the record: the row that applied, the facts, and every change of owner since', async () => {
    const team = await aTeam(server.db)
    const [agent, colleague] = [
      await anAgent(server.db, { name: '陈思远', teamId: team.id }),
      await anAgent(server.db, { name: '周敏', teamId: team.id }),
    ]
    const leader = await anAgent(server.db, { name: '许主管', leads: team.id })
    const [asAgent, asColleague, asLeader] = [
      await signInAgent(server, agent),
      await signInAgent(server, colleague),
      await signInAgent(server, leader),
    ]
    const person = await server.as('来客')
    await opensShareOf(asAgent, person)
    await opensShareOf(asColleague, person)
    const id = await consentsToBeServed(person, '林女士')

    const story = (await asAgent.get(`/clients/${id}/binding`)).body
    expect(story).toMatchObject({
      clientId: id,
      displayName: '林女士',
      ownerName: '陈思远',
      ownership: [{ to: '陈思远', rule: 'first_touch' }],
    })
    expect(story.explanation).toContain('依据规则 d：')
    expect(story.explanation).toContain('首次打开陈思远的分享，保护期 90 天')
    expect(story.decisions).toHaveLength(1)
    expect(story.decisions[0].rows.map(({ state }: { state: string }) => state)).toEqual([
      'not_met',
      'not_met',
      'not_met',
      'applied',
      'not_reached',
    ])

    await asLeader.post(`/clients/${id}/owner`, { agentId: colleague.id, reason: '客户搬到城东' })
    const moved = (await asLeader.get(`/clients/${id}/binding`)).body
    expect(moved.ownership.map(({ to, reason }: { to: string; reason: string }) => [to, reason])[1]).toEqual([
      '周敏',
      '客户搬到城东',
    ])
    expect(moved.explanation).toBe('由团队主管分配')
    expect(moved.decisions[0].rule).toBe('first_touch')
    expect((await asAgent.get(`/clients/${id}/binding`)).body.code).toBe('client_not_found')
    const looks = await server.db.query(
      "SELECT id FROM audit_entries WHERE action = 'client.binding-viewed' AND subjectId = ?",
      [id],
    )
    expect(looks).toHaveLength(2)
  })

  it('keeps facts that give the same decision again, and nothing personal', async () => {
    const asAgent = await signInAgent(server, await anAgent(server.db))
    const [first, second] = [await server.as('甲'), await server.as('乙')]
    await opensShareOf(asAgent, first)
    await consentsToBeServed(first, '甲女士')
    await consentsToBeServed(second, '乙女士')
    await second.delete('/consents/be_served')
    await consentsToBeServed(second, '乙女士')
    const rows = await server.db.query('SELECT * FROM binding_decisions ORDER BY id')
    expect(rows.map(({ rule }: { rule: string }) => rule)).toEqual(['first_touch', 'unassigned', 'bound_account'])
    for (const { inputs, decision, tableVersion } of rows) {
      const [kept, made] = [inputs, decision].map((value) => (typeof value === 'string' ? JSON.parse(value) : value))
      expect(bindingDecision(factsOf(kept as BindingInputs), tableVersion)).toEqual(made)
      expect(JSON.stringify([kept, made])).not.toMatch(/女士|phoneHash|openid/u)
    }
  })

  it('knows the person again by the unionid, whatever openid comes', async () => {
    const agent = await anAgent(server.db)
    const client = await aClient(server, agent.id)
    const again = await server.as('换了公众号主体后的同一人')
    await server.db.query("UPDATE wechat_accounts SET unionid = 'union-1' WHERE id IN (?)", [
      [client.accountId, again.accountId],
    ])
    expect(await consentsToBeServed(again, '林女士')).toBe(client.recordId)
  })
})

describe('the blind match', () => {
  const ask = (agent: Caller, phone = '13800138000') => agent.post('/clients/match', { phone })

  it('is asked a limited number of times a day, and says how many are left', async () => {
    await anOrganization(server.db, { settings: { matchesPerDay: 2 } })
    const owner = await anAgent(server.db, { teamId: (await aTeam(server.db, { name: '江南一部' })).id })
    await aClient(server, owner.id, { phone: '+8613800138000' })
    const agent = await signInAgent(server, await anAgent(server.db))
    expect((await ask(agent)).body).toEqual({ isClient: true, speakWith: '江南一部主管', leftToday: 1 })
    expect((await ask(agent, '13900139000')).body).toEqual({ isClient: false, speakWith: null, leftToday: 0 })
    const refused = await ask(agent)
    expect([refused.status, refused.body.code]).toEqual([429, 'match_limit_reached'])
    expect((await ask(agent, '12')).body.code).toBe('phone_invalid')
    server.setTime(new Date(Date.now() + DAY))
    expect((await ask(agent)).body.leftToday).toBe(1)
  })

  it('asked ten times at once is answered as often as the day allows, with a line in the log for each', async () => {
    await anOrganization(server.db, { settings: { matchesPerDay: 3 } })
    const agent = await signInAgent(server, await anAgent(server.db))
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(agent)))
    expect(
      answers
        .filter(({ status }) => status === 200)
        .map(({ body }) => body.leftToday)
        .sort(),
    ).toEqual([0, 1, 2])
    const lines = await server.db.query("SELECT detail FROM audit_entries WHERE action = 'phone.matched'")
    expect(lines).toHaveLength(3)
    expect(JSON.stringify(lines)).not.toContain('138')
  })
})
