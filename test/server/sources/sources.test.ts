import type {
  CarriersView,
  ReferralTreeView,
  ShareTreeView,
  SourcePersonView,
  SourcesView,
} from '@quanke/shared/contracts/sources'
import {
  aClient,
  aContent,
  aGroup,
  anAgent,
  anOrganization,
  aTeam,
  consents,
  signInAgent,
  type BuiltAgent,
} from '../../support/builders'
import { mergeByHand } from '../../support/merge-by-hand'
import { newKey, testServer, type Caller } from '../../support/server'
import { aRating } from '../referrals/support'

const server = testServer()
let owner: BuiltAgent
let agent: Caller
let content: { id: string }
beforeEach(async () => {
  await anOrganization(server.db)
  owner = await anAgent(server.db, { name: '陈思远' })
  agent = await signInAgent(server, owner)
  content = await aContent(server.db, { title: '保单整理' })
})

const share = async (caller: Caller, changes: object = {}) =>
  (
    await caller.post('/shares', {
      key: newKey(),
      subject: 'content',
      subjectId: content.id,
      channel: 'card',
      ...changes,
    })
  ).body as { id: string; code: string }
const open = (caller: Caller, code: string, scene = 1007, percent = 20) =>
  caller.post('/engagements', {
    events: [
      { kind: 'arrived', subject: 'app', scene },
      { kind: 'read', subject: 'content', subjectId: content.id, percent, seconds: 30 },
    ].map((event) => ({ id: newKey(), shareCode: code, occurredAt: new Date().toISOString(), ...event })),
  })
const board = async (query = '', caller = agent) => (await caller.get<SourcesView>(`/sources?${query}`)).body
const people = async (query = '', caller = agent) =>
  (await caller.get<{ items: SourcePersonView[] }>(`/sources/people?${query}`)).body.items
const consentTo = async (caller: Caller, displayName: string, ...also: string[]) => {
  const { body } = await caller.get('/consents')
  const versions = new Map(body.consents.map((one: { purpose: string; textVersion: string }) => [one.purpose, one.textVersion])) // prettier-ignore
  const decisions = ['use_service', 'be_served', ...also].map((purpose) => ({ purpose, textVersion: versions.get(purpose), given: true })) // prettier-ignore
  expect((await caller.post('/consents', { decisions, displayName, isAdult: true })).status).toBe(200)
}
const counts = ({ rows }: SourcesView) => Object.fromEntries(rows.map(({ key, counts: { came } }) => [key, came]))

describe('the sources of an agent', () => {
  it('follow a person from the first card to the consent, by every dimension', async () => {
    const { body: campaign } = await agent.post('/campaigns', { key: newKey(), name: '重阳问候' })
    const group = await aGroup(server.db, { hostAgentId: owner.id, name: '晨读圈' })
    const card = await share(agent, { campaignId: campaign.id })
    const code = await share(agent, { subject: 'group', subjectId: group.id, channel: 'qr' })
    const reader = await server.as('reader')
    await open(reader, card.code, 1008, 95)
    await open(reader, code.code)
    await open(await server.as('scanner'), code.code, 1047)
    await consentTo(reader, '林女士')
    expect(await board()).toMatchObject({
      whose: '我',
      agents: [],
      totals: { came: 2, opened: 2, read: 1, joined: 0, consented: 1, engaged: 0, won: 0 },
      rate: { value: 0.5 },
      toConsent: { people: 1, median: 0 },
      isSmall: true,
    })
    expect(counts(await board('by=channel'))).toEqual({ group_card: 1, qr: 1 })
    expect(counts(await board('by=item'))).toEqual({ [`content:${content.id}`]: 1, [`group:${group.id}`]: 1 })
    expect(counts(await board('by=group'))).toEqual({ [`group:${group.id}`]: 1, none: 1 })
    const { rows } = await board('by=campaign')
    expect(rows.map(({ label, counts: { came } }) => [label, came])).toEqual([['重阳问候', 1], ['没有标记批次', 1]]) // prettier-ignore
    expect((await board('by=person')).rows).toMatchObject([{ key: `agent:${owner.id}`, label: '我' }])
  })

  it('tell the WeChat group in which a card was opened, by the name that the agent gave it', async () => {
    const { code } = await share(agent)
    const reader = await server.as('reader')
    const response = await fetch(`${server.sandbox.url}/sandbox/open-data`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: 'reader', data: { opengid: 'tGroupOfReaders' } }),
    })
    const sealed = (await response.json()) as object
    await reader.post('/chat-groups/arrivals', { shareCode: code, scene: 1044, ...sealed })
    await open(await server.as('elsewhere'), code)
    const [chat] = (await agent.get('/chat-groups')).body.items
    const named = async () => (await board('by=group')).rows.map(({ key, label }) => [key, label])
    expect(await named()).toEqual([[`chat:${chat.id}`, '群聊 1'], ['none', '不在群组中']]) // prettier-ignore
    await agent.put(`/chat-groups/${chat.id}`, { name: '老同学' })
    expect((await named())[0]).toEqual([`chat:${chat.id}`, '老同学'])
    expect(await people(`by=group&row=chat:${chat.id}`)).toHaveLength(1)
  })

  it('are taken along as a table with the same figures and names, harmless in a spreadsheet, and it is on record whom it named', async () => {
    const first = await share(agent)
    const client = await aClient(server, owner.id, { displayName: '=HYPERLINK("x")' })
    await open(client, first.code)
    await open(await server.as('friend'), (await share(client, { parentCode: first.code })).code)
    const answer = await agent.get<string>('/sources/table?by=person')
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain('来源看板 我 按转发人')
    const lines = answer.body.split('\r\n')
    expect(lines[0]).toBe(
      '\uFEFF转发人,来到,打开,读完,加入圈子,成为客户,求推荐或转介绍,成为保户,经分享来到后成为客户,95% 区间下限,95% 区间上限',
    )
    // A name that a spreadsheet would calculate is text.
    expect(lines.find((line) => line.includes('HYPERLINK'))).toMatch(/^"'=HYPERLINK\(""x""\)",1,/u)
    const { totals } = await board('by=person')
    expect(lines.at(-2)).toMatch(new RegExp(`^合计,${totals.came},${totals.opened},`, 'u'))
    const exported = await server.db.query(
      "SELECT action, subjectId FROM audit_entries WHERE action LIKE '%exported' ORDER BY id",
    )
    expect(exported).toEqual([
      { action: 'sources.exported', subjectId: owner.id },
      { action: 'client.exported', subjectId: client.recordId },
    ])
    expect((await client.get('/me/looks')).body.items).toMatchObject([
      { who: '陈思远', role: '您的代理人', what: '导出了写有您称呼的表格', count: 1 },
    ])
    // Another agent's table has neither the figures nor the name.
    const other = await signInAgent(server, await anAgent(server.db))
    expect((await other.get<string>('/sources/table?by=person')).body).not.toContain('HYPERLINK')
    expect((await other.get(`/sources/table?agentId=${owner.id}`)).body.code).toBe('agent_not_found')
  })

  it('name a client who passes on, and nobody else', async () => {
    const first = await share(agent)
    const client = await aClient(server, owner.id, { displayName: '许女士' })
    const stranger = await server.as('stranger')
    await open(client, first.code)
    await open(stranger, first.code)
    await open(await server.as('friend'), (await share(client, { parentCode: first.code })).code)
    await open(await server.as('other'), (await share(stranger, { parentCode: first.code })).code)
    const { rows } = await board('by=person')
    expect(rows.map(({ label }) => label).sort()).toEqual(['我', '许女士', '还不是您客户的朋友'])
    expect(JSON.stringify(await people())).not.toContain('圈友')
    expect(new Set((await people()).map(({ name }) => name))).toEqual(new Set(['一位朋友']))
  })

  it('do not tell who read of a client who does not let it be seen', async () => {
    const first = await share(agent)
    for (const [person, ...also] of [['quiet'], ['frank', 'show_activity']] as const) {
      const caller = await server.as(person)
      await open(caller, first.code, 1007, 95)
      await consentTo(caller, person, ...also)
    }
    const names = async (query: string) => (await people(query)).map(({ name }) => name).sort()
    expect(await names('stage=read')).toEqual(['frank', '一位朋友'])
    expect(await names('stage=consented')).toEqual(['frank', 'quiet'])
    const [quiet] = (await people('stage=consented')).filter(({ name }) => name === 'quiet')
    expect(quiet!.stages).toEqual(['consented'])
  })

  it('are right at once when a client withdraws, moves to another agent, or turns out to be two accounts', async () => {
    const first = await share(agent)
    const [one, two] = [await server.as('one'), await server.as('two')]
    for (const caller of [one, two]) await open(caller, first.code)
    await consentTo(one, '林女士')
    expect((await board()).totals).toMatchObject({ came: 2, consented: 1 })
    const [{ recordId }] = await server.db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [one.accountId])
    await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [recordId, two.accountId])
    expect((await board()).totals).toMatchObject({ came: 1, consented: 1 })

    const other = await anAgent(server.db)
    const otherAgent = await signInAgent(server, other)
    await server.db.query('UPDATE client_records SET ownerAgentId = ? WHERE id = ?', [other.id, recordId])
    expect(await board()).toMatchObject({ totals: { came: 1, consented: 0 }, assists: { given: 1, received: 0 } })
    // Not by a share of the new owner, so by what the record says of itself.
    expect(await board('', otherAgent)).toMatchObject({
      totals: { came: 1, consented: 1 },
      assists: { given: 0, received: 1 },
    })
    expect(counts(await board('', otherAgent))).toEqual({ share: 1 })

    await server.db.query("UPDATE client_records SET status = 'withdrawn' WHERE id = ?", [recordId])
    expect((await board()).totals).toMatchObject({ came: 2, consented: 0 })
    expect((await board('', otherAgent)).totals).toMatchObject({ came: 0 })
  })

  it('say of each person what it was that brought them, and whose card', async () => {
    const card = await share(agent, { subject: 'agent', subjectId: owner.id, channel: 'qr' })
    await open(await server.as('scanner'), card.code, 1047)
    await open(await server.as('reader'), (await share(agent)).code)
    expect((await people()).map(({ source }) => source)).toEqual(['微信卡片，文章《保单整理》', '二维码，陈思远的名片'])
  })

  it('count a client without a touch by the provenance, and a later touch changes nothing of it', async () => {
    const client = await aClient(server, owner.id, { displayName: '许女士' })
    await open(client, (await share(agent)).code)
    expect((await board()).totals.came).toBe(0)
    const then = await board('from=2024-12-31&to=2025-01-02')
    expect(then.rows).toMatchObject([{ key: 'walk_in', label: '自行来访', counts: { came: 1, opened: 1 }, rate: null }])
  })

  it('do not count the agent who opens what a client passed on', async () => {
    const client = await aClient(server, owner.id)
    await open(agent, (await share(client)).code)
    expect((await board()).totals.came).toBe(0)
  })

  it('begin and end with the Beijing day', async () => {
    const first = await share(agent)
    const reader = await server.as('reader')
    await open(reader, first.code)
    // 23:30 on the 9th in Beijing, 15:30 in London.
    await server.db.query("UPDATE touches SET firstAt = '2026-11-09 15:30:00.000' WHERE accountId = ?", [
      reader.accountId,
    ])
    expect((await board('from=2026-11-09&to=2026-11-09')).totals.came).toBe(1)
    expect((await board('from=2026-11-10&to=2026-11-10')).totals.came).toBe(0)
    await server.db.query("UPDATE touches SET firstAt = '2026-11-09 16:00:00.000' WHERE accountId = ?", [
      reader.accountId,
    ])
    const { trend } = await board('from=2026-11-09&to=2026-11-11')
    expect(trend.map(({ from, counts: { came } }) => [from, came])).toEqual([
      ['2026-11-09', 0],
      ['2026-11-10', 1],
      ['2026-11-11', 0],
    ])
  })

  it('count the last millisecond of a day with it and the next one with the next, in the board, its trend, its rows and the attribution', async () => {
    const first = await share(agent)
    const readers = [await server.as('late'), await server.as('early')]
    for (const [index, at] of ['2026-11-09 15:59:59.999', '2026-11-09 16:00:00.000'].entries()) {
      await open(readers[index]!, first.code)
      await consentTo(readers[index]!, `读者${index}`)
      const { accountId } = readers[index]!
      await server.db.query('UPDATE touches SET firstAt = ? WHERE accountId = ?', [at, accountId])
      await server.db.query('UPDATE outcomes SET at = ? WHERE accountId = ?', [at, accountId])
    }
    for (const day of ['2026-11-09', '2026-11-10']) {
      const period = `from=${day}&to=${day}`
      const { totals, trend } = await board(period)
      expect([day, totals.came, trend.map(({ from, counts: { came } }) => [from, came])]).toEqual([day, 1, [[day, 1]]])
      expect((await people(period)).map(({ name }) => name)).toEqual([`读者${day === '2026-11-09' ? 0 : 1}`])
      const { body } = await agent.get(`/attribution?outcome=consent&dimension=channel&${period}`)
      expect([body.outcomes, body.withoutShare]).toEqual([1, 0])
    }
  })

  it('of the subtree are open to its leader, whole or agent by agent', async () => {
    const east = await aTeam(server.db)
    const part = await aTeam(server.db, { parent: east })
    await server.db.query('UPDATE agents SET teamId = ? WHERE id = ?', [part.id, owner.id])
    const leader = await signInAgent(server, await anAgent(server.db, { name: '东区主管', leads: east.id }))
    await open(await server.as('reader'), (await share(agent)).code)
    expect(await board('by=agent', leader)).toMatchObject({
      whose: '团队',
      rows: [{ label: '陈思远', counts: { came: 1 } }],
    })
    expect(await board(`agentId=${owner.id}`, leader)).toMatchObject({ whose: '陈思远', totals: { came: 1 } })
    expect((await people('', leader))[0]).toMatchObject({ agentName: '陈思远', name: '一位朋友' })
  })

  it.each([
    ['days=0', 'days'],
    ['from=2026-12-31&to=2026-01-01', 'from'],
    ['from=2020-01-01', 'from'],
    ['by=colour', 'by'],
  ])('with "%s" are refused, and the field is named', async (query, field) => {
    const { status, body } = await agent.get(`/sources?${query}`)
    expect([status, body.field]).toEqual([400, field])
  })
})

describe('a tree', () => {
  it('of a share comes in parts, whole and in order, with the names of own clients only', async () => {
    const root = await share(agent)
    const client = await aClient(server, owner.id, { displayName: '许女士' })
    await open(client, root.code, 1007, 95)
    const below = await share(client, { parentCode: root.code })
    const [{ id: visitor }] = await server.db.query('SELECT id FROM wechat_accounts WHERE id = ?', [
      (await server.as('x')).accountId,
    ])
    const rows = Array.from({ length: 2500 }, (_, index) => [`code${String(index).padStart(12, '0')}`, newKey(), visitor, owner.id, below.id, root.id, 2, 'content', content.id, 1, 'card', new Date()]) // prettier-ignore
    await server.db.query(
      'INSERT INTO shares (code, creationKey, sharerAccountId, agentId, parentId, rootId, depth, subject, subjectId, contentVersion, channel, createdAt) VALUES ?',
      [rows],
    )
    const parts: ShareTreeView[] = []
    for (let cursor: string | null = ''; cursor !== null; cursor = parts.at(-1)!.next) {
      const answer = await agent.get<ShareTreeView>(`/sources/shares/${root.id}/tree?cursor=${cursor}`)
      expect(JSON.stringify(answer.body).length).toBeLessThan(128 * 1024)
      parts.push(answer.body)
    }
    expect(parts.map(({ ids, total }) => [ids.length, total])).toEqual([[1000, 2502], [1000, 2502], [502, 2502]]) // prettier-ignore
    expect(new Set(parts.flatMap(({ ids }) => ids)).size).toBe(2502)
    expect(parts[0]).toMatchObject({ names: expect.arrayContaining(['我', '许女士', null]) })
    expect(parts[0]!.openedBy[0]).toBe(1)
    expect(parts[0]!.readBy[0]).toBe(1)
  })

  it('of a share counts the clients who came of it as the share itself does, whoever serves them now', async () => {
    const root = await share(agent)
    const reader = await server.as('reader')
    await open(reader, root.code)
    await consentTo(reader, '林女士')
    const other = await anAgent(server.db)
    await server.db.query('UPDATE client_records SET ownerAgentId = ?', [other.id])
    const { body: reach } = await agent.get(`/shares/${root.id}/reach`)
    const { body: tree } = await agent.get<ShareTreeView>(`/sources/shares/${root.id}/tree`)
    expect([reach.becameClients, tree.clients]).toEqual([1, [1]])
  })

  it('of referrals shows who recommended whom, and who became a client stands in it once', async () => {
    const [lin, xu] = [
      await aClient(server, owner.id, { displayName: '林女士' }),
      await aClient(server, owner.id, { displayName: '许女士' }),
    ]
    const give = (caller: Caller) => caller.post('/referrals', { key: newKey(), words: '她讲得很清楚' })
    const { body: first } = await give(lin)
    await server.db.query("UPDATE referrals SET friendRecordId = ?, status = 'won' WHERE id = ?", [
      xu.recordId,
      first.id,
    ])
    const { body: second } = await give(xu)
    const { body } = await agent.get<ReferralTreeView>('/sources/referral-tree')
    const node = (index: number) => [body.ids[index], body.parentIds[index], body.names[index], body.statuses[index]]
    expect(body.ids.map((_, index) => node(index))).toEqual([
      [`c${lin.recordId}`, null, '林女士', null],
      [`c${xu.recordId}`, `c${lin.recordId}`, '许女士', 'won'],
      [`f${second.id}`, `c${xu.recordId}`, null, 'offered'],
    ])
    const other = await signInAgent(server, await anAgent(server.db))
    expect((await other.get<ReferralTreeView>('/sources/referral-tree')).body).toMatchObject({ ids: [], total: 0 })
  })

  it('of referrals holds every recommendation once, also of somebody whom two people recommended as two accounts', async () => {
    const [lin, xu] = [await aClient(server, owner.id), await aClient(server, owner.id)]
    const friends = [await aClient(server, owner.id), await aClient(server, owner.id)]
    for (const [index, referrer] of [lin, xu].entries()) {
      const { body } = await referrer.post('/referrals', { key: newKey(), words: '她讲得很清楚' })
      const friend = [friends[index]!.recordId, body.id]
      await server.db.query("UPDATE referrals SET friendRecordId = ?, status = 'consented' WHERE id = ?", friend)
    }
    const [survivorId, mergedId] = [friends[0]!.recordId, friends[1]!.recordId]
    expect((await mergeByHand(agent, { survivorId, mergedId })).status).toBe(200)
    const { body } = await agent.get<ReferralTreeView>('/sources/referral-tree')
    expect(body).toMatchObject({ total: 4, next: null })
    expect(new Set(body.ids).size).toBe(4)
    expect(body.clientIds.slice(2)).toEqual([survivorId, survivorId])
    expect(body.parentIds.slice(2)).toEqual([`c${lin.recordId}`, `c${xu.recordId}`])
  })

  it('tells who carries weight, without naming strangers', async () => {
    const root = await share(agent)
    const client = await aClient(server, owner.id, { displayName: '许女士' })
    await consents(server.db, client.accountId, 'show_activity')
    const passed = await share(client, { parentCode: root.code })
    for (let index = 0; index < 6; index += 1) await open(await server.as(`reader-${index}`), passed.code, 1007, 95)
    const reader = await server.as('reader-0')
    await open(await server.as('last'), (await share(reader, { parentCode: passed.code })).code)
    const { body } = await agent.get<CarriersView>('/sources/carriers')
    expect(body.leads).toMatchObject([{ name: '许女士', clientId: client.recordId, passedOnBelow: 1, reachedBelow: 1 }])
    expect(body.callers).toMatchObject([{ name: '许女士', reached: 6, read: 6 }])
    expect(body.leads[0]!.key).toBe(`client:${client.recordId}`)
  })

  it('tells which own clients it is a moment to ask, and leaves out whoever was asked or wants not to be', async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
    const rated = async (displayName: string, stars: number, days: number, agentId = owner.id) => {
      const client = await aClient(server, agentId, { displayName })
      await aRating(server.db, client, stars, daysAgo(days))
      return client
    }
    const [xu] = [await rated('许女士', 5, 3), await rated('林女士', 4, 1), await rated('周先生', 2, 2)]
    const [asked, never] = [await rated('陆先生', 5, 4), await rated('秦先生', 5, 5)]
    await rated('郑女士', 5, 2, (await anAgent(server.db)).id)
    expect((await agent.post('/referral-asks', { key: newKey(), clientId: asked.recordId })).status).toBe(200)
    await never.put('/referral-asks/preference', { never: true })
    const toAsk = async () => (await agent.get<CarriersView>('/sources/carriers')).body.toAsk
    expect((await toAsk()).map(({ name, stars, given }) => [name, stars, given])).toEqual([['林女士', 4, 0], ['许女士', 5, 0]]) // prettier-ignore
    await agent.post('/referral-asks', { key: newKey(), clientId: xu.recordId })
    expect((await toAsk()).map(({ name }) => name)).toEqual(['林女士'])
  })
})
