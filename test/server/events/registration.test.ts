import { CREDIT_PER_OUTCOME } from '@quanke/shared/domain/attribution'
import { verifyCredits } from '../../../server/src/attribution/verify-credits'
import { verifyLog } from '../../../server/src/provenance/verify'
import { aClient, anAgent, signInAgent, type BuiltAgent } from '../../support/builders'
import { recount, recountTouches } from '../../support/recount'
import { newKey, testServer, type Caller } from '../../support/server'
import { aCarePlan } from '../outreach/support'
import { anEvent, aReader, countOf, inHours, registrationOf } from './support'

const server = testServer()
let host: BuiltAgent
let agent: Caller
beforeEach(async () => {
  host = await anAgent(server.db)
  agent = await signInAgent(server, host)
})
/** Whatever happened: the roll-ups are what counting gives, and the log is whole and gives the same credits. */
afterEach(async () => {
  server.setTime(null)
  expect(await recount(server.db)).toEqual([])
  expect(await recountTouches(server.db)).toEqual([])
  expect(await findings()).toEqual([])
})

async function findings(): Promise<readonly string[]> {
  return server.db.transaction('REPEATABLE READ', async (tx) => {
    const { findings } = await verifyLog(tx, null)
    await verifyCredits(tx, findings, new Date())
    // The builders' clients are there without their story.
    return findings.told.filter((finding) => !/^client_records/u.test(finding))
  })
}

const outcomes = async (): Promise<string[]> => {
  const rows = await server.db.query('SELECT kind, accountId FROM outcomes WHERE takenBackAt IS NULL ORDER BY id')
  return rows.map(({ kind, accountId }: { kind: string; accountId: string }) => `${kind} ${accountId}`)
}
const statusOf = async (eventId: string, person: Caller) => (await registrationOf(server.db, eventId, person)).status

describe('registering', () => {
  it('gives a place to a visitor who consented to the service, and remembers the share', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id })
    const share = await agent.post('/shares', { key: newKey(), subject: 'event', subjectId: id, channel: 'card' })
    const reader = await aReader(server, '读者')
    const { status, body } = await reader.post(`/events/${id}/registration`, { shareCode: share.body.code })
    const first = { status: 'confirmed', number: 1, queuePlace: null, byOtherAccount: false }
    expect([status, body.registration]).toEqual([200, first])
    expect(body).toMatchObject({ seatsLeft: 9, can: { register: false, cancelRegistration: true, checkIn: false } })
    expect((await registrationOf(server.db, id, reader)).shareId).toBe(share.body.id)
    expect(await outcomes()).toEqual([`registration ${reader.accountId}`])
    const [total] = await server.db.query(
      "SELECT count FROM engagement_totals WHERE scope = 'event' AND scopeId = ? AND kind = 'registered'",
      [id],
    )
    expect(total.count).toBe(1)
  })

  it('is refused without consent to the service, and nothing is written', async () => {
    const { id } = await anEvent(server.db)
    const stranger = await server.as('陌生人')
    expect((await stranger.get(`/events/${id}`)).body.can).toMatchObject({ register: true, consentFirst: true })
    expect((await stranger.post(`/events/${id}/registration`)).body.code).toBe('event_consent_required')
    expect([await countOf(server.db, 'event_registrations'), await outcomes()]).toEqual([0, []])
  })

  it('ten times at once is once', async () => {
    const { id } = await anEvent(server.db)
    const reader = await aReader(server, '急性子')
    const answers = await Promise.all(Array.from({ length: 10 }, () => reader.post(`/events/${id}/registration`)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await countOf(server.db, 'event_registrations')).toBe(1)
    expect(await countOf(server.db, "audit_entries WHERE action = 'registration.confirmed'")).toBe(1)
    expect(await countOf(server.db, "engagements WHERE kind = 'registered'")).toBe(1)
    expect(await outcomes()).toHaveLength(1)
  })

  it('of ten people at once for the last place gives it to one, and lets as many wait as may', async () => {
    const { id } = await anEvent(server.db, { capacity: 1 })
    const people = await Promise.all(Array.from({ length: 10 }, (_, index) => aReader(server, `读者${index}`)))
    const answers = await Promise.all(people.map((person) => person.post(`/events/${id}/registration`)))
    const got = answers.map(({ body }) => body.registration?.status ?? body.code).sort()
    expect(got).toEqual(['confirmed', ...Array(8).fill('event_full'), 'waitlisted'])
    expect(await outcomes()).toHaveLength(1)
  })

  it.each([
    ['after it has closed', { closesAt: inHours(-1) }, 'registration_closed'],
    ['after it is over', { beginsAt: inHours(-3), endsAt: inHours(-1) }, 'event_over'],
    ['where it is for the clients of somebody else', { audience: 'clients' }, 'event_not_for_you'],
  ])('is refused %s', async (_, changes, code) => {
    const { id } = await anEvent(server.db, changes)
    const client = await aClient(server, host.id)
    expect((await client.post(`/events/${id}/registration`)).body.code).toBe(code)
    expect(await countOf(server.db, 'event_registrations')).toBe(0)
  })

  it("is open to the host's own clients where it is for them, and to the host never", async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id, audience: 'clients' })
    const client = await aClient(server, host.id)
    expect((await client.post(`/events/${id}/registration`)).body.registration.status).toBe('confirmed')
    expect((await agent.post(`/events/${id}/registration`)).body.code).toBe('event_own')
  })
})

describe('giving a place back', () => {
  it('lets the first one in the queue move up, in the same act, and tells that one', async () => {
    const { id } = await anEvent(server.db, { capacity: 2 })
    const people = [
      await aReader(server, '一'),
      await aReader(server, '二'),
      await aReader(server, '三'),
      await aReader(server, '四'),
    ]
    for (const person of people) await person.post(`/events/${id}/registration`)
    const [first, second, third, fourth] = people as [Caller, Caller, Caller, Caller]
    expect((await fourth.get(`/events/${id}`)).body.registration).toMatchObject({ status: 'waitlisted', queuePlace: 2 })

    const gone = await Promise.all(Array.from({ length: 10 }, () => first.delete(`/events/${id}/registration`)))
    expect(gone.map(({ status }) => status)).toEqual(Array(10).fill(200))
    const now = await Promise.all(people.map((person) => statusOf(id, person)))
    expect(now).toEqual(['cancelled', 'confirmed', 'confirmed', 'waitlisted'])
    expect((await fourth.get(`/events/${id}`)).body.registration.queuePlace).toBe(1)
    expect(await outcomes()).toEqual([first, second, third].map(({ accountId }) => `registration ${accountId}`))
    expect(await countOf(server.db, "audit_entries WHERE action = 'registration.moved_up'")).toBe(1)
    expect(await countOf(server.db, "outbox_messages WHERE kind = 'message.event'")).toBe(1)
  })

  it('by several people at once leaves no place empty and no place twice', async () => {
    const { id } = await anEvent(server.db, { capacity: 4 })
    const people = await Promise.all(Array.from({ length: 8 }, (_, index) => aReader(server, `读者${index}`)))
    for (const person of people) await person.post(`/events/${id}/registration`)
    await Promise.all(people.slice(0, 3).map((person) => person.delete(`/events/${id}/registration`)))
    expect(await Promise.all(people.map((person) => statusOf(id, person)))).toEqual([
      'cancelled', 'cancelled', 'cancelled', 'confirmed', 'confirmed', 'confirmed', 'confirmed', 'waitlisted',
    ]) // prettier-ignore
  })

  it('puts whoever comes back at the end of the queue, and counts the outcome once', async () => {
    const { id } = await anEvent(server.db, { capacity: 1 })
    const [first, second] = [await aReader(server, '一'), await aReader(server, '二')]
    for (const person of [first, second]) await person.post(`/events/${id}/registration`)
    await first.delete(`/events/${id}/registration`)
    expect((await first.post(`/events/${id}/registration`)).body.registration).toEqual({
      status: 'waitlisted',
      number: 3,
      queuePlace: 1,
      byOtherAccount: false,
    })
    await second.delete(`/events/${id}/registration`)
    expect(await statusOf(id, first)).toBe('confirmed')
    expect(await outcomes()).toHaveLength(2)
    expect(await countOf(server.db, "engagements WHERE kind = 'registered'")).toBe(3)
  })

  it('is not possible once it has begun, nor of a place that one never had', async () => {
    const { id } = await anEvent(server.db, { beginsAt: inHours(2) })
    const [reader, other] = [await aReader(server, '读者'), await aReader(server, '路人')]
    await reader.post(`/events/${id}/registration`)
    expect((await other.delete(`/events/${id}/registration`)).body.code).toBe('registration_not_found')
    server.setTime(inHours(2.5))
    expect((await reader.delete(`/events/${id}/registration`)).body.code).toBe('event_begun')
  })
})

describe('taking the consent back', () => {
  it('to the service gives every place back that is still to come, and lets others move up', async () => {
    const [coming, past] = [await anEvent(server.db, { capacity: 1 }), await anEvent(server.db)]
    const [reader, waiting] = [await aReader(server, '读者'), await aReader(server, '等的人')]
    for (const { id } of [coming, past]) await reader.post(`/events/${id}/registration`)
    await waiting.post(`/events/${coming.id}/registration`)
    await server.db.query('UPDATE events SET beginsAt = ? WHERE id = ?', [inHours(-30), past.id])
    await reader.delete('/consents/use_service')
    expect([await statusOf(coming.id, reader), await statusOf(past.id, reader)]).toEqual(['cancelled', 'confirmed'])
    expect(await statusOf(coming.id, waiting)).toBe('confirmed')
  })

  it('to be served gives back the places that only clients have', async () => {
    const [forClients, open] = [
      await anEvent(server.db, { hostAgentId: host.id, audience: 'clients' }),
      await anEvent(server.db, { hostAgentId: host.id }),
    ]
    const client = await aClient(server, host.id)
    for (const { id } of [forClients, open]) await client.post(`/events/${id}/registration`)
    await client.delete('/consents/be_served')
    expect([await statusOf(forClients.id, client), await statusOf(open.id, client)]).toEqual(['cancelled', 'confirmed'])
  })
})

describe('who came', () => {
  const soon = () => anEvent(server.db, { hostAgentId: host.id, beginsAt: inHours(0.5) })
  const mark = async (eventId: string, person: Caller, to: string) => {
    const { id } = await registrationOf(server.db, eventId, person)
    return agent.put(`/events/${eventId}/registrations/${id}/attendance`, { mark: to })
  }

  it('is said by the host: an outcome, on the timeline, and once however often it is said', async () => {
    const { id } = await soon()
    const client = await aClient(server, host.id)
    await client.post(`/events/${id}/registration`)
    const answers = await Promise.all(Array.from({ length: 10 }, () => mark(id, client, 'attended')))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(answers[0]!.body).toMatchObject({ status: 'attended', can: { mark: true }, isSelfCheckIn: false })
    expect(await outcomes()).toEqual([`registration ${client.accountId}`, `attendance ${client.accountId}`])
    const { body } = await agent.get(`/clients/${client.recordId}/timeline`)
    expect(body.items.map(({ label, subject }: { label: string; subject: { title: string } }) => `${label} ${subject.title}`)).toEqual([
      '活动到场 家庭保障沙龙',
      '报名活动 家庭保障沙龙',
    ]) // prettier-ignore
  })

  it('may be taken back: then it is no outcome, on no timeline, and the log tells both', async () => {
    const { id } = await soon()
    const client = await aClient(server, host.id)
    await client.post(`/events/${id}/registration`)
    await mark(id, client, 'attended')
    await mark(id, client, 'confirmed')
    expect(await outcomes()).toEqual([`registration ${client.accountId}`])
    expect(await countOf(server.db, "engagements WHERE kind = 'attended'")).toBe(0)
    expect(await countOf(server.db, "provenance_entries WHERE kind = 'taken_back'")).toBe(1)
    expect(await findings()).toEqual([])
    await mark(id, client, 'absent')
    await mark(id, client, 'attended')
    expect(await outcomes()).toHaveLength(2)
  })

  it('is said by the person with the code that the host shows, while the doors are open', async () => {
    const { id } = await soon()
    const [client, passerBy] = [await aClient(server, host.id), await aReader(server, '路人')]
    await client.post(`/events/${id}/registration`)
    const { code } = (await agent.get(`/events/${id}/check-in-code`)).body
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    expect((await client.post(`/events/${id}/check-in`, { code: wrong })).body.code).toBe('check_in_code_wrong')
    expect((await passerBy.post(`/events/${id}/check-in`, { code })).body.code).toBe('registration_not_found')
    const answers = await Promise.all(Array.from({ length: 10 }, () => client.post(`/events/${id}/check-in`, { code })))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(answers[0]!.body).toMatchObject({ registration: { status: 'attended' }, can: { checkIn: false } })
    expect(await outcomes()).toHaveLength(2)
    expect((await registrationOf(server.db, id, client)).isSelfCheckIn).toBe(1)
    expect(await countOf(server.db, "audit_entries WHERE action = 'attendance.checked_in'")).toBe(1)
    server.setTime(inHours(3))
    expect((await agent.get(`/events/${id}/check-in-code`)).body.code).toBe('check_in_not_now')
  })

  it('cannot be guessed: after ten wrong codes the right one does not help, also with ten guesses at once', async () => {
    const { id } = await soon()
    const [guesser, guest] = [await aClient(server, host.id), await aClient(server, host.id)]
    for (const one of [guesser, guest]) await one.post(`/events/${id}/registration`)
    const { code } = (await agent.get(`/events/${id}/check-in-code`)).body
    const guess = (n: number) =>
      guesser.post(`/events/${id}/check-in`, { code: String((Number(code) + n) % 1_000_000).padStart(6, '0') })
    const first = await guess(100_000)
    expect([first.status, first.body.code]).toEqual([409, 'check_in_code_wrong'])
    const atOnce = await Promise.all(Array.from({ length: 10 }, (_, n) => guess(200_000 + n)))
    const codes = atOnce.map(({ body }) => body.code).sort()
    expect(codes).toEqual([...Array(9).fill('check_in_code_wrong'), 'check_in_tries_over'])
    expect((await guess(0)).body).toMatchObject({
      code: 'check_in_tries_over',
      title: '签到码已多次填错，不能再自行签到，请到现场请主办人为您登记到场',
    })
    expect(await countOf(server.db, "audit_entries WHERE action = 'attendance.code_wrong'")).toBe(10)
    await guesser.delete(`/events/${id}/registration`)
    await guesser.post(`/events/${id}/registration`)
    expect((await guess(0)).body.code).toBe('check_in_tries_over')
    expect((await guest.post(`/events/${id}/check-in`, { code })).status).toBe(200)
    expect((await mark(id, guesser, 'attended')).body).toMatchObject({ status: 'attended', isSelfCheckIn: false })
  })

  it('is the affair of the host alone, from an hour before to the end of the day after', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id, beginsAt: inHours(2) })
    const client = await aClient(server, host.id)
    await client.post(`/events/${id}/registration`)
    expect((await mark(id, client, 'attended')).body.code).toBe('attendance_not_yet')
    server.setTime(inHours(24 * 3))
    expect((await mark(id, client, 'attended')).body.code).toBe('attendance_closed')
    const other = await anEvent(server.db)
    const registration = await registrationOf(server.db, id, client)
    const foreign = `/events/${other.id}/registrations/${registration.id}/attendance`
    expect((await agent.put(foreign, { mark: 'attended' })).body.code).toBe('event_not_found')
  })
})

describe('what an outreach plan is judged by', () => {
  it.each(['registered', 'attended'])('may be that a client has %s, as long as it stands', async (outcome) => {
    const client = await aClient(server, host.id)
    const { body: plan } = await agent.post('/outreach/plans', aCarePlan({ outcome, holdoutPercent: 0 }))
    await agent.post(`/outreach/plans/${plan.id}/start`)
    const hits = async () =>
      (await agent.get(`/outreach/plans/${plan.id}/members?arm=treated&show=hit`)).body.items.length
    const { id } = await anEvent(server.db, { hostAgentId: host.id, beginsAt: inHours(0.5) })
    expect(await hits()).toBe(0)
    await client.post(`/events/${id}/registration`)
    expect(await hits()).toBe(outcome === 'registered' ? 1 : 0)
    const { id: registrationId } = await registrationOf(server.db, id, client)
    const marks = `/events/${id}/registrations/${registrationId}/attendance`
    await agent.put(marks, { mark: 'attended' })
    expect(await hits()).toBe(1)
    await agent.put(marks, { mark: 'absent' })
    expect(await hits()).toBe(outcome === 'registered' ? 1 : 0)
  })
})

describe('what led to it', () => {
  it('is told of a visitor to the agent whose share came first, by the event, under every model', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id, beginsAt: inHours(0.5), title: '茶会' })
    const share = await agent.post('/shares', { key: newKey(), subject: 'event', subjectId: id, channel: 'card' })
    const reader = await aReader(server, '读者')
    const viewed = { id: newKey(), kind: 'viewed', subject: 'event', subjectId: id, shareCode: share.body.code }
    await reader.post('/engagements', { events: [{ ...viewed, occurredAt: new Date().toISOString() }] })
    await reader.post(`/events/${id}/registration`, { shareCode: share.body.code })
    const { id: registrationId } = await registrationOf(server.db, id, reader)
    await agent.put(`/events/${id}/registrations/${registrationId}/attendance`, { mark: 'attended' })
    for (const outcome of ['registration', 'attendance']) {
      const { body } = await agent.get(`/attribution?outcome=${outcome}&dimension=item`)
      expect(body).toMatchObject({
        outcomes: 1,
        withoutShare: 0,
        rows: [{ key: `event:${id}`, label: '茶会', outcomes: 1 }],
      })
      expect(new Set(Object.values(body.rows[0].credits))).toEqual(new Set([CREDIT_PER_OUTCOME]))
    }
    const { body } = await agent.get('/sources?by=item')
    expect(JSON.stringify(body)).toContain('茶会')
  })
})
