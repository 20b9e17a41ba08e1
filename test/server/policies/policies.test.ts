import { verifyLog } from '../../../server/src/provenance/verify'
import { verifyCredits } from '../../../server/src/attribution/verify-credits'
import {
  aClient,
  anAgent,
  anOrganization,
  aTeam,
  signInAgent,
  type BuiltAgent,
  type BuiltClient,
} from '../../support/builders'
import { recount } from '../../support/recount'
import { mergeByHand } from '../../support/merge-by-hand'
import { testServer, type Caller } from '../../support/server'
import { yes } from '../provenance/story'
import { accept, give, recordOf } from '../referrals/support'
import { aCorrection, aPolicy, policyStrays, records } from './support'

const server = testServer()
let su: BuiltAgent
let asSu: Caller
let client: BuiltClient
let leader: Caller

beforeEach(async () => {
  await anOrganization(server.db)
  const team = await aTeam(server.db)
  su = await anAgent(server.db, { name: '苏婉清', teamId: team.id })
  asSu = await signInAgent(server, su)
  leader = await signInAgent(server, await anAgent(server.db, { name: '许主管', leads: team.id }))
  client = await aClient(server, su.id, { displayName: '许女士' })
})
afterEach(async () => {
  server.setTime(null)
  expect(await recount(server.db)).toEqual([])
  expect(await policyStrays(server)).toEqual([])
  const findings = await server.db.transaction(async (tx) => {
    const verified = await verifyLog(tx, null)
    await verifyCredits(tx, verified.findings, new Date())
    return verified.findings
  })
  // Clients of the builders came by no act, so the log does not know them.
  expect(findings.told.filter((one) => !one.startsWith('client_records'))).toEqual([])
})

const path = (clientId = client.recordId) => `/clients/${clientId}/policies`
const firstPolicies = async (agent = asSu): Promise<number> =>
  (await agent.get('/attribution?outcome=first_policy&dimension=channel')).body.outcomes
const wonOnBoard = async (agent = asSu): Promise<number> =>
  (await agent.get('/sources?by=channel&days=731')).body.totals?.won
const kinds = async () =>
  (
    await server.db.query("SELECT kind FROM provenance_entries WHERE kind IN ('outcome', 'taken_back') ORDER BY seq")
  ).map(({ kind }: { kind: string }) => kind)
const story = async (clientId = client.recordId): Promise<string[]> =>
  (await asSu.get(`/clients/${clientId}/timeline`)).body.items.map(({ label }: { label: string }) => label)

describe('an agent records what an own client bought', () => {
  it('which agent, leader and client see with a masked number, and nobody else', async () => {
    const recorded = await records(asSu, client.recordId, { number: 'ah 2026-000 123' })
    expect(recorded.status).toBe(200)
    expect(recorded.body).toMatchObject({
      productName: '安和福满终身寿险', kind: 'life', maskedNumber: 'AH******0123', premiumFen: 1_200_000, rhythm: 'yearly',
      effectiveOn: '2026-11-01', isParticipating: true, recordedBy: '苏婉清', takenBack: null, can: { correct: true, takeBack: true },
    }) // prettier-ignore
    expect((await asSu.get(path())).body.items).toEqual([recorded.body])
    expect((await leader.get(path())).body.items).toEqual([
      { ...recorded.body, can: { correct: false, takeBack: false } },
    ])
    expect((await asSu.get(`/policies/${recorded.body.id}`)).body).toEqual(recorded.body)
    expect((await asSu.get(`/clients/${client.recordId}`)).body.policyCount).toBe(1)
    const mine = (await client.get('/policies/mine')).body.items
    expect(mine).toHaveLength(1)
    expect(mine[0]).toMatchObject({ maskedNumber: 'AH******0123', premiumFen: 1_200_000 })
    expect(mine[0]).not.toHaveProperty('recordedBy')
    const other = await aClient(server, su.id)
    expect((await other.get('/policies/mine')).body.items).toEqual([])
    const stranger = await signInAgent(server, await anAgent(server.db))
    for (const answer of [await stranger.get(path()), await stranger.post(path(), aPolicy())])
      expect([answer.status, answer.body.code]).toEqual([404, 'client_not_found'])
  })

  it('whose number stands nowhere in the database as it was typed', async () => {
    await records(asSu, client.recordId, { number: 'SECRET998877' })
    const [row] = await server.db.query('SELECT * FROM policies')
    expect(JSON.stringify(row)).not.toContain('998877')
    expect(row.numberEnc.toString('latin1')).not.toContain('998877')
  })

  it('ten times at once under one key: one policy, one first policy, one line in the audit log', async () => {
    const body = aPolicy()
    const answers = await Promise.all(Array.from({ length: 10 }, () => asSu.post(path(), body)))
    expect(new Set(answers.map(({ status, body: { id } }) => `${status} ${id}`)).size).toBe(1)
    expect(await firstPolicies()).toBe(1)
    expect(await story()).toEqual(['首张保单'])
    expect(await server.db.query("SELECT 1 FROM audit_entries WHERE action = 'policy.recorded'")).toHaveLength(1)
    expect((await asSu.post(path(), { ...body, number: 'ANOTHER0001' })).body.code).toBe('key_reused')
    const other = await anAgent(server.db)
    const its = await aClient(server, other.id)
    expect((await (await signInAgent(server, other)).post(path(its.recordId), body)).body.code).toBe('key_reused')
  })

  it('a number once in the whole organisation, however it is written and whoever enters it', async () => {
    const others = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const agent = await anAgent(server.db)
        return { asAgent: await signInAgent(server, agent), one: await aClient(server, agent.id) }
      }),
    )
    const answers = await Promise.all(
      others.map(({ asAgent, one }, index) =>
        records(asAgent, one.recordId, { number: index % 2 ? 'AH-7788 99' : 'ah778899' }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'policy_number_taken',
      field: 'number',
      title: '这个保单号已经登记过，请核对',
    })
  })

  it.each([
    ['a phone number for a number', { number: '13800138000' }, 'number'],
    ['a premium of nothing', { premiumFen: 0 }, 'premiumFen'],
    ['a premium with parts of a fen', { premiumFen: 10.5 }, 'premiumFen'],
    ['a day far ahead', { effectiveOn: '2099-01-01' }, 'effectiveOn'],
    ['a day that there is not', { effectiveOn: '2026-02-30' }, 'effectiveOn'],
    ['a phone number in the name', { productName: '福满 13800138000' }, 'productName'],
  ])('not with %s, which is told at its field, and nothing is written', async (_, wrong, field) => {
    const answer = await records(asSu, client.recordId, wrong)
    expect([answer.status, answer.body.field]).toEqual([400, field])
    expect(await server.db.query('SELECT 1 FROM policies')).toEqual([])
    expect(await firstPolicies()).toBe(0)
  })

  it('not once the client has taken the consent back, and then nobody sees what there was', async () => {
    const { body } = await records(asSu, client.recordId)
    await client.delete('/consents/be_served')
    expect((await records(asSu, client.recordId)).body.code).toBe('client_not_found')
    expect((await asSu.get(path())).body.code).toBe('client_not_found')
    expect((await asSu.put(`/policies/${body.id}`, aCorrection())).body.code).toBe('policy_not_found')
    expect((await client.get('/policies/mine')).status).toBe(403)
    // The figure stays, without a name.
    expect(await firstPolicies()).toBe(1)
    const rows = (await asSu.get('/attribution/outcomes?outcome=first_policy&dimension=channel')).body.items
    expect([rows.length, JSON.stringify(rows).includes('许女士')]).toEqual([1, false])
  })
})

describe('a mistake', () => {
  it('is corrected, and what was said before is kept; the same again changes nothing', async () => {
    const { id } = (await records(asSu, client.recordId)).body
    const correction = aCorrection({ premiumFen: 990_000, kind: 'annuity', number: 'RIGHT0001' })
    const answers = await Promise.all(Array.from({ length: 10 }, () => asSu.put(`/policies/${id}`, correction)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(answers[0]!.body).toMatchObject({ premiumFen: 990_000, kind: 'annuity', maskedNumber: '*****0001' })
    expect(answers[0]!.body.correctedAt).not.toBeNull()
    const kept = await server.db.query('SELECT previous FROM policy_corrections')
    expect(
      kept.map(({ previous }: { previous: unknown }) =>
        typeof previous === 'string' ? JSON.parse(previous) : previous,
      ),
    ).toEqual([{ premiumFen: 1_200_000, kind: 'life', number: 'changed' }])
    expect(await server.db.query("SELECT 1 FROM audit_entries WHERE action = 'policy.corrected'")).toHaveLength(1)
    await records(asSu, client.recordId, { number: 'TAKEN0001' })
    expect((await asSu.put(`/policies/${id}`, aCorrection({ number: 'TAKEN0001' }))).body.code).toBe(
      'policy_number_taken',
    )
  })

  it('is taken back with its reason, ten times at once; it stays in the agent’s list and the number is free again', async () => {
    const { id } = (await records(asSu, client.recordId, { number: 'WRONG0001' })).body
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => asSu.post(`/policies/${id}/withdrawal`, { reason: '录到了别的客户名下' })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await server.db.query("SELECT 1 FROM audit_entries WHERE action = 'policy.taken-back'")).toHaveLength(1)
    expect((await asSu.get(path())).body.items[0]).toMatchObject({
      takenBack: { reason: '录到了别的客户名下' },
      can: { correct: false, takeBack: false },
    })
    expect((await client.get('/policies/mine')).body.items).toEqual([])
    expect((await asSu.put(`/policies/${id}`, aCorrection())).body.code).toBe('policy_taken_back')
    const right = await aClient(server, su.id)
    expect((await records(asSu, right.recordId, { number: 'WRONG0001' })).status).toBe(200)
  })

  it('is nobody’s to correct but the owner’s, and goes along to a new owner', async () => {
    const { id } = (await records(asSu, client.recordId)).body
    const other = await anAgent(server.db, { teamId: su.teamId })
    const asOther = await signInAgent(server, other)
    for (const caller of [asOther, leader])
      expect((await caller.put(`/policies/${id}`, aCorrection({ premiumFen: 5 }))).body.code).toBe('policy_not_found')
    await leader.post(`/clients/${client.recordId}/owner`, { agentId: other.id, reason: '按区域调整' })
    expect((await asSu.put(`/policies/${id}`, aCorrection({ premiumFen: 5 }))).body.code).toBe('policy_not_found')
    expect((await asOther.put(`/policies/${id}`, aCorrection({ premiumFen: 5 }))).body.premiumFen).toBe(5)
    expect([await firstPolicies(), await firstPolicies(asOther)]).toEqual([0, 1])
  })
})

describe('the outcome "first policy"', () => {
  it('is the first one’s; it goes with the last one that is taken back, and comes again with the next', async () => {
    const one = (await records(asSu, client.recordId)).body
    const two = (await records(asSu, client.recordId)).body
    expect([await firstPolicies(), await wonOnBoard(), await kinds()]).toEqual([1, 1, ['outcome']])
    await asSu.post(`/policies/${one.id}/withdrawal`, { reason: '重复录入' })
    expect([await firstPolicies(), await wonOnBoard()]).toEqual([1, 1])
    await asSu.post(`/policies/${two.id}/withdrawal`, { reason: '客户犹豫期内退保' })
    expect([await firstPolicies(), await wonOnBoard(), await kinds()]).toEqual([0, 0, ['outcome', 'taken_back']])
    await records(asSu, client.recordId)
    expect([await firstPolicies(), await wonOnBoard()]).toEqual([1, 1])
    expect(await kinds()).toEqual(['outcome', 'taken_back', 'outcome'])
    expect(await story()).toEqual(['首张保单', '首张保单记录已撤回', '首张保单'])
  })

  it('that somebody takes back, or puts back, beside the log is found', async () => {
    const { id } = (await records(asSu, client.recordId)).body
    const told = async () => (await server.db.transaction((tx) => verifyLog(tx, null))).findings.told
    await server.db.query('UPDATE outcomes SET takenBackAt = NOW(3), takenBackId = id')
    expect((await told()).join()).toContain('(taken_back) stands in the log 0 times')
    await server.db.query('UPDATE outcomes SET takenBackAt = NULL, takenBackId = 0')
    await asSu.post(`/policies/${id}/withdrawal`, { reason: '录错了' })
    const [{ takenBackAt }] = await server.db.query('SELECT takenBackAt FROM outcomes')
    await server.db.query('UPDATE outcomes SET takenBackAt = NULL')
    expect((await told()).join()).toContain('(taken_back): its row says something else')
    await server.db.query('UPDATE outcomes SET takenBackAt = ?', [takenBackAt])
  })
})

describe('a client who came by a referral', () => {
  let friend: Caller
  let friendId: string
  let referralId: string
  beforeEach(async () => {
    const { id, code } = await give(client)
    referralId = id
    friend = await server.as('friend')
    await accept(friend, code)
    friendId = await recordOf(server, friend)
  })
  const status = async () => (await asSu.get(`/referrals/${referralId}`)).body

  it('buys, and the referral stays where it was unless the agent says that it is won', async () => {
    expect((await asSu.get(`/clients/${friendId}`)).body).toMatchObject({
      referral: { id: referralId, canWin: true },
      can: { recordPolicy: true },
    })
    expect((await leader.get(`/clients/${friendId}`)).body).toMatchObject({
      referral: { canWin: false },
      can: { recordPolicy: false },
    })
    await records(asSu, friendId)
    expect((await status()).status).toBe('consented')
    const second = aPolicy({ wonReferralId: referralId })
    const answers = await Promise.all(Array.from({ length: 10 }, () => asSu.post(path(friendId), second)))
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200))
    const { status: now, history, thanksDue } = await status()
    expect([now, history.map(({ to }: { to: string }) => to)]).toEqual([
      'won',
      ['offered', 'consented', 'contacted', 'met', 'proposed', 'won'],
    ])
    expect(thanksDue).toContain('outcome')
    expect([await firstPolicies(), await wonOnBoard()]).toEqual([1, 1])
    expect((await client.get('/referrals')).body.items[0].status).toBe('accepted')
  })

  it('was won before the policy was recorded: one outcome, which a policy taken back does not take along', async () => {
    for (const to of ['contacted', 'met', 'proposed', 'won']) await asSu.post(`/referrals/${referralId}/moves`, { to })
    const { id } = (await records(asSu, friendId)).body
    expect([await firstPolicies(), await wonOnBoard()]).toEqual([1, 1])
    await asSu.post(`/policies/${id}/withdrawal`, { reason: '录错了' })
    expect([await firstPolicies(), await wonOnBoard()]).toEqual([1, 1])
    expect((await asSu.get(`/clients/${friendId}`)).body.referral).toMatchObject({ status: 'won', canWin: false })
  })

  it('leaves after it was won and comes back: still one first policy, in attribution and on the board alike', async () => {
    for (const to of ['contacted', 'met', 'proposed', 'won']) await asSu.post(`/referrals/${referralId}/moves`, { to })
    await friend.delete('/consents/be_served')
    await friend.post('/consents', yes())
    expect([await firstPolicies(), await wonOnBoard()]).toEqual([1, 1])
    const { id } = (await records(asSu, friendId)).body
    expect([await firstPolicies(), await wonOnBoard()]).toEqual([1, 1])
    await asSu.post(`/policies/${id}/withdrawal`, { reason: '录错了' })
    expect([await firstPolicies(), await wonOnBoard()]).toEqual([1, 1])
  })

  it('bought first and was won then: after leaving and coming back a policy taken back takes no outcome along', async () => {
    const { id } = (await records(asSu, friendId)).body
    for (const to of ['contacted', 'met', 'proposed', 'won']) await asSu.post(`/referrals/${referralId}/moves`, { to })
    await friend.delete('/consents/be_served')
    await friend.post('/consents', yes())
    await asSu.post(`/policies/${id}/withdrawal`, { reason: '录错了' })
    expect([await firstPolicies(), await wonOnBoard()]).toEqual([1, 1])
  })

  it('is won by hand after the policy: still one outcome', async () => {
    await records(asSu, friendId)
    for (const to of ['contacted', 'met', 'proposed', 'won']) await asSu.post(`/referrals/${referralId}/moves`, { to })
    expect([await firstPolicies(), await kinds()]).toEqual([1, ['outcome', 'outcome', 'outcome']])
  })

  it('is not won with a policy of somebody else, nor after it was lost, and then no policy is recorded', async () => {
    expect((await records(asSu, client.recordId, { wonReferralId: referralId })).body.code).toBe('referral_not_found')
    for (const to of ['contacted', 'lost'])
      await asSu.post(`/referrals/${referralId}/moves`, { to, reason: '暂不需要' })
    expect((await records(asSu, friendId, { wonReferralId: referralId })).body.code).toBe('referral_state_wrong')
    expect(await server.db.query('SELECT 1 FROM policies')).toEqual([])
  })
})

it('the policies of a client come page by page, the latest first', async () => {
  for (let index = 0; index < 5; index += 1) await records(asSu, client.recordId, { productName: `第${index}张` })
  const names: string[] = []
  for (let cursor = ''; ;) {
    const { items, next } = (await asSu.get(`${path()}?limit=2${cursor}`)).body
    names.push(...items.map(({ productName }: { productName: string }) => productName))
    if (next === null) break
    cursor = `&cursor=${next}`
  }
  expect(names).toEqual(['第4张', '第3张', '第2张', '第1张', '第0张'])
})

describe('two records of one client', () => {
  it('with a policy each are one client with two, and part again each with its own outcome, whatever happened meanwhile', async () => {
    const other = await aClient(server, su.id)
    const mine = (await records(asSu, client.recordId)).body
    const its = (await records(asSu, other.recordId)).body
    expect(await firstPolicies()).toBe(2)
    const pair = { key: crypto.randomUUID(), survivorId: client.recordId, mergedId: other.recordId }
    const preview = (await asSu.get(`/merges/preview?survivorId=${pair.survivorId}&mergedId=${pair.mergedId}`)).body
    expect(preview.moves).toContainEqual(expect.objectContaining({ what: 'policies', count: 1 }))
    const merge = (await mergeByHand(asSu, pair)).body
    expect((await asSu.get(path())).body.items.map(({ id }: { id: string }) => id)).toEqual([its.id, mine.id])
    expect([await firstPolicies(), await wonOnBoard()]).toEqual([1, 1])
    await asSu.post(`/policies/${mine.id}/withdrawal`, { reason: '录错了' })
    expect(await firstPolicies()).toBe(1)
    await asSu.post(`/merges/${merge.id}/undoing`, { reason: '弄错了' })
    // The survivor is left without a policy, so without the outcome; the other has its own.
    expect([await firstPolicies(), await wonOnBoard()]).toEqual([1, 1])
    expect((await asSu.get(path(other.recordId))).body.items).toHaveLength(1)
  })

  it('of which neither had one: a policy of the time together stays with the survivor, and so does the outcome', async () => {
    const other = await aClient(server, su.id)
    const pair = { key: crypto.randomUUID(), survivorId: other.recordId, mergedId: client.recordId }
    const merge = (await mergeByHand(asSu, pair)).body
    await records(asSu, other.recordId)
    await asSu.post(`/merges/${merge.id}/undoing`, { reason: '弄错了' })
    expect((await asSu.get(path(other.recordId))).body.items).toHaveLength(1)
    expect(await firstPolicies()).toBe(1)
  })
})
