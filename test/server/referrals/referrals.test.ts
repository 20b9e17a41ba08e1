import { ExpireReferrals } from '../../../server/src/referrals/expire-referrals'
import { newKey, testServer, type Caller } from '../../support/server'
import { aClient, anAgent, signInAgent, type BuiltAgent, type BuiltClient } from '../../support/builders'
import { recount } from '../../support/recount'

const server = testServer()
let su: BuiltAgent
let agent: Caller
let client: BuiltClient

beforeEach(async () => {
  su = await anAgent(server.db, { name: '苏婉清' })
  agent = await signInAgent(server, su)
  client = await aClient(server, su.id, { displayName: '许女士', phone: '+8613900000001' })
})

const card = (changes: object = {}) => ({ key: newKey(), words: '说话实在，推荐你认识一下', ...changes })
const give = async () => (await client.post('/referrals', card())).body
const yes =
  (friend: Caller, changes: object = {}) =>
  async (code: string) => {
    const { consents } = (await friend.get('/consents')).body
    const decisions = consents
      .filter(({ purpose }: { purpose: string }) => ['use_service', 'be_served'].includes(purpose))
      .map(({ purpose, textVersion }: { purpose: string; textVersion: string }) => ({
        purpose,
        textVersion,
        given: true,
      }))
    return friend.post(`/referrals/invitations/${code}/consent`, {
      decisions,
      isAdult: true,
      displayName: '陈先生',
      ...changes,
    })
  }
const rowsOf = (table: string) => server.db.query(`SELECT * FROM ${table}`)
const statusOf = async (id: string) =>
  (await server.db.query('SELECT status FROM referrals WHERE id = ?', [id]))[0].status

describe('a client passes on a card', () => {
  it('and gets a share to send; the agent sees it without anybody’s name', async () => {
    const given = await client.post('/referrals', card())
    expect(given).toMatchObject({
      status: 200,
      body: { status: 'waiting', thanks: [], share: { subject: 'referral' } },
    })
    expect(given.body.share.path).toContain(given.body.share.code)
    expect((await client.get('/referrals')).body.items).toEqual([given.body])
    expect((await agent.get('/referrals/received')).body.items).toMatchObject([
      {
        id: given.body.id,
        referrer: { name: '许女士', clientId: client.recordId },
        friend: null,
        status: 'offered',
        thanksDue: [],
      },
    ])
    expect(await recount(server.db)).toEqual([])
  })

  it('ten times at once with one key, and there is one card with one share', async () => {
    const body = card()
    const answers = await Promise.all(Array.from({ length: 10 }, () => client.post('/referrals', body)))
    expect(new Set(answers.map(({ status, body: { id } }) => `${status} ${id}`)).size).toBe(1)
    expect(answers[0]!.status).toBe(200)
    expect(
      [await rowsOf('referrals'), await rowsOf('shares'), await rowsOf('referral_moves')].map(({ length }) => length),
    ).toEqual([1, 1, 1])
    expect((await client.post('/referrals', { ...body, words: '换一句话试试' })).body.code).toBe('key_reused')
  })

  it('but not without an agent, not with a phone number, not with a promise of benefit', async () => {
    const alone = await aClient(server, null)
    expect((await alone.post('/referrals', card())).body.code).toBe('no_owner_yet')
    expect((await client.post('/referrals', card({ words: '找他 13900000002' }))).body).toMatchObject({
      code: 'phone_in_words',
      field: 'words',
    })
    const refused = await client.post('/referrals', card({ words: '认识一下就有红 包' }))
    expect(refused).toMatchObject({ status: 409, body: { code: 'reward_forbidden', field: 'words' } })
    expect(refused.body.errors[0].message).toContain('运营规范')
    expect(await rowsOf('referrals')).toEqual([])
    expect(await server.db.query("SELECT accountId FROM audit_entries WHERE action = 'reward.refused'")).toEqual([
      { accountId: client.accountId },
    ])
    expect((await (await server.as('visitor')).post('/referrals', card())).status).toBe(403)
  })
})

describe('the friend', () => {
  it('sees who refers whom, why, and what will be known, and reading writes nothing', async () => {
    const { share } = await give()
    const friend = await server.as('friend')
    const before = await rowsOf('audit_entries')
    const { body } = await friend.get(`/referrals/invitations/${share.code}`)
    expect(body).toMatchObject({
      referrerName: '许女士',
      agent: { name: '苏婉清', licenceNumber: expect.any(String) },
      words: '说话实在，推荐你认识一下',
      state: 'waiting',
      can: { accept: true, decline: true },
    })
    expect(body.willBeKnown.length).toBeGreaterThan(2)
    expect(await rowsOf('audit_entries')).toHaveLength(before.length)
    expect((await friend.get('/referrals/invitations/0000000000000000')).body.code).toBe('referral_not_found')
    expect((await friend.get(`/referrals/invitations/${encodeURIComponent('码😀')}`)).body.code).toBe(
      'referral_not_found',
    )
  })

  it('opening counts once, and not for the referrer or the agent', async () => {
    const { id, share } = await give()
    const path = `/referrals/invitations/${share.code}/opening`
    await client.post(path)
    await agent.post(path)
    expect(await statusOf(id)).toBe('offered')
    const friend = await server.as('friend')
    await Promise.all(Array.from({ length: 10 }, () => friend.post(path)))
    expect(await statusOf(id)).toBe('opened')
    const moves = await server.db.query("SELECT actorAccountId FROM referral_moves WHERE toStatus = 'opened'")
    expect(moves).toEqual([{ actorAccountId: null }])
  })

  it('who consents becomes a record of the same agent, with the referral as source', async () => {
    const { id, share } = await give()
    const friend = await server.as('friend')
    const { status, body } = await yes(friend)(share.code)
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { boundBy: 'referral', me: { isClient: true, adviser: { name: '苏婉清' } } },
    })
    const [record] = await server.db.query('SELECT * FROM client_records WHERE displayName = ?', ['陈先生'])
    expect(record).toMatchObject({
      ownerAgentId: su.id,
      provenanceKind: 'referral',
      provenanceReferralId: id,
      bindingRule: 'referral',
    })
    const [received] = (await agent.get('/referrals/received')).body.items
    expect(received).toMatchObject({
      status: 'consented',
      friend: { clientId: record.id, name: '陈先生' },
      thanksDue: ['consent'],
      can: { moveTo: ['contacted', 'declined'], thank: true },
    })
    expect((await friend.get(`/referrals/invitations/${share.code}`)).body.state).toBe('yours')
    expect((await client.get('/referrals')).body.items[0].status).toBe('accepted')
    expect(JSON.stringify((await client.get('/referrals')).body)).not.toContain('陈先生')
    expect(await recount(server.db)).toEqual([])
  })

  it('ten times yes at once is one record and one move', async () => {
    const { share } = await give()
    const accept = yes(await server.as('friend'))
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(share.code)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await rowsOf('client_records')).toHaveLength(2)
    expect(await server.db.query("SELECT id FROM referral_moves WHERE toStatus = 'consented'")).toHaveLength(1)
  })

  it('ten friends at once with one card: one is first, the others find it closed and nothing of them is kept', async () => {
    const { share } = await give()
    const friends = await Promise.all(Array.from({ length: 10 }, (_, index) => server.as(`friend-${index}`)))
    const answers = await Promise.all(friends.map((friend) => yes(friend)(share.code)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
      new Set(['referral_closed']),
    )
    expect(await rowsOf('client_records')).toHaveLength(2)
    expect(
      await server.db.query('SELECT DISTINCT accountId FROM consents WHERE accountId <> ?', [client.accountId]),
    ).toHaveLength(1)
    const late = await server.as('late')
    expect((await late.get(`/referrals/invitations/${share.code}`)).body).toMatchObject({
      state: 'closed',
      words: '',
      referrerName: '一位朋友',
    })
  })

  it('who does not consent to be served does not become a client', async () => {
    const { id, share } = await give()
    const friend = await server.as('friend')
    const { consents } = (await friend.get('/consents')).body
    const version = consents[0].textVersion
    const no = [{ purpose: 'be_served', textVersion: version, given: false }]
    expect((await yes(friend, { decisions: no })(share.code)).body.code).toBe('consent_required')
    expect((await yes(friend, { isAdult: undefined })(share.code)).body).toMatchObject({
      code: 'invalid_request',
      field: 'isAdult',
    })
    const old = [{ purpose: 'be_served', textVersion: '1999-01', given: true }]
    expect((await yes(friend, { decisions: old })(share.code)).body.code).toBe('consent_text_outdated')
    expect(await statusOf(id)).toBe('offered')
    expect(await server.db.query('SELECT * FROM consents WHERE accountId = ?', [friend.accountId])).toEqual([])
  })

  it('who declines leaves nothing but a count', async () => {
    const { id, share } = await give()
    const friend = await server.as('friend')
    await friend.post(`/referrals/invitations/${share.code}/opening`)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => friend.post(`/referrals/invitations/${share.code}/refusal`)),
    )
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
    expect(answers.every(({ status }) => status === 200 || status === 401)).toBe(true)
    expect(await statusOf(id)).toBe('declined')
    expect(await server.db.query('SELECT id FROM wechat_accounts WHERE id = ?', [friend.accountId])).toEqual([])
    expect(await server.db.query('SELECT id FROM audit_entries WHERE accountId = ?', [friend.accountId])).toEqual([])
    expect(await server.db.query('SELECT tokenHash FROM sessions WHERE accountId = ?', [friend.accountId])).toEqual([])
    expect(await server.db.query("SELECT id FROM referral_moves WHERE toStatus = 'declined'")).toHaveLength(1)
    const [received] = (await agent.get('/referrals/received')).body.items
    expect(received).toMatchObject({ status: 'declined', friend: null, thanksDue: [] })
    expect((await client.get('/referrals')).body.items[0].status).toBe('ended')
    expect(await recount(server.db)).toEqual([])
  })

  it('is not the referrer, in whatever account, and not the agent', async () => {
    const { share } = await give()
    expect((await yes(client)(share.code)).body.code).toBe('referral_own')
    expect((await yes(agent)(share.code)).body.code).toBe('referral_by_agent')
    const second = await server.as('second-account')
    await server.db.query(
      `UPDATE wechat_accounts a JOIN wechat_accounts b ON b.id = ? SET a.phoneEnc = b.phoneEnc, a.phoneHash = b.phoneHash WHERE a.id = ?`,
      [client.accountId, second.accountId],
    )
    expect((await yes(second)(share.code)).body.code).toBe('referral_own')
    expect((await second.get(`/referrals/invitations/${share.code}`)).body.can).toEqual({
      accept: false,
      decline: false,
    })
    expect((await client.post(`/referrals/invitations/${share.code}/refusal`)).body.code).toBe('referral_own')
  })

  it('who has an adviser keeps that adviser; one of the pool goes to the agent of the card', async () => {
    const other = await anAgent(server.db)
    const served = await aClient(server, other.id)
    const alone = await aClient(server, null)
    const { share } = await give()
    expect((await yes(served)(share.code)).body.code).toBe('referral_has_adviser')
    expect((await yes(alone)(share.code)).body).toMatchObject({ me: { adviser: { name: '苏婉清' } } })
    const [record] = await server.db.query('SELECT ownerAgentId FROM client_records WHERE id = ?', [alone.recordId])
    expect(record.ownerAgentId).toBe(su.id)
    expect(await server.db.query("SELECT toAgentId FROM ownership_changes WHERE rule = 'referral'")).toEqual([
      { toAgentId: su.id },
    ])
    expect(await recount(server.db)).toEqual([])
  })

  it('comes too late after 30 days, swept or not', async () => {
    const { id, share } = await give()
    const friend = await server.as('friend')
    server.setTime(new Date(Date.now() + 31 * 86_400_000))
    await server.db.query('UPDATE sessions SET expiresAt = ?', [new Date('2099-01-01')])
    expect((await friend.get(`/referrals/invitations/${share.code}`)).body).toMatchObject({
      state: 'closed',
      can: { accept: false },
    })
    expect((await yes(friend)(share.code)).body).toMatchObject({ status: 410, code: 'referral_expired' })
    expect((await agent.get('/referrals/received')).body.items[0]).toMatchObject({
      status: 'expired',
      history: [{}, { to: 'expired', by: '系统' }],
    })
    const sweep = server.app.get(ExpireReferrals)
    expect(await Promise.all([sweep.expireDue(), sweep.expireDue()])).toContain(1)
    expect(await statusOf(id)).toBe('expired')
    expect((await agent.get('/referrals/received')).body.items[0].history).toHaveLength(2)
  })

  it('who takes the consent back is forgotten by the referral, the count stays', async () => {
    const { id, share } = await give()
    const friend = await server.as('friend')
    await yes(friend)(share.code)
    await agent.post(`/referrals/${id}/moves`, { to: 'contacted' })
    await friend.delete('/consents/be_served')
    const [received] = (await agent.get('/referrals/received')).body.items
    expect(received).toMatchObject({ status: 'withdrawn', friend: null, thanksDue: [], can: { moveTo: [] } })
    expect(JSON.stringify(received)).not.toContain('陈先生')
    expect(
      await server.db.query("SELECT id FROM referral_moves WHERE mover = 'friend' AND actorAccountId IS NOT NULL"),
    ).toEqual([])
  })
})

describe('the agent', () => {
  const consented = async () => {
    const given = await give()
    await yes(await server.as('friend'))(given.share.code)
    return given
  }

  it('moves the referral on, step by step, each once', async () => {
    const { id } = await consented()
    const move = async (to: string, reason?: string) =>
      (await agent.post(`/referrals/${id}/moves`, { to, reason })).body
    expect((await move('met')).code).toBe('referral_state_wrong')
    expect(await move('contacted')).toMatchObject({ status: 'contacted', can: { moveTo: ['met', 'lost', 'declined'] } })
    await Promise.all(Array.from({ length: 10 }, () => move('met')))
    expect(await move('lost')).toMatchObject({ code: 'invalid_request', field: 'reason' })
    const lost = await move('lost', '预算还没有定')
    expect(lost).toMatchObject({ status: 'lost', thanksDue: ['consent', 'outcome'], can: { moveTo: [] } })
    expect(lost.history.map(({ to }: { to: string }) => to)).toEqual([
      'offered',
      'consented',
      'contacted',
      'met',
      'lost',
    ])
    expect(lost.history.at(-1)).toMatchObject({ by: '苏婉清', reason: '预算还没有定' })
    expect((await client.get('/referrals')).body.items[0].status).toBe('accepted')
    expect(JSON.stringify((await client.get('/referrals')).body)).not.toContain('预算')
  })

  it('thanks the referrer, once for each occasion, in words only', async () => {
    const { id } = await consented()
    const thank = (words: string, at = 'consent') => agent.post(`/referrals/${id}/thanks`, { at, words })
    expect((await thank('谢谢您，送您一份礼品')).body.code).toBe('reward_forbidden')
    expect((await thank('谢谢您', 'outcome')).body.code).toBe('referral_state_wrong')
    await Promise.all(Array.from({ length: 10 }, () => thank('谢谢您把朋友介绍给我')))
    expect(await rowsOf('referral_thanks')).toHaveLength(1)
    expect(await server.db.query("SELECT id FROM outbox_messages WHERE kind = 'message.thanks'")).toHaveLength(1)
    expect((await client.get('/referrals')).body.items[0]).toMatchObject({
      status: 'thanked',
      thanks: [{ words: '谢谢您把朋友介绍给我' }],
    })
    // Whoever thanked finds it again.
    expect((await agent.get(`/referrals/${id}`)).body).toMatchObject({
      thanksDue: [],
      thanks: [{ words: '谢谢您把朋友介绍给我' }],
    })
  })

  it('finds nothing of another agent’s referrals', async () => {
    const { id } = await consented()
    const other = await signInAgent(server, await anAgent(server.db))
    expect((await other.get('/referrals/received')).body.items).toEqual([])
    expect((await other.get(`/referrals/${id}`)).body.code).toBe('referral_not_found')
    expect((await other.post(`/referrals/${id}/moves`, { to: 'contacted' })).body.code).toBe('referral_not_found')
    expect((await other.post(`/referrals/${id}/thanks`, { at: 'consent', words: '谢谢' })).body.code).toBe(
      'referral_not_found',
    )
    expect((await client.get('/referrals/received')).status).toBe(403)
  })
})
