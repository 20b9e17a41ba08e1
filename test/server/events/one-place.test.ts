import { mergeFacts, recordSide } from '../../../server/src/merges/merge-facts.queries'
import { OutboxWorker } from '../../../server/src/core/outbox.worker'
import { aClient, anAgent, signInAgent, type BuiltAgent, type BuiltClient } from '../../support/builders'
import { recount } from '../../support/recount'
import { newKey, testServer, type Caller } from '../../support/server'
import { HISTORIES, snapshot } from '../../support/snapshot'
import { consentsAgain, showsPhone } from '../merges/support'
import { anEvent, aReader, countOf, inHours, registrationOf } from './support'

const server = testServer()
let host: BuiltAgent
let agent: Caller
beforeAll(async () => {
  // Messages are counted before they leave.
  await server.app.get(OutboxWorker).onApplicationShutdown()
})
beforeEach(async () => {
  host = await anAgent(server.db)
  agent = await signInAgent(server, host)
})
afterEach(async () => {
  server.setTime(null)
  expect(await recount(server.db)).toEqual([])
})

const registers = (eventId: string, ...people: Caller[]) =>
  people.reduce(async (before, person) => {
    await before
    expect((await person.post(`/events/${eventId}/registration`)).status).toBe(200)
  }, Promise.resolve())
const statuses = async (eventId: string, ...people: Caller[]) => {
  const found: string[] = []
  for (const person of people) found.push((await registrationOf(server.db, eventId, person)).status)
  return found
}
const messages = () => countOf(server.db, "outbox_messages WHERE kind = 'message.event'")
const merge = async (one: BuiltClient, other: BuiltClient) => {
  const pair = { survivorId: one.recordId, mergedId: other.recordId }
  const { status, body } = await agent.post('/merges', { key: newKey(), ...pair, reason: '同一位客户' })
  expect(status).toBe(200)
  return body as { id: string; moved: { what: string; count: number }[] }
}
const part = async ({ id }: { id: string }) =>
  expect((await agent.post(`/merges/${id}/undoing`, { reason: '不是一个人' })).status).toBe(200)

/** A client with two WeChat accounts. */
async function twoAccounts(): Promise<[BuiltClient, Caller]> {
  const client = await aClient(server, host.id)
  const second = await aReader(server, '第二个微信号')
  await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [client.recordId, second.accountId])
  return [client, second]
}

describe('a client with two accounts', () => {
  it('has one place: the other account is told of it, and can give it back', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id, capacity: 1 })
    const [first, second] = await twoAccounts()
    const waiting = await aReader(server, '等的人')
    await registers(id, first, waiting)
    const { status, body } = await second.post(`/events/${id}/registration`)
    expect([status, body.registration]).toEqual([
      200,
      { status: 'confirmed', number: 1, queuePlace: null, byOtherAccount: true },
    ])
    expect(body.can).toMatchObject({ register: false, cancelRegistration: true })
    expect(await countOf(server.db, 'event_registrations')).toBe(2)
    const { items } = (await second.get('/events?list=mine')).body
    expect(items).toMatchObject([{ id, registration: { byOtherAccount: true } }])

    const gone = await Promise.all([first, second].map((one) => one.delete(`/events/${id}/registration`)))
    expect(gone.map((answer) => [answer.status, answer.body.registration.status])).toEqual([
      [200, 'cancelled'],
      [200, 'cancelled'],
    ])
    expect(await statuses(id, first, waiting)).toEqual(['cancelled', 'confirmed'])
    expect(await countOf(server.db, "engagements WHERE kind = 'unregistered'")).toBe(1)
  })

  it('has one place also when both register five times at once', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id })
    const both = await twoAccounts()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => both[index % 2]!.post(`/events/${id}/registration`)),
    )
    expect(answers.map(({ status, body }) => [status, body.registration?.number])).toEqual(Array(10).fill([200, 1]))
    expect(await countOf(server.db, 'event_registrations')).toBe(1)
    expect(await countOf(server.db, "outcomes WHERE kind = 'registration'")).toBe(1)
  })

  it('comes once, with whichever phone', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id, beginsAt: inHours(0.5) })
    const [first, second] = await twoAccounts()
    await registers(id, first)
    const { code } = (await agent.get(`/events/${id}/check-in-code`)).body
    const answers = await Promise.all([second, first].map((one) => one.post(`/events/${id}/check-in`, { code })))
    expect(answers.map(({ body }) => body.registration.status)).toEqual(['attended', 'attended'])
    expect(await countOf(server.db, "outcomes WHERE kind = 'attendance'")).toBe(1)
  })
})

it('a visitor with a place who turns out to be a client with one keeps the better of the two, and the other goes to who waits', async () => {
  const { id } = await anEvent(server.db, { hostAgentId: host.id, capacity: 2 })
  const client = await aClient(server, host.id, { phone: '+8613800138000' })
  const [visitor, waiting] = [await aReader(server, '新手机'), await aReader(server, '等的人')]
  await registers(id, client, visitor, waiting)
  await showsPhone(server, '新手机', visitor, '13800138000')
  await consentsAgain(visitor)
  expect(await statuses(id, client, visitor, waiting)).toEqual(['confirmed', 'cancelled', 'confirmed'])
  expect((await visitor.get(`/events/${id}`)).body.registration).toMatchObject({ number: 1, byOtherAccount: true })
})

describe('when two records of one person become one', () => {
  it('one place stays, the preview says so, and parting gives everything back', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id })
    const [one, other] = [await aClient(server, host.id), await aClient(server, host.id)]
    await registers(id, one, other)
    const before = await snapshot(server.db, ...HISTORIES)
    const preview = await agent.get(`/merges/preview?survivorId=${one.recordId}&mergedId=${other.recordId}`)
    const made = await merge(one, other)
    expect(made.moved).toEqual(preview.body.moves)
    expect(made.moved).toContainEqual({ what: 'places', label: '同一活动的重复名额', count: 1 })
    const names = async () =>
      (await agent.get(`/events/${id}/registrations`)).body.items.map(({ clientId }: { clientId: string }) => clientId)
    expect(await names()).toEqual([one.recordId])
    expect((await other.get(`/events/${id}`)).body).toMatchObject({
      seatsLeft: 9,
      registration: { status: 'confirmed', number: 1, byOtherAccount: true },
    })
    await part(made)
    expect(await names()).toEqual([one.recordId, other.recordId])
    expect(await snapshot(server.db, ...HISTORIES)).toEqual(before)
  })

  it('the place that becomes free goes to who waits first, as planned, and that one is told', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id, capacity: 2 })
    const [one, other] = [await aClient(server, host.id), await aClient(server, host.id)]
    const [third, fourth] = [await aReader(server, '三'), await aReader(server, '四')]
    await registers(id, one, other, third, fourth)
    const sides = [
      (await recordSide(server.db, one.recordId))!,
      (await recordSide(server.db, other.recordId))!,
    ] as const
    const { places } = await mergeFacts(server.db, ...sides, new Date())
    const idOf = async (person: Caller) => (await registrationOf(server.db, id, person)).id
    expect(places).toEqual([
      {
        eventId: id,
        aside: [{ id: await idOf(other), eventId: id, status: 'confirmed', placed: 2 }],
        movesUp: [await idOf(third)],
      },
    ])
    const made = await merge(one, other)
    expect(await statuses(id, one, other, third, fourth)).toEqual(['confirmed', 'cancelled', 'confirmed', 'waitlisted'])
    expect(await messages()).toBe(1)

    // Parted again the place is somebody else's: the person is the next to get one.
    await part(made)
    expect(await statuses(id, one, other, third, fourth)).toEqual([
      'confirmed',
      'waitlisted',
      'confirmed',
      'waitlisted',
    ])
    expect((await other.get(`/events/${id}`)).body.registration).toMatchObject({ queuePlace: 1, byOtherAccount: false })
    await third.delete(`/events/${id}/registration`)
    expect(await statuses(id, other, fourth)).toEqual(['confirmed', 'waitlisted'])
    expect(await messages()).toBe(2)
  })

  it('having come stands, and the place of the other is nobody’s once the event has begun', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id, beginsAt: inHours(0.5), capacity: 2 })
    const [one, other, waiting] = [
      await aClient(server, host.id), await aClient(server, host.id), await aReader(server, '等的人'),
    ] // prettier-ignore
    await registers(id, one, other, waiting)
    const { id: registrationId } = await registrationOf(server.db, id, other)
    await agent.put(`/events/${id}/registrations/${registrationId}/attendance`, { mark: 'attended' })
    server.setTime(inHours(1))
    const made = await merge(one, other)
    expect(await statuses(id, one, other, waiting)).toEqual(['cancelled', 'attended', 'waitlisted'])
    await part(made)
    expect(await statuses(id, one, other, waiting)).toEqual(['confirmed', 'attended', 'waitlisted'])
  })

  it('who did not come after all has come by neither account, and by the other again once they part', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id, beginsAt: inHours(0.5) })
    const [one, other] = [await aClient(server, host.id), await aClient(server, host.id)]
    const mark = async (person: Caller, to: string) => {
      const { id: registrationId } = await registrationOf(server.db, id, person)
      return agent.put(`/events/${id}/registrations/${registrationId}/attendance`, { mark: to })
    }
    await registers(id, one, other)
    for (const person of [one, other]) await mark(person, 'attended')
    const came = async () =>
      (
        await server.db.query(
          "SELECT accountId FROM outcomes WHERE kind = 'attendance' AND takenBackAt IS NULL ORDER BY accountId",
        )
      ).map(({ accountId }: { accountId: string }) => accountId)
    const told = () => countOf(server.db, "engagements WHERE kind = 'attended'")
    const made = await merge(one, other)
    const answers = await Promise.all(Array.from({ length: 10 }, () => mark(one, 'absent')))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect([await came(), await told()]).toEqual([[], 0])
    await part(made)
    expect(await statuses(id, one, other)).toEqual(['absent', 'attended'])
    expect([await came(), await told()]).toEqual([[other.accountId], 1])
  })

  it('what the person gave up meanwhile, or withdrew the consent for, does not come back', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id })
    const [one, other, third] = [
      await aClient(server, host.id), await aClient(server, host.id), await aClient(server, host.id),
    ] // prettier-ignore
    await registers(id, one, other, third)
    const [first, second] = [await merge(one, other), await merge(one, third)]
    await other.delete('/consents/use_service')
    await one.delete(`/events/${id}/registration`)
    await registers(id, third)
    await third.delete(`/events/${id}/registration`)
    await part(second)
    await part(first)
    expect(await statuses(id, one, other, third)).toEqual(['cancelled', 'cancelled', 'cancelled'])
  })

  it('ten merges asked for at once set one place aside', async () => {
    const { id } = await anEvent(server.db, { hostAgentId: host.id, capacity: 2 })
    const [one, other, waiting] = [
      await aClient(server, host.id), await aClient(server, host.id), await aReader(server, '等的人'),
    ] // prettier-ignore
    await registers(id, one, other, waiting)
    const asked = { key: newKey(), survivorId: one.recordId, mergedId: other.recordId, reason: '同一位客户' }
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, () => agent.post('/merges', asked)),
      other.post(`/events/${id}/registration`),
    ])
    expect(answers.map(({ status }) => status)).toEqual(Array(11).fill(200))
    expect(await statuses(id, one, other, waiting)).toEqual(['confirmed', 'cancelled', 'confirmed'])
    expect(await countOf(server.db, "audit_entries WHERE action = 'registration.set_aside'")).toBe(1)
  })
})
