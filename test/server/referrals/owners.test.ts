import { ExpireReferrals } from '../../../server/src/referrals/expire-referrals'
import { aClient, aTeam, anAgent, signInAgent, type BuiltClient } from '../../support/builders'
import { newKey, testServer, type Caller } from '../../support/server'

const server = testServer()

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
    // The words may name the referrer, who is a colleague's client now.
    expect((await asFirst.post(`/referrals/${id}/thanks`, thanks)).body).toMatchObject({ thanksDue: [], thanks: [] })
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

describe('a card that waits for a friend', () => {
  const history = async (agent: Caller, id: string) => (await agent.get(`/referrals/${id}`)).body.history

  it('ends with its referrer’s leaving, with the reason, and whoever opens it then reads that it was taken back', async () => {
    const { asFirst, client } = await aTeamOfTwo()
    const [{ id, share }, late] = [await give(client), await give(client)]
    const friend = await server.as('friend')
    await friend.post(`/referrals/invitations/${late.share.code}/opening`)
    await server.db.query('UPDATE referrals SET expiresAt = givenAt WHERE id = ?', [late.id])
    await Promise.all(Array.from({ length: 10 }, () => client.delete('/consents/be_served')))
    const [, end, ...rest] = await history(asFirst, id)
    expect([end, rest]).toMatchObject([
      { to: 'withdrawn', by: '推荐人', reason: expect.stringContaining('不再由代理人服务') },
      [],
    ])
    expect(await server.db.query("SELECT actorAccountId FROM referral_moves WHERE toStatus = 'withdrawn'")).toEqual([
      { actorAccountId: client.accountId },
    ])
    expect(
      (await asFirst.get('/referrals/received')).body.items.map(({ status }: { status: string }) => status).sort(),
    ).toEqual(['expired', 'withdrawn'])
    const { body } = await friend.get(`/referrals/invitations/${share.code}`)
    expect(body).toMatchObject({
      state: 'closed',
      referrerName: '一位朋友',
      words: '',
      refusal: { code: 'referral_taken_back' },
    })
    expect((await accept(friend, share.code)).body).toMatchObject({ status: 410, code: 'referral_taken_back' })
  })

  it('ends when its agent has left, swept once, and says so to the friend; one who has consented is not touched', async () => {
    const { asFirst, client } = await aTeamOfTwo()
    const accepted = await aReferredFriend(client)
    const { id, share } = await give(client)
    await server.db.query(
      "UPDATE agents SET status = 'departed' WHERE id = (SELECT agentId FROM wechat_accounts WHERE id = ?)",
      [asFirst.accountId],
    )
    const sweep = server.app.get(ExpireReferrals)
    await Promise.all([sweep.endOrphaned(), sweep.endOrphaned()])
    expect(
      await server.db.query("SELECT referralId, mover, reason FROM referral_moves WHERE toStatus = 'withdrawn'"),
    ).toEqual([{ referralId: id, mover: 'time', reason: '代理人已离职，未被接受的卡片一并收回' }])
    expect(await server.db.query('SELECT status FROM referrals WHERE id = ?', [accepted.id])).toEqual([
      { status: 'consented' },
    ])
    const stranger = await server.as('stranger')
    expect((await stranger.get(`/referrals/invitations/${share.code}`)).body.refusal).toMatchObject({
      code: 'agent_departed',
    })
  })
})
