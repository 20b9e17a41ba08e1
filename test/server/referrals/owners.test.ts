import { aClient, aTeam, anAgent, signInAgent, type BuiltClient } from '../../support/builders'
import { newKey, startTestServer, type Caller, type TestServer } from '../../support/server'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(() => server.empty())
afterAll(() => server.close())

/** Two agents of one team, their leader, and a client of the first. */
async function aTeamOfTwo() {
  const team = await aTeam(server.db)
  const [first, second] = [await anAgent(server.db, { teamId: team.id }), await anAgent(server.db, { teamId: team.id })]
  return {
    second,
    asFirst: await signInAgent(server, first),
    asSecond: await signInAgent(server, second),
    asLeader: await signInAgent(server, await anAgent(server.db, { leads: team.id })),
    client: await aClient(server, first.id, { displayName: '许女士' }),
  }
}

const give = async (client: Caller): Promise<{ id: string; share: { code: string } }> =>
  (await client.post('/referrals', { key: newKey(), words: '说话实在，推荐你认识' })).body
const decisions = [{ purpose: 'be_served', textVersion: '2026-11', given: true }]
const accept = (friend: Caller, code: string) =>
  friend.post(`/referrals/invitations/${code}/consent`, { decisions, isAdult: true, displayName: '陈先生' })
const received = async (agent: Caller) => (await agent.get('/referrals/received')).body.items
const recordOf = async ({ accountId }: Caller): Promise<string> =>
  (await server.db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [accountId]))[0].recordId
const moveTo = async (leader: Caller, recordId: string, agentId: string) =>
  expect((await leader.post(`/clients/${recordId}/owner`, { agentId, reason: '住得近' })).status).toBe(200)

async function aReferredFriend(client: BuiltClient) {
  const { id, share } = await give(client)
  const friend = await server.as('friend')
  expect((await accept(friend, share.code)).status).toBe(200)
  return { id, friend, friendRecordId: await recordOf(friend) }
}

describe('when the referrer goes to another agent', () => {
  it('cards that wait go along; a friend who has consented stays, and the agent who was recommended gives the thanks', async () => {
    const { second, asFirst, asSecond, asLeader, client } = await aTeamOfTwo()
    const { id, friendRecordId } = await aReferredFriend(client)
    const waiting = await give(client)
    await moveTo(asLeader, client.recordId, second.id)
    expect(await received(asSecond)).toMatchObject([{ id: waiting.id, friend: null, referrer: { name: '许女士' } }])
    expect(await received(asFirst)).toMatchObject([
      {
        id,
        friend: { clientId: friendRecordId, name: '陈先生' },
        referrer: { name: '推荐人', clientId: null },
        thanksDue: ['consent'],
      },
    ])
    expect((await asFirst.post(`/referrals/${id}/moves`, { to: 'contacted' })).status).toBe(200)
    const thanks = { at: 'consent', words: '谢谢您的推荐' }
    const [due] = (await asFirst.get('/workbench')).body.thanksDue
    expect(due).toMatchObject({ referralId: id, referrerName: '推荐人', suggestion: expect.stringMatching(/^您好/u) })
    expect((await asFirst.post(`/referrals/${id}/thanks`, thanks)).status).toBe(200)
    const [given] = (await client.get('/referrals')).body.items.filter((one: { id: string }) => one.id === id)
    expect(given).toMatchObject({ status: 'thanked', thanks: [{ words: '谢谢您的推荐' }] })
  })

  it('so does a card that is made in that very moment', async () => {
    const { second, asLeader, asFirst, client } = await aTeamOfTwo()
    const [{ agentId: firstId }] = await server.db.query('SELECT agentId FROM wechat_accounts WHERE id = ?', [
      asFirst.accountId,
    ])
    for (const agentId of [second.id, firstId, second.id, firstId, second.id, firstId]) {
      await Promise.all([give(client), give(client), moveTo(asLeader, client.recordId, agentId), give(client)])
      const left = await server.db.query('SELECT id FROM referrals WHERE agentId <> ?', [agentId])
      expect(left).toEqual([])
    }
  })
})

it('a look at a referral whose friend has consented is logged as a look at that client', async () => {
  const { asFirst, client } = await aTeamOfTwo()
  const waiting = await give(client)
  const { id, friendRecordId } = await aReferredFriend(client)
  for (const referralId of [waiting.id, id]) await asFirst.get(`/referrals/${referralId}`)
  expect(await server.db.query("SELECT subjectId FROM audit_entries WHERE action = 'client.referral-viewed'")).toEqual([
    { subjectId: friendRecordId },
  ])
})

describe('when the friend goes to another agent', () => {
  it('the referral goes along, without the name of the referrer, who is not that agent’s client', async () => {
    const { second, asFirst, asSecond, asLeader, client } = await aTeamOfTwo()
    const { id, friendRecordId } = await aReferredFriend(client)
    await moveTo(asLeader, friendRecordId, second.id)
    expect(await received(asFirst)).toEqual([])
    expect(await received(asSecond)).toMatchObject([{ id, friend: { name: '陈先生' }, referrer: { name: '推荐人' } }])
    expect(JSON.stringify(await received(asSecond))).not.toContain('许女士')
  })
})

describe('a client of the pool who accepted a card', () => {
  it('was recommended by somebody, once the referrer has taken the consent back', async () => {
    const { asFirst, client } = await aTeamOfTwo()
    const friend = await aClient(server, null)
    expect((await accept(friend, (await give(client)).share.code)).status).toBe(200)
    const referrer = async () => (await asFirst.get(`/clients/${friend.recordId}`)).body.referral.referrerName
    expect(await referrer()).toBe('许女士')
    await client.delete('/consents/be_served')
    expect(await referrer()).toBe('一位朋友')
  })
})
