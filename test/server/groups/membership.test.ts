import type { MemberView } from '@quanke/shared/contracts/groups'
import { aClient, aContent, aGroup, anAgent, consents, signInAgent } from '../../support/builders'
import { allPages } from '../../support/pages'
import { newKey, testServer, type Caller } from '../../support/server'

const server = testServer()

const aReader = async (name: string): Promise<Caller> => {
  const reader = await server.as(name)
  await consents(server.db, reader.accountId, 'use_service')
  return reader
}

const count = async (sql: string, values: unknown[] = []): Promise<number> => {
  const [row] = await server.db.query(`SELECT COUNT(*) n FROM ${sql}`, values)
  return Number(row.n)
}

describe('joining a group', () => {
  it('makes a visitor who consented to the service a member', async () => {
    const group = await aGroup(server.db, { name: '读书会' })
    const reader = await aReader('读者')
    const before = await reader.get(`/groups/${group.id}`)
    expect(before.body).toMatchObject({
      memberCount: 0,
      membership: null,
      can: { join: true, consentFirst: false, leave: false, ask: false },
    })

    const { status, body } = await reader.post(`/groups/${group.id}/membership`)

    expect(status).toBe(200)
    expect(body).toMatchObject({
      name: '读书会',
      memberCount: 1,
      membership: 'active',
      can: { join: false, leave: true },
    })
  })

  it('is refused without consent to the service, and nothing is written', async () => {
    const group = await aGroup(server.db)
    const stranger = await server.as('陌生人')
    const { can } = (await stranger.get(`/groups/${group.id}`)).body
    expect(can).toMatchObject({ join: true, consentFirst: true })
    const { status, body } = await stranger.post(`/groups/${group.id}/membership`)
    expect([status, body.code]).toEqual([409, 'service_consent_required'])
    expect(await count('memberships')).toBe(0)
    expect(await count("audit_entries WHERE action LIKE 'group%'")).toBe(0)
  })

  it('ten times at once leaves one row, one audit line and one engagement', async () => {
    const group = await aGroup(server.db)
    const reader = await aReader('急性子')
    const answers = await Promise.all(Array.from({ length: 10 }, () => reader.post(`/groups/${group.id}/membership`)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await count('memberships')).toBe(1)
    expect(await count("audit_entries WHERE action = 'group.joined'")).toBe(1)
    expect(await count("engagements WHERE kind = 'joined'")).toBe(1)
    const [total] = await server.db.query(
      "SELECT count FROM engagement_totals WHERE scope = 'group' AND kind = 'joined'",
    )
    expect(total.count).toBe(1)
  })

  it('by many people at once counts each of them', async () => {
    const group = await aGroup(server.db)
    const readers = await Promise.all(Array.from({ length: 8 }, (_, index) => aReader(`读者${index}`)))
    await Promise.all(readers.map((reader) => reader.post(`/groups/${group.id}/membership`)))
    expect((await readers[0]!.get(`/groups/${group.id}`)).body.memberCount).toBe(8)
  })

  it('remembers the share through which the person came; an unknown code is no obstacle', async () => {
    const agent = await anAgent(server.db)
    const caller = await signInAgent(server, agent)
    const group = await aGroup(server.db, { hostAgentId: agent.id })
    const share = await caller.post('/shares', {
      key: newKey(),
      subject: 'group',
      subjectId: group.id,
      channel: 'card',
    })
    const [came, lost] = [await aReader('来客'), await aReader('迷路的人')]
    await came.post(`/groups/${group.id}/membership`, { shareCode: share.body.code })
    expect((await lost.post(`/groups/${group.id}/membership`, { shareCode: 'aaaaaaaaaaaaaaaa' })).status).toBe(200)
    const rows = await server.db.query('SELECT shareId FROM memberships ORDER BY id')
    expect(rows).toEqual([{ shareId: share.body.id }, { shareId: null }])
  })

  it('is possible again after leaving, and not after being removed', async () => {
    const group = await aGroup(server.db)
    const reader = await aReader('来来去去')
    await reader.post(`/groups/${group.id}/membership`)
    expect((await reader.delete(`/groups/${group.id}/membership`)).body).toMatchObject({
      membership: 'left',
      memberCount: 0,
    })
    expect((await reader.delete(`/groups/${group.id}/membership`)).status).toBe(200)
    expect(await count("engagements WHERE kind = 'left'")).toBe(1)
    expect((await reader.post(`/groups/${group.id}/membership`)).body.membership).toBe('active')
    expect(await count('memberships')).toBe(1)

    await server.db.query("UPDATE memberships SET status = 'removed'")
    expect((await reader.post(`/groups/${group.id}/membership`)).body.code).toBe('removed_from_group')
    expect((await reader.delete(`/groups/${group.id}/membership`)).body.code).toBe('not_a_member')
    expect((await reader.get(`/groups/${group.id}`)).body.can).toMatchObject({ join: false, leave: false })
  })

  it('needs an open group that exists, and a well-formed request', async () => {
    const closed = await aGroup(server.db, { isOpen: false })
    const reader = await aReader('读者')
    expect((await reader.post(`/groups/${closed.id}/membership`)).body.code).toBe('group_closed')
    expect((await reader.post('/groups/999999/membership')).body.code).toBe('group_not_found')
    expect((await reader.post('/groups/abc/membership')).body.code).toBe('invalid_request')
    expect((await reader.post(`/groups/${closed.id}/membership`, { role: 'host' })).body.code).toBe('invalid_request')
    expect((await reader.post(`/groups/${closed.id}/membership`, { shareCode: '💥' })).body.code).toBe(
      'invalid_request',
    )
    expect((await server.anonymous.post(`/groups/${closed.id}/membership`)).status).toBe(401)
  })
})

describe('browsing groups', () => {
  it('goes through all of them page by page, and finds by words taken literally', async () => {
    for (const name of ['亲子阅读', '百分之百%健身', '养老规划']) await aGroup(server.db, { name })
    const reader = await server.as('读者')
    const first = await reader.get('/groups?limit=2')
    expect(first.body.items.map((row: { name: string }) => row.name)).toEqual(['亲子阅读', '百分之百%健身'])
    const second = await reader.get(`/groups?limit=2&cursor=${first.body.next}`)
    expect(second.body).toMatchObject({ items: [{ name: '养老规划' }], next: null })
    const found = await reader.get(`/groups?q=${encodeURIComponent('%')}`)
    expect(found.body.items.map((row: { name: string }) => row.name)).toEqual(['百分之百%健身'])
    expect((await reader.get('/groups?cursor=xxx')).body.code).toBe('invalid_request')
    expect((await reader.get('/groups?limit=1000')).body.code).toBe('invalid_request')
  })

  it('shows only the own groups when asked for them', async () => {
    const [mine] = [await aGroup(server.db), await aGroup(server.db)]
    const reader = await aReader('读者')
    await reader.post(`/groups/${mine.id}/membership`)
    const { body } = await reader.get('/groups?mine=true')
    expect(body.items).toMatchObject([{ id: mine.id, membership: 'active', memberCount: 1 }])
  })

  it('shows the host with the licence, the rules, and the published articles only', async () => {
    const host = await anAgent(server.db, { name: '陈思远' })
    const group = await aGroup(server.db, { hostAgentId: host.id })
    const article = await aContent(server.db, { title: '看懂条款', groupId: group.id })
    await aContent(server.db, { groupId: group.id, status: 'draft' })
    const { body } = await (await server.as('读者')).get(`/groups/${group.id}`)
    expect(body).toMatchObject({ host: { name: '陈思远', licenceNumber: expect.any(String) }, rules: ['友善交流'] })
    expect(body.contents).toEqual([{ id: article.id, title: '看懂条款', minutes: 3 }])
  })

  it('lets a member who has an adviser ask in the group', async () => {
    const agent = await anAgent(server.db)
    const group = await aGroup(server.db, { hostAgentId: agent.id })
    const [client, waiting] = [await aClient(server, agent.id), await aClient(server, null)]
    for (const caller of [client, waiting]) await caller.post(`/groups/${group.id}/membership`)
    expect((await client.get(`/groups/${group.id}`)).body.can.ask).toBe(true)
    expect((await waiting.get(`/groups/${group.id}`)).body.can.ask).toBe(false)
  })
})

describe('the members of a group', () => {
  it('are shown by alias to members and the host, and to nobody else', async () => {
    const agent = await anAgent(server.db)
    const host = await signInAgent(server, agent)
    const group = await aGroup(server.db, { hostAgentId: agent.id })
    const [reader, passerBy] = [await aReader('成员'), await aReader('路人')]
    await reader.post(`/groups/${group.id}/membership`)
    await server.db.query("UPDATE wechat_accounts SET alias = '青柠' WHERE id = ?", [reader.accountId])

    const { body } = await reader.get(`/groups/${group.id}/members`)
    expect(body).toEqual({ items: [{ alias: '青柠', role: 'member', joinedAt: expect.any(String) }], next: null })
    expect((await host.get(`/groups/${group.id}/members`)).body.items).toHaveLength(1)
    expect((await passerBy.get(`/groups/${group.id}/members`)).body.code).toBe('not_a_member')
  })

  it('come in pages without gaps or repeats', async () => {
    const group = await aGroup(server.db)
    server.setTime(new Date('2026-03-01T00:00:00Z'))
    const readers = await Promise.all(Array.from({ length: 5 }, (_, index) => aReader(`读者${index}`)))
    for (const [index, reader] of readers.entries()) {
      await server.db.query('UPDATE wechat_accounts SET alias = ? WHERE id = ?', [`读者${index}`, reader.accountId])
      await reader.post(`/groups/${group.id}/membership`)
    }
    const seen = await allPages<MemberView>(readers[0]!, `/groups/${group.id}/members?limit=2`)
    server.setTime(null)
    expect([seen.length, new Set(seen.map(({ alias }) => alias)).size]).toEqual([5, 5])
  })
})
