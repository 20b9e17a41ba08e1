import { EscalationService } from '../../../server/src/referral-requests/escalation.service'
import { newKey, testServer, type Caller } from '../../support/server'
import {
  aClient,
  aGroup,
  anAgent,
  anOrganization,
  aTeam,
  signInAgent,
  type BuiltAgent,
  type BuiltClient,
} from '../../support/builders'
import { joins } from './support'

const HOUR = 3_600_000
const START = new Date('2026-11-02T01:00:00Z')
const after = (hours: number) => new Date(START.getTime() + hours * HOUR)

const server = testServer()
let su: BuiltAgent
let gao: BuiltAgent
let agent: Caller
let leader: Caller
let client: BuiltClient

beforeEach(async () => {
  server.setTime(START)
  const root = await aTeam(server.db)
  const team = await aTeam(server.db, { parent: root })
  gao = await anAgent(server.db, { name: '高主管', leads: team.id })
  su = await anAgent(server.db, { name: '苏婉清', teamId: team.id })
  agent = await signInAgent(server, su)
  leader = await signInAgent(server, gao)
  client = await aClient(server, su.id, { displayName: '许女士' })
})

const ask = async (changes: object = {}) =>
  (
    await client.post('/referral-requests', {
      key: newKey(),
      category: 'lawyer',
      words: '妈妈想立遗嘱，想找一位有耐心的律师',
      urgency: 'soon',
      audience: 'agent',
      ...changes,
    })
  ).body
const look = async (id: string, by: Caller = client) => (await by.get(`/referral-requests/${id}`)).body
const sweep = () => server.app.get(EscalationService).sweepDue()
const answer = (changes: object = {}) => ({
  key: newKey(),
  kind: 'person',
  name: '沈律师',
  words: '很有耐心',
  ...changes,
})
const noted = async (like: string) =>
  (await server.db.query('SELECT kind FROM outbox_messages WHERE kind LIKE ? ORDER BY id', [like])).map(
    ({ kind }: { kind: string }) => kind,
  )

describe('the first answer', () => {
  it('is promised by urgency, the agent is reminded before, and the leader told after, each once', async () => {
    const { id, answerBy } = await ask()
    expect(answerBy).toBe(after(24).toISOString())
    server.setTime(after(17))
    expect(await sweep()).toEqual({ reminded: 0, escalated: 0, expired: 0 })
    server.setTime(after(18))
    const swept = await Promise.all(Array.from({ length: 10 }, sweep))
    expect(swept.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(1)
    expect(await look(id, agent)).toMatchObject({ isDueSoon: true })
    expect((await agent.get('/workbench')).body.openRequests).toMatchObject([{ id, isDueSoon: true }])
    expect(await look(id)).toMatchObject({ escalatedAt: null })
    expect((await leader.get('/requests/escalated')).body.items).toEqual([])
    expect((await leader.post(`/referral-requests/${id}/introductions`, answer())).body.code).toBe('not_allowed')

    server.setTime(after(24))
    const late = await Promise.all(Array.from({ length: 10 }, sweep))
    expect(late.reduce((sum, { escalated }) => sum + escalated, 0)).toBe(1)
    expect(await noted('message.request-%')).toEqual(['message.request-reminder', 'message.request-escalated'])
    const [counts] = await server.db.query(
      `SELECT (SELECT COUNT(*) FROM audit_entries WHERE action = 'request.reminded') reminded,
              (SELECT COUNT(*) FROM audit_entries WHERE action = 'request.escalated') escalated`,
    )
    expect(counts).toEqual({ reminded: '1', escalated: '1' })
    expect(await look(id)).toMatchObject({ escalatedAt: after(24).toISOString() })
    expect((await leader.get('/requests/escalated')).body.items).toMatchObject([
      { id, can: { introduce: true, handOver: true }, notToAsk: [su.id, gao.id] },
    ])
    expect((await agent.get('/requests/escalated')).status).toBe(403)
    expect((await agent.get('/workbench')).body.escalatedCount).toBeNull()
  })

  it('by anybody in time means that nobody is troubled', async () => {
    const { id } = await ask()
    await agent.post(`/referral-requests/${id}/introductions`, answer())
    expect(await look(id)).toMatchObject({ answerBy: null })
    server.setTime(after(48))
    expect(await sweep()).toEqual({ reminded: 0, escalated: 0, expired: 0 })
  })

  it('that is taken back is none: the agent is reminded and the leader told as before, unless another stands', async () => {
    const takeBack = async (id: string) => {
      const { introductions } = await look(id, agent)
      await Promise.all(
        Array.from({ length: 10 }, () => agent.post(`/introductions/${introductions[0].id}/withdrawal`)),
      )
    }
    const [emptied, answered] = [await ask(), await ask()]
    for (const { id } of [emptied, answered]) await agent.post(`/referral-requests/${id}/introductions`, answer())
    await agent.post(`/referral-requests/${answered.id}/introductions`, answer({ name: '韩律师' }))
    for (const { id } of [emptied, answered]) await takeBack(id)
    expect(await look(emptied.id)).toMatchObject({ status: 'open', answerBy: after(24).toISOString() })
    server.setTime(after(25))
    expect(await sweep()).toEqual({ reminded: 1, escalated: 1, expired: 0 })
    expect((await leader.get('/requests/escalated')).body.items).toMatchObject([{ id: emptied.id }])
  })

  it('is due anew once nothing is left of what was offered: from then on, with a reminder and the leader after it', async () => {
    const { id } = await ask()
    const offered = (await agent.post(`/referral-requests/${id}/introductions`, answer())).body
    server.setTime(after(100))
    await client.post(`/introductions/${offered.introductions[0].id}/refusal`)
    expect(await look(id)).toMatchObject({ status: 'open', answerBy: after(124).toISOString() })
    expect(await sweep()).toMatchObject({ reminded: 0, escalated: 0 })
    // What is offered and taken back does not begin the time again, nor does an edit of the words.
    const again = (await agent.post(`/referral-requests/${id}/introductions`, answer())).body
    await agent.post(`/introductions/${again.introductions.at(-1).id}/withdrawal`)
    const { words, version } = await look(id)
    await client.put(`/referral-requests/${id}`, {
      words: `${words}，最好会上门`,
      answers: [],
      urgency: 'soon',
      version,
    })
    expect(await look(id)).toMatchObject({ answerBy: after(124).toISOString() })
    server.setTime(after(118))
    expect(await sweep()).toMatchObject({ reminded: 1, escalated: 0 })
    server.setTime(after(124))
    expect(await sweep()).toMatchObject({ reminded: 0, escalated: 1 })
    expect((await leader.get('/requests/escalated')).body.items).toMatchObject([{ id }])
  })

  it('is due when the organisation says', async () => {
    await anOrganization(server.db, { settings: { answerHours: { soon: 2 } } })
    expect((await ask()).answerBy).toBe(after(2).toISOString())
    expect((await ask({ urgency: 'normal' })).answerBy).toBe(after(72).toISOString())
  })

  it('of the leader’s own client goes to the leader above, and to nobody where there is none', async () => {
    await server.db.query('UPDATE client_records SET ownerAgentId = ?', [gao.id])
    const { id } = await ask()
    server.setTime(after(25))
    await sweep()
    expect(await noted('message.request-escalated')).toEqual([])
    // Nobody was told, so nobody says so.
    expect(await look(id)).toMatchObject({ escalatedAt: null })
  })
})

describe('the leader', () => {
  const waiting = async () => {
    const { teams } = (await leader.get('/team')).body
    const agents: { id: string; lateRequestCount: number }[] = teams.flatMap(({ agents }: { agents: [] }) => agents)
    const ofSu = agents.find(({ id }) => id === su.id)
    return [(await leader.get('/workbench')).body.escalatedCount, ofSu?.lateRequestCount]
  }

  it('sees on the own workbench how many wait too long, and in the team whose they are, until one is answered', async () => {
    const { id } = await ask()
    expect(await waiting()).toEqual([0, 0])
    server.setTime(after(25))
    await sweep()
    expect(await waiting()).toEqual([1, 1])
    await agent.post(`/referral-requests/${id}/introductions`, answer())
    expect(await waiting()).toEqual([0, 0])
  })

  it('reads what waits with one agent of the team, what is late first, and nothing of an agent of another team', async () => {
    const of = async (agentId: string, query = '') =>
      (await leader.get(`/team/agents/${agentId}/requests${query}`)).body
    const ids = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id)
    const [calm, soon] = [await ask({ urgency: 'normal' }), await ask({ urgency: 'soon' })]
    const answered = await ask()
    await agent.post(`/referral-requests/${answered.id}/introductions`, answer())
    server.setTime(after(25))
    await sweep()
    expect(await of(su.id)).toMatchObject({
      items: [
        { id: soon.id, isDueSoon: true, escalatedAt: after(25).toISOString(), askedBy: '许女士' },
        { id: calm.id, escalatedAt: null, can: { introduce: false } },
      ],
      next: null,
    })
    const first = await of(su.id, '?limit=1')
    expect([ids(first), ids(await of(su.id, `?limit=1&cursor=${first.next}`))]).toEqual([[soon.id], [calm.id]])
    expect((await of((await anAgent(server.db)).id)).code).toBe('agent_not_found')
    expect((await agent.get(`/team/agents/${su.id}/requests`)).status).toBe(403)
  })

  it('answers a request that waited too long', async () => {
    const { id } = await ask()
    server.setTime(after(25))
    await sweep()
    const offered = await leader.post(`/referral-requests/${id}/introductions`, answer())
    expect(offered.body).toMatchObject({ status: 'answered', introductions: [{ introducedBy: '高主管' }] })
    expect((await leader.get('/requests/escalated')).body.items).toEqual([])
  })

  it('hands it over to an agent of the teams, who reads and answers it', async () => {
    const lu = await anAgent(server.db, { name: '陆言', teamId: su.teamId })
    const helper = await signInAgent(server, lu)
    const { id } = await ask()
    const hand = (agentId: string) => leader.post(`/referral-requests/${id}/helper`, { agentId })
    expect((await hand(lu.id)).body.code).toBe('request_not_escalated')
    server.setTime(after(25))
    await sweep()
    const departed = await anAgent(server.db, { teamId: su.teamId, status: 'departed' })
    expect((await hand(departed.id)).body).toMatchObject({ code: 'agent_departed', field: 'agentId' })
    expect((await hand((await anAgent(server.db)).id)).body.code).toBe('agent_not_found')
    expect((await hand(su.id)).body).toMatchObject({ code: 'hand_over_to_owner', field: 'agentId' })
    expect((await hand(gao.id)).body).toMatchObject({ code: 'hand_over_to_self', field: 'agentId' })
    expect((await helper.get(`/referral-requests/${id}`)).status).toBe(404)

    const handed = await Promise.all(Array.from({ length: 10 }, () => hand(lu.id)))
    expect(handed.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await noted('message.request-handed-over')).toHaveLength(1)
    expect(await look(id)).toMatchObject({ helperName: '陆言' })
    // The record stays the owner's alone.
    expect(await look(id, helper)).toMatchObject({ askedBy: '许女士', clientId: null, can: { introduce: true } })
    expect((await helper.get('/requests/received')).body.items).toMatchObject([{ id }])
    expect((await helper.get(`/clients/${client.recordId}`)).status).toBe(404)
    expect((await helper.post(`/referral-requests/${id}/introductions`, answer())).status).toBe(200)
  })
})

describe('an introduction that nobody settles', () => {
  it('expires after two weeks, is forgotten, and lets the request wait again', async () => {
    const { id } = await ask()
    const offered = (await agent.post(`/referral-requests/${id}/introductions`, answer())).body
    const code = offered.introductions[0].card.path.slice(-16)
    server.setTime(after(14 * 24))
    // Swept or not, it is over.
    expect(await look(id)).toMatchObject({
      status: 'open',
      introductions: [{ status: 'expired', name: '', can: { accept: false } }],
    })
    const shen = await server.as('shen')
    expect(
      (await shen.post(`/introductions/cards/${code}/agreement`, { way: 'own', contact: '微信', isAdult: true })).body
        .code,
    ).toBe('introduction_expired')
    const swept = await Promise.all(Array.from({ length: 10 }, sweep))
    expect(swept.map(({ expired }) => expired).filter((count) => count > 0).length).toBeGreaterThan(0)
    expect(await server.db.query('SELECT status, name, words FROM introductions')).toEqual([
      { status: 'expired', name: '', words: '' },
    ])
    expect(await look(id)).toMatchObject({ status: 'open' })
    expect(await server.db.query("SELECT COUNT(*) n FROM audit_entries WHERE action = 'introduction.expired'")).toEqual(
      [{ n: '1' }],
    )
  })
})

describe('a request that is edited', () => {
  it('keeps what was there before, and those who answered see that it was', async () => {
    const { id, version } = await ask({ answers: [{ question: 'field', answer: 'family' }] })
    await agent.post(`/referral-requests/${id}/introductions`, answer())
    server.setTime(after(1))
    const body = {
      words: '妈妈想立遗嘱，想找一位肯上门的律师',
      answers: [{ question: 'field', answer: 'inheritance' }],
      urgency: 'low',
      version,
    }
    const edits = await Promise.all(Array.from({ length: 10 }, () => client.put(`/referral-requests/${id}`, body)))
    expect(edits.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await look(id, agent)).toMatchObject({
      words: body.words,
      version: 1,
      editedAt: after(1).toISOString(),
      answers: [{ shown: '继承' }],
      edits: [{ words: '妈妈想立遗嘱，想找一位有耐心的律师', answers: [{ shown: '婚姻家事' }], urgency: 'soon' }],
      introductions: [{ isBeforeEdit: true }],
    })
    expect((await client.put(`/referral-requests/${id}`, { ...body, words: '另一部手机上的修改' })).body.code).toBe(
      'request_edited_meanwhile',
    )
    expect(await server.db.query("SELECT COUNT(*) n FROM audit_entries WHERE action = 'request.edited'")).toEqual([
      { n: '1' },
    ])
    expect((await agent.put(`/referral-requests/${id}`, body)).status).toBe(403)
  })

  it('is due within the shorter time from the edit on once it is more urgent, and the agent is reminded of that', async () => {
    const { id, words, version } = await ask({ urgency: 'low' })
    server.setTime(after(130))
    expect((await sweep()).reminded).toBe(1)
    const edited = await client.put(`/referral-requests/${id}`, { words, answers: [], urgency: 'soon', version })
    expect(edited.body.answerBy).toBe(after(154).toISOString())
    expect(await sweep()).toMatchObject({ reminded: 0, escalated: 0 })
    server.setTime(after(148))
    expect(await sweep()).toMatchObject({ reminded: 1, escalated: 0 })
    expect(await noted('message.request-reminder')).toHaveLength(2)
    server.setTime(after(154))
    expect(await sweep()).toMatchObject({ reminded: 0, escalated: 1 })
  })

  it('is not answered by who has the old words before the eyes', async () => {
    const { id, version } = await ask()
    await client.put(`/referral-requests/${id}`, {
      words: '想找一位税务师，不是律师',
      answers: [],
      urgency: 'soon',
      version,
    })
    const offer = (seen?: number) =>
      agent.post(`/referral-requests/${id}/introductions`, answer(seen === undefined ? {} : { version: seen }))
    expect((await offer(version)).body.code).toBe('request_changed')
    expect(await server.db.query('SELECT 1 FROM introductions')).toEqual([])
    expect((await offer(version + 1)).body).toMatchObject({ introductions: [{ isBeforeEdit: false }] })
  })

  it('is shown to the group again only after its new words were checked', async () => {
    const group = await aGroup(server.db)
    const member = await aClient(server, null)
    for (const { accountId } of [client, member]) await joins(server.db, group.id, accountId)
    const { id } = await ask({ audience: 'group', groupId: group.id, answers: [{ question: 'area', answer: '江城' }] })
    await server.deliver()
    expect(await look(id, member)).toMatchObject({ answers: [{ shown: '江城' }], editedAt: null })
    const edit = (words: string, version: number, area = '江城') =>
      client.put(`/referral-requests/${id}`, {
        words,
        answers: [{ question: 'area', answer: area }],
        urgency: 'soon',
        version,
      })
    await edit('想找一位懂继承的律师，周末可以', 0)
    expect((await member.get(`/referral-requests/${id}`)).status).toBe(404)
    await server.deliver()
    expect(await look(id, member)).toMatchObject({ editedAt: START.toISOString(), edits: [] })
    // Answers are words as well.
    await edit('想找一位懂继承的律师，周末可以', 1, '稳赚不赔')
    await server.deliver()
    expect((await member.get(`/referral-requests/${id}`)).status).toBe(404)
    expect((await agent.get(`/referral-requests/${id}`)).status).toBe(200)
  })

  it('not once an introduction is accepted', async () => {
    const { id } = await ask()
    const offered = (await agent.post(`/referral-requests/${id}/introductions`, answer())).body
    expect(await look(id)).toMatchObject({ can: { edit: true }, whyNotEdit: null })
    await client.post(`/introductions/${offered.introductions[0].id}/acceptance`)
    expect(await look(id)).toMatchObject({
      can: { edit: false },
      whyNotEdit: '您已接受引荐，内容不能再修改；可以另发一条求推荐',
    })
    expect((await look(id, agent)).whyNotEdit).toBeNull()
    const refused = await client.put(`/referral-requests/${id}`, {
      words: '换一个问题再问',
      urgency: 'low',
      version: 0,
    })
    expect(refused.body.code).toBe('request_accepted')
  })
})
