import { CaseDeadlines } from '../../../server/src/ownership-cases/case-deadlines'
import { aClient, anAgent, anOrganization, aTeam, signInAgent } from '../../support/builders'
import { recount } from '../../support/recount'
import { newKey, startTestServer, type Caller, type TestServer } from '../../support/server'
import { acts, laterThan, recordOf, showsPhone, strays } from '../merges/support'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  await server.empty()
  await anOrganization(server.db)
})
afterEach(async () => {
  expect(await recount(server.db)).toEqual([])
  expect(await strays(server)).toEqual([])
  expect(await lost()).toEqual([])
})
afterAll(() => server.close())

/** Records that are said to be part of another one and are part of none, or the other way round. */
const lost = () =>
  server.db.query(
    `SELECT r.id FROM client_records r
      WHERE (r.status = 'merged') <> EXISTS (SELECT 1 FROM record_merges m WHERE m.activeMergedRecordId = r.id)`,
  )

const PHONE = '13800138000'
const reason = '首次服务记录更早'

/** A case about a record of Chen's and a later one of Zhou's, found by one number. */
async function aCase() {
  const root = await aTeam(server.db)
  const east = await aTeam(server.db, { parent: root })
  const chen = await anAgent(server.db, { teamId: (await aTeam(server.db, { parent: east })).id })
  const zhou = await anAgent(server.db, { teamId: (await aTeam(server.db, { parent: east })).id })
  const [asChen, asZhou] = [await signInAgent(server, chen), await signInAgent(server, zhou)]
  const asLeader = await signInAgent(server, await anAgent(server.db, { leads: east.id }))
  const asHead = await signInAgent(server, await anAgent(server.db, { leads: root.id }))
  const held = await aClient(server, chen.id, { phone: `+86${PHONE}` })
  const other = await aClient(server, zhou.id, { person: '后来的人' })
  await laterThan(server, other, '2026-03-01T00:00:00Z')
  for (const one of [held, other]) await acts(one)
  await showsPhone(server, '后来的人', other, PHONE)
  const { id } = (await asLeader.get('/ownership-cases/waiting')).body.items[0]
  const decides = (by: Caller, outcome: string) => by.post(`/ownership-cases/${id}/decision`, { outcome, reason })
  return { id, chen, zhou, asChen, asZhou, asLeader, asHead, held, other, decides }
}

const merges = async (by: Caller, survivorId: string, mergedId: string) =>
  expect((await by.post('/merges', { key: newKey(), survivorId, mergedId, reason: '同一位客户' })).status).toBe(200)
const ownerOf = async (recordId: string) =>
  (await server.db.query('SELECT ownerAgentId FROM client_records WHERE id = ?', [recordId]))[0].ownerAgentId
const statusOf = async (id: string) =>
  (await server.db.query('SELECT status FROM ownership_cases WHERE id = ?', [id]))[0].status

describe('two people after all, by an appeal', () => {
  it.each(['before', 'after'])(
    'come apart also where the first record was made part of another one, %s the decision',
    async (when) => {
      const { id, chen, zhou, asChen, asZhou, asLeader, asHead, held, other, decides } = await aCase()
      const older = await aClient(server, chen.id)
      if (when === 'before') await merges(asChen, older.recordId, held.recordId)
      await decides(asLeader, 'holder')
      if (when === 'after') await merges(asChen, older.recordId, held.recordId)
      await asZhou.post(`/ownership-cases/${id}/appeal`, { reason })
      await acts(other)
      expect((await decides(asHead, 'apart')).body.status).toBe('final')
      expect([await recordOf(server, held), await recordOf(server, other)]).toEqual([older.recordId, other.recordId])
      expect([await ownerOf(older.recordId), await ownerOf(other.recordId)]).toEqual([chen.id, zhou.id])
      expect((await asZhou.get(`/clients/${other.recordId}`)).status).toBe(200)

      // Nor does the number join again what the first one is part of now.
      await showsPhone(server, '后来的人', other, PHONE)
      expect(await recordOf(server, other)).toBe(other.recordId)
      expect(await server.db.query('SELECT id FROM ownership_cases')).toHaveLength(1)
    },
  )

  it('give nobody back to an agent who has left meanwhile', async () => {
    const { id, chen, zhou, asChen, asLeader, asHead, held, decides } = await aCase()
    await decides(asLeader, 'claimant')
    await asChen.post(`/ownership-cases/${id}/appeal`, { reason })
    await server.db.query("UPDATE agents SET status = 'departed' WHERE id = ?", [chen.id])
    for (const outcome of ['holder', 'apart']) expect((await decides(asHead, outcome)).body.code).toBe('agent_departed')
    expect(await statusOf(id)).toBe('appealed')
    expect((await decides(asHead, 'claimant')).status).toBe(200)
    expect(await ownerOf(held.recordId)).toBe(zhou.id)
  })

  it('come apart with what the second record had become part of', async () => {
    const { id, zhou, asZhou, asLeader, asHead, held, other, decides } = await aCase()
    const older = await aClient(server, zhou.id)
    await merges(asZhou, older.recordId, other.recordId)
    await decides(asLeader, 'holder')
    expect(await recordOf(server, other)).toBe(held.recordId)
    await asZhou.post(`/ownership-cases/${id}/appeal`, { reason })
    await decides(asHead, 'apart')
    expect([await recordOf(server, held), await recordOf(server, other)]).toEqual([held.recordId, older.recordId])
    expect(await ownerOf(older.recordId)).toBe(zhou.id)
  })
})

describe('a client in a case who takes the consent back', () => {
  it.each(['held', 'other'] as const)('leaves nothing to decide, at once: %s', async (who) => {
    const { id, asLeader, held, other, decides } = await aCase()
    await { held, other }[who].delete('/consents/be_served')
    expect(await statusOf(id)).toBe('moot')
    expect((await decides(asLeader, 'holder')).body.code).toBe('case_state_wrong')
    const stays = who === 'held' ? other : held
    expect((await stays.get('/me')).body.isClient).toBe(true)
    expect(await recordOf(server, stays)).toBe(stays.recordId)
  })

  it('does so also through the record of which the disputed one is part now, or where time finds it', async () => {
    const { id, chen, asChen, held } = await aCase()
    const older = await aClient(server, chen.id)
    await merges(asChen, older.recordId, held.recordId)
    await server.db.query("UPDATE client_records SET status = 'withdrawn' WHERE id = ?", [older.recordId])
    expect(await server.app.get(CaseDeadlines).applyDue()).toBe(1)
    expect(await statusOf(id)).toBe('moot')
  })
})

describe('a record in dispute that a leader makes part of another agent’s', () => {
  it('is that agent’s to keep, and the first one’s again when the two are parted', async () => {
    const { chen, zhou, asZhou, asLeader } = await aCase()
    const wang = await anAgent(server.db, { teamId: chen.teamId })
    const [disputed, stays] = [
      await aClient(server, chen.id, { phone: '+8613900139000' }),
      await aClient(server, wang.id),
    ]
    const { id } = (
      await asZhou.post('/ownership-cases', { key: newKey(), phone: '13900139000', words: reason + reason })
    ).body
    const sides = async () =>
      (await server.db.query('SELECT holderAgentId, claimantAgentId FROM ownership_cases WHERE id = ?', [id]))[0]
    await merges(asLeader, stays.recordId, disputed.recordId)
    expect(await sides()).toEqual({ holderAgentId: wang.id, claimantAgentId: zhou.id })
    const { items } = (await asLeader.get('/merges')).body
    await asLeader.post(`/merges/${items[0].id}/undoing`, { reason: '弄错了' })
    expect(await sides()).toEqual({ holderAgentId: chen.id, claimantAgentId: zhou.id })
    await merges(asLeader, stays.recordId, disputed.recordId)
    await asLeader.post(`/ownership-cases/${id}/decision`, { outcome: 'holder', reason })
    expect(await ownerOf(stays.recordId)).toBe(wang.id)
  })
})

it('a disputed client whom the decision gives to an agent with another record of the same number is one record from then on', async () => {
  const { id, chen, asLeader, asHead, asZhou, held, other } = await aCase()
  const dispute = { key: newKey(), phone: PHONE, words: reason + reason }
  const { body } = await asZhou.post('/ownership-cases', dispute)
  expect(body).toMatchObject({ origin: 'dispute', role: 'claimant' })
  await asLeader.post(`/ownership-cases/${body.id}/decision`, { outcome: 'claimant', reason })
  expect(await recordOf(server, other)).toBe(held.recordId)
  expect(await statusOf(id)).toBe('moot')
  expect(await ownerOf(held.recordId)).not.toBe(chen.id)
  expect((await asHead.get(`/ownership-cases/${body.id}`)).body.status).toBe('decided')
})
