import { fullDay } from '@quanke/shared/domain/day-words'
import type { ClientRow, TimelineEntry } from '@quanke/shared/contracts/clients'
import {
  aClient,
  aContent,
  aGroup,
  aTeam,
  anAgent,
  consents,
  signInAgent,
  type BuiltClient,
} from '../../support/builders'
import type { ConsentView } from '@quanke/shared/contracts/consents'
import { DataCipher, dataKeysFrom } from '../../../server/src/core/crypto'
import { allPages } from '../../support/pages'
import { newKey, testServer, type Caller } from '../../support/server'

const server = testServer()

const names = (body: { items: { displayName: string }[] }) => body.items.map(({ displayName }) => displayName)
const looks = async (recordId: string): Promise<string[]> => {
  const sql =
    "SELECT action FROM audit_entries WHERE subjectKind = 'client' AND subjectId = ? AND action LIKE '%viewed' ORDER BY id"
  return (await server.db.query(sql, [recordId])).map(({ action }: { action: string }) => action)
}

/** Two agents of one team with its leader, a leader of another team, and a client of the first agent. */
async function aBranch() {
  const root = await aTeam(server.db, { name: '江城分公司' })
  const [team, otherTeam] = [
    await aTeam(server.db, { name: '江南一部', parent: root }),
    await aTeam(server.db, { parent: root }),
  ]
  const agent = await anAgent(server.db, { name: '陈思远', teamId: team.id })
  const colleague = await anAgent(server.db, { name: '周敏', teamId: team.id })
  const leader = await anAgent(server.db, { name: '许主管', leads: team.id })
  const otherLeader = await anAgent(server.db, { leads: otherTeam.id })
  const head = await anAgent(server.db, { leads: root.id })
  return {
    agent, colleague, leader, otherLeader,
    client: await aClient(server, agent.id, { displayName: '林女士', phone: '+8613800138000' }),
    asAgent: await signInAgent(server, agent),
    asColleague: await signInAgent(server, colleague),
    asLeader: await signInAgent(server, leader),
    asOtherLeader: await signInAgent(server, otherLeader),
    asHead: await signInAgent(server, head),
  } // prettier-ignore
}

describe('whose clients somebody may read', () => {
  it('an agent reads the own, a leader the subtree, and to everybody else they do not exist', async () => {
    const { client, asAgent, asColleague, asLeader, asOtherLeader, asHead } = await aBranch()
    const path = `/clients/${client.recordId}`
    for (const caller of [asAgent, asLeader, asHead]) {
      expect(names((await caller.get('/clients')).body)).toEqual(['林女士'])
      expect((await caller.get(path)).body).toMatchObject({ displayName: '林女士', ownerName: '陈思远' })
      expect((await caller.get(`${path}/timeline`)).status).toBe(200)
    }
    for (const caller of [asColleague, asOtherLeader]) {
      expect((await caller.get('/clients')).body.items).toEqual([])
      const [hidden, missing] = [await caller.get(path), await caller.get('/clients/999999')]
      expect({ ...hidden.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' })
      expect((await caller.get(`${path}/timeline`)).body.code).toBe('client_not_found')
    }
    for (const route of ['/clients', path, `${path}/timeline`, '/workbench', '/pool'])
      expect((await client.get(route)).status).toBe(403)
    expect((await asAgent.get('/pool')).status).toBe(403)
    expect((await server.anonymous.get(path)).status).toBe(401)
  })

  it('nobody reads a client any more who took the consent to be served back', async () => {
    const { client, asAgent, asLeader } = await aBranch()
    await server.db.query("UPDATE client_records SET status = 'withdrawn' WHERE id = ?", [client.recordId])
    for (const caller of [asAgent, asLeader]) {
      expect((await caller.get('/clients')).body.items).toEqual([])
      expect((await caller.get(`/clients/${client.recordId}`)).status).toBe(404)
    }
  })

  it('each look at a client is logged, also the leader’s; turning pages is not another look', async () => {
    const { client, asAgent, asLeader, asColleague } = await aBranch()
    await asAgent.get(`/clients/${client.recordId}`)
    await asLeader.get(`/clients/${client.recordId}`)
    await asAgent.get(`/clients/${client.recordId}/timeline`)
    await asColleague.get(`/clients/${client.recordId}`)
    expect(await looks(client.recordId)).toEqual(['client.viewed', 'client.viewed', 'client.timeline-viewed'])
  })
})

describe('a client’s number', () => {
  it('is masked until whoever serves the client asks for it, which is logged; a leader sees the record and not the number', async () => {
    const { client, asAgent, asLeader, asColleague } = await aBranch()
    const path = `/clients/${client.recordId}`
    const cipher = new DataCipher(dataKeysFrom(server.env.DATA_KEYS))
    await server.db.query('UPDATE client_records SET phoneEnc = ? WHERE id = ?', [
      cipher.encrypt('+8614200000189'),
      client.recordId,
    ])
    expect((await asAgent.get(path)).body).toMatchObject({ phone: '142******89', can: { seePhone: true } })
    expect((await asAgent.get(`${path}/phone`)).body).toEqual({ phone: '+8614200000189' })
    expect((await asLeader.get(path)).body).toMatchObject({ phone: '142******89', can: { seePhone: false } })
    for (const caller of [asLeader, asColleague])
      expect((await caller.get(`${path}/phone`)).body.code).toBe('client_not_found')
    expect((await looks(client.recordId)).filter((look) => look === 'client.phone-viewed')).toHaveLength(1)
    await server.db.query('UPDATE client_records SET phoneEnc = NULL WHERE id = ?', [client.recordId])
    expect((await asAgent.get(path)).body).toMatchObject({ phone: null, can: { seePhone: false } })
    expect((await asAgent.get(`${path}/phone`)).body).toEqual({ phone: null })
    await server.db.query("UPDATE client_records SET status = 'withdrawn' WHERE id = ?", [client.recordId])
    expect((await asAgent.get(`${path}/phone`)).status).toBe(404)
  })
})

describe('the book', () => {
  it('is searched by name, alias, and a whole phone number, and read in pages', async () => {
    const { agent, client, asAgent } = await aBranch()
    for (const displayName of ['林先生', '王女士', '赵%先生']) await aClient(server, agent.id, { displayName })
    await server.db.query("UPDATE wechat_accounts SET alias = '青柠' WHERE id = ?", [client.accountId])
    const search = async (q: string) => names((await asAgent.get(`/clients?q=${encodeURIComponent(q)}`)).body)
    expect((await search('林')).sort()).toEqual(['林先生', '林女士'].sort())
    expect(await search('青柠')).toEqual(['林女士'])
    expect(await search('138 0013 8000')).toEqual(['林女士'])
    expect(await search('13800138')).toEqual([])
    expect(await search('%')).toEqual(['赵%先生'])
    const seen = (await allPages<ClientRow>(asAgent, '/clients?limit=3')).map(({ displayName }) => displayName)
    expect([seen.length, new Set(seen).size]).toEqual([4, 4])
  })

  it('never shows a whole phone number', async () => {
    const { client, asAgent } = await aBranch()
    const { body } = await asAgent.get(`/clients/${client.recordId}`)
    expect(body.phone).toBe('138******00')
    expect(JSON.stringify(body)).not.toContain('13800138000')
  })
})

/** Gives a client the story: agent shares an article, a client passes it on, the newcomer came by that. */
async function aChain(asAgent: Caller, middle: Caller, newcomer: BuiltClient) {
  const { id } = await aContent(server.db, { title: '看懂条款' })
  const subject = { subject: 'content', subjectId: id, channel: 'card' }
  const first = (await asAgent.post('/shares', { key: newKey(), ...subject })).body
  const second = (await middle.post('/shares', { key: newKey(), ...subject, parentCode: first.code })).body
  await server.db.query(
    "UPDATE client_records SET provenanceKind = 'share', provenanceShareId = ?, bindingRule = 'first_touch' WHERE id = ?",
    [second.id, newcomer.recordId],
  )
  await touch(newcomer, second.id, '2026-03-01T02:00:00Z')
  return { content: id, first, second }
}

async function touch(client: Caller, shareId: string, at: string) {
  await server.db.query(
    'INSERT INTO touches (accountId, shareId, agentId, firstAt, lastAt) SELECT ?, id, agentId, ?, ? FROM shares WHERE id = ?',
    [client.accountId, new Date(at), new Date(at), shareId],
  )
}

describe('where a client came from', () => {
  it('is told in words and hop by hop, with the own client’s name', async () => {
    const { agent, client, asAgent } = await aBranch()
    const newcomer = await aClient(server, agent.id, { displayName: '新朋友' })
    await aChain(asAgent, client, newcomer)
    const { body } = await asAgent.get(`/clients/${newcomer.recordId}`)
    expect(body.provenanceSentence).toBe('经林女士转发的文章《看懂条款》')
    expect(body.provenance).toMatchObject({
      sentence: '经林女士转发的文章《看懂条款》',
      subject: { kind: 'content', title: '看懂条款' },
      hops: [
        { kind: 'agent', name: '陈思远' },
        { kind: 'client', name: '林女士' },
      ],
      at: '2026-03-01T02:00:00.000Z',
    })
    expect(body.binding).toMatchObject({
      rule: 'first_touch',
      explanation: expect.stringContaining(`${fullDay('2026-03-01')}首次打开分享`),
    })
    const row = (await asAgent.get('/clients')).body.items.find((item: { id: string }) => item.id === newcomer.recordId)
    expect(row.provenanceSentence).toBe(body.provenanceSentence)
  })

  it('names nobody who is a visitor, another agent’s client, or has withdrawn', async () => {
    const { agent, colleague, client, asAgent } = await aBranch()
    const middles: Caller[] = [
      await server.as('访客'),
      await aClient(server, colleague.id, { displayName: '别人的客户' }),
      client,
    ]
    await server.db.query("UPDATE client_records SET status = 'withdrawn' WHERE id = ?", [client.recordId])
    for (const middle of middles) {
      const newcomer = await aClient(server, agent.id)
      await aChain(asAgent, middle, newcomer)
      const { body } = await asAgent.get(`/clients/${newcomer.recordId}`)
      expect(body.provenanceSentence).toBe('经一位朋友转发的文章《看懂条款》')
      expect(body.provenance.hops.map(({ name }: { name: string }) => name)).toEqual(['陈思远', '一位朋友'])
    }
  })

  it('shows a later share of another agent as an assist, without moving anything', async () => {
    const { agent, client, asAgent, asColleague } = await aBranch()
    const newcomer = await aClient(server, agent.id)
    const { content } = await aChain(asAgent, client, newcomer)
    const other = { key: newKey(), subject: 'content', subjectId: content, channel: 'card' }
    const { id } = (await asColleague.post('/shares', other)).body
    await touch(newcomer, id, '2026-04-01T00:00:00Z')
    const view = async () => (await asAgent.get(`/clients/${newcomer.recordId}`)).body
    expect(await view()).toMatchObject({
      ownerName: '陈思远',
      assists: [{ agentName: '周敏', title: '文章', at: '2026-04-01T00:00:00.000Z' }],
    })
    const second = await server.as('第二个微信号')
    await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [newcomer.recordId, second.accountId])
    await consents(server.db, second.accountId, 'show_activity')
    expect((await view()).assists).toMatchObject([{ title: '文章' }])
    await consents(server.db, newcomer.accountId, 'show_activity')
    expect((await view()).assists).toEqual([{ agentName: '周敏', title: '看懂条款', at: '2026-04-01T00:00:00.000Z' }])
  })

  it('names the client who recommended, as long as that client is served by the same agent', async () => {
    const { colleague, client, asAgent } = await aBranch()
    const card = (await client.post('/referrals', { key: newKey(), words: '做事很细心，推荐给你' })).body
    const friend = await server.as('朋友')
    const texts = (await friend.get('/consents')).body.consents
    const decisions = texts
      .filter(({ purpose }: { purpose: string }) => ['use_service', 'be_served'].includes(purpose))
      .map(({ purpose, textVersion }: ConsentView) => ({ purpose, textVersion, given: true }))
    const accept = { decisions, isAdult: true, displayName: '小周' }
    expect((await friend.post(`/referrals/invitations/${card.share.code}/consent`, accept)).status).toBe(200)

    const [row] = (await asAgent.get('/clients?q=' + encodeURIComponent('小周'))).body.items
    expect(row.provenanceSentence).toBe('林女士推荐')
    const view = async () => (await asAgent.get(`/clients/${row.id}`)).body
    expect(await view()).toMatchObject({
      provenance: { kind: 'referral', hops: [{ kind: 'client', name: '林女士' }] },
      binding: { rule: 'referral' },
      referral: { status: 'consented', referrerName: '林女士' },
    })
    await server.db.query('UPDATE client_records SET ownerAgentId = ? WHERE id = ?', [colleague.id, client.recordId])
    expect(await view()).toMatchObject({ provenanceSentence: '一位朋友推荐', referral: { referrerName: '一位朋友' } })
  })

  it('tells consents in words and the groups', async () => {
    const { agent, client, asAgent } = await aBranch()
    const group = await aGroup(server.db, { name: '读书会', hostAgentId: agent.id })
    await client.post(`/groups/${group.id}/membership`)
    const { body } = await asAgent.get(`/clients/${client.recordId}`)
    expect(body.groups).toMatchObject([{ id: group.id, name: '读书会' }])
    expect(body.consents).toContainEqual({
      purpose: 'be_served',
      label: '由代理人为我服务',
      state: 'given',
      at: expect.any(String),
    })
    expect(body.can).toEqual({
      seeActivity: false,
      seePhone: true,
      assign: false,
      answer: true,
      askForReferral: false,
      recordPolicy: true,
    })
  })
})

describe('the timeline', () => {
  const entries = (body: { items: { kind: string }[] }) => body.items.map(({ kind }) => kind)

  async function aReadingClient() {
    const branch = await aBranch()
    const { id: group } = await aGroup(server.db, { name: '读书会' })
    const { id: content } = await aContent(server.db, { title: '睡眠' })
    const other = (
      await branch.asColleague.post('/shares', {
        key: newKey(),
        subject: 'content',
        subjectId: content,
        channel: 'card',
      })
    ).body
    const event = (kind: string, minutes: number, more: object = {}) => ({
      id: newKey(), kind, subject: 'content', subjectId: content, occurredAt: new Date(Date.now() - minutes * 60_000).toISOString(), ...more,
    }) // prettier-ignore
    const events = [
      event('viewed', 30),
      event('read', 20, { seconds: 90, percent: 100 }),
      event('viewed', 10, { shareCode: other.code }),
    ]
    const { body } = await branch.client.post('/engagements', { events })
    expect(body.accepted).toHaveLength(3)
    await branch.client.post(`/groups/${group}/membership`)
    const passedOn = { key: newKey(), subject: 'content', subjectId: content, channel: 'card' }
    expect((await branch.client.post('/shares', passedOn)).status).toBe(200)
    return { ...branch, group, content }
  }

  it('shows the own acts only, until the client lets the agent see the activity', async () => {
    const { client, asAgent } = await aReadingClient()
    const timeline = async () => (await asAgent.get(`/clients/${client.recordId}/timeline`)).body
    expect(entries(await timeline())).toEqual(['joined'])
    await consents(server.db, client.accountId, 'show_activity')
    const shown = await timeline()
    expect(entries(shown)).toEqual(['shared', 'joined', 'viewed', 'read', 'viewed'])
    expect(shown.items[1]).toMatchObject({ label: '加入圈子', subject: { kind: 'group', title: '读书会' }, via: null })
    expect(shown.items[2].via).toEqual({ agentName: '周敏', isAssist: true })
    expect(shown.items[3]).toMatchObject({ subject: { title: '睡眠' }, seconds: 90, percent: 100 })
    await server.db.query("UPDATE consents SET state = 'withdrawn' WHERE purpose = 'show_activity'")
    expect(entries(await timeline())).toEqual(['joined'])
  })

  it('is read in pages without gaps or repeats, also where many things happened at one time', async () => {
    const { client, asAgent, content } = await aReadingClient()
    await consents(server.db, client.accountId, 'show_activity')
    const occurredAt = new Date(Date.now() - 3_600_000).toISOString()
    const events = Array.from({ length: 45 }, () => ({
      id: newKey(),
      kind: 'viewed',
      subject: 'content',
      subjectId: content,
      occurredAt,
    }))
    await client.post('/engagements', { events })
    const entries = await allPages<TimelineEntry>(asAgent, `/clients/${client.recordId}/timeline`)
    expect([entries.length, new Set(entries.map(({ id }) => id)).size]).toEqual([50, 50])
  })
})

describe('the blind match', () => {
  it('says with whom to speak and never whose, however the number is written', async () => {
    const { asColleague } = await aBranch()
    const match = async (phone: string) => (await asColleague.post('/clients/match', { phone })).body
    expect(await match('138-0013-8000')).toMatchObject({ isClient: true, speakWith: '江南一部主管' })
    expect(await match('+86 １３８００１３８０００')).toMatchObject({ isClient: true, speakWith: '江南一部主管' })
    expect(await match('13900139000')).toMatchObject({ isClient: false, speakWith: null })
    expect(await match('不是号码')).toMatchObject({ code: 'phone_invalid', field: 'phone' })
    const log = await server.db.query("SELECT detail FROM audit_entries WHERE action = 'phone.matched'")
    expect(log).toHaveLength(3)
    expect(JSON.stringify(log)).not.toMatch(/138|139/)
  })

  it('sends to the leaders for a client of the pool', async () => {
    const { asAgent } = await aBranch()
    await aClient(server, null, { phone: '+8613700137000' })
    expect((await asAgent.post('/clients/match', { phone: '13700137000' })).body).toMatchObject({
      isClient: true,
      speakWith: '团队主管',
    })
  })
})

describe('the workbench', () => {
  it('shows what waits for the agent, and the pool to leaders only', async () => {
    const { agent, client, asAgent, asLeader } = await aBranch()
    await server.db.query('UPDATE client_records SET becameClientAt = NOW(3) WHERE id = ?', [client.recordId])
    await aClient(server, agent.id)
    await aClient(server, null)
    const ask = { key: newKey(), category: 'lawyer', words: '想找一位懂继承的律师', urgency: 'soon', audience: 'agent' }
    expect((await client.post('/referral-requests', ask)).status).toBe(200)
    const { content } = await aChain(asAgent, client, await aClient(server, agent.id))
    const share = (
      await asAgent.post('/shares', { key: newKey(), subject: 'content', subjectId: content, channel: 'card' })
    ).body
    const reader = await server.as('读者')
    const event = {
      id: newKey(),
      kind: 'read',
      subject: 'content',
      subjectId: content,
      percent: 100,
      shareCode: share.code,
    }
    await reader.post('/engagements', { events: [{ ...event, occurredAt: new Date().toISOString() }] })

    const { body } = await asAgent.get('/workbench')
    expect(body).toMatchObject({
      newClients: [{ displayName: '林女士', isNew: true, openRequests: 1 }],
      newClientCount: 1,
      openRequests: [{ words: '想找一位懂继承的律师', askedBy: '林女士' }],
      openRequestCount: 1,
      clientCount: 3,
      teamPoolCount: null,
      // The client who passed the article on, and the reader.
      reach: { sinceYesterday: { opened: 2, readers: 1 }, last7Days: { opened: 2, readers: 1 } },
    })
    expect((await asLeader.get('/workbench')).body).toMatchObject({ teamPoolCount: 1, clientCount: 0 })
  })
})
