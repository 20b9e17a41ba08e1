import { KeepPlans } from '../../../server/src/outreach/keep-plans'
import { armOf, commitmentOf } from '../../../server/src/outreach/assignment'
import {
  aClient,
  aContent,
  aGroup,
  anAgent,
  aTeam,
  consents,
  signInAgent,
  type Built,
  type BuiltAgent,
} from '../../support/builders'
import { countStatements } from '../../support/count-statements'
import { newKey, testServer, type Caller } from '../../support/server'
import { aPolicy } from '../policies/support'
import { aCarePlan, aPlan, clientsOf, drawnInto, evenlyDrawn, made, opens, reads, started } from './support'

const NOW = new Date('2026-11-20T02:00:00Z')
const later = (days: number, hours = 0) => new Date(NOW.getTime() + days * 86_400_000 + hours * 3_600_000)

const server = testServer()
let su: BuiltAgent
let agent: Caller
let article: Built

beforeEach(async () => {
  server.setTime(NOW)
  su = await anAgent(server.db, { name: '苏婉清' })
  agent = await signInAgent(server, su)
  article = await aContent(server.db, { title: '保单整理' })
})

const rows = (sql: string, values: unknown[] = []): Promise<Record<string, any>[]> => server.db.query(sql, values)
const membersOf = (planId: string) => drawnInto(server, planId)
const todo = async (planId: string, state = 'open', caller = agent) =>
  (await caller.get(`/outreach/plans/${planId}/todo?state=${state}&limit=50`)).body.items as Record<string, any>[]
const report = async (planId: string, caller = agent) => (await caller.get(`/outreach/plans/${planId}/report`)).body
const figure = async (planId: string, query: string, caller = agent) =>
  (await caller.get(`/outreach/plans/${planId}/members?limit=50&${query}`)).body.items as Record<string, any>[]
const audits = (action: string) => rows('SELECT * FROM audit_entries WHERE action = ?', [action])
const runningInBothArms = () => evenlyDrawn({ server, agent, agentId: su.id, article })

describe('an agent plans', () => {
  it('for clients whose consents allow it, and sees how many there are before', async () => {
    await clientsOf(server, su.id, 3)
    const silent = await aClient(server, su.id)
    const took = await aClient(server, su.id)
    await consents(server.db, took.accountId, 'marketing')
    await server.db.query("UPDATE consents SET state = 'withdrawn' WHERE accountId = ? AND purpose = 'marketing'", [
      took.accountId,
    ])
    await clientsOf(server, (await anAgent(server.db)).id, 2)
    const of = async (kind: string) =>
      (await agent.get(`/outreach/audience?kind=${kind}&reach=own&contentId=${article.id}`)).body
    expect(await of('content')).toEqual({ count: 3, withoutConsent: 2, most: 5000 })
    expect(await of('care')).toEqual({ count: 5, withoutConsent: 0, most: 5000 })

    const plan = await started(agent, aPlan(article, { holdoutPercent: 0 }))
    const drawn = await membersOf(plan.id)
    expect(drawn).toHaveLength(3)
    expect(drawn.map(({ recordId }) => recordId)).not.toContain(silent.recordId)
    expect(plan).toMatchObject({
      status: 'running',
      openCount: 3,
      doneCount: 0,
      audience: ['我的客户'],
      outcomeLabel: '读完这篇文章',
      content: { id: article.id, title: '保单整理' },
      closesAt: later(14).toISOString(),
      can: { start: false, cancel: true },
    })
  })

  it('by source, by group, and by when they were last active or approached', async () => {
    const [first, second, third] = await clientsOf(server, su.id, 3)
    const group = await aGroup(server.db)
    await server.db.query(
      "INSERT INTO memberships (groupId, accountId, role, status, joinedAt) VALUES (?, ?, 'member', 'active', ?)",
      [group.id, first!.accountId, NOW],
    )
    await server.db.query("UPDATE client_records SET provenanceKind = 'referral' WHERE id = ?", [second!.recordId])
    await reads(third!, article.id, later(-5))
    await reads(second!, article.id, later(-20))
    server.setTime(later(20))
    const count = async (query: string) =>
      (await agent.get(`/outreach/audience?kind=content&reach=own&contentId=${article.id}&${query}`)).body.count
    expect(await count(`groupId=${group.id}`)).toBe(1)
    expect(await count('source=referral')).toBe(1)
    expect(await count('recency=active')).toBe(1)
    expect(await count('recency=quiet')).toBe(2)
    expect(await count('recency=silent')).toBe(1)
    expect(await count('recency=unreached')).toBe(3)
    expect(await count('recency=active&source=referral')).toBe(0)
    expect((await agent.get(`/outreach/audience?kind=care&reach=own&groupId=987654321`)).body.code).toBe(
      'group_not_found',
    )
  })

  it('in words that hold no phone number and promise nothing; a promise goes on record', async () => {
    await clientsOf(server, su.id, 1)
    const event = { kind: 'event', contentId: undefined, outcome: 'joined', words: '12月5日 14:00 江城会馆' }
    expect(
      (await agent.post('/outreach/plans', aPlan(article, { ...event, words: '报名找 13900000002' }))).body,
    ).toMatchObject({
      code: 'phone_in_words',
      field: 'words',
    })
    expect(
      (await agent.post('/outreach/plans', aPlan(article, { ...event, title: '到场就送红包' }))).body,
    ).toMatchObject({
      code: 'reward_forbidden',
      field: 'title',
    })
    expect(await audits('reward.refused')).toHaveLength(1)
    expect(await rows('SELECT id FROM outreach_plans')).toEqual([])
    expect((await agent.post('/outreach/plans', aPlan(article, event))).status).toBe(200)
  })

  it.each<[string, object, string]>([
    ['an article that is none', { contentId: '987654321' }, 'content_not_found'],
    ['a draft', { contentId: 'draft' }, 'content_not_found'],
    ['a recalled article', { contentId: 'recalled' }, 'content_recalled'],
    ['a group that is none', { groupId: '987654321' }, 'group_not_found'],
    ['the team of somebody who leads none', { reach: 'team' }, 'not_allowed'],
    ['no article at all', { contentId: undefined }, 'invalid_request'],
  ])('but not with %s', async (_, changes, code) => {
    const ids: Record<string, string> = {
      draft: (await aContent(server.db, { status: 'draft' })).id,
      recalled: (await aContent(server.db, { status: 'recalled' })).id,
    }
    const plan = aPlan(article, changes)
    const answer = await agent.post('/outreach/plans', { ...plan, contentId: ids[plan.contentId] ?? plan.contentId })
    expect(answer.body.code).toBe(code)
    expect(await rows('SELECT id FROM outreach_plans')).toEqual([])
  })

  it('ten times at once with one key, and there is one plan; another plan under the key is refused', async () => {
    const body = aPlan(article)
    const answers = await Promise.all(Array.from({ length: 10 }, () => agent.post('/outreach/plans', body)))
    expect(new Set(answers.map(({ status, body: { id } }) => `${status} ${id}`)).size).toBe(1)
    expect(await audits('outreach.planned')).toHaveLength(1)
    expect((await agent.post('/outreach/plans', { ...body, title: '另一个计划' })).body.code).toBe('key_reused')
  })
})

describe('the draw', () => {
  it('follows from the seed that was fixed with the plan, told by its digest first and by itself when all is over', async () => {
    await clientsOf(server, su.id, 8)
    const draft = await made(agent, '/outreach/plans', aPlan(article))
    expect(draft).toMatchObject({ status: 'draft', wouldDraw: 8, can: { start: true, cancel: true } })
    const [{ seed }] = (await rows('SELECT seed FROM outreach_plans')) as [{ seed: Buffer }]
    expect(draft.proof).toEqual({ commitment: commitmentOf(seed), seed: null })

    const plan = await made(agent, `/outreach/plans/${draft.id}/start`)
    expect(plan.proof).toEqual(draft.proof)
    for (const { recordId, arm } of await membersOf(plan.id)) expect(arm).toBe(armOf(seed, plan.id, recordId, 50))
    const [line] = await audits('outreach.started')
    expect(JSON.stringify(line!.detail)).toContain(draft.proof.commitment)

    server.setTime(later(17))
    expect((await agent.get(`/outreach/plans/${plan.id}`)).body).toMatchObject({
      status: 'finished',
      proof: { seed: seed.toString('hex') },
      can: { start: false, cancel: false },
    })
  })

  it('happens once, also when the plan is started ten times at once', async () => {
    await clientsOf(server, su.id, 8)
    const { id } = await made(agent, '/outreach/plans', aPlan(article))
    const answers = await Promise.all(Array.from({ length: 10 }, () => agent.post(`/outreach/plans/${id}/start`)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await membersOf(id)).toHaveLength(8)
    expect(await audits('outreach.started')).toHaveLength(1)
  })

  it('needs somebody to draw', async () => {
    const { id } = await made(agent, '/outreach/plans', aPlan(article))
    expect((await agent.post(`/outreach/plans/${id}/start`)).body.code).toBe('outreach_audience_empty')
    expect((await agent.get(`/outreach/plans/${id}`)).body.status).toBe('draft')
  })

  it('takes in who comes later only when the plan says so, each for a whole window, and for one window only', async () => {
    await clientsOf(server, su.id, 2)
    const fixed = await started(agent, aPlan(article, { drawsLater: false }))
    const open = await started(agent, aCarePlan({ drawsLater: true }))
    expect(open.closesAt).toBe(later(28).toISOString())
    const [third] = await clientsOf(server, su.id, 1)
    server.setTime(later(5))
    const keeper = server.app.get(KeepPlans)
    expect(await Promise.all([keeper.drawDue(), keeper.drawDue(), keeper.drawDue()])).toContain(1)
    expect(await keeper.drawDue()).toBe(0)
    expect(await membersOf(fixed.id)).toHaveLength(2)
    expect((await membersOf(open.id)).at(-1)).toMatchObject({
      recordId: third!.recordId,
      drawnAt: later(5),
      observedUntil: later(19),
    })
    expect(await audits('outreach.drawn-later')).toHaveLength(1)

    await clientsOf(server, su.id, 1)
    server.setTime(later(14, 1))
    expect(await keeper.drawDue()).toBe(0)
  })

  it('leaves alone whom another running plan keeps untouched by the same article', async () => {
    const { heldOut, treated } = await runningInBothArms()
    const again = await started(agent, aPlan(article, { holdoutPercent: 0 }))
    expect((await membersOf(again.id)).map(({ recordId }) => recordId)).toEqual(treated.map(({ recordId }) => recordId))
    const other = await started(agent, aPlan(await aContent(server.db), { holdoutPercent: 0 }))
    expect(await membersOf(other.id)).toHaveLength(treated.length + heldOut.length)
  })
})

describe('the to-do list', () => {
  it('has the treated and nobody who is held out; approaching those is refused with a plain reason, until the window closes', async () => {
    const { plan, treated, heldOut } = await runningInBothArms()
    expect((await todo(plan.id)).map(({ id }) => id)).toEqual(treated.map(({ id }) => id))
    const held = heldOut[0]!.id
    for (const [path, body] of [
      ['card', { key: newKey() }],
      ['done', { result: 'reached' }],
    ] as const) {
      const answer = await agent.post(`/outreach/members/${held}/${path}`, body)
      expect(answer).toMatchObject({ status: 409, body: { code: 'outreach_held_out' } })
      expect(answer.body.title).toContain('对照组')
    }
    expect(await rows('SELECT id FROM shares')).toEqual([])
    server.setTime(later(14))
    expect((await agent.post(`/outreach/members/${held}/card`, { key: newKey() })).body.code).toBe('outreach_over')
    expect(await todo(plan.id)).toEqual([])
  })

  it('gives one card for one client, an ordinary share of the agent, however often and under whatever key', async () => {
    const { plan, treated } = await runningInBothArms()
    const id = treated[0]!.id
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => agent.post(`/outreach/members/${id}/card`, { key: newKey() })),
    )
    expect(new Set(answers.map(({ status, body: { code } }) => `${status} ${code}`)).size).toBe(1)
    expect(answers[0]!.body).toMatchObject({ subject: 'content', subjectId: article.id, title: '保单整理' })
    const [label] = await rows('SELECT * FROM campaigns')
    expect(label).toMatchObject({ agentId: su.id, name: '年末保单整理' })
    expect(await rows('SELECT agentId, depth, channel, campaignId FROM shares')).toEqual([
      { agentId: su.id, depth: 0, channel: 'card', campaignId: label!.id },
    ])
    expect(await audits('outreach.card-made')).toHaveLength(1)
    expect((await todo(plan.id))[0]).toMatchObject({ hasCard: true, can: { share: true, done: true, undo: false } })
    // One key for two clients is not two cards.
    const key = newKey()
    await made(agent, `/outreach/members/${treated[1]!.id}/card`, { key })
    const { body } = await agent.post(`/outreach/members/${id}/card`, { key })
    expect(body.code).toBe(answers[0]!.body.code)
  })

  it('keeps one done mark however often it is set, and takes it back for a day', async () => {
    const { plan, treated } = await runningInBothArms()
    const id = treated[0]!.id
    const answers = await Promise.all(
      ['reached', 'later', 'reached', 'declined', 'reached', 'reached', 'later', 'reached', 'reached', 'reached'].map(
        (result) => agent.post(`/outreach/members/${id}/done`, { result }),
      ),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.result}`)).size).toBe(1)
    expect(await audits('outreach.done')).toHaveLength(1)
    expect(await todo(plan.id)).toHaveLength(treated.length - 1)
    expect(await todo(plan.id, 'done')).toMatchObject([{ id, can: { undo: true, done: false } }])

    const undone = await Promise.all(Array.from({ length: 10 }, () => agent.delete(`/outreach/members/${id}/done`)))
    expect(undone.map(({ status, body }) => `${status} ${body.doneAt}`)).toEqual(Array(10).fill('200 null'))
    expect(await audits('outreach.undone')).toHaveLength(1)

    await made(agent, `/outreach/members/${id}/done`, { result: 'reached' })
    server.setTime(later(1, 1))
    expect((await agent.delete(`/outreach/members/${id}/done`)).body.code).toBe('outreach_undo_late')
    expect((await todo(plan.id, 'done'))[0]!.can.undo).toBe(false)
  })

  it('loses who takes the consent back; the report still counts them where they were drawn', async () => {
    const { plan, treated, clientOf, drawn } = await runningInBothArms()
    const client = clientOf(treated[0]!)
    expect((await client.delete('/consents/marketing')).status).toBe(200)
    expect((await todo(plan.id)).map(({ id }) => id)).not.toContain(treated[0]!.id)
    expect((await agent.post(`/outreach/members/${treated[0]!.id}/card`, { key: newKey() })).body.code).toBe(
      'outreach_not_consented',
    )
    const { treated: counted, heldOut } = await report(plan.id)
    expect(counted.total + heldOut.total).toBe(drawn.length)
  })

  it('ends with the plan when that is cancelled, and nobody is held out any more', async () => {
    const { plan, treated, heldOut } = await runningInBothArms()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => agent.post(`/outreach/plans/${plan.id}/cancellation`)),
    )
    expect(answers.map(({ body }) => body.status)).toEqual(Array(10).fill('cancelled'))
    expect(await audits('outreach.cancelled')).toHaveLength(1)
    expect(await todo(plan.id)).toEqual([])
    expect((await agent.post(`/outreach/members/${treated[0]!.id}/card`, { key: newKey() })).body.code).toBe(
      'outreach_state_wrong',
    )
    expect(await report(plan.id)).toMatchObject({ verdict: 'none', sentence: expect.stringContaining('不作结论') })
    expect((await agent.post(`/outreach/plans/${plan.id}/start`)).body.code).toBe('outreach_state_wrong')
    const again = await started(agent, aPlan(article, { holdoutPercent: 0 }))
    expect(await membersOf(again.id)).toHaveLength(treated.length + heldOut.length)
  })
})

describe('the report', () => {
  it('counts what clients of both arms did themselves within their window, by whatever way it reached them', async () => {
    const { plan, treated, heldOut, clientOf } = await runningInBothArms()
    await reads(clientOf(treated[0]!), article.id, later(0))
    await reads(clientOf(heldOut[0]!), article.id, later(0))
    // Before the draw, another article, and not to the mark: none of it counts.
    await reads(clientOf(treated[1]!), article.id, later(-1))
    await reads(clientOf(heldOut[1]!), (await aContent(server.db)).id, later(0))
    await clientOf(heldOut[1]!).post('/engagements', {
      events: [{ id: newKey(), kind: 'read', subject: 'content', subjectId: article.id, occurredAt: NOW.toISOString(), percent: 40 }],
    }) // prettier-ignore
    const before = await report(plan.id)
    expect(before).toMatchObject({
      status: 'running',
      verdict: 'open',
      isFinal: false,
      treated: { total: treated.length, hits: 1 },
      heldOut: { total: heldOut.length, hits: 1, acted: 0 },
      sentence: expect.stringContaining('1\u20602\u2060月\u20606\u2060日后再看结论'),
      finalAt: later(16).toISOString(),
    })
    expect(before.lift.low).toBeLessThan(before.lift.value)

    // After the window nothing more counts; what was done within it and sent late does, for two days.
    server.setTime(later(15))
    await reads(clientOf(treated[1]!), article.id, later(14, 1))
    expect((await report(plan.id)).treated.hits).toBe(1)
    await reads(clientOf(treated[1]!), article.id, later(13))
    expect(await report(plan.id)).toMatchObject({ status: 'settling', isFinal: false, treated: { hits: 2 } })
    server.setTime(later(17))
    await reads(clientOf(heldOut[1]!), article.id, later(13))
    expect(await report(plan.id)).toMatchObject({
      status: 'finished',
      isFinal: true,
      verdict: 'unclear',
      isSmall: true,
      treated: { hits: 2 },
      heldOut: { hits: 1 },
      sentence: expect.stringMatching(/：人数还少，看不出差别$/),
      needed: expect.stringContaining('10 个百分点'),
    })
  })

  it('stands once it is final: neither withdrawal nor a new owner changes a figure afterwards', async () => {
    const { plan, treated, heldOut, clientOf } = await runningInBothArms()
    await reads(clientOf(treated[0]!), article.id, later(0))
    server.setTime(later(17))
    const keeper = server.app.get(KeepPlans)
    expect((await Promise.all([keeper.settleDue(), keeper.settleDue()])).sort()).toEqual([0, 1])
    const before = await report(plan.id)
    await clientOf(treated[0]!).delete('/consents/be_served')
    await server.db.query('DELETE FROM engagements')
    const after = await report(plan.id)
    expect(after).toEqual({ ...before, treated: { ...before.treated, hidden: expect.anything() } })
    expect(after).toMatchObject({ treated: { hits: 1 }, heldOut: { total: heldOut.length } })
    expect(await audits('outreach.settled')).toHaveLength(1)
  })

  it('measures joining, asking, recommending, a first policy and further consents as well', async () => {
    const clients = await clientsOf(server, su.id, 5)
    const plans: Record<string, string> = {}
    for (const outcome of ['joined', 'asked', 'referred', 'insured'])
      plans[outcome] = (await started(agent, aCarePlan({ outcome, holdoutPercent: 0 }))).id
    plans.consented = (
      await started(agent, aCarePlan({ outcome: 'consented', outcomePurpose: 'show_activity', holdoutPercent: 0 }))
    ).id
    await made(clients[0]!, `/groups/${(await aGroup(server.db)).id}/membership`)
    await made(clients[1]!, '/referral-requests', {
      key: newKey(), category: 'lawyer', words: '想找一位懂继承的律师', urgency: 'normal', audience: 'agent',
    }) // prettier-ignore
    await made(clients[2]!, '/referrals', { key: newKey(), words: '她很可靠，解释得清楚' })
    const { consents: texts } = (await clients[3]!.get('/consents')).body
    const { textVersion } = texts.find((one: { purpose: string }) => one.purpose === 'show_activity')
    await made(clients[3]!, '/consents', { decisions: [{ purpose: 'show_activity', textVersion, given: true }] })
    const { id: policyId } = await made(agent, `/clients/${clients[4]!.recordId}/policies`, aPolicy())
    for (const [index, outcome] of ['joined', 'asked', 'referred', 'consented', 'insured'].entries()) {
      const hits = await figure(plans[outcome]!, 'arm=treated&show=hit')
      expect([outcome, hits.map(({ client }) => client.id)]).toEqual([outcome, [clients[index]!.recordId]])
      expect(await figure(plans[outcome]!, 'arm=treated&show=missed')).toHaveLength(4)
    }
    await made(agent, `/policies/${policyId}/withdrawal`, { reason: '录错了客户' })
    expect(await figure(plans.insured!, 'arm=treated&show=hit')).toEqual([])
  })

  it('opens every figure into its rows, and tells nobody’s reading without their leave', async () => {
    const { plan, treated, heldOut, clientOf } = await runningInBothArms()
    const [open, closed] = [clientOf(treated[0]!), clientOf(treated[1]!)]
    await consents(server.db, open.accountId, 'show_activity')
    await reads(open, article.id, later(0))
    await reads(closed, article.id, later(0))
    await made(agent, `/outreach/members/${treated[1]!.id}/done`, { result: 'reached' })
    expect((await report(plan.id)).treated).toMatchObject({
      hits: 2,
      acted: 1,
      hidden: { hits: 1, missed: treated.length - 2 },
    })
    expect(await figure(plan.id, 'arm=treated&show=hit')).toMatchObject([
      { client: { id: open.recordId }, isHit: true },
    ])
    expect(await figure(plan.id, 'arm=treated&show=missed')).toEqual([])
    expect(await figure(plan.id, 'arm=treated&show=acted')).toMatchObject([
      { client: { id: closed.recordId }, isHit: null, result: 'reached' },
    ])
    expect(await figure(plan.id, 'arm=treated')).toHaveLength(treated.length)
    expect(await figure(plan.id, 'arm=held_out')).toHaveLength(heldOut.length)
  })

  it('tells of those held out who opened a card of the plan all the same, and leaves them where they were drawn', async () => {
    const { plan, treated, heldOut, clientOf } = await runningInBothArms()
    const card = await made(agent, `/outreach/members/${treated[0]!.id}/card`, { key: newKey() })
    await opens(clientOf(treated[0]!), card.code, NOW)
    await opens(clientOf(heldOut[0]!), card.code, NOW)
    expect(await report(plan.id)).toMatchObject({ crossed: 1, heldOut: { total: heldOut.length } })
  })

  it('asks the database as often for many clients as for few', async () => {
    const { plan } = await runningInBothArms()
    const few = await countStatements(server.db, () => report(plan.id))
    await clientsOf(server, su.id, 20)
    const large = await started(agent, aPlan(await aContent(server.db)))
    expect(await countStatements(server.db, () => report(large.id))).toBe(few)
    expect(few).toBeLessThan(8)
  })
})

describe('when clients change hands', () => {
  it('their arm stays, their count stays with whom they were drawn from, and their name goes to nobody who does not serve them', async () => {
    const { plan, treated, heldOut, clientOf } = await runningInBothArms()
    const moved = [treated[0]!, heldOut[0]!]
    const other = await anAgent(server.db)
    const newOwner = await signInAgent(server, other)
    const before = await report(plan.id)
    for (const { recordId } of moved)
      await server.db.query('UPDATE client_records SET ownerAgentId = ? WHERE id = ?', [other.id, recordId])
    expect(await membersOf(plan.id)).toEqual(expect.arrayContaining(moved))
    const after = await report(plan.id)
    expect([after.treated.total, after.heldOut.total]).toEqual([before.treated.total, before.heldOut.total])
    expect((await todo(plan.id)).map(({ id }) => id)).not.toContain(treated[0]!.id)
    const listed = await figure(plan.id, 'arm=treated')
    expect(listed.find(({ id }) => id === treated[0]!.id)).toMatchObject({ client: null, isHit: null })
    expect(listed.map(({ client }) => client?.id)).not.toContain(clientOf(treated[0]!).recordId)
    // It is the old owner's plan: for the new one there is none.
    for (const path of ['', '/report', '/todo?state=open', '/members?arm=treated'])
      expect((await newOwner.get(`/outreach/plans/${plan.id}${path}`)).body.code).toBe('outreach_not_found')
    for (const caller of [agent, newOwner])
      expect((await caller.post(`/outreach/members/${treated[0]!.id}/done`, { result: 'reached' })).body.code).toBe(
        'outreach_member_not_found',
      )
  })
})

describe('a leader plans for the whole team', () => {
  it('and every agent of it approaches and sees the own clients only', async () => {
    const team = await aTeam(server.db)
    const leader = await signInAgent(server, await anAgent(server.db, { leads: team.id }))
    const [one, two] = [await anAgent(server.db, { teamId: team.id }), await anAgent(server.db, { teamId: team.id })]
    const [first, second] = [await signInAgent(server, one), await signInAgent(server, two)]
    await clientsOf(server, one.id, 3)
    await clientsOf(server, two.id, 4)
    await clientsOf(server, su.id, 2)
    const draft = await made(leader, '/outreach/plans', aPlan(article, { reach: 'team', holdoutPercent: 0 }))
    expect((await first.get('/outreach/plans')).body.items).toEqual([])
    const plan = await made(leader, `/outreach/plans/${draft.id}/start`)
    expect(plan).toMatchObject({ isOwn: true, reach: 'team', audience: ['整个团队的客户'], openCount: 0 })
    expect((await first.get('/outreach/plans')).body.items).toMatchObject([{ id: plan.id, isOwn: false, openCount: 3 }])
    expect(
      [await todo(plan.id, 'open', first), await todo(plan.id, 'open', second)].map(({ length }) => length),
    ).toEqual([3, 4])
    expect((await report(plan.id, first)).treated.total).toBe(3)
    expect((await report(plan.id, leader)).treated.total).toBe(7)
    expect(await figure(plan.id, 'arm=treated', second)).toHaveLength(4)
    const [row] = await todo(plan.id, 'open', second)
    expect((await first.post(`/outreach/members/${row!.id}/done`, { result: 'reached' })).body.code).toBe(
      'outreach_member_not_found',
    )
    expect((await second.post(`/outreach/members/${row!.id}/done`, { result: 'reached' })).status).toBe(200)
    expect((await report(plan.id, leader)).treated.acted).toBe(1)
    expect((await first.post(`/outreach/plans/${plan.id}/cancellation`)).body.code).toBe('outreach_not_found')
    expect((await agent.get('/outreach/plans')).body.items).toEqual([])
    // A client who moves within the team is approached by the new owner.
    await server.db.query('UPDATE client_records SET ownerAgentId = ? WHERE ownerAgentId = ?', [one.id, two.id])
    expect(await todo(plan.id, 'open', first)).toHaveLength(6)
    expect((await first.delete(`/outreach/members/${row!.id}/done`)).body.code).toBe('not_allowed')
  })
})
