import { CaseDeadlines } from '../../../server/src/ownership-cases/case-deadlines'
import { aClient, anAgent, anOrganization, aTeam, signInAgent, signInStaff, type Built } from '../../support/builders'
import { recount } from '../../support/recount'
import { mergeByHand } from '../../support/merge-by-hand'
import { newKey, testServer, type Caller } from '../../support/server'
import { acts, asks, laterThan, recordOf, showsPhone, strays } from '../merges/support'

const server = testServer()
beforeEach(() => anOrganization(server.db))
afterEach(async () => {
  expect(await recount(server.db)).toEqual([])
  expect(await strays(server)).toEqual([])
})

const DAY = 86_400_000
const PHONE = '13800138000'

/** Two teams below the east with an agent each; the east's leader, the head above, and a leader of the west. */
async function anOffice() {
  const root = await aTeam(server.db, { name: '江城分公司' })
  const east = await aTeam(server.db, { name: '东区', parent: root })
  const [first, second] = [await aTeam(server.db, { parent: east }), await aTeam(server.db, { parent: east })]
  const chen = await anAgent(server.db, { name: '陈思远', teamId: first.id })
  const zhou = await anAgent(server.db, { name: '周敏', teamId: second.id })
  return {
    chen, zhou, east, root,
    asChen: await signInAgent(server, chen),
    asZhou: await signInAgent(server, zhou),
    asLeader: await signInAgent(server, await anAgent(server.db, { name: '东区主管', leads: east.id })),
    asHead: await signInAgent(server, await anAgent(server.db, { name: '总经理', leads: root.id })),
    asWest: await signInAgent(server, await anAgent(server.db, { leads: (await aTeam(server.db, { parent: root })).id })),
  } // prettier-ignore
}

/** One person with a record of each of two agents, found by the number. */
async function onePersonOfTwo(holder: Built, claimant: Built) {
  const held = await aClient(server, holder.id, { displayName: '林女士', phone: `+86${PHONE}`, person: '林女士的旧号' })
  const other = await aClient(server, claimant.id, { displayName: '林小姐', person: '林女士的新号' })
  await laterThan(server, other, '2026-03-01T00:00:00Z')
  for (const one of [held, other]) await acts(one)
  await asks(other)
  const shown = await showsPhone(server, '林女士的新号', other, PHONE)
  expect(shown.status).toBe(200)
  return { held, other }
}

const onlyCase = async (caller: Caller, path = '/ownership-cases') => (await caller.get(path)).body.items[0]
const ownerOf = async (recordId: string) =>
  (await server.db.query('SELECT ownerAgentId FROM client_records WHERE id = ?', [recordId]))[0].ownerAgentId
const decide = (by: Caller, id: string, outcome: string, reason = '首次服务记录更早') =>
  by.post(`/ownership-cases/${id}/decision`, { outcome, reason })
const reason = '我从去年起一直在服务这位客户'

describe('one person with records of two agents', () => {
  it('is a case for the lowest common leader, and until it is decided both keep what they have', async () => {
    const { chen, zhou, asChen, asZhou, asLeader, asHead, asWest } = await anOffice()
    const { held, other } = await onePersonOfTwo(chen, zhou)
    const seen = await onlyCase(asLeader, '/ownership-cases/waiting')
    expect(seen).toMatchObject({
      status: 'open',
      basisLabel: '微信验证的手机号相同',
      decider: '东区主管',
      role: 'decider',
      can: { decide: ['holder', 'claimant', 'apart'] },
    })
    expect(seen.sides).toMatchObject([
      { side: 'holder', agentName: '陈思远', client: { displayName: '林女士' } },
      { side: 'claimant', agentName: '周敏', client: { displayName: '林小姐' } },
    ])
    expect([await ownerOf(held.recordId), await ownerOf(other.recordId)]).toEqual([chen.id, zhou.id])
    for (const [caller, mine] of [
      [asChen, '陈思远'],
      [asZhou, '周敏'],
    ] as const) {
      const own = await onlyCase(caller)
      expect(own.sides.filter(({ isYou }: { isYou: boolean }) => isYou)).toMatchObject([{ agentName: mine }])
      expect(own.sides.filter(({ isYou }: { isYou: boolean }) => !isYou)).toMatchObject([
        { agentName: null, client: null },
      ])
      expect((await caller.get('/workbench')).body.caseCount).toBe(1)
    }
    expect((await asLeader.get('/workbench')).body.casesToDecide).toBe(1)
    expect((await asHead.get(`/ownership-cases/${seen.id}`)).body.role).toBe('reader')
    // Each client is told of those to whom the case showed her, and nobody of the other side.
    await asZhou.get(`/ownership-cases/${seen.id}`)
    const lookers = async (client: Caller) =>
      (await client.get('/me/looks')).body.items.map(({ who, what }: Record<string, string>) => `${who}${what}`)
    expect(await lookers(held)).toEqual(['总经理核对了您由谁服务'])
    expect(await lookers(other)).toEqual(['周敏核对了您由谁服务', '总经理核对了您由谁服务'])
    expect((await asWest.get(`/ownership-cases/${seen.id}`)).body.code).toBe('case_not_found')
    expect((await decide(asHead, seen.id, 'holder')).body.code).toBe('case_not_decider')
  })

  it('is one case, however often and from how many sides at once it shows', async () => {
    const { chen, zhou, asLeader } = await anOffice()
    const { other } = await onePersonOfTwo(chen, zhou)
    await Promise.all(Array.from({ length: 10 }, () => showsPhone(server, '林女士的新号', other, PHONE)))
    expect((await asLeader.get('/ownership-cases/waiting')).body.items).toHaveLength(1)
    expect(await server.db.query("SELECT id FROM audit_entries WHERE action = 'case.opened'")).toHaveLength(1)
  })

  it.each([
    ['holder', '陈思远'],
    ['claimant', '周敏'],
  ])('is one record of the one whom the decision names: %s', async (outcome, name) => {
    const { chen, zhou, asLeader, asChen, asZhou } = await anOffice()
    const { held, other } = await onePersonOfTwo(chen, zhou)
    const { id } = await onlyCase(asLeader, '/ownership-cases/waiting')
    const answers = await Promise.all(Array.from({ length: 10 }, () => decide(asLeader, id, outcome)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect(await server.db.query("SELECT id FROM audit_entries WHERE action = 'case.decided'")).toHaveLength(1)
    expect(await recordOf(server, other)).toBe(held.recordId)
    expect((await other.get('/me')).body.adviser.name).toBe(name)
    const [winner, loser] = outcome === 'holder' ? [asChen, asZhou] : [asZhou, asChen]
    expect((await winner.get('/clients')).body.items).toHaveLength(1)
    expect((await loser.get('/clients')).body.items).toEqual([])
    for (const side of [winner, loser])
      expect((await onlyCase(side)).decision).toMatchObject({ outcome, reason: '首次服务记录更早' })
    expect((await winner.get(`/clients/${held.recordId}/binding`)).body.ownership.length).toBeGreaterThan(0)
  })

  it('stays two records when the leader says that it is two people, and no number joins them again', async () => {
    const { chen, zhou, asLeader } = await anOffice()
    const { held, other } = await onePersonOfTwo(chen, zhou)
    const { id } = await onlyCase(asLeader, '/ownership-cases/waiting')
    expect((await decide(asLeader, id, 'apart')).status).toBe(200)
    await showsPhone(server, '林女士的新号', other, PHONE)
    expect([await recordOf(server, held), await recordOf(server, other)]).toEqual([held.recordId, other.recordId])
    expect(await server.db.query('SELECT id FROM ownership_cases')).toHaveLength(1)
  })

  it('has nothing left to decide when the leader gives both to one agent', async () => {
    const { chen, zhou, asLeader, asHead } = await anOffice()
    const { held, other } = await onePersonOfTwo(chen, zhou)
    expect(
      (await asHead.post(`/clients/${other.recordId}/owner`, { agentId: chen.id, reason: '按区域调整' })).status,
    ).toBe(200)
    expect(await recordOf(server, other)).toBe(held.recordId)
    expect((await asLeader.get('/ownership-cases/waiting')).body.items).toEqual([])
    const [row] = await server.db.query('SELECT status FROM ownership_cases')
    expect(row.status).toBe('moot')
  })

  it('is another’s to argue when one of the records changes owner meanwhile', async () => {
    const { chen, zhou, asChen, asHead } = await anOffice()
    const { held } = await onePersonOfTwo(chen, zhou)
    const heir = await anAgent(server.db, { name: '接手的人', teamId: chen.teamId })
    await asHead.post(`/clients/${held.recordId}/owner`, { agentId: heir.id, reason: '离职交接' })
    expect((await asChen.get('/ownership-cases')).body.items).toEqual([])
    expect((await onlyCase(await signInAgent(server, heir))).role).toBe('holder')
  })

  it('is the next leader’s above to decide once who was to decide becomes a side', async () => {
    const { chen, zhou, east, asLeader, asHead, asZhou } = await anOffice()
    const { held } = await onePersonOfTwo(chen, zhou)
    const [{ leaderAgentId }] = await server.db.query('SELECT leaderAgentId FROM teams WHERE id = ?', [east.id])
    const given = { agentId: leaderAgentId, reason: '先由我来服务' }
    expect((await asLeader.post(`/clients/${held.recordId}/owner`, given)).status).toBe(200)
    expect((await onlyCase(asLeader)).role).toBe('holder')
    const { id, decider, role } = await onlyCase(asHead, '/ownership-cases/waiting')
    expect([decider, role]).toEqual(['江城分公司主管', 'decider'])
    expect((await onlyCase(asZhou)).decider).toBe('江城分公司主管')
    expect((await asHead.get('/workbench')).body.casesToDecide).toBe(1)
    expect((await decide(asLeader, id, 'holder')).body.code).toBe('case_not_decider')
    expect((await decide(asHead, id, 'claimant')).status).toBe(200)
  })

  it('is the lowest common leader’s of those whose it is now, when a record goes to another branch', async () => {
    const { chen, zhou, root, asLeader, asHead } = await anOffice()
    const { held } = await onePersonOfTwo(chen, zhou)
    const west = await aTeam(server.db, { name: '西区', parent: root })
    const heir = await anAgent(server.db, { name: '西区的人', teamId: west.id })
    await asHead.post(`/clients/${held.recordId}/owner`, { agentId: heir.id, reason: '客户搬家' })
    expect((await asLeader.get('/ownership-cases/waiting')).body.items).toEqual([])
    expect((await asLeader.get('/workbench')).body.casesToDecide).toBe(0)
    expect((await onlyCase(asHead, '/ownership-cases/waiting')).role).toBe('decider')
  })

  it('is compliance’s to decide, at once for good, where the two have no leader in common', async () => {
    const [one, two] = [await anAgent(server.db), await anAgent(server.db)]
    const compliance = await signInStaff(server, 'compliance')
    const { held, other } = await onePersonOfTwo(one, two)
    const found = await onlyCase(compliance, '/ownership-cases/waiting')
    expect(found).toMatchObject({ decider: '合规人员', exception: '双方没有共同的上级主管' })
    expect((await decide(compliance, found.id, 'holder')).body).toMatchObject({ status: 'final' })
    expect(await recordOf(server, other)).toBe(held.recordId)
  })
})

describe('evidence', () => {
  it('is each side’s own, and the leader’s to weigh; what it points to must be one’s own', async () => {
    const { chen, zhou, asChen, asZhou, asLeader } = await anOffice()
    const { held, other } = await onePersonOfTwo(chen, zhou)
    const { id } = await onlyCase(asChen)
    const say = (by: Caller, body: object) =>
      by.post(`/ownership-cases/${id}/evidence`, { key: newKey(), words: reason, ...body })
    const share = (await asZhou.post('/shares', { key: newKey(), subject: 'agent', subjectId: zhou.id, channel: 'qr' }))
      .body
    expect((await say(asChen, { pointsTo: [{ kind: 'client', id: held.recordId }] })).body.evidence).toMatchObject([
      { pointsTo: [{ title: '林女士' }] },
    ])
    const key = newKey()
    const told = await Promise.all(
      Array.from({ length: 10 }, () => say(asZhou, { key, pointsTo: [{ kind: 'share', id: share.id }] })),
    )
    expect(told.map(({ status, body }) => [status, body.evidence.length])).toEqual(
      Array.from({ length: 10 }, () => [200, 1]),
    )
    for (const pointer of [
      { kind: 'client', id: held.recordId },
      { kind: 'share', id: '987654321' },
      { kind: 'referral', id: '987654321' },
    ])
      expect((await say(asZhou, { pointsTo: [pointer] })).body.code).toBe('case_reference_not_found')
    expect((await say(asLeader, {})).body.code).toBe('case_not_a_side')
    const both = (await asLeader.get(`/ownership-cases/${id}`)).body.evidence
    expect(both.map(({ side }: { side: string }) => side)).toEqual(['holder', 'claimant'])
    await decide(asLeader, id, 'holder')
    expect((await say(asZhou, {})).body.code).toBe('case_state_wrong')
    expect((await onlyCase(asZhou)).evidence).toHaveLength(1)
    expect(await recordOf(server, other)).toBe(held.recordId)
  })
})

describe('what there was between an agent and the client', () => {
  it('can be chosen as evidence by name and date, and nothing of the other side’s, nor what the client does not show', async () => {
    const { chen, zhou, asChen, asZhou, asLeader } = await anOffice()
    const { held, other } = await onePersonOfTwo(chen, zhou)
    const { id } = await onlyCase(asChen)
    const of = async (by: Caller) => (await by.get(`/ownership-cases/${id}/references`)).body.items
    const titles = async (by: Caller) => (await of(by)).map(({ title }: { title: string }) => title)

    const shown: { kind: string; id: string; title: string; at: string }[] = await of(asChen)
    expect(shown[0]).toMatchObject({ kind: 'client', id: held.recordId, label: '客户档案', title: '林女士' })
    expect(await titles(asZhou)).toContain('发起求推荐「律师」')
    expect(await titles(asChen)).not.toContain('发起求推荐「律师」')
    // What was only read is the client's own, until the client shows it.
    expect((await titles(asChen)).join()).not.toMatch(/打开|阅读/u)
    expect((await asLeader.get(`/ownership-cases/${id}/references`)).body.code).toBe('case_not_a_side')

    const [asked] = (await of(asZhou)).filter(({ kind }: { kind: string }) => kind === 'engagement')
    const point = (by: Caller, pointer: { kind: string; id: string }) =>
      by.post(`/ownership-cases/${id}/evidence`, { key: newKey(), words: reason, pointsTo: [pointer] })
    expect((await point(asZhou, asked)).status).toBe(400)
    const { kind, id: pointed } = asked
    expect((await point(asZhou, { kind, id: pointed })).status).toBe(200)
    expect((await point(asChen, { kind, id: pointed })).body.code).toBe('case_reference_not_found')
    const [read] = await server.db.query(
      "SELECT LOWER(HEX(id)) id FROM engagements WHERE recordId = ? AND kind = 'viewed' LIMIT 1",
      [held.recordId],
    )
    expect((await point(asChen, { kind, id: read.id })).body.code).toBe('case_reference_not_found')
    const [evidence] = (await asLeader.get(`/ownership-cases/${id}`)).body.evidence
    expect(evidence.pointsTo).toEqual([asked])
    expect(await recordOf(server, other)).toBe(other.recordId)
  })

  it('says of a shared name card that it is one, and of two records that were told apart that they only looked alike', async () => {
    const { chen, zhou, asChen, asLeader } = await anOffice()
    await onePersonOfTwo(chen, zhou)
    const { id, originLabel } = await onlyCase(asChen)
    expect(originLabel).toBe('两份档案疑似同一位客户')
    const card = { key: newKey(), subject: 'agent', subjectId: chen.id, channel: 'qr' }
    const share = (await asChen.post('/shares', card)).body
    await asChen.post(`/ownership-cases/${id}/evidence`, {
      ...{ key: newKey(), words: reason, pointsTo: [{ kind: 'share', id: share.id }] },
    })
    expect((await onlyCase(asChen)).evidence[0].pointsTo).toMatchObject([{ title: '代理人名片「陈思远」' }])
    await decide(asLeader, id, 'apart')
    expect((await onlyCase(asChen)).originLabel).toBe('两份档案曾被认为是同一位客户')
  })
})

describe('a dispute', () => {
  const state = (by: Caller, change: object = {}) =>
    by.post('/ownership-cases', { key: newKey(), phone: PHONE, words: reason, ...change })

  it('is stated by the number, never told whose, and counts as a question about it', async () => {
    await anOrganization(server.db, { settings: { matchesPerDay: 3 } })
    const { chen, asChen, asZhou, asLeader } = await anOffice()
    const client = await aClient(server, chen.id, { phone: `+86${PHONE}`, displayName: '林女士' })
    const key = newKey()
    const stated = await Promise.all(Array.from({ length: 10 }, () => state(asZhou, { key })))
    expect(new Set(stated.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    expect(stated[0]!.body).toMatchObject({ origin: 'dispute', role: 'claimant', can: { withdraw: true } })
    expect(JSON.stringify(stated[0]!.body)).not.toMatch(/陈思远|林女士/u)
    expect((await state(asZhou)).body.code).toBe('case_exists')
    expect((await state(asZhou, { phone: '13700137000' })).body.code).toBe('case_without_owner')
    expect((await state(asZhou)).body.code).toBe('match_limit_reached')
    expect((await state(asChen)).body.code).toBe('case_own_client')
    expect((await state(asZhou, { key, words: '换一种说法再说一遍' })).body.code).toBe('key_reused')
    const { id } = stated[0]!.body
    expect((await decide(asLeader, id, 'apart')).body.code).toBe('case_outcome_wrong')
    expect((await decide(asLeader, id, 'claimant')).status).toBe(200)
    expect((await asZhou.get(`/clients/${client.recordId}`)).status).toBe(200)
  })

  it('is not stated with the key of something else that was said', async () => {
    const { chen, zhou, asZhou } = await anOffice()
    await onePersonOfTwo(chen, zhou)
    const key = newKey()
    const { id } = await onlyCase(asZhou)
    await asZhou.post(`/ownership-cases/${id}/evidence`, { key, words: reason })
    expect((await state(asZhou, { key })).body.code).toBe('key_reused')
  })

  it('is taken back by who stated it, and can be stated anew', async () => {
    const { chen, asChen, asZhou } = await anOffice()
    await aClient(server, chen.id, { phone: `+86${PHONE}` })
    const { id } = (await state(asZhou)).body
    expect((await asChen.post(`/ownership-cases/${id}/withdrawal`, { reason })).body.code).toBe('case_not_a_side')
    for (const _ of [1, 2])
      expect((await asZhou.post(`/ownership-cases/${id}/withdrawal`, { reason })).body.status).toBe('withdrawn')
    expect((await state(asZhou)).body.status).toBe('open')
  })
})

describe('a client in dispute', () => {
  const state = (by: Caller, phone = PHONE) => by.post('/ownership-cases', { key: newKey(), phone, words: reason })
  const merged = (by: Caller, survivorId: string, mergedId: string) => mergeByHand(by, { survivorId, mergedId })

  it('who is found to have another record stays in that one dispute, with the side of whoever serves the client', async () => {
    const { chen, asChen, asZhou, asLeader, asHead } = await anOffice()
    const older = await aClient(server, chen.id, { phone: '+8613900139000', displayName: '林女士' })
    const disputed = await aClient(server, chen.id, { phone: `+86${PHONE}` })
    const { id } = (await state(asZhou)).body
    expect((await merged(asChen, older.recordId, disputed.recordId)).status).toBe(200)
    const third = await signInAgent(server, await anAgent(server.db))
    expect((await state(third, '13900139000')).body.code).toBe('case_exists')
    expect((await onlyCase(asChen)).sides[0].client).toEqual({ id: older.recordId, displayName: '林女士' })
    expect((await asChen.get(`/ownership-cases/${id}/references`)).body.items[0]).toMatchObject({ title: '林女士' })

    const heir = await anAgent(server.db, { name: '接手的人', teamId: chen.teamId })
    await asHead.post(`/clients/${older.recordId}/owner`, { agentId: heir.id, reason: '离职交接' })
    expect((await onlyCase(await signInAgent(server, heir))).role).toBe('holder')
    expect((await decide(asLeader, id, 'holder')).status).toBe(200)
    expect(await ownerOf(older.recordId)).toBe(heir.id)
  })

  it('is not named any more in the evidence of whoever lost, and is to the leader', async () => {
    const { chen, asChen, asZhou, asLeader } = await anOffice()
    const client = await aClient(server, chen.id, { phone: `+86${PHONE}`, displayName: '林女士' })
    const { id } = (await state(asZhou)).body
    const words = { key: newKey(), words: reason, pointsTo: [{ kind: 'client', id: client.recordId }] }
    await asChen.post(`/ownership-cases/${id}/evidence`, words)
    const titles = async (by: Caller) =>
      (await by.get(`/ownership-cases/${id}`)).body.evidence.flatMap(
        ({ pointsTo }: { pointsTo: { title: string }[] }) => pointsTo.map(({ title }) => title),
      )
    expect(await titles(asChen)).toEqual(['林女士'])
    await decide(asLeader, id, 'claimant')
    expect([await titles(asChen), await titles(asLeader)]).toEqual([['已不再显示'], ['林女士']])
  })
})

describe('an appeal', () => {
  it('goes one leader up, once, and what is decided there is final; the world is as the last decision says', async () => {
    const { chen, zhou, asChen, asZhou, asLeader, asHead } = await anOffice()
    const { held, other } = await onePersonOfTwo(chen, zhou)
    const { id } = await onlyCase(asZhou)
    const appeal = (by: Caller) => by.post(`/ownership-cases/${id}/appeal`, { reason })
    expect((await appeal(asZhou)).body.code).toBe('case_state_wrong')
    await decide(asLeader, id, 'holder')
    expect((await appeal(asChen)).body.code).toBe('case_won')
    const answers = await Promise.all(Array.from({ length: 10 }, () => appeal(asZhou)))
    expect(answers.map(({ status, body }) => [status, body.status])).toEqual(
      Array.from({ length: 10 }, () => [200, 'appealed']),
    )
    expect((await onlyCase(asChen)).appeal).toEqual({ label: '后归属方提出申诉', reason: null })
    expect((await decide(asLeader, id, 'claimant')).body.code).toBe('case_not_decider')
    expect((await decide(asHead, id, 'apart', '核实后是母女两人')).body).toMatchObject({ status: 'final' })
    expect([await recordOf(server, held), await recordOf(server, other)]).toEqual([held.recordId, other.recordId])
    expect([await ownerOf(held.recordId), await ownerOf(other.recordId)]).toEqual([chen.id, zhou.id])
    expect((await appeal(asZhou)).body.code).toBe('case_state_wrong')
    const steps = (await onlyCase(asZhou)).steps.map(({ step, by }: { step: string; by: string }) => [step, by])
    expect(steps).toEqual([
      ['opened', '系统'],
      ['decided', '裁定人'],
      ['appealed', '您'],
      ['appeal_decided', '裁定人'],
    ])
  })
})

describe('time', () => {
  const sweep = () => server.app.get(CaseDeadlines).applyDue()
  const deadlineIn = (days: number) =>
    server.db.query('UPDATE ownership_cases SET deadlineAt = ?', [new Date(Date.now() + days * DAY)])

  it('reminds once, takes a missed deadline one leader up and then to compliance, and ends what nobody appeals', async () => {
    const { chen, zhou, asLeader, asHead } = await anOffice()
    const compliance = await signInStaff(server, 'compliance')
    await onePersonOfTwo(chen, zhou)
    expect(await sweep()).toBe(0)
    await deadlineIn(1.5)
    expect((await Promise.all([sweep(), sweep(), sweep()])).reduce((sum, count) => sum + count)).toBe(1)
    await deadlineIn(-0.1)
    expect(await sweep()).toBe(1)
    const { id } = await onlyCase(asHead, '/ownership-cases/waiting')
    expect((await decide(asLeader, id, 'holder')).body.code).toBe('case_not_decider')
    expect((await asHead.get(`/ownership-cases/${id}`)).body).toMatchObject({ role: 'decider', isOverdue: false })
    await deadlineIn(-0.1)
    await sweep()
    expect(await onlyCase(compliance, '/ownership-cases/waiting')).toMatchObject({
      decider: '合规人员',
      exception: '没有更上一级的主管',
    })
    await server.db.query("UPDATE ownership_cases SET status = 'decided', outcome = 'holder', decidedAt = ?", [
      new Date(Date.now() - 8 * DAY),
    ])
    expect([await sweep(), await sweep()]).toEqual([1, 0])
    const steps = await server.db.query('SELECT step FROM ownership_case_steps ORDER BY id')
    expect(steps.map(({ step }: { step: string }) => step)).toEqual([
      'opened',
      'reminded',
      'escalated',
      'escalated',
      'final',
    ])
  })

  it('does not wait for a leader who has left or leads one of the two no more: the next one above decides, with the whole time', async () => {
    const { chen, zhou, east, root, asHead } = await anOffice()
    await onePersonOfTwo(chen, zhou)
    const deadlines = server.app.get(CaseDeadlines)
    expect(await deadlines.applyDue()).toBe(0)
    await server.db.query(
      "UPDATE agents SET status = 'departed' WHERE id = (SELECT leaderAgentId FROM teams WHERE id = ?)",
      [east.id],
    )
    const at = new Date(Date.now() + DAY)
    server.setTime(at)
    const applied = await Promise.all(Array.from({ length: 10 }, () => deadlines.applyDue()))
    expect(applied.reduce((sum, count) => sum + count, 0)).toBe(1)
    const { role, deadlineAt, steps } = await onlyCase(asHead, '/ownership-cases/waiting')
    expect([role, deadlineAt]).toEqual(['decider', new Date(at.getTime() + 7 * DAY).toISOString()])
    expect(steps.at(-1)).toMatchObject({ step: 'redirected', label: '原裁定人不能裁定，转由上级', by: '系统' })
    // Where nobody is left above both it is compliance's.
    await server.db.query(
      "UPDATE agents SET status = 'departed' WHERE id = (SELECT leaderAgentId FROM teams WHERE id = ?)",
      [root.id],
    )
    expect(await deadlines.applyDue()).toBe(1)
    const compliance = await signInStaff(server, 'compliance')
    expect((await onlyCase(compliance, '/ownership-cases/waiting')).role).toBe('decider')
    server.setTime(null)
  })

  it('tells those whom it concerns, and never the one who did it', async () => {
    const { chen, zhou, asChen, asZhou, asLeader } = await anOffice()
    await onePersonOfTwo(chen, zhou)
    const toldOf = async (step: string): Promise<string[]> => {
      const rows = await server.db.query(
        "SELECT payload FROM outbox_messages m JOIN ownership_case_steps s ON m.dedupeKey LIKE CONCAT('message.ownership-case:', s.id, ':%') WHERE s.step = ?",
        [step],
      )
      return rows
        .map(
          ({ payload }: { payload: unknown }) =>
            (typeof payload === 'string' ? JSON.parse(payload) : payload).accountId,
        )
        .sort()
    }
    expect(await toldOf('opened')).toEqual([asChen, asZhou, asLeader].map(({ accountId }) => accountId).sort())
    const { id } = await onlyCase(asChen)
    await asChen.post(`/ownership-cases/${id}/evidence`, { key: newKey(), words: reason })
    expect(await toldOf('evidence')).toEqual([asLeader.accountId])
    await decide(asLeader, id, 'holder')
    expect(await toldOf('decided')).toEqual([asChen, asZhou].map(({ accountId }) => accountId).sort())
    await server.deliver()
  })
})
