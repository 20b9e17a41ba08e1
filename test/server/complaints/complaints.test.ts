import { ComplaintDeadlines } from '../../../server/src/complaints/complaint-deadlines'
import {
  aClient,
  anAgent,
  anOrganization,
  aTeam,
  signInAgent,
  signInStaff,
  type BuiltAgent,
  type BuiltClient,
} from '../../support/builders'
import { mergeByHand } from '../../support/merge-by-hand'
import { newKey, testServer, type Answer, type Caller } from '../../support/server'
import { aRating } from '../referrals/support'
import { aComplaint, anAnswer } from './support'

const DAY = 86_400_000

const server = testServer()
let su: BuiltAgent
let asSu: Caller
let client: BuiltClient
/** Of the agent's team, and of the team above. */
let leader: Caller
let director: Caller
let desk: Caller
let compliance: Caller

beforeEach(async () => {
  await anOrganization(server.db)
  const branch = await aTeam(server.db)
  const team = await aTeam(server.db, { parent: branch })
  su = await anAgent(server.db, { name: '苏婉清', teamId: team.id })
  asSu = await signInAgent(server, su)
  leader = await signInAgent(server, await anAgent(server.db, { name: '许主管', leads: team.id }))
  director = await signInAgent(server, await anAgent(server.db, { name: '贺总', leads: branch.id }))
  desk = await signInStaff(server, 'service_desk')
  compliance = await signInStaff(server, 'compliance')
  client = await aClient(server, su.id, { displayName: '许女士' })
})

const files = async (changes: object = {}, by: Caller = client) =>
  (await by.post('/complaints', aComplaint(changes))).body
const accepts = (by: Caller, id: string) => by.post(`/complaints/${id}/acceptance`)
const answers = (by: Caller, id: string, changes: object = {}) => by.post(`/complaints/${id}/answer`, anAnswer(changes))
const judges = (id: string, isSolved: boolean, changes: object = {}, by: Caller = client) =>
  by.post(`/complaints/mine/${id}/judgement`, { key: newKey(), isSolved, ...changes })
const stepsOf = (answer: Answer): string[] => answer.body.steps.map(({ step }: { step: string }) => step)
const queue = async (by: Caller, show = 'waiting') => (await by.get(`/complaints?show=${show}`)).body.items
const audits = (action: string) => server.db.query('SELECT 1 FROM audit_entries WHERE action = ?', [action])
const told = async (step: string): Promise<string[]> => {
  const rows = await server.db.query("SELECT payload FROM outbox_messages WHERE kind = 'message.complaint' ORDER BY id")
  const steps = await server.db.query('SELECT id, step FROM complaint_steps')
  const idOf = new Map(steps.map(({ id, step: name }: { id: string; step: string }) => [id, name]))
  return rows
    .map(({ payload }: { payload: unknown }) => (typeof payload === 'string' ? JSON.parse(payload) : payload))
    .filter(({ stepId }: { stepId: string }) => idOf.get(stepId) === step)
    .map(({ accountId }: { accountId: string }) => accountId)
    .sort()
}
const in15Days = (days = 15) => server.setTime(new Date(Date.now() + days * DAY))
const keepSessions = () => server.db.query('UPDATE sessions SET expiresAt = ?', [new Date('2099-01-01')])

describe('a client complains', () => {
  it('which is received at once, with the day until which an answer is due, and told to leader and service desk', async () => {
    const complaint = await files()
    expect(complaint).toMatchObject({ status: 'filed', isLate: false, can: { judge: false, reopen: false } })
    const days = (Date.parse(complaint.answerBy) - Date.parse(complaint.filedAt)) / DAY
    expect(days).toBe(15)
    expect((await client.get('/complaints/mine')).body.items).toEqual([complaint])
    for (const handler of [leader, director, desk])
      expect(await queue(handler)).toMatchObject([
        { id: complaint.id, words: '介绍产品时没有说清楚退保会有损失', clientName: '许女士', agentName: '苏婉清' },
      ])
    expect(await told('filed')).toEqual([leader.accountId, desk.accountId].sort())
    expect((await leader.get('/workbench')).body.complaintsToAnswer).toBe(1)
    expect((await asSu.get('/workbench')).body.complaintsToAnswer).toBeNull()
  })

  it('ten times at once under one key: one complaint', async () => {
    const body = aComplaint()
    const made = await Promise.all(Array.from({ length: 10 }, () => client.post('/complaints', body)))
    expect(new Set(made.map(({ status, body: { id } }) => `${status} ${id}`)).size).toBe(1)
    expect(await server.db.query('SELECT 1 FROM complaints')).toHaveLength(1)
    expect(await audits('complaint.filed')).toHaveLength(1)
    expect((await client.post('/complaints', { ...body, words: '换一件事来投诉一下' })).body.code).toBe('key_reused')
  })

  it('about a promised benefit, which may be said, but with nobody’s phone number in it', async () => {
    expect((await files({ words: '代理人答应给我返佣，后来又不认了' })).status).toBe('filed')
    expect(await files({ words: '请打 13800138000 问他本人' })).toMatchObject({
      code: 'phone_in_words',
      field: 'words',
    })
  })

  it('within the days that the organisation has set', async () => {
    await anOrganization(server.db, { settings: { complaintDays: 5 } })
    const { answerBy, filedAt } = await files()
    expect((Date.parse(answerBy) - Date.parse(filedAt)) / DAY).toBe(5)
  })

  it('without an owner: the service desk handles it, and no leader', async () => {
    const nobodys = await aClient(server, null)
    const { id } = await files({}, nobodys)
    expect((await desk.get(`/complaints/${id}`)).body).toMatchObject({ agentName: null, can: { share: false } })
    expect((await leader.get(`/complaints/${id}`)).body.code).toBe('complaint_not_found')
  })
})

describe('the agent it is about', () => {
  it('sees that there is one and asks for nothing, and reads it only when it is shared', async () => {
    await aRating(server.db, client, 5, new Date(Date.now() - DAY))
    const page = async () => (await asSu.get(`/clients/${client.recordId}`)).body
    expect((await page()).can.askForReferral).toBe(true)
    await asSu.post('/referral-asks', { key: newKey(), clientId: client.recordId })
    expect((await client.get('/referral-asks/mine')).body.ask).not.toBeNull()
    const { id } = await files()
    expect((await client.get('/referral-asks/mine')).body.ask).toBeNull()
    const before = await page()
    expect(before).toMatchObject({
      complaint: { status: 'filed', isOpen: true, words: null },
      referralAsk: { isMoment: false, reason: '客户近 90 天内有过投诉，先把事情办好' },
      can: { askForReferral: false },
    })
    expect(JSON.stringify(before)).not.toContain('退保会有损失')
    expect((await asSu.post('/referral-asks', { key: newKey(), clientId: client.recordId })).body.code).toBe(
      'ask_not_now',
    )
    const shared = await Promise.all(Array.from({ length: 10 }, () => leader.post(`/complaints/${id}/sharing`)))
    expect(shared.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await audits('complaint.shared')).toHaveLength(1)
    expect((await page()).complaint.words).toBe('介绍产品时没有说清楚退保会有损失')
  })

  it('does not decide it, though leading the team, nor as staff: it goes one leader up', async () => {
    const own = await aClient(server, (await server.db.query("SELECT id FROM agents WHERE name = '许主管'"))[0].id)
    const { id } = await files({}, own)
    const { insertId } = await server.db.query("INSERT INTO staff (name, role) VALUES ('许主管', 'service_desk')")
    await server.db.query('UPDATE wechat_accounts SET staffId = ? WHERE id = ?', [insertId, leader.accountId])
    for (const answer of [await leader.get(`/complaints/${id}`), await accepts(leader, id), await answers(leader, id)])
      expect([answer.status, answer.body.code]).toEqual([404, 'complaint_not_found'])
    expect(await told('filed')).toEqual([director.accountId, desk.accountId].sort())
    expect((await accepts(director, id)).body.status).toBe('accepted')
  })

  it('may ask again ninety days after it was settled, and never while an answer is owed', async () => {
    const { id } = await files()
    await keepSessions()
    const moment = async () => (await asSu.get(`/clients/${client.recordId}`)).body.referralAsk
    const pass = async (days: number) => {
      server.setTime(new Date(Date.now() + days * DAY))
      await server.db.query('DELETE FROM referral_requests')
      await aRating(server.db, client, 5, new Date(Date.now() + (days - 1) * DAY))
    }
    await pass(200)
    expect((await moment()).isMoment).toBe(false)
    await accepts(leader, id)
    await answers(leader, id)
    await judges(id, true)
    await pass(289)
    expect((await moment()).isMoment).toBe(false)
    await pass(291)
    expect((await moment()).isMoment).toBe(true)
    expect((await asSu.get(`/clients/${client.recordId}`)).body.complaint).toBeNull()
  })
})

describe('whoever handles it', () => {
  it('takes it in hand and answers; the client says that it is solved, and that ends it', async () => {
    const { id } = await files()
    expect((await answers(leader, id)).body.code).toBe('complaint_state_wrong')
    const accepted = await Promise.all(Array.from({ length: 10 }, () => accepts(leader, id)))
    expect(new Set(accepted.map(({ status, body }) => `${status} ${body.status}`))).toEqual(new Set(['200 accepted']))
    const answer = anAnswer()
    const answered = await Promise.all(
      Array.from({ length: 10 }, () => leader.post(`/complaints/${id}/answer`, answer)),
    )
    expect(new Set(answered.map(({ status, body }) => `${status} ${body.status}`))).toEqual(new Set(['200 answered']))
    expect(stepsOf(answered[0]!)).toEqual(['filed', 'accepted', 'answered'])
    expect(answered[0]!.body.steps[2]).toMatchObject({ by: '团队主管 许主管', words: answer.words })
    const mine = (await client.get(`/complaints/mine/${id}`)).body
    expect(mine).toMatchObject({ status: 'answered', answerBy: null, can: { judge: true, reopen: true } })
    expect(mine.steps[2]).toMatchObject({ by: '团队主管', words: answer.words })
    expect(await told('answered')).toEqual([client.accountId])
    const word = { key: newKey() }
    const judged = await Promise.all(Array.from({ length: 10 }, () => judges(id, true, word)))
    expect(new Set(judged.map(({ status, body }) => `${status} ${body.status}`))).toEqual(new Set(['200 solved']))
    for (const action of ['accepted', 'answered', 'solved']) expect(await audits(`complaint.${action}`)).toHaveLength(1)
    expect((await judges(id, false)).body.code).toBe('complaint_state_wrong')
    expect([(await queue(leader)).length, (await queue(leader, 'closed')).length]).toEqual([0, 1])
  })

  it('looks at it again once when the client is not satisfied; a second no ends it as not solved', async () => {
    const { id, answerBy } = await files()
    await accepts(desk, id)
    const first = anAnswer()
    await desk.post(`/complaints/${id}/answer`, first)
    const no = { key: newKey(), words: '还是没有说明损失怎么算' }
    const reopened = await judges(id, false, no)
    expect(reopened.body).toMatchObject({ status: 'reopened', can: { judge: false } })
    expect(Date.parse(reopened.body.answerBy)).toBeGreaterThan(Date.parse(answerBy))
    expect(await told('reopened')).toEqual([leader.accountId, desk.accountId].sort())
    // The same answer and the same word, sent again, are no second ones.
    expect((await desk.post(`/complaints/${id}/answer`, first)).body.status).toBe('reopened')
    await answers(desk, id, { words: '附上损失的计算过程，请您核对' })
    expect((await judges(id, false, no)).body.status).toBe('answered')
    const over = await judges(id, false)
    expect(stepsOf(over)).toEqual(['filed', 'accepted', 'answered', 'reopened', 'answered', 'unsolved'])
    expect(over.body.steps[3]).toMatchObject({
      text: '您认为没有解决，重新处理',
      by: '您',
      words: '还是没有说明损失怎么算',
    })
    expect(over.body).toMatchObject({ status: 'unsolved', can: { judge: false, reopen: false } })
  })

  it('is not somebody of another team, nor a member of staff without that part, nor the client as a leader', async () => {
    const { id } = await files()
    const outsider = await signInAgent(server, await anAgent(server.db, { leads: (await aTeam(server.db)).id }))
    for (const other of [outsider, compliance]) expect((await accepts(other, id)).body.code).toBe('complaint_not_found')
    const own = await files({}, await asClientOf(leader))
    expect((await accepts(leader, own.id)).body.code).toBe('complaint_not_found')
    expect((await accepts(director, own.id)).body.status).toBe('accepted')
    expect(await told('filed')).not.toContain(outsider.accountId)
  })

  /** The leader becomes a client of the agent as well. */
  async function asClientOf(person: Caller): Promise<Caller> {
    const { recordId } = await aClient(server, su.id, { displayName: '许主管本人' })
    await server.db.query('UPDATE wechat_accounts SET recordId = ? WHERE id = ?', [recordId, person.accountId])
    return person
  }

  it('leaves a trace of every look, and the list comes with the one first that is due first', async () => {
    const other = await aClient(server, su.id)
    const late = await files()
    await anOrganization(server.db, { settings: { complaintDays: 3 } })
    const soon = await files({}, other)
    expect((await queue(leader)).map(({ id }: { id: string }) => id)).toEqual([soon.id, late.id])
    const { items, next } = (await leader.get('/complaints?limit=1')).body
    expect(items[0].id).toBe(soon.id)
    expect((await leader.get(`/complaints?limit=1&cursor=${next}`)).body).toMatchObject({
      items: [{ id: late.id }],
      next: null,
    })
    await leader.get(`/complaints/${late.id}`)
    expect(await audits('complaint.viewed')).toHaveLength(1)
  })
})

describe('when nobody answers', () => {
  it('those who handle it are reminded, then it goes one leader up and to compliance, once each, however often time looks', async () => {
    const { id } = await files()
    await keepSessions()
    const deadlines = server.app.get(ComplaintDeadlines)
    in15Days(12)
    expect((await Promise.all(Array.from({ length: 5 }, () => deadlines.applyDue()))).reduce((a, b) => a + b)).toBe(1)
    expect(await told('reminded')).toEqual([leader.accountId, desk.accountId].sort())
    in15Days(16)
    expect((await Promise.all(Array.from({ length: 5 }, () => deadlines.applyDue()))).reduce((a, b) => a + b)).toBe(1)
    expect(await told('escalated')).toEqual([director.accountId])
    expect((await client.get(`/complaints/mine/${id}`)).body).toMatchObject({ isLate: true, status: 'filed' })
    expect(await queue(compliance)).toMatchObject([{ id, isLate: true }])
    expect((await accepts(compliance, id)).body.steps.at(-1)).toMatchObject({ by: '合规人员 compliance' })
    expect(await deadlines.applyDue()).toBe(0)
    await answers(compliance, id)
    expect((await judges(id, false)).body.status).toBe('reopened')
    expect((await answers(compliance, id)).body.status).toBe('answered')
  })

  it('and there is no leader above: compliance is told', async () => {
    await server.db.query("UPDATE agents SET status = 'departed' WHERE name = '贺总'")
    await files()
    in15Days(16)
    await server.app.get(ComplaintDeadlines).applyDue()
    expect(await told('escalated')).toEqual([compliance.accountId])
  })
})

describe('a complaint does not vanish', () => {
  it('when the client takes the consent back: it is answered all the same, without a name, and the client has the last word', async () => {
    const { id } = await files()
    await client.delete('/consents/be_served')
    expect((await leader.get(`/complaints/${id}`)).body).toMatchObject({ clientName: null, status: 'filed' })
    await accepts(leader, id)
    await answers(leader, id)
    expect((await client.get('/complaints/mine')).body.items).toMatchObject([{ id, can: { judge: true } }])
    expect((await judges(id, true)).body.status).toBe('solved')
    expect((await client.post('/complaints', aComplaint())).status).toBe(403)
  })

  it('when the client gets another agent: it stays with those above the first one, and the new one asks for nothing either, nor reads what was shared with the first', async () => {
    const { id } = await files()
    await leader.post(`/complaints/${id}/sharing`)
    const other = await anAgent(server.db, { teamId: su.teamId })
    await leader.post(`/clients/${client.recordId}/owner`, { agentId: other.id, reason: '客户要求' })
    expect((await leader.get(`/complaints/${id}`)).body.agentName).toBe('苏婉清')
    const asOther = await signInAgent(server, other)
    expect((await asOther.get(`/clients/${client.recordId}`)).body.complaint).toMatchObject({
      isOpen: true,
      words: null,
    })
  })

  it('when two records become one and part again: it goes with the account that filed it', async () => {
    const second = await aClient(server, su.id)
    const { id } = await files({}, second)
    const pair = { key: newKey(), survivorId: client.recordId, mergedId: second.recordId }
    const merge = (await mergeByHand(asSu, pair)).body
    const complaintOf = async (recordId: string) => (await asSu.get(`/clients/${recordId}`)).body.complaint
    expect(await complaintOf(client.recordId)).toMatchObject({ isOpen: true })
    expect((await client.get(`/complaints/mine/${id}`)).status).toBe(200)
    await asSu.post(`/merges/${merge.id}/undoing`, { reason: '弄错了' })
    expect([await complaintOf(client.recordId), (await client.get(`/complaints/mine/${id}`)).status]).toEqual([
      null,
      404,
    ])
    expect(await complaintOf(second.recordId)).toMatchObject({ isOpen: true })
  })
})
