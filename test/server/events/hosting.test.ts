import type { EventRow } from '@quanke/shared/contracts/events'
import { OutboxWorker } from '../../../server/src/core/outbox.worker'
import { aClient, anAgent, aTeam, signInAgent, signInStaff, type BuiltAgent } from '../../support/builders'
import { allPages } from '../../support/pages'
import { newKey, testServer, type Caller } from '../../support/server'
import { anEvent, anEventDraft, anEventEdit, aReader, countOf, inHours, registrationOf } from './support'

const server = testServer({ env: { WECHAT_TEMPLATE_EVENT: 'E'.repeat(43) } })
let host: BuiltAgent
let agent: Caller
let compliance: Caller
beforeAll(async () => {
  // Messages go out when a test says so, and not between two of its acts.
  await server.app.get(OutboxWorker).onApplicationShutdown()
})
beforeEach(async () => {
  host = await anAgent(server.db, { name: '陈思远' })
  agent = await signInAgent(server, host)
  compliance = await signInStaff(server, 'compliance')
})

/** From the draft to where everybody who is invited may see it. */
async function approved(changes: object = {}): Promise<string> {
  const { id } = (await agent.post('/events', anEventDraft(changes))).body
  await agent.post(`/events/${id}/submission`)
  const { status } = await compliance.post(`/events/${id}/approval`, { version: 1 })
  expect(status).toBe(200)
  return id as string
}

const share = (caller: Caller, subjectId: string) =>
  caller.post('/shares', { key: newKey(), subject: 'event', subjectId, channel: 'card' })

describe('an event', () => {
  it('is drafted, handed in and approved, and only then shared and registered for', async () => {
    const reader = await aReader(server, '读者')
    const drafted = await agent.post('/events', anEventDraft())
    expect(drafted).toMatchObject({
      status: 200,
      body: {
        status: 'draft',
        stage: 'unpublished',
        review: { version: 1, isChange: false },
        can: { submit: true, share: false },
      },
    })
    const { id } = drafted.body
    expect((await reader.get(`/events/${id}`)).body.code).toBe('event_not_found')
    expect((await share(agent, id)).body.code).toBe('subject_not_found')
    expect((await reader.post(`/events/${id}/registration`)).body.code).toBe('event_not_found')

    expect((await agent.post(`/events/${id}/submission`)).body).toMatchObject({
      status: 'submitted',
      can: { submit: false },
    })
    expect((await compliance.get('/events?list=review')).body.items).toMatchObject([{ id, title: '家庭保障沙龙' }])
    expect((await compliance.get(`/events/${id}`)).body.can).toMatchObject({ approve: true, edit: false })
    const { body } = await compliance.post(`/events/${id}/approval`, { version: 1 })
    expect(body).toMatchObject({
      status: 'approved',
      stage: 'open',
      seatsLeft: 10,
      can: { approve: false, share: true },
    })

    expect((await share(agent, id)).body).toMatchObject({ title: '家庭保障沙龙', page: 'packages/event/detail/index' })
    expect((await reader.get(`/events/${id}`)).body).toMatchObject({
      stage: 'open', status: null, review: null, counts: null, host: { name: '陈思远' }, can: { register: true, edit: false },
    }) // prettier-ignore
    const lines = await server.db.query("SELECT action FROM audit_entries WHERE subjectKind = 'event' ORDER BY id")
    expect(lines.map(({ action }: { action: string }) => action)).toEqual([
      'event.drafted',
      'event.submitted',
      'event.approved',
    ])
  })

  it('is made once, however often its key comes', async () => {
    const draft = anEventDraft()
    const answers = await Promise.all(Array.from({ length: 10 }, () => agent.post('/events', draft)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    expect([
      await countOf(server.db, 'events'),
      await countOf(server.db, "audit_entries WHERE action = 'event.drafted'"),
    ]).toEqual([1, 1])
    const other = await signInAgent(server, await anAgent(server.db))
    expect((await other.post('/events', draft)).body.code).toBe('key_reused')
  })

  it.each([
    ['a phone number', { about: '报名请打 13800138000' }, 400, 'phone_in_words'],
    ['a promise', { about: '到场有礼品' }, 409, 'reward_forbidden'],
    ['a beginning in the past', { beginsAt: '2026-01-01T06:00:00Z' }, 400, 'invalid_request'],
    ['an end before the beginning', { endsAt: '2026-01-01T06:00:00Z' }, 400, 'invalid_request'],
    ['no places', { capacity: 0 }, 400, 'invalid_request'],
    ['more places than there may be', { capacity: 2001 }, 400, 'invalid_request'],
  ])('is refused with %s, and nothing is kept', async (_, changes, status, code) => {
    const answer = await agent.post('/events', anEventDraft(changes))
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(await countOf(server.db, 'events')).toBe(0)
  })

  it('is returned with a reason, written anew, and handed in again', async () => {
    const { id } = (await agent.post('/events', anEventDraft())).body
    await agent.post(`/events/${id}/submission`)
    await compliance.post(`/events/${id}/return`, { version: 1, reason: '请写明讲师' })
    const { body } = await agent.get(`/events/${id}`)
    expect(body).toMatchObject({
      review: { status: 'returned', returnedReason: '请写明讲师' },
      can: { edit: true, submit: false },
    })
    const edited = await agent.put(`/events/${id}`, anEventEdit({ about: '由周老师主讲' }))
    expect(edited.body).toMatchObject({ review: { version: 2, status: 'draft', returnedReason: null } })
    await agent.post(`/events/${id}/submission`)
    expect((await compliance.post(`/events/${id}/approval`, { version: 2 })).body).toMatchObject({
      about: '由周老师主讲',
    })
  })

  it.each(['2026-W49-1', '2026-335T10:00:00Z', '2026-12-20T10:00:00'])(
    'is at a moment that there is, and not at %s',
    async (time) => {
      for (const field of ['beginsAt', 'endsAt', 'closesAt'])
        expect((await agent.post('/events', anEventDraft({ [field]: time }))).body).toMatchObject({
          code: 'invalid_request',
          field,
        })
    },
  )

  it('that would have begun is not approved any more, but returned', async () => {
    const { id } = (await agent.post('/events', anEventDraft())).body
    await agent.post(`/events/${id}/submission`)
    await server.db.query('UPDATE sessions SET expiresAt = ?', [inHours(24 * 90)])
    server.setTime(inHours(24 * 30 + 1))
    expect((await compliance.post(`/events/${id}/approval`, { version: 1 })).body.code).toBe('event_begun')
    expect((await compliance.get(`/events/${id}`)).body.can.approve).toBe(true)
    expect((await compliance.post(`/events/${id}/return`, { version: 1, reason: '时间已过' })).body.status).toBe(
      'returned',
    )
  })

  it('is approved in the version that was read, and not in one that came meanwhile', async () => {
    const { id } = (await agent.post('/events', anEventDraft())).body
    await agent.post(`/events/${id}/submission`)
    await agent.put(`/events/${id}`, anEventEdit({ about: '改了的内容' }))
    expect((await compliance.post(`/events/${id}/approval`, { version: 1 })).body.code).toBe('event_state_wrong')
    await agent.post(`/events/${id}/submission`)
    expect((await compliance.post(`/events/${id}/approval`, { version: 1 })).body.code).toBe('event_state_wrong')
    expect((await compliance.post(`/events/${id}/approval`, { version: 2 })).status).toBe(200)
  })

  it('is not approved by its own host', async () => {
    const { id } = (await agent.post('/events', anEventDraft())).body
    await agent.post(`/events/${id}/submission`)
    await server.db.query('UPDATE wechat_accounts SET agentId = NULL WHERE id = ?', [agent.accountId])
    await server.db.query('UPDATE wechat_accounts SET agentId = ? WHERE id = ?', [host.id, compliance.accountId])
    expect((await compliance.post(`/events/${id}/approval`, { version: 1 })).body.code).toBe('event_by_approver')
  })
})

describe('a change of an event in force', () => {
  it('is approved again before anybody sees it, and whoever registered is told of another place', async () => {
    const id = await approved()
    const [{ beginsAt, endsAt }] = await server.db.query('SELECT beginsAt, endsAt FROM event_versions')
    const times = { beginsAt: beginsAt.toISOString(), endsAt: endsAt.toISOString() }
    const reader = await aReader(server, '读者')
    await reader.post(`/events/${id}/registration`)
    const edit = anEventEdit({ ...times, place: '江城图书馆' })
    const { body } = await agent.put(`/events/${id}`, edit)
    expect(body).toMatchObject({
      place: '滨江区沿江大道 18 号二楼', stage: 'open', review: { version: 2, status: 'draft', isChange: true, terms: { place: '江城图书馆' } },
    }) // prettier-ignore
    await agent.put(`/events/${id}`, edit)
    expect(await countOf(server.db, 'event_versions')).toBe(2)
    expect((await reader.get(`/events/${id}`)).body.place).toBe('滨江区沿江大道 18 号二楼')
    await agent.post(`/events/${id}/submission`)
    await compliance.post(`/events/${id}/approval`, { version: 2 })
    expect((await reader.get(`/events/${id}`)).body).toMatchObject({
      place: '江城图书馆',
      registration: { status: 'confirmed' },
    })
    const news = await server.db.query("SELECT payload FROM outbox_messages WHERE kind = 'message.event'")
    expect(
      news.map(
        ({ payload }: { payload: unknown }) => (typeof payload === 'string' ? JSON.parse(payload) : payload).news,
      ),
    ).toEqual(['changed'])
  })

  it('comes too late once it has begun: who was there then is not expected another day', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id, beginsAt: inHours(2) })
    const reader = await aReader(server, '读者')
    await reader.post(`/events/${id}/registration`)
    const another = (hours: number) => {
      const beginsAt = inHours(hours)
      const times = { beginsAt, endsAt: inHours(2, beginsAt), closesAt: beginsAt }
      return anEventEdit(Object.fromEntries(Object.entries(times).map(([name, at]) => [name, at.toISOString()])))
    }
    expect((await agent.put(`/events/${id}`, another(72))).status).toBe(200)
    await agent.post(`/events/${id}/submission`)
    server.setTime(inHours(3))
    const mark = `/events/${id}/registrations/${(await registrationOf(server.db, id, reader)).id}/attendance`
    expect((await agent.put(mark, { mark: 'attended' })).status).toBe(200)
    expect((await compliance.post(`/events/${id}/approval`, { version: 2 })).body.code).toBe('event_begun')
    await compliance.post(`/events/${id}/return`, { version: 2, reason: '活动已经开始' })
    expect((await agent.put(`/events/${id}`, another(96))).body.code).toBe('event_begun')
    expect((await reader.get(`/events/${id}`)).body.registration.status).toBe('attended')
  })

  it('holds at once where it is about places alone, and those who wait move up', async () => {
    const draft = anEventDraft({ capacity: 1 })
    const id = await approved(draft)
    const [first, second, third] = [
      await aReader(server, '一'),
      await aReader(server, '二'),
      await aReader(server, '三'),
    ]
    await first.post(`/events/${id}/registration`)
    expect((await second.post(`/events/${id}/registration`)).body.registration).toMatchObject({
      status: 'waitlisted',
      queuePlace: 1,
    })
    expect((await third.post(`/events/${id}/registration`)).body.code).toBe('event_full')
    const { key: _, ...edit } = { ...draft, capacity: 3 }
    expect((await agent.put(`/events/${id}`, edit)).body).toMatchObject({
      capacity: 3, status: 'approved', seatsLeft: 1, counts: { confirmed: 2, waitlisted: 0 },
    }) // prettier-ignore
    expect((await third.post(`/events/${id}/registration`)).body.registration.status).toBe('confirmed')
    expect(await countOf(server.db, "engagements WHERE kind = 'registered'")).toBe(3)
  })

  it('gives more places at once also while another version waits', async () => {
    const draft = anEventDraft({ capacity: 1 })
    const id = await approved(draft)
    const [first, second] = [await aReader(server, '一'), await aReader(server, '二')]
    for (const person of [first, second]) await person.post(`/events/${id}/registration`)
    const { key: _, ...edit } = { ...draft, place: '江城图书馆' }
    await agent.put(`/events/${id}`, edit)
    const { body } = await agent.put(`/events/${id}`, { ...edit, capacity: 2 })
    expect(body).toMatchObject({ capacity: 2, place: draft.place, review: { version: 2, terms: { capacity: 2 } } })
    expect((await second.get(`/events/${id}`)).body.registration.status).toBe('confirmed')
  })
})

describe('the message of what happened', () => {
  const sandbox = async (path: string, body?: object) =>
    (
      await fetch(`${server.sandbox.url}/sandbox/${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    ).json()
  const sent = async (person: string): Promise<string[]> => {
    const messages = (await sandbox(`messages?person=${person}`)) as {
      page: string
      data: { thing2: { value: string } }
    }[]
    return messages.map(({ page, data }) => `${page} ${data.thing2.value}`)
  }

  it('reaches who asked for it, once for each yes, with nobody’s words in it', async () => {
    await sandbox('templates', {
      templates: [{ id: 'E'.repeat(43), title: '活动通知', type: 2, keys: ['thing1', 'thing2', 'time3'] }],
    })
    const id = await approved({ capacity: 1 })
    const [first, second] = [await aReader(server, '让位的人'), await aReader(server, '等位的人')]
    for (const person of [first, second]) await person.post(`/events/${id}/registration`)
    for (const person of ['让位的人', '等位的人'])
      await sandbox('subscriptions', { person, answers: { ['E'.repeat(43)]: 'accept' } })
    await server.db.query('DELETE FROM subscription_grants')
    for (const { accountId } of [first, second])
      await server.db.query('INSERT INTO subscription_grants VALUES (?, ?, 1, NOW(3))', [accountId, 'E'.repeat(43)])
    await first.delete(`/events/${id}/registration`)
    await agent.post(`/events/${id}/cancellation`, { reason: '场地不能用了' })
    await server.deliver()
    const page = `packages/event/detail/index?id=${id}`
    // Once the event was called off, having a place is no news any more.
    expect(await sent('等位的人')).toEqual([`${page} 您报名的活动已取消`])
    expect(await sent('让位的人')).toEqual([])
  })
})

describe('calling an event off', () => {
  it('tells whoever registered, with the reason, and takes nobody in any more', async () => {
    const id = await approved()
    const [reader, late] = [await aReader(server, '读者'), await aReader(server, '晚来的')]
    await reader.post(`/events/${id}/registration`)
    await Promise.all(
      Array.from({ length: 10 }, () => agent.post(`/events/${id}/cancellation`, { reason: '场地不能用了' })),
    )
    expect((await reader.get(`/events/${id}`)).body).toMatchObject({
      stage: 'cancelled',
      cancelledReason: '场地不能用了',
    })
    expect((await late.post(`/events/${id}/registration`)).body.code).toBe('event_cancelled')
    expect((await share(agent, id)).body.code).toBe('event_cancelled')
    expect((await agent.put(`/events/${id}`, anEventEdit())).body.code).toBe('event_cancelled')
    expect(await countOf(server.db, "outbox_messages WHERE kind = 'message.event'")).toBe(1)
    expect(await countOf(server.db, "audit_entries WHERE action = 'event.cancelled'")).toBe(1)
    const upcoming = async (caller: Caller) => (await caller.get('/events?list=upcoming')).body.items.length
    expect([await upcoming(reader), await upcoming(late)]).toEqual([1, 0])
  })

  it('is for compliance, too, and for no other agent', async () => {
    const id = await approved()
    const other = await signInAgent(server, await anAgent(server.db))
    expect((await other.post(`/events/${id}/cancellation`, { reason: '不办了' })).body.code).toBe('event_not_found')
    expect((await compliance.post(`/events/${id}/cancellation`, { reason: '内容不合规' })).body.stage).toBe('cancelled')
  })
})

describe('what somebody sees coming', () => {
  it('is what the own adviser holds, what one was invited to, and what one registered for', async () => {
    const [mine, others] = [
      await anEvent(server.db, { hostAgentId: host.id, title: '我的代理人办的' }),
      await anEvent(server.db),
    ]
    await anEvent(server.db, { hostAgentId: host.id, status: 'draft' })
    await anEvent(server.db, { hostAgentId: host.id, beginsAt: inHours(-5) })
    const client = await aClient(server, host.id)
    const titles = async (caller: Caller, list = 'upcoming') =>
      (await caller.get(`/events?list=${list}`)).body.items.map(({ id }: EventRow) => id)
    expect(await titles(client)).toEqual([mine.id])
    const reader = await aReader(server, '读者')
    expect(await titles(reader)).toEqual([])

    const { code } = (await share(client, others.id)).body
    await reader.post('/engagements', {
      events: [{ id: newKey(), kind: 'viewed', subject: 'event', subjectId: others.id, shareCode: code, occurredAt: new Date().toISOString() }],
    }) // prettier-ignore
    expect(await titles(reader)).toEqual([others.id])
    await reader.post(`/events/${others.id}/registration`, { shareCode: code })
    expect([await titles(reader, 'mine'), await titles(client, 'mine')]).toEqual([[others.id], []])
    expect((await client.get('/events?list=hosted')).body.code).toBe('not_allowed')
  })

  it('comes in pages without gaps or repeats', async () => {
    const beginsAt = inHours(100)
    for (let index = 0; index < 5; index += 1) await anEvent(server.db, { hostAgentId: host.id, beginsAt })
    const client = await aClient(server, host.id)
    const seen = await allPages<EventRow>(client, '/events?list=upcoming&limit=2')
    expect([seen.length, new Set(seen.map(({ id }) => id)).size]).toEqual([5, 5])
    expect((await allPages<EventRow>(agent, '/events?list=hosted&limit=2')).length).toBe(5)
  })
})

describe('what a leader sees of the team', () => {
  it('is who hosts what, how many places are taken and who came, by time, and nothing to change', async () => {
    const root = await aTeam(server.db)
    const [team, otherTeam] = [await aTeam(server.db, { parent: root }), await aTeam(server.db, { parent: root })]
    const below = await aTeam(server.db, { parent: team })
    const [member, deeper] = [
      await anAgent(server.db, { name: '周敏', teamId: team.id }),
      await anAgent(server.db, { name: '吴桐', teamId: below.id }),
    ]
    const leader = await signInAgent(server, await anAgent(server.db, { leads: team.id }))
    const otherLeader = await signInAgent(server, await anAgent(server.db, { leads: otherTeam.id }))
    const { id } = await anEvent(server.db, { hostAgentId: member.id, beginsAt: inHours(0.5), capacity: 2 })
    const later = await anEvent(server.db, { hostAgentId: deeper.id, title: '茶会' })
    const waits = await anEvent(server.db, { hostAgentId: member.id, status: 'submitted', beginsAt: inHours(900) })
    await anEvent(server.db, { hostAgentId: member.id, status: 'draft' })
    await anEvent(server.db, { hostAgentId: host.id })
    const people = [await aReader(server, '一'), await aReader(server, '二'), await aReader(server, '三')]
    for (const person of people) await person.post(`/events/${id}/registration`)
    const { id: registrationId } = await registrationOf(server.db, id, people[0]!)
    const asMember = await signInAgent(server, member)
    await asMember.put(`/events/${id}/registrations/${registrationId}/attendance`, { mark: 'attended' })

    const seen = await allPages<EventRow>(leader, '/events?list=team&limit=2')
    expect(seen).toMatchObject([
      { id: waits.id, status: 'submitted' },
      { id: later.id, hostName: '吴桐', status: null },
      { id, hostName: '周敏', capacity: 2, counts: { confirmed: 1, waitlisted: 1, attended: 1, absent: 0 } },
    ])
    expect(seen).toHaveLength(3)
    expect((await otherLeader.get('/events?list=team')).body.items).toEqual([])
    expect((await agent.get('/events?list=team')).body.code).toBe('not_allowed')

    const { body } = await leader.get(`/events/${waits.id}`)
    expect(body).toMatchObject({ stage: 'unpublished', status: 'submitted', review: null })
    expect(new Set(Object.values(body.can))).toEqual(new Set([false]))
    expect((await leader.get(`/events/${id}`)).body).toMatchObject({
      counts: { attended: 1 },
      can: { edit: false, submit: false, cancel: false, takeAttendance: false },
    })
    expect((await otherLeader.get(`/events/${waits.id}`)).body.code).toBe('event_not_found')
    expect((await otherLeader.get(`/events/${id}`)).body.counts).toBeNull()
    for (const refused of [
      await leader.get(`/events/${id}/registrations`),
      await leader.put(`/events/${id}`, anEventEdit()),
      await leader.post(`/events/${id}/cancellation`, { reason: '不办了' }),
    ])
      expect(refused.body.code).toBe('event_not_found')
  })
})

describe('the list of who comes', () => {
  it('names the own clients of the host, and everybody else by number alone', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id })
    const client = await aClient(server, host.id, { displayName: '许女士' })
    const [stranger, others] = [await aReader(server, '陌生人'), await aClient(server, (await anAgent(server.db)).id)]
    for (const person of [client, stranger, others]) await person.post(`/events/${id}/registration`)
    const { body } = await agent.get(`/events/${id}/registrations`)
    expect(body.items).toMatchObject([
      { number: 1, name: '许女士', clientId: client.recordId },
      { number: 2, name: null, clientId: null },
      { number: 3, name: null, clientId: null },
    ])
    expect(JSON.stringify(body)).not.toContain('林女士')
    expect((await registrationOf(server.db, id, stranger)).number).toBe(2)
  })
})
