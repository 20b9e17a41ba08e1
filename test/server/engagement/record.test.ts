import { BulkDatabase } from '../../../server/src/core/bulk-database'
import { aClient, aContent, anAgent, anOrganization, consents, signInAgent } from '../../support/builders'
import { countBulkStatements, countStatements } from '../../support/count-statements'
import { newKey, testServer, type Caller } from '../../support/server'
import { recount, recountReadings } from '../../support/recount'

const server = testServer()
beforeEach(() => anOrganization(server.db))

const viewed = (contentId: string, changes: object = {}) => ({
  id: newKey(),
  kind: 'viewed',
  subject: 'content',
  subjectId: contentId,
  occurredAt: new Date().toISOString(),
  ...changes,
})
const send = (caller: Caller, ...events: object[]) => caller.post('/engagements', { events })
const stored = async (): Promise<number> => Number((await server.db.query('SELECT COUNT(*) n FROM engagements'))[0].n)
const expectExactTotals = async () => expect(await recount(server.db)).toEqual([])

describe('engagements', () => {
  it('are stored once when the same batch is sent ten times at once', async () => {
    const content = await aContent(server.db)
    const reader = await server.as('reader')
    const batch = [viewed(content.id), viewed(content.id), viewed(content.id)]
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(reader, ...batch)))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    const accepted = answers.flatMap(({ body }) => body.accepted)
    expect(accepted.sort()).toEqual(batch.map(({ id }) => id).sort())
    expect(await stored()).toBe(3)
    await expectExactTotals()
  })

  it('of which some were stored before are told apart, and only the new ones are counted', async () => {
    const content = await aContent(server.db)
    const [reader, other] = [await server.as('reader'), await server.as('other')]
    const event = () => viewed(content.id, { kind: 'read', seconds: 7, percent: 90 })
    const [old, taken, fresh] = [event(), event(), [event(), event()]]
    await send(reader, old)
    await send(other, taken)
    // With somebody else's in the same moment, so that they share a transaction.
    const [{ body }, beside] = await Promise.all([send(reader, fresh[0]!, old, taken, fresh[1]!), send(other, event())])
    expect(body).toMatchObject({
      accepted: fresh.map(({ id }) => id),
      duplicates: [old.id],
      refused: [{ id: taken.id, code: 'key_reused' }],
    })
    expect(beside.body.accepted).toHaveLength(1)
    expect(await stored()).toBe(5)
    await expectExactTotals()
    expect(await recountReadings(server.db)).toEqual([])
  })

  it('that repeat within one batch count once', async () => {
    const content = await aContent(server.db)
    const reader = await server.as('reader')
    const event = viewed(content.id)
    const { body } = await send(reader, event, event)
    expect(body).toMatchObject({ accepted: [event.id], duplicates: [event.id], refused: [] })
    await expectExactTotals()
  })

  it.each([
    ['a kind nobody knows', { kind: 'bought' }, 'invalid_request'],
    ['a kind that only the server notes', { kind: 'consented' }, 'invalid_request'],
    [
      'a time eleven minutes ahead',
      { occurredAt: new Date(Date.now() + 11 * 60_000).toISOString() },
      'engagement_in_future',
    ],
    ['a time a year ago', { occurredAt: new Date(Date.now() - 365 * 86_400_000).toISOString() }, 'engagement_too_old'],
    ['a content that is not there', { subjectId: '999999' }, 'subject_not_found'],
    ['a field that does not exist', { agentId: '1' }, 'invalid_request'],
    ['a percentage of 101', { percent: 101 }, 'invalid_request'],
    ['a time without zone words', { occurredAt: 'yesterday' }, 'invalid_request'],
    ['the id as a list', { subjectId: ['1'] }, 'invalid_request'],
  ])('with %s are refused one by one, and the good ones beside them are kept', async (_, changes, code) => {
    const content = await aContent(server.db)
    const reader = await server.as('reader')
    const good = viewed(content.id)
    const bad = viewed(content.id, changes)
    const { status, body } = await send(reader, bad, good)
    expect(status).toBe(200)
    expect(body.accepted).toEqual([good.id])
    expect(body.refused).toEqual([{ id: bad.id, code, message: expect.any(String) }])
    expect(await stored()).toBe(1)
  })

  it('with an id of somebody else are refused, and change nothing', async () => {
    const content = await aContent(server.db)
    const [first, second] = [await server.as('first'), await server.as('second')]
    const event = viewed(content.id)
    await send(first, event)
    const { body } = await send(second, event)
    expect(body.refused).toMatchObject([{ id: event.id, code: 'key_reused' }])
    expect(await stored()).toBe(1)
  })

  it('by an unknown share code are kept without a share', async () => {
    const content = await aContent(server.db)
    const reader = await server.as('reader')
    const { body } = await send(reader, viewed(content.id, { shareCode: 'ZZZZzzzz22223333' }))
    expect(body.accepted).toHaveLength(1)
    expect((await server.db.query('SELECT shareId FROM engagements'))[0].shareId).toBeNull()
  })

  it.each([
    ['an empty batch', { events: [] }],
    ['51 events', { events: Array.from({ length: 51 }, () => viewed('1')) }],
    ['no list', { events: 'all' }],
    ['an event without an id', { events: [{ kind: 'viewed' }] }],
    ['a body nested a thousand deep', { events: JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`) }],
  ])('as %s are refused as a whole', async (_, body) => {
    const reader = await server.as('reader')
    const answer = await reader.post('/engagements', body)
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request'])
  })

  it.each([
    ['a day of a week', '2026-W49-1'],
    ['a day of the year', '2026-335T10:00:00Z'],
    ['a time without its zone', '2026-11-29T10:00:00'],
    ['a day that is none', '2026-02-30T10:00:00Z'],
  ])('at %s are refused, and so is a batch that says it was sent then', async (_, time) => {
    const reader = await server.as('reader')
    const event = { id: newKey(), kind: 'viewed', subject: 'app', occurredAt: time }
    const fine = { ...event, id: newKey(), occurredAt: new Date().toISOString() }
    const { status, body } = await reader.post('/engagements', { events: [event, fine] })
    expect([status, body.accepted, body.refused]).toMatchObject([
      200,
      [fine.id],
      [{ id: event.id, code: 'invalid_request' }],
    ])
    expect((await reader.post('/engagements', { sentAt: time, events: [fine] })).body).toMatchObject({
      code: 'invalid_request',
      field: 'sentAt',
    })
  })

  it('at a leap second are refused one by one', async () => {
    const reader = await server.as('reader')
    const event = { id: newKey(), kind: 'viewed', subject: 'app', occurredAt: '2026-06-30T23:59:60Z' }
    expect((await send(reader, event)).body.refused).toMatchObject([{ code: 'invalid_request' }])
  })

  it('as ten megabytes are refused before anything reads them', async () => {
    const reader = await server.as('reader')
    const answer = await reader.post('/engagements', { events: 'x'.repeat(10 * 1024 * 1024) })
    expect([answer.status, answer.body.code]).toEqual([413, 'body_too_large'])
  })

  it('add up to a reading: the furthest position and the whole time', async () => {
    const content = await aContent(server.db)
    const reader = await server.as('reader')
    await send(reader, viewed(content.id), viewed(content.id, { kind: 'read', seconds: 20, percent: 40 }))
    await send(
      reader,
      viewed(content.id, { kind: 'read', seconds: 30, percent: 85 }),
      viewed(content.id, { kind: 'read', seconds: 5, percent: 10 }),
    )
    const [reading] = await server.db.query('SELECT furthestPercent, seconds, readAt FROM readings')
    expect(reading).toMatchObject({ furthestPercent: 85, seconds: 55, readAt: expect.any(Date) })
  })

  it('of a visitor stand on the timeline of the client that the visitor becomes, whatever arrives meanwhile', async () => {
    const agent = await anAgent(server.db)
    const sharer = await signInAgent(server, agent)
    const content = await aContent(server.db)
    const share = await sharer.post('/shares', {
      key: newKey(),
      subject: 'content',
      subjectId: content.id,
      channel: 'card',
    })
    const reader = await server.as('reader')
    await send(reader, viewed(content.id, { kind: 'arrived', shareCode: share.body.code, scene: 1007 }))
    const texts = (await reader.get('/consents')).body.consents
    const version = texts.find((text: { purpose: string }) => text.purpose === 'be_served').textVersion
    const consenting = reader.post('/consents', {
      decisions: [{ purpose: 'be_served', textVersion: version, given: true }],
      isAdult: true,
    })
    const sending = Array.from({ length: 20 }, () => send(reader, viewed(content.id, { shareCode: share.body.code })))
    const [outcome] = await Promise.all([consenting, ...sending])
    expect(outcome.body).toMatchObject({ boundBy: 'first_touch', me: { isClient: true, adviser: { id: agent.id } } })
    const [{ untied }] = await server.db.query(
      'SELECT COUNT(*) untied FROM engagements WHERE accountId = ? AND (recordId IS NULL OR agentId IS NULL)',
      [reader.accountId],
    )
    expect(Number(untied)).toBe(0)
    await expectExactTotals()
  })

  it('cost the same number of statements for one event and for fifty', async () => {
    const content = await aContent(server.db)
    const owner = await anAgent(server.db)
    const client = await aClient(server, owner.id)
    await consents(server.db, client.accountId, 'show_activity')
    await send(client, viewed(content.id))
    const bulk = server.app.get(BulkDatabase)
    // The outbox looks for work by itself now and then: the lowest of three counts is ours alone.
    const statements = async (count: number) => {
      const batch = () => send(client, ...Array.from({ length: count }, () => viewed(content.id)))
      const once = async () => (await countStatements(server.db, batch)) + (await countBulkStatements(bulk, batch))
      return Math.min(await once(), await once(), await once())
    }
    const one = await statements(1)
    expect(one).toBeGreaterThan(5)
    expect(await statements(50)).toBe(one)
  })
})
