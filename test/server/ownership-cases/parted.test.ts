import { CaseDeadlines } from '../../../server/src/ownership-cases/case-deadlines'
import { aClient, anAgent, anOrganization, aTeam, signInAgent } from '../../support/builders'
import { recount } from '../../support/recount'
import { mergeByHand } from '../../support/merge-by-hand'
import { newKey, testServer, type Caller } from '../../support/server'
import { acts, laterThan, misled, recordOf, showsPhone, strays } from '../merges/support'

const server = testServer()
beforeEach(() => anOrganization(server.db))
afterEach(async () => {
  expect(await recount(server.db)).toEqual([])
  expect(await strays(server)).toEqual([])
  expect(await lost()).toEqual([])
  expect(await misled(server)).toEqual([])
})

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
  expect((await mergeByHand(by, { survivorId, mergedId })).status).toBe(200)
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

describe('records that were merged one upon the other', () => {
  /** The two of a case, each part of an older record, and that of an oldest one. */
  async function aChain() {
    const stage = await aCase()
    const { chen, zhou, asChen, asZhou, held, other } = stage
    const own = (agent: string, displayName: string) => aClient(server, agent, { displayName })
    const [heldNow, otherNow] = [await own(chen.id, '林若溪'), await own(zhou.id, '林小溪')]
    for (const [by, first, last] of [
      [asChen, held, heldNow],
      [asZhou, other, otherNow],
    ] as const) {
      const between = await own(first === held ? chen.id : zhou.id, '中间的档案')
      await merges(by, between.recordId, first.recordId)
      await merges(by, last.recordId, between.recordId)
    }
    return { ...stage, heldNow, otherNow }
  }

  it('are named in a case as what they are part of now, to who decides and to each side', async () => {
    const { id, asChen, asZhou, asLeader, heldNow, otherNow } = await aChain()
    const [now, then] = [
      { id: heldNow.recordId, displayName: '林若溪' },
      { id: otherNow.recordId, displayName: '林小溪' },
    ]
    const clients = async (by: Caller) =>
      (await by.get(`/ownership-cases/${id}`)).body.sides.map(({ client }: { client: unknown }) => client)
    expect(await clients(asLeader)).toEqual([now, then])
    expect(await clients(asChen)).toEqual([now, null])
    expect(await clients(asZhou)).toEqual([null, then])
    const { items } = (await asZhou.get(`/ownership-cases/${id}/references`)).body
    expect(items[0]).toMatchObject({ kind: 'client', id: otherNow.recordId, title: '林小溪' })
  })

  it('are not merged by hand past a case about what became part of them', async () => {
    const { asLeader, heldNow, otherNow } = await aChain()
    const pair = { survivorId: heldNow.recordId, mergedId: otherNow.recordId }
    expect((await asLeader.post('/merges', { key: newKey(), ...pair, reason: '同一位客户' })).body.code).toBe(
      'merge_case_open',
    )
  })

  it('are all in the list of merges of the last one, and each is parted from the last one first', async () => {
    const { asChen, heldNow, held } = await aChain()
    const list = async () => (await asChen.get(`/merges?clientId=${heldNow.recordId}`)).body.items
    const [last, first] = await list()
    expect([last.survivor.id, first.merged.id]).toEqual([heldNow.recordId, held.recordId])
    expect([last.can.undo, first.can.undo]).toEqual([true, false])
    expect((await asChen.post(`/merges/${last.id}/undoing`, { reason })).status).toBe(200)
    expect((await list()).map(({ id }: { id: string }) => id)).toEqual([last.id])
    const { items } = (await asChen.get(`/merges?clientId=${last.merged.id}`)).body
    expect(items.map(({ id }: { id: string }) => id)).toEqual([last.id, first.id])
  })
})

describe('a merge that a case decided', () => {
  it('is not undone by hand until the case is over: an appeal is the way back, and the sides stay', async () => {
    const { id, chen, zhou, asChen, asZhou, asLeader, asHead, held, other, decides } = await aCase()
    await decides(asLeader, 'holder')
    const [merge] = (await asChen.get('/merges')).body.items
    const undone = async () => (await asChen.post(`/merges/${merge.id}/undoing`, { reason: '弄错了' })).body.code
    const mayUndo = async () => (await asChen.get('/merges')).body.items[0].can.undo
    expect([await undone(), await mayUndo()]).toEqual(['merge_decided_by_case', false])
    await asZhou.post(`/ownership-cases/${id}/appeal`, { reason })
    expect([await undone(), await mayUndo()]).toEqual(['merge_decided_by_case', false])
    const [sides] = await server.db.query('SELECT holderAgentId, claimantAgentId FROM ownership_cases')
    expect(sides).toEqual({ holderAgentId: chen.id, claimantAgentId: zhou.id })
    await decides(asHead, 'holder')
    expect(await mayUndo()).toBe(true)
    expect(await undone()).toBeUndefined()
    expect([await recordOf(server, held), await recordOf(server, other)]).toEqual([held.recordId, other.recordId])
    expect(await ownerOf(other.recordId)).toBe(zhou.id)
  })
})

describe('what one case decided', () => {
  it('is not undone by the appeal in another: that takes back its own merge, and nobody’s side moves', async () => {
    const root = await aTeam(server.db)
    const east = await aTeam(server.db, { parent: root })
    const asLeader = await signInAgent(server, await anAgent(server.db, { leads: east.id }))
    const asHead = await signInAgent(server, await anAgent(server.db, { leads: root.id }))
    const comes = async (name: string, since: string) => {
      const agent = await anAgent(server.db, { teamId: (await aTeam(server.db, { parent: east })).id })
      const client = await aClient(server, agent.id, { person: name })
      await laterThan(server, client, since)
      await acts(client)
      await showsPhone(server, name, client, PHONE)
      return { agent, client, asAgent: await signInAgent(server, agent) }
    }
    const caseOf = async (held: string, other: string) =>
      (
        await server.db.query('SELECT id FROM ownership_cases WHERE heldRecordId = ? AND otherRecordId = ?', [
          held,
          other,
        ])
      )[0].id as string
    const decides = async (by: Caller, id: string, outcome: string) =>
      expect((await by.post(`/ownership-cases/${id}/decision`, { outcome, reason })).status).toBe(200)
    const appeals = async (by: Caller, id: string) =>
      expect((await by.post(`/ownership-cases/${id}/appeal`, { reason })).status).toBe(200)

    const second = await comes('第二位', '2025-06-01T00:00:00Z')
    const last = await comes('最后一位', '2026-03-01T00:00:00Z')
    const first = await comes('第一位', '2025-01-01T00:00:00Z')
    const [ofTwo, ofFirst] = [
      await caseOf(second.client.recordId, last.client.recordId),
      await caseOf(first.client.recordId, second.client.recordId),
    ]
    await decides(asLeader, ofFirst, 'holder')
    await decides(asLeader, ofTwo, 'holder')
    await appeals(second.asAgent, ofFirst)
    await decides(asHead, ofFirst, 'apart')
    // Somebody who was there before them all turns out to be both.
    const oldest = await comes('最早的一位', '2024-01-01T00:00:00Z')
    const [withSecond, withFirst] = [
      await caseOf(oldest.client.recordId, second.client.recordId),
      await caseOf(oldest.client.recordId, first.client.recordId),
    ]
    await decides(asLeader, withSecond, 'holder')
    await decides(asLeader, withFirst, 'holder')

    await appeals(last.asAgent, ofTwo)
    await decides(asHead, ofTwo, 'apart')
    expect(await recordOf(server, last.client)).toBe(last.client.recordId)
    expect(await ownerOf(last.client.recordId)).toBe(last.agent.id)
    expect(await recordOf(server, first.client)).toBe(oldest.client.recordId)
    const [sides] = await server.db.query(
      'SELECT holderAgentId holder, claimantAgentId claimant, status FROM ownership_cases WHERE id = ?',
      [withFirst],
    )
    expect(sides).toEqual({ holder: oldest.agent.id, claimant: first.agent.id, status: 'decided' })
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
