import { newKey, testServer, type Caller } from '../../support/server'
import { aClient, aGroup, aTeam, anAgent, signInAgent, type BuiltAgent, type BuiltClient } from '../../support/builders'
import { allPages } from '../../support/pages'
import { recount } from '../../support/recount'
import { joins } from './support'

const server = testServer()
let su: BuiltAgent
let agent: Caller
let client: BuiltClient

beforeEach(async () => {
  su = await anAgent(server.db, { name: '苏婉清' })
  agent = await signInAgent(server, su)
  client = await aClient(server, su.id, { displayName: '许女士' })
})

const question = (changes: object = {}) => ({
  key: newKey(),
  category: 'lawyer',
  words: '妈妈想立遗嘱，想找一位有耐心的律师',
  urgency: 'normal',
  audience: 'agent',
  ...changes,
})
const answer = (changes: object = {}) => ({
  key: newKey(),
  kind: 'person',
  name: '沈律师',
  words: '做婚姻家事多年，说话慢，老人听得懂',
  ...changes,
})
const ask = async (changes: object = {}, by: Caller = client) =>
  (await by.post('/referral-requests', question(changes))).body

describe('a client asks for a referral', () => {
  it('and the agent finds it among the received ones, the client among the own ones', async () => {
    const asked = await client.post('/referral-requests', question())
    expect(asked).toMatchObject({
      status: 200,
      body: {
        status: 'open',
        askedBy: null,
        clientId: null,
        introductions: [],
        can: { withdraw: true, introduce: false },
      },
    })
    expect((await client.get('/referral-requests')).body.items).toEqual([asked.body])
    const received = await agent.get('/requests/received')
    expect(received.body.items).toMatchObject([
      { id: asked.body.id, askedBy: '许女士', clientId: client.recordId, can: { withdraw: false, introduce: true } },
    ])
    expect(await recount(server.db)).toEqual([])
    expect(await server.db.query("SELECT kind, subject FROM engagements WHERE kind = 'asked'")).toHaveLength(1)
  })

  it('ten times at once with one key, and there is one request, one message and one line of audit', async () => {
    const body = question()
    const answers = await Promise.all(Array.from({ length: 10 }, () => client.post('/referral-requests', body)))
    expect(new Set(answers.map(({ status, body: { id } }) => `${status} ${id}`)).size).toBe(1)
    expect(answers[0]!.status).toBe(200)
    const [counts] = await server.db.query(
      `SELECT (SELECT COUNT(*) FROM referral_requests) requests, (SELECT COUNT(*) FROM outbox_messages) messages,
              (SELECT COUNT(*) FROM audit_entries WHERE action = 'request.asked') audits,
              (SELECT COUNT(*) FROM engagements WHERE kind = 'asked') engagements`,
    )
    expect(counts).toEqual({ requests: '1', messages: '1', audits: '1', engagements: '1' })
  })

  it('and a key that was used for something else, or by somebody else, is refused', async () => {
    const body = question()
    await client.post('/referral-requests', body)
    const other = await aClient(server, su.id)
    expect(await client.post('/referral-requests', { ...body, words: '换一个问题再问' })).toMatchObject({
      status: 409,
      body: { code: 'key_reused' },
    })
    expect(await other.post('/referral-requests', body)).toMatchObject({ status: 409, body: { code: 'key_reused' } })
  })

  it('but not without an agent, not with a phone number in the words, not to a group of others', async () => {
    const alone = await aClient(server, null)
    const group = await aGroup(server.db)
    expect((await alone.post('/referral-requests', question())).body.code).toBe('no_owner_yet')
    expect((await client.post('/referral-requests', question({ words: '打我弟弟 138-0013-8000' }))).body).toMatchObject(
      {
        code: 'phone_in_words',
        field: 'words',
      },
    )
    expect((await client.post('/referral-requests', question({ audience: 'group' }))).body.code).toBe(
      'request_group_required',
    )
    const toOthers = question({ audience: 'group', groupId: group.id })
    expect((await client.post('/referral-requests', toOthers)).body.code).toBe('not_a_member')
    expect(await server.db.query('SELECT id FROM referral_requests')).toEqual([])
    expect(await server.db.query("SELECT id FROM audit_entries WHERE action LIKE 'request%'")).toEqual([])
  })

  it('and a malformed one is told which field is wrong', async () => {
    expect(
      (await client.post('/referral-requests', question({ words: '\u200b\u200b\u200b\u200b\u200b\u200b' }))).body,
    ).toMatchObject({
      code: 'invalid_request',
      field: 'words',
    })
    expect((await client.post('/referral-requests', question({ urgency: 'now' }))).body.field).toBe('urgency')
    expect((await client.post('/referral-requests', question({ extra: 1 }))).body.field).toBe('extra')
  })
})

describe('who may read a request', () => {
  it('the leader above reads and cannot act; everybody else finds nothing', async () => {
    const root = await aTeam(server.db)
    const team = await aTeam(server.db, { parent: root })
    await server.db.query('UPDATE agents SET teamId = ? WHERE id = ?', [team.id, su.id])
    const leader = await signInAgent(server, await anAgent(server.db, { leads: root.id }))
    const otherLeader = await signInAgent(server, await anAgent(server.db, { leads: (await aTeam(server.db)).id }))
    const otherAgent = await signInAgent(server, await anAgent(server.db))
    const otherClient = await aClient(server, su.id)
    const { id } = await ask()

    expect((await leader.get(`/referral-requests/${id}`)).body).toMatchObject({
      askedBy: '许女士',
      can: { introduce: false },
    })
    expect((await leader.post(`/referral-requests/${id}/introductions`, answer())).body.code).toBe('not_allowed')
    for (const stranger of [otherLeader, otherAgent, otherClient, await server.as('visitor')]) {
      expect(await stranger.get(`/referral-requests/${id}`)).toMatchObject({
        status: 404,
        body: { code: 'request_not_found' },
      })
      expect((await stranger.post(`/referral-requests/${id}/introductions`, answer())).body.code).toBe(
        'request_not_found',
      )
    }
    expect((await otherClient.post(`/referral-requests/${id}/withdrawal`)).body.code).toBe('request_not_found')
    expect((await server.anonymous.get(`/referral-requests/${id}`)).status).toBe(401)
    expect((await client.get('/requests/received')).status).toBe(403)
  })

  it('an agent’s look at the words is logged, the client’s own is not', async () => {
    const { id } = await ask()
    await client.get(`/referral-requests/${id}`)
    await agent.get(`/referral-requests/${id}`)
    expect(
      await server.db.query("SELECT agentId, subjectId FROM audit_entries WHERE action = 'client.request-viewed'"),
    ).toEqual([{ agentId: su.id, subjectId: client.recordId }])
  })

  it('nobody, once the client has withdrawn the consent to be served', async () => {
    const { id } = await ask()
    await client.delete('/consents/be_served')
    expect((await agent.get(`/referral-requests/${id}`)).status).toBe(404)
    expect((await agent.get('/requests/received')).body.items).toEqual([])
  })

  it('the group, after the words have passed the check, with the alias only and without the other answers', async () => {
    const group = await aGroup(server.db)
    const member = await aClient(server, null)
    for (const { accountId } of [client, member]) await joins(server.db, group.id, accountId)
    const { id } = await ask({ audience: 'group', groupId: group.id })
    expect((await member.get(`/referral-requests/${id}`)).status).toBe(404)
    expect((await member.get(`/groups/${group.id}/requests`)).body.items).toEqual([])

    await server.deliver()
    const [shown] = (await member.get(`/groups/${group.id}/requests`)).body.items
    const [{ alias }] = await server.db.query('SELECT alias FROM wechat_accounts WHERE id = ?', [client.accountId])
    expect(shown).toMatchObject({ id, askedBy: alias, clientId: null, can: { introduce: true, close: false } })
    expect(JSON.stringify(shown)).not.toContain('许女士')

    await agent.post(`/referral-requests/${id}/introductions`, answer())
    expect((await member.get(`/referral-requests/${id}`)).body.introductions).toEqual([])
    const own = await member.post(`/referral-requests/${id}/introductions`, answer({ name: '陆律师' }))
    expect(own.body.introductions).toMatchObject([{ name: '陆律师', contact: null }])
    expect((await client.get(`/referral-requests/${id}`)).body.introductions).toHaveLength(2)
    expect((await agent.get(`/groups/${group.id}/requests`)).body.code).toBe('not_a_member')
    expect((await agent.get('/groups/999999/requests')).body.code).toBe('group_not_found')
  })

  it('words that WeChat finds risky stay with the agent', async () => {
    const group = await aGroup(server.db)
    const member = await aClient(server, null)
    for (const { accountId } of [client, member]) await joins(server.db, group.id, accountId)
    const { id } = await ask({ audience: 'group', groupId: group.id, words: '想找一位保证稳赚不赔的理财顾问' })
    await server.deliver()
    const [{ wordsReview }] = await server.db.query('SELECT wordsReview FROM referral_requests WHERE id = ?', [id])
    expect(wordsReview).toBe('held')
    expect((await member.get(`/groups/${group.id}/requests`)).body.items).toEqual([])
    expect((await agent.get(`/referral-requests/${id}`)).status).toBe(200)
  })
})

describe('a request that was taken back', () => {
  it('takes no more answers, and taking it back twice is the same as once', async () => {
    const { id } = await ask()
    const once = await client.post(`/referral-requests/${id}/withdrawal`)
    expect(once.body).toMatchObject({ status: 'withdrawn', can: { withdraw: false } })
    expect((await client.post(`/referral-requests/${id}/withdrawal`)).body).toEqual(once.body)
    expect((await agent.post(`/referral-requests/${id}/introductions`, answer())).body.code).toBe('request_closed')
  })
})

describe('the agent’s list', () => {
  it('shows what waits first, and turns page by page without losing or doubling any', async () => {
    const ids: string[] = []
    for (let index = 0; index < 7; index += 1) ids.push((await ask({ words: `第${index}个问题，请帮忙` })).id)
    await client.post(`/referral-requests/${ids[6]}/withdrawal`)
    await agent.post(`/referral-requests/${ids[5]}/introductions`, answer())
    const seen = await allPages<{ id: string }>(agent, '/requests/received?limit=2')
    expect(seen.map(({ id }) => id)).toEqual([...ids.slice(0, 5).reverse(), ids[5], ids[6]])
    expect((await agent.get('/requests/received?cursor=abc')).body.field).toBe('cursor')
  })
})
