import { KeepPlans } from '../../../server/src/outreach/keep-plans'
import { aClient, anAgent, aTeam, signInAgent, type BuiltAgent, type BuiltClient } from '../../support/builders'
import { newKey, testServer, type Caller } from '../../support/server'
import { aComplaint } from '../complaints/support'
import { givesCard } from '../merges/support'
import { aCarePlan, clientsOf, drawnInto, started } from '../outreach/support'
import { aRating } from './support'

const DAY = 86_400_000

const server = testServer()
let su: BuiltAgent
let asSu: Caller
let client: BuiltClient

beforeEach(async () => {
  const team = await aTeam(server.db)
  su = await anAgent(server.db, { name: '苏婉清', teamId: team.id })
  asSu = await signInAgent(server, su)
  client = await aClient(server, su.id, { displayName: '许女士' })
})

const ask = (agent: Caller = asSu, key = newKey(), clientId = client.recordId) =>
  agent.post('/referral-asks', { key, clientId })
const stateOf = async () => (await asSu.get(`/clients/${client.recordId}`)).body
const mine = async (who: Caller = client) => (await who.get('/referral-asks/mine')).body
const willing = async (agent: Caller = asSu) => (await agent.get('/referral-asks/willing')).body
const rated = (stars: number, daysAgo: number) =>
  aRating(server.db, client, stars, new Date(Date.now() - daysAgo * DAY))

describe('an agent asks a client for a recommendation', () => {
  it('after a good word: the client finds the question, and the record says when the next one may be', async () => {
    await rated(5, 2)
    expect(await stateOf()).toMatchObject({
      can: { askForReferral: true },
      referralAsk: { isMoment: true, reason: null },
    })
    expect((await ask()).body).toMatchObject({ isMoment: false, askedOn: expect.any(String) })
    expect((await mine()).ask).toMatchObject({ agentName: '苏婉清' })
    const { can, referralAsk } = await stateOf()
    expect([can.askForReferral, referralAsk.reason]).toEqual([false, '近 90 天内已经询问过这位客户'])
    expect((await ask()).body.code).toBe('ask_too_soon')
  })

  it.each([
    ['without any word of the client’s', []],
    ['after three stars', [[3, 1]]],
    [
      'after a bad word, though a good one followed',
      [
        [1, 20],
        [5, 2],
      ],
    ],
    ['when the good word is a month old', [[5, 31]]],
  ])('is refused %s, and nothing is written', async (_, ratings) => {
    for (const [stars, daysAgo] of ratings) await rated(stars!, daysAgo!)
    expect((await ask()).body.code).toBe('ask_not_now')
    expect(await server.db.query('SELECT 1 FROM referral_asks')).toEqual([])
    expect((await mine()).ask).toBeNull()
  })

  it('ten times at once is one question; with ten keys the others come too soon', async () => {
    await rated(5, 2)
    const key = newKey()
    const same = await Promise.all(Array.from({ length: 10 }, () => ask(asSu, key)))
    expect(new Set(same.map(({ status }) => status))).toEqual(new Set([200]))
    await server.db.query('DELETE FROM referral_asks')
    const others = await Promise.all(Array.from({ length: 10 }, () => ask()))
    expect(others.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await server.db.query('SELECT 1 FROM referral_asks')).toHaveLength(1)
  })

  it('not the client of another agent, and a new owner does not start the ninety days anew', async () => {
    await rated(5, 2)
    const other = await anAgent(server.db, { teamId: su.teamId })
    const asOther = await signInAgent(server, other)
    expect((await ask(asOther)).body.code).toBe('client_not_found')
    await ask()
    const leader = await signInAgent(server, await anAgent(server.db, { leads: su.teamId }))
    await leader.post(`/clients/${client.recordId}/owner`, { agentId: other.id, reason: '住得近' })
    expect((await ask(asOther)).body.code).toBe('ask_too_soon')
    expect((await mine()).ask).toBeNull()
  })
})

describe('the client', () => {
  beforeEach(async () => {
    await rated(5, 2)
    await ask()
  })

  it.each(['willing', 'not_now'])('answers %s once, ten times at once, and the question is gone', async (answer) => {
    const { id } = (await mine()).ask
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => client.post(`/referral-asks/${id}/answer`, { answer })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await mine()).toEqual({ ask: null, never: false })
    await client.post(`/referral-asks/${id}/answer`, { answer: 'never' })
    expect(await server.db.query('SELECT answer FROM referral_asks')).toEqual([{ answer }])
    expect(await server.db.query("SELECT 1 FROM audit_entries WHERE action = 'referral.ask-answered'")).toHaveLength(1)
  })

  it('says yes, which the agent reads with its day, beside the referrals too until there is a card', async () => {
    const { id } = (await mine()).ask
    expect((await stateOf()).referralAsk.saidYes).toBeNull()
    server.setTime(new Date('2026-11-28T17:00:00Z'))
    await server.db.query('UPDATE sessions SET expiresAt = ?', [new Date('2099-01-01')])
    await client.post(`/referral-asks/${id}/answer`, { answer: 'willing' })
    expect((await stateOf()).referralAsk.saidYes).toEqual({ on: '2026-11-29', hasCard: false })
    expect(await willing()).toEqual([{ clientId: client.recordId, name: '许女士', saidYesOn: '2026-11-29' }])

    server.setTime(new Date('2026-11-28T17:05:00Z'))
    await givesCard(client)
    expect((await stateOf()).referralAsk.saidYes).toEqual({ on: '2026-11-29', hasCard: true })
    expect(await willing()).toEqual([])
  })

  it.each(['not_now', 'never'])('says %s, which looks to the agent like no answer', async (answer) => {
    const { id } = (await mine()).ask
    const before = (await stateOf()).referralAsk
    await client.post(`/referral-asks/${id}/answer`, { answer })
    const after = (await stateOf()).referralAsk
    expect([after.saidYes, await willing()]).toEqual([null, []])
    if (answer === 'not_now') expect(after).toEqual(before)
  })

  it('says yes, and is left in peace with it after a complaint, by another agent, and when it is long ago', async () => {
    const { id } = (await mine()).ask
    await client.post(`/referral-asks/${id}/answer`, { answer: 'willing' })
    expect(await willing()).toHaveLength(1)
    const other = await anAgent(server.db, { teamId: su.teamId })
    const asOther = await signInAgent(server, other)
    await server.db.query('UPDATE client_records SET ownerAgentId = ? WHERE id = ?', [other.id, client.recordId])
    expect([await willing(), await willing(asOther)]).toEqual([[], []])
    expect((await asOther.get(`/clients/${client.recordId}`)).body.referralAsk.saidYes).toBeNull()
    await server.db.query('UPDATE client_records SET ownerAgentId = ? WHERE id = ?', [su.id, client.recordId])

    await client.post('/complaints', aComplaint())
    expect([await willing(), (await stateOf()).referralAsk.saidYes]).toEqual([[], null])
    await server.db.query('DELETE FROM complaints')
    expect(await willing()).toHaveLength(1)
    server.setTime(new Date(Date.now() + 91 * DAY))
    await server.db.query('UPDATE sessions SET expiresAt = ?', [new Date('2099-01-01')])
    expect(await willing()).toEqual([])
  })

  it('says never, and is not asked again by anybody until the client switches it back', async () => {
    const { id } = (await mine()).ask
    expect((await client.post(`/referral-asks/${id}/answer`, { answer: 'never' })).body.never).toBe(true)
    server.setTime(new Date(Date.now() + 100 * DAY))
    await server.db.query('UPDATE sessions SET expiresAt = ?', [new Date('2099-01-01')])
    await aRating(server.db, client, 5, new Date(Date.now() + 99 * DAY))
    expect((await ask()).body.code).toBe('ask_unwanted')
    expect((await stateOf()).referralAsk).toMatchObject({ isMoment: false, reason: '客户表示不希望被询问' })
    expect((await client.put('/referral-asks/preference', { never: false })).body.never).toBe(false)
    expect((await ask()).status).toBe(200)
  })

  it('keeps the no through a second account of the same record', async () => {
    const second = await server.as('second')
    await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [client.recordId, second.accountId])
    await second.put('/referral-asks/preference', { never: true })
    expect(await mine()).toEqual({ ask: null, never: true })
    await client.put('/referral-asks/preference', { never: false })
    expect((await mine(second)).never).toBe(false)
  })

  it('is not shown a question that waits once there was a bad word or a complaint', async () => {
    await rated(5, 2)
    await ask()
    expect((await mine()).ask).not.toBeNull()
    await rated(1, 0)
    expect((await mine()).ask).toBeNull()
    await server.db.query('DELETE FROM referral_requests WHERE rating = 1')
    expect((await mine()).ask).not.toBeNull()
    await client.post('/complaints', aComplaint())
    expect((await mine()).ask).toBeNull()
  })

  it('finds no question of somebody else’s', async () => {
    const { id } = (await mine()).ask
    const other = await aClient(server, su.id)
    expect((await other.post(`/referral-asks/${id}/answer`, { answer: 'never' })).body.code).toBe('ask_not_found')
  })
})

it('a plan for recommendations leaves out who complained of late or said never; other plans do not', async () => {
  await server.db.query('UPDATE client_records SET ownerAgentId = NULL')
  const [content, angry, never] = await clientsOf(server, su.id, 3)
  await angry!.post('/complaints', aComplaint())
  await never!.put('/referral-asks/preference', { never: true })
  const plan = await started(
    asSu,
    aCarePlan({ outcome: 'referred', holdoutPercent: 0, drawsLater: true, windowDays: 90 }),
  )
  expect(plan.audience).toEqual([
    '我的客户',
    '不含近 90 天内有过投诉或不满意的评价、已经询问过，或表示不希望被询问的客户',
  ])
  const drawn = async () => {
    await server.app.get(KeepPlans).drawDue()
    return (await drawnInto(server, plan.id)).map(({ recordId }) => recordId)
  }
  expect(await drawn()).toEqual([content!.recordId])
  expect(await drawnInto(server, (await started(asSu, aCarePlan({ holdoutPercent: 0 }))).id)).toHaveLength(3)
  // Ninety days after it was settled the client may be asked again.
  const settledAt = new Date(Date.now() - 89 * DAY)
  await server.db.query("UPDATE complaints SET status = 'solved', movedAt = ?", [settledAt])
  expect(await drawn()).toEqual([content!.recordId])
  server.setTime(new Date(settledAt.getTime() + 90 * DAY))
  expect(await drawn()).toEqual([content!.recordId, angry!.recordId])
})

it('who complains or says never after the draw is asked by no plan for recommendations any more, and counts where the draw put them', async () => {
  await server.db.query('UPDATE client_records SET ownerAgentId = NULL')
  const [content, angry, never] = await clientsOf(server, su.id, 3)
  const plan = await started(asSu, aCarePlan({ outcome: 'referred', holdoutPercent: 0 }))
  const caring = await started(asSu, aCarePlan({ holdoutPercent: 0 }))
  const listOf = async (id: string, state: string) =>
    (await asSu.get(`/outreach/plans/${id}/todo?state=${state}`)).body.items
  const idsOf = async (id: string, state: string) =>
    (await listOf(id, state)).map(({ client: one }: { client: { id: string } }) => one.id)
  expect(await idsOf(plan.id, 'open')).toHaveLength(3)
  await angry!.post('/complaints', aComplaint())
  await never!.put('/referral-asks/preference', { never: true })

  expect(await idsOf(plan.id, 'open')).toEqual([content!.recordId])
  expect(await listOf(plan.id, 'left_alone')).toEqual([
    expect.objectContaining({
      client: expect.objectContaining({ id: angry!.recordId }),
      leftAloneBecause: '客户近 90 天内有过投诉，先把事情办好',
      can: { share: false, done: false, undo: false },
    }),
    expect.objectContaining({
      client: expect.objectContaining({ id: never!.recordId }),
      leftAloneBecause: '客户表示不希望被询问',
    }),
  ])
  expect((await asSu.get(`/outreach/plans/${plan.id}`)).body).toMatchObject({ openCount: 1, leftAloneCount: 2 })
  const [, ofAngry] = await drawnInto(server, plan.id)
  const marks = await Promise.all(
    Array.from({ length: 10 }, () => asSu.post(`/outreach/members/${ofAngry!.id}/done`, { result: 'reached' })),
  )
  expect(new Set(marks.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
    new Set(['409 outreach_left_alone']),
  )
  expect((await asSu.get(`/outreach/plans/${plan.id}/report`)).body.treated).toMatchObject({ total: 3, acted: 0 })
  // Other plans ask for nothing that a complaint forbids.
  expect(await idsOf(caring.id, 'open')).toHaveLength(3)
  expect(await idsOf(caring.id, 'left_alone')).toEqual([])
  await never!.put('/referral-asks/preference', { never: false })
  expect(await idsOf(plan.id, 'open')).toEqual([content!.recordId, never!.recordId])
})

it('a plan for recommendations and a question are one asking in ninety days, whichever comes first', async () => {
  await server.db.query('UPDATE client_records SET ownerAgentId = NULL')
  const [first, second, third] = await clientsOf(server, su.id, 3)
  for (const one of [first, second, third]) await aRating(server.db, one!, 5, new Date(Date.now() - 2 * DAY))
  await aRating(server.db, third!, 1, new Date(Date.now() - DAY))
  const plan = await started(asSu, aCarePlan({ outcome: 'referred', holdoutPercent: 0 }))
  const members = await drawnInto(server, plan.id)
  // Who was dissatisfied of late is not drawn at all.
  expect(members.map(({ recordId }) => recordId)).toEqual([first!.recordId, second!.recordId])

  expect((await ask(asSu, newKey(), first!.recordId)).status).toBe(200)
  const done = (index: number, result: string) => asSu.post(`/outreach/members/${members[index]!.id}/done`, { result })
  expect((await done(0, 'reached')).body.code).toBe('outreach_left_alone')

  // Nobody was asked who was not reached.
  expect((await done(1, 'no_answer')).body).toMatchObject({ leftAloneBecause: null })
  const moment = async () => (await asSu.get(`/clients/${second!.recordId}`)).body.referralAsk.isMoment
  expect(await moment()).toBe(true)
  await asSu.delete(`/outreach/members/${members[1]!.id}/done`)
  expect((await done(1, 'reached')).body).toMatchObject({ leftAloneBecause: null, can: { undo: true } })
  expect(await moment()).toBe(false)
  expect((await ask(asSu, newKey(), second!.recordId)).body.code).toBe('ask_too_soon')
  const again = await asSu.post('/outreach/plans', aCarePlan({ outcome: 'referred', holdoutPercent: 0 }))
  expect((await asSu.post(`/outreach/plans/${again.body.id}/start`)).body.code).toBe('outreach_audience_empty')
})
