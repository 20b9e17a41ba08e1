import { plain } from '@quanke/shared/domain/day-words'
import { aClient, anAgent, anOrganization, aTeam, signInAgent } from '../../support/builders'
import { mergeByHand } from '../../support/merge-by-hand'
import { newKey, testServer, type Caller } from '../../support/server'
import { aBranchIn, laterThan, showsPhone } from '../merges/support'

const server = testServer()
beforeEach(() => anOrganization(server.db))

const PHONE = '13800138000'
const reason = '首次服务记录更早'

const notices = async (by: Caller): Promise<Record<string, string>[]> => (await by.get('/workbench')).body.ownerNotices
const told = async (by: Caller) => (await notices(by)).map(({ title, note }) => `${title}，${plain(note!)}`)
const opens = (by: Caller, id: string | undefined) => by.post(`/owner-notices/${id}/opening`)

describe('a client whom a leader gives to a colleague', () => {
  async function aTransfer() {
    const branch = await aBranchIn(server)
    const client = await aClient(server, branch.agent.id, { displayName: '林女士' })
    const move = (agentId: string) =>
      branch.asLeader.post(`/clients/${client.recordId}/owner`, { agentId, reason: '住得近' })
    expect((await move(branch.colleague.id)).status).toBe(200)
    return { ...branch, client, move }
  }

  it('is told to both: by name to whoever serves her now, and without one to whoever did', async () => {
    const { asAgent, asColleague, asLeader, client } = await aTransfer()
    expect(await told(asColleague)).toEqual(['林女士现在由您服务，由团队主管许主管调整'])
    expect(await told(asAgent)).toEqual(['您的一位客户现在由其他代理人服务，由团队主管许主管调整'])
    expect((await notices(asColleague))[0]).toMatchObject({ news: 'gained', clientId: client.recordId })
    expect((await notices(asAgent))[0]).toMatchObject({ news: 'lost', clientId: null })
    expect(JSON.stringify((await asAgent.get('/workbench')).body)).not.toContain('林女士')
    expect(await told(asLeader)).toEqual([])
  })

  it('is told to the client too: since when, and after whom', async () => {
    const { agent, client, move, colleague } = await aTransfer()
    const change = async (of = client) => (await of.get('/me')).body.adviserChange
    expect(await change()).toEqual({ at: expect.any(String), formerName: '陈思远' })
    await move(agent.id)
    expect((await change()).formerName).toBe('周敏')
    expect(await change(await aClient(server, colleague.id))).toBeNull()
  })

  it('is no news any more once it was opened, also ten times at once, and nobody opens what was told to another', async () => {
    const { asAgent, asColleague } = await aTransfer()
    const [{ id } = {}] = await notices(asAgent)
    expect((await opens(asColleague, id)).body.code).toBe('notice_not_found')
    const answers = await Promise.all(Array.from({ length: 10 }, () => opens(asAgent, id)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await server.db.query("SELECT 1 FROM audit_entries WHERE action = 'owner-notice.opened'")).toHaveLength(1)
    expect(await told(asAgent)).toEqual([])
    expect(await told(asColleague)).toHaveLength(1)
  })

  it('is no news to either when she comes back, nor named to whoever has her no more', async () => {
    const { agent, asAgent, asColleague, client, move } = await aTransfer()
    await move(agent.id)
    expect(await told(asAgent)).toEqual(['林女士现在由您服务，由团队主管许主管调整'])
    expect(await told(asColleague)).toEqual(['您的一位客户现在由其他代理人服务，由团队主管许主管调整'])
    await client.delete('/consents/be_served')
    expect(JSON.stringify([await notices(asAgent), await notices(asColleague)])).not.toContain('林女士')
  })

  it('who takes her to himself is told nothing', async () => {
    const { asAgent, asLeader, leader, colleague, client } = await aTransfer()
    await server.db.query('DELETE FROM owner_notices')
    await asLeader.post(`/clients/${client.recordId}/owner`, { agentId: leader.id, reason: '由我来服务' })
    expect([await told(asLeader), await told(asAgent)]).toEqual([[], []])
    expect(await server.db.query('SELECT agentId FROM owner_notices')).toEqual([{ agentId: colleague.id }])
  })
})

it('a client of the pool who chooses an agent is told to that agent', async () => {
  const agent = await anAgent(server.db)
  const asAgent = await signInAgent(server, agent)
  const client = await aClient(server, null, { displayName: '赵女士' })
  await client.post('/me/agent', { agentCode: agent.code })
  expect((await client.get('/me')).body.adviserChange).toBeNull()
  expect(await told(asAgent)).toEqual(['赵女士现在由您服务，由客户本人选择'])
})

it('a merge that gave a client away is told to both, and so is that it was undone', async () => {
  const { agent, colleague, asAgent, asColleague, asLeader } = await aBranchIn(server)
  const stays = await aClient(server, agent.id, { displayName: '林女士' })
  const goes = await aClient(server, colleague.id, { displayName: '林小姐' })
  const pair = { survivorId: stays.recordId, mergedId: goes.recordId }
  const { id } = (await mergeByHand(asLeader, pair)).body
  expect(await told(asAgent)).toEqual(['林女士的另一份档案现在归您，与同一位客户的另一份档案合并'])
  expect(await told(asColleague)).toEqual(['您的一位客户现在由其他代理人服务，与同一位客户的另一份档案合并'])
  expect((await goes.get('/me')).body.adviserChange).toMatchObject({ formerName: '周敏' })
  await asLeader.post(`/merges/${id}/undoing`, { reason: '弄错了' })
  expect(await told(asAgent)).toEqual(['您的一位客户现在由其他代理人服务，两份档案的合并已撤销'])
  expect(await told(asColleague)).toEqual(['林小姐现在由您服务，两份档案的合并已撤销'])
})

describe('an ownership case', () => {
  async function aCase() {
    const root = await aTeam(server.db)
    const east = await aTeam(server.db, { name: '东区', parent: root })
    const [chen, zhou] = [await anAgent(server.db, { teamId: east.id }), await anAgent(server.db, { teamId: east.id })]
    const [asChen, asZhou] = [await signInAgent(server, chen), await signInAgent(server, zhou)]
    const asLeader = await signInAgent(server, await anAgent(server.db, { leads: east.id }))
    const asHead = await signInAgent(server, await anAgent(server.db, { leads: root.id }))
    const held = await aClient(server, chen.id, { displayName: '林女士', phone: `+86${PHONE}` })
    const other = await aClient(server, zhou.id, { displayName: '林小姐', person: '后来的人' })
    await laterThan(server, other, '2026-03-01T00:00:00Z')
    server.setTime(new Date('2026-11-20T02:00:00Z'))
    await showsPhone(server, '后来的人', other, PHONE)
    const { id } = (await asLeader.get('/ownership-cases/waiting')).body.items[0]
    const decides = (by: Caller, outcome: string) => by.post(`/ownership-cases/${id}/decision`, { outcome, reason })
    return { id, east, asChen, asZhou, asLeader, asHead, held, other, decides }
  }

  it('is one line for each side, from its opening to the decision of the appeal, and names only the own client', async () => {
    const { id, asChen, asZhou, asLeader, asHead, decides } = await aCase()
    expect(await told(asChen)).toEqual(['林女士的归属，待裁定，由东区主管裁定'])
    expect(await told(asZhou)).toEqual(['林小姐的归属，待裁定，由东区主管裁定'])
    for (const by of [asChen, asZhou]) await opens(by, (await notices(by))[0]!.id)
    expect([await told(asChen), await told(asZhou)]).toEqual([[], []])

    await decides(asLeader, 'claimant')
    expect(await told(asZhou)).toEqual(['林女士的归属，已裁定由您服务'])
    expect(await told(asChen)).toEqual(['一位客户的归属，已裁定由另一位代理人服务，11月27日前可以申诉'])
    expect(await notices(asChen)).toMatchObject([{ news: 'case', caseId: id, clientId: null }])

    await asChen.post(`/ownership-cases/${id}/appeal`, { reason })
    expect((await told(asZhou))[0]).toMatch(/林女士的归属，申诉中/u)
    await decides(asHead, 'apart')
    expect(await told(asChen)).toEqual(['林女士的归属，裁定为两位客户，各由原来的代理人服务'])
    expect(await told(asZhou)).toEqual(['林小姐的归属，裁定为两位客户，各由原来的代理人服务'])
    expect([await told(asLeader), await told(asHead)]).toEqual([[], []])
  })

  it('is not told to whoever took the step, and tells who lost a dispute that nothing changed', async () => {
    const { east, asChen, asLeader, held } = await aCase()
    const stranger = await anAgent(server.db, { teamId: east.id })
    const asStranger = await signInAgent(server, stranger)
    await server.db.query('DELETE FROM owner_notices')
    const dispute = { key: newKey(), phone: PHONE, words: '我从去年起一直在服务这位客户' }
    const { id } = (await asStranger.post('/ownership-cases', dispute)).body
    expect(await told(asStranger)).toEqual([])
    expect(await told(asChen)).toHaveLength(1)
    expect((await asLeader.post(`/ownership-cases/${id}/decision`, { outcome: 'holder', reason })).status).toBe(200)
    expect((await told(asStranger))[0]).toMatch(/一位客户的归属，已裁定由另一位代理人服务/u)
    expect((await told(asChen))[0]).toBe('林女士的归属，已裁定由您服务')
    expect((await asChen.get(`/clients/${held.recordId}`)).status).toBe(200)
  })

  it('that made one record of two tells who has one of them again because the other person leaves', async () => {
    const { asChen, asZhou, asLeader, held, other, decides } = await aCase()
    await decides(asLeader, 'holder')
    await server.db.query('DELETE FROM owner_notices')
    // The number was not hers after all: two people, as far as WeChat tells.
    await server.db.query('UPDATE wechat_accounts SET phoneHash = NULL, phoneEnc = NULL WHERE id = ?', [
      other.accountId,
    ])
    await held.delete('/consents/be_served')
    expect((await asZhou.get(`/clients/${other.recordId}`)).status).toBe(200)
    expect((await notices(asZhou)).filter(({ news }) => news === 'gained')).toMatchObject([
      { title: '林小姐现在由您服务', note: '两份档案的合并已撤销', clientId: other.recordId },
    ])
    expect(JSON.stringify(await notices(asChen))).not.toContain('林')
  })

  it('that gives a client away stands with its reason where whoever serves her asks why', async () => {
    const { asZhou, asLeader, held, decides } = await aCase()
    await decides(asLeader, 'claimant')
    const { ownership } = (await asZhou.get(`/clients/${held.recordId}/binding`)).body
    expect(ownership.at(-1).reason).toBe(`由归属争议裁定：${reason}`)
  })
})
