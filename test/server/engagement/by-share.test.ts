import { EngagementWriter } from '../../../server/src/engagement/engagement.writer'
import { aClient, aContent, aGroup, anAgent, anOrganization, consents, signInAgent } from '../../support/builders'
import { recount, recountReadings, recountTouches } from '../../support/recount'
import { newKey, testServer, type Caller } from '../../support/server'

const server = testServer()
beforeEach(() => anOrganization(server.db))

const MINUTE_MS = 60_000
const minutesAgo = (minutes: number): Date => new Date(Math.floor(Date.now() / 1000) * 1000 - minutes * MINUTE_MS)
const read = (contentId: string, shareCode: string, at: Date, percent = 90) => ({
  id: newKey(), kind: 'read', subject: 'content', subjectId: contentId, shareCode, seconds: 30, percent, occurredAt: at.toISOString(),
}) // prettier-ignore
const send = (caller: Caller, ...events: object[]) => caller.post('/engagements', { events })
const share = async (caller: Caller, subject: string, subjectId: string): Promise<{ id: string; code: string }> =>
  (await caller.post('/shares', { key: newKey(), subject, subjectId, channel: 'card' })).body
const yes = (shareCode?: string) => ({
  decisions: [{ purpose: 'be_served', textVersion: '2026-11', given: true }],
  isAdult: true,
  ...(shareCode === undefined ? {} : { shareCode }),
})
const expectExact = async () => {
  expect(await recount(server.db)).toEqual([])
  expect(await recountReadings(server.db)).toEqual([])
  expect(await recountTouches(server.db)).toEqual([])
}

describe('a phone that was offline', () => {
  it('sends late what came first, and the first time of reading to the mark is the earlier one', async () => {
    const sharer = await signInAgent(server, await anAgent(server.db))
    const content = await aContent(server.db)
    const { code } = await share(sharer, 'content', content.id)
    const reader = await server.as('reader')
    const [first, second, third] = [minutesAgo(60), minutesAgo(30), minutesAgo(10)]
    await send(reader, read(content.id, code, third), read(content.id, code, second))
    await send(reader, read(content.id, code, first))
    for (const table of ['touches', 'readings'])
      expect(await server.db.query(`SELECT readAt FROM ${table} WHERE accountId = ?`, [reader.accountId])).toEqual([
        { readAt: first },
      ])
    await expectExact()
  })

  it('consents before its arrival was sent, and is the client of the agent whose share it came by all the same', async () => {
    const agent = await anAgent(server.db)
    const { code } = await share(await signInAgent(server, agent), 'content', (await aContent(server.db)).id)
    const reader = await server.as('reader')
    const { body } = await reader.post('/consents', yes(code))
    expect(body).toMatchObject({ boundBy: 'first_touch', me: { adviser: { id: agent.id } } })
    await expectExact()
  })

  it('joins a group before its arrival was sent, and the share has reached this person', async () => {
    const group = await aGroup(server.db)
    const { id, code } = await share(await signInAgent(server, await anAgent(server.db)), 'group', group.id)
    const reader = await server.as('reader')
    await consents(server.db, reader.accountId, 'use_service')
    expect((await reader.post(`/groups/${group.id}/membership`, { shareCode: code })).status).toBe(200)
    expect(await server.db.query('SELECT shareId FROM touches WHERE accountId = ?', [reader.accountId])).toEqual([
      { shareId: id },
    ])
    await expectExact()
  })
})

describe('a phone whose clock is wrong', () => {
  const DAY_MS = 86_400_000
  const shown = (at: Date, behindMs: number): string => new Date(at.getTime() - behindMs).toISOString()

  it.each([
    ['a year behind', 365 * DAY_MS],
    ['a year ahead', -365 * DAY_MS],
    ['an hour behind', 60 * MINUTE_MS],
  ])('%s tells what was done at the right time, all the same', async (_, behindMs) => {
    const content = await aContent(server.db)
    const reader = await server.as('reader')
    const [now, doneAt] = [new Date('2026-11-28T20:00:00Z'), new Date('2026-11-27T15:59:00Z')]
    server.setTime(now)
    const event = { ...read(content.id, 'ZZZZzzzz22223333', doneAt), occurredAt: shown(doneAt, behindMs) }
    const { body } = await reader.post('/engagements', { events: [event], sentAt: shown(now, behindMs) })
    server.setTime(null)
    expect(body.accepted).toEqual([event.id])
    expect(await server.db.query('SELECT occurredAt, day FROM engagements')).toEqual([
      { occurredAt: doneAt, day: '2026-11-27' },
    ])
    await expectExact()
  })

  it('sends what is older than 30 days by the right clock in vain, and what is younger not', async () => {
    const content = await aContent(server.db)
    const reader = await server.as('reader')
    const behindMs = 365 * DAY_MS
    const of = (days: number) => ({
      ...read(content.id, 'ZZZZzzzz22223333', minutesAgo(0)),
      occurredAt: shown(new Date(), behindMs + days * DAY_MS),
    })
    const [old, young] = [of(31), of(29)]
    const { body } = await reader.post('/engagements', { events: [old, young], sentAt: shown(new Date(), behindMs) })
    expect(body).toMatchObject({ accepted: [young.id], refused: [{ id: old.id, code: 'engagement_too_old' }] })
  })

  it('is refused with a time of sending that is none', async () => {
    const reader = await server.as('reader')
    const { status, body } = await reader.post('/engagements', {
      events: [read('1', 'ZZZZzzzz22223333', new Date())],
      sentAt: 'now',
    })
    expect([status, body.code, body.field]).toEqual([400, 'invalid_request', 'sentAt'])
  })
})

describe('a friend who turns a card down', () => {
  async function aCard() {
    const agent = await anAgent(server.db)
    await signInAgent(server, agent)
    const client = await aClient(server, agent.id)
    const given = (await client.post('/referrals', { key: newKey(), words: '推荐给你认识' })).body
    return { code: given.share.code as string, shareId: given.share.id as string }
  }

  it('and had read before keeps the reading from before, without what was read by the card', async () => {
    const { code } = await aCard()
    const friend = await server.as('friend')
    const content = await aContent(server.db)
    await send(friend, { ...read(content.id, code, minutesAgo(5), 20), shareCode: undefined })
    await send(friend, read(content.id, code, minutesAgo(4), 100))
    expect((await friend.post(`/referrals/invitations/${code}/refusal`)).status).toBe(200)
    expect(await server.db.query('SELECT furthestPercent, seconds, readAt FROM readings')).toEqual([
      { furthestPercent: 20, seconds: 30, readAt: null },
    ])
    await expectExact()
  })

  it('leaves nothing, however much was done by the card', async () => {
    const { code, shareId } = await aCard()
    const friend = await server.as('friend')
    const content = await aContent(server.db)
    for (let batch = 0; batch < 22; batch += 1)
      await send(friend, ...Array.from({ length: 50 }, () => read(content.id, code, minutesAgo(5))))
    expect((await friend.post(`/referrals/invitations/${code}/refusal`)).status).toBe(200)
    expect(await server.db.query('SELECT id FROM engagements WHERE shareId = ?', [shareId])).toEqual([])
    expect(await server.db.query('SELECT id FROM wechat_accounts WHERE id = ?', [friend.accountId])).toEqual([])
    await expectExact()
  })

  it('is not brought back by what was on its way meanwhile', async () => {
    const { code, shareId } = await aCard()
    const [stranger, reader] = [await server.as('stranger'), await server.as('reader')]
    const content = await aContent(server.db)
    await send(reader, { ...read(content.id, code, minutesAgo(5)), shareCode: undefined })
    const [{ agentId, sharerAccountId }] = await server.db.query('SELECT * FROM shares WHERE id = ?', [shareId])
    const underWay = (accountId: string) => ({
      id: newKey().replaceAll('-', ''), accountId, kind: 'viewed' as const, subject: 'app' as const, subjectId: null,
      share: { id: shareId, agentId, sharerAccountId, subject: 'referral' as const }, seconds: null, percent: null, scene: null,
      occurredAt: new Date(), day: '2026-01-01', receivedAt: new Date(),
    }) // prettier-ignore
    expect((await stranger.post(`/referrals/invitations/${code}/refusal`)).status).toBe(200)
    const writer = server.app.get(EngagementWriter)
    const late = writer.write(stranger.accountId, [underWay(stranger.accountId)])
    await expect(late).rejects.toMatchObject({ code: 'sign_in_required' })
    expect(await writer.write(reader.accountId, [underWay(reader.accountId)])).toEqual(['closed'])
    expect(await server.db.query('SELECT id FROM touches')).toEqual([])
    await expectExact()
  })
})
