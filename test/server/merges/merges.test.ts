import { mergeFacts, recordSide } from '../../../server/src/merges/merge-facts.queries'
import { mergePlan, type MergePlan } from '../../../server/src/merges/merge.rules'
import { BY_THEMSELVES, HISTORY, LISTED, OF_AN_ACCOUNT } from '../../../server/src/merges/record-columns'
import { aClient, aContent, aGroup, anOrganization, type BuiltClient } from '../../support/builders'
import { recount, recountReadings } from '../../support/recount'
import { mergeByHand } from '../../support/merge-by-hand'
import { newKey, testServer, type Caller } from '../../support/server'
import { HISTORIES, snapshot } from '../../support/snapshot'
import { anEvent } from '../events/support'
import { aBranchIn, acts, asks, givesCard, laterThan, recordOf, showsPhone, strays } from './support'

const server = testServer()
beforeEach(() => anOrganization(server.db))
afterEach(async () => {
  expect(await recount(server.db)).toEqual([])
  expect(await recountReadings(server.db)).toEqual([])
  expect(await strays(server)).toEqual([])
})

const DAY = 86_400_000
const PHONE = '13800138000'

const aBranch = () => aBranchIn(server)

/** Two records of one agent, each with something of every kind. */
async function twoRecords(agentId: string, otherAgentId = agentId): Promise<[BuiltClient, BuiltClient]> {
  const older = await aClient(server, agentId, { person: `旧-${newKey()}`, displayName: '林女士' })
  const younger = await aClient(server, otherAgentId, {
    person: `新-${newKey()}`,
    displayName: '林小姐',
    phone: '+86139001390' + '00',
  })
  await laterThan(server, younger, '2026-03-01T00:00:00Z')
  const group = await aGroup(server.db)
  const content = await aContent(server.db)
  const event = await anEvent(server.db)
  for (const one of [older, younger]) {
    await acts(one)
    await acts(one, { kind: 'read', subject: 'content', subjectId: content.id, seconds: 60, percent: 90 })
    await asks(one)
    await givesCard(one)
    await one.post(`/groups/${group.id}/membership`)
    await one.post(`/events/${event.id}/registration`)
  }
  return [older, younger]
}

const merge = (by: Caller, survivorId: string, mergedId: string, changes: object = {}) =>
  mergeByHand(by, { survivorId, mergedId, reason: '客户换了微信号', ...changes })

describe('two records of one person with one owner', () => {
  it('become one when WeChat vouches for the same number, in the older of the two, and nothing is lost', async () => {
    const { agent, asAgent } = await aBranch()
    const older = await aClient(server, agent.id, { displayName: '林女士', phone: `+86${PHONE}` })
    const younger = await aClient(server, agent.id, { person: '林二号', displayName: '林小姐' })
    await laterThan(server, younger, '2026-03-01T00:00:00Z')
    await acts(younger)
    await asks(younger)
    expect((await showsPhone(server, '林二号', younger, PHONE)).status).toBe(200)

    expect(await recordOf(server, younger)).toBe(older.recordId)
    const { items } = (await asAgent.get('/clients')).body
    expect(items.map(({ id, displayName }: { id: string; displayName: string }) => [id, displayName])).toEqual([
      [older.recordId, '林女士'],
    ])
    expect(items[0].openRequests).toBe(1)
    expect((await asAgent.get(`/clients/${younger.recordId}`)).body.code).toBe('client_not_found')
    expect((await younger.get('/me')).body).toMatchObject({ isClient: true, adviser: { id: agent.id } })
    const [made] = (await asAgent.get('/merges')).body.items
    expect(made).toMatchObject({
      kind: 'same_phone',
      byName: null,
      survivor: { displayName: '林女士' },
      merged: { displayName: '林小姐' },
      can: { undo: true },
    })
  })

  it('become one also when ten accounts show the number at once, each merged once', async () => {
    const { agent, asAgent } = await aBranch()
    const people = Array.from({ length: 10 }, (_, index) => `同一人${index}`)
    const clients: BuiltClient[] = []
    for (const person of people) clients.push(await aClient(server, agent.id, { person }))
    const answers = await Promise.all(people.map((person, index) => showsPhone(server, person, clients[index]!, PHONE)))
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200))
    expect(new Set(await Promise.all(clients.map((client) => recordOf(server, client))))).toEqual(
      new Set([clients[0]!.recordId]),
    )
    expect((await asAgent.get('/clients')).body.items).toHaveLength(1)
    expect(await server.db.query("SELECT id FROM audit_entries WHERE action = 'client.merged'")).toHaveLength(9)
  })

  it('become one when a login tells that both openids are one person’s', async () => {
    const { agent } = await aBranch()
    await fetch(`${server.sandbox.url}/sandbox/people`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: '有开放平台账号', unionid: 'union-7' }),
    })
    const older = await aClient(server, agent.id)
    const younger = await aClient(server, agent.id, { person: '有开放平台账号' })
    await server.db.query("UPDATE wechat_accounts SET unionid = IF(id = ?, 'union-7', NULL) WHERE id IN (?)", [
      older.accountId,
      [older.accountId, younger.accountId],
    ])
    await server.as('有开放平台账号')
    expect(await recordOf(server, younger)).toBe(older.recordId)
    const [{ kind }] = await server.db.query('SELECT kind FROM record_merges')
    expect(kind).toBe('same_unionid')
  })

  it('are found by the number that went with a merged record, too', async () => {
    const { agent, asAgent, asColleague } = await aBranch()
    const [older, younger] = await twoRecords(agent.id)
    await server.db.query("UPDATE client_records SET phoneHash = REPEAT('x', 32), phoneEnc = 'x' WHERE id = ?", [
      older.recordId,
    ])
    await merge(asAgent, older.recordId, younger.recordId)
    expect((await asColleague.post('/clients/match', { phone: '13900139000' })).body.isClient).toBe(true)
  })

  it('bring somebody of the pool to the agent who has the other record', async () => {
    const { agent } = await aBranch()
    const free = await aClient(server, null, { phone: `+86${PHONE}` })
    await acts(free)
    const owned = await aClient(server, agent.id, { person: '后来的' })
    await laterThan(server, owned, '2026-03-01T00:00:00Z')
    await showsPhone(server, '后来的', owned, PHONE)
    expect(await recordOf(server, free)).toBe(owned.recordId)
    const changes = await server.db.query('SELECT toAgentId, rule FROM ownership_changes WHERE recordId = ?', [
      free.recordId,
    ])
    expect(changes).toEqual([{ toAgentId: agent.id, rule: 'merged' }])
  })
})

/** What the plan says, done to a picture of the database instead of the database. */
function carriedOut(before: Awaited<ReturnType<typeof snapshot>>, plan: MergePlan, at: string): typeof before {
  const after = structuredClone(before)
  const { survivorId, mergedId, ownerChange, takesPhone, moves, places, totals } = plan
  for (const { id } of places.flatMap(({ aside }) => aside))
    Object.assign(after['event_registrations']![id]!, { status: 'cancelled', cancelledAt: at })
  for (const { table, column, ids } of moves) for (const id of ids) after[table]![id]![column] = survivorId
  for (const row of Object.values(after['engagements']!)) {
    if (row['recordId'] !== mergedId) continue
    row['recordId'] = survivorId
    if (ownerChange) row['agentId'] = ownerChange.to
  }
  for (const id of ownerChange?.referralIds ?? []) after['referrals']![id]!['agentId'] = ownerChange!.to
  const [stays, goes] = [after['client_records']![survivorId]!, after['client_records']![mergedId]!]
  if (takesPhone) Object.assign(stays, { phoneEnc: goes['phoneEnc'], phoneHash: goes['phoneHash'] })
  goes['status'] = 'merged'
  if (ownerChange) Object.assign(goes, { ownerAgentId: ownerChange.to, bindingRule: 'merged' })
  const rows = after['engagement_totals']!
  for (const { scope, scopeId, day, kind, count, seconds } of totals) {
    const key = [scope, scopeId, day, kind].join(' ')
    const row = (rows[key] ??= { scope, scopeId, day, kind, count: '0', seconds: '0' })
    Object.assign(row, {
      count: String(Number(row['count']) + count),
      seconds: String(Number(row['seconds']) + seconds),
    })
    if (row['count'] === '0') delete rows[key]
  }
  return after
}

describe('a merge by hand', () => {
  it.each(['of one agent’s clients', 'by the leader, of two agents’ clients'])(
    'does exactly what its preview says: %s',
    async (which) => {
      const { agent, colleague, asAgent, asLeader } = await aBranch()
      const isOne = which.startsWith('of one')
      const [older, younger] = await twoRecords(agent.id, isOne ? agent.id : colleague.id)
      const by = isOne ? asAgent : asLeader
      const preview = await by.get(`/merges/preview?survivorId=${older.recordId}&mergedId=${younger.recordId}`)
      expect(preview.status).toBe(200)
      const [survivor, merged] = [
        (await recordSide(server.db, older.recordId))!,
        (await recordSide(server.db, younger.recordId))!,
      ]
      const plan = mergePlan(await mergeFacts(server.db, survivor, merged, new Date()))
      const before = await snapshot(server.db, ...HISTORIES)

      const answer = await merge(by, older.recordId, younger.recordId)
      expect(answer.status).toBe(200)
      expect(await snapshot(server.db, ...HISTORIES)).toEqual(carriedOut(before, plan, answer.body.at))
      expect(answer.body.moved).toEqual(preview.body.moves)
      expect(Object.fromEntries(preview.body.moves.map(({ what, count }: { what: string; count: number }) => [what, count]))).toMatchObject({
      accounts: 1, engagements: 7, requests: 1, given: 1, memberships: 1, registrations: 1, places: 1, readings: 1,
    }) // prettier-ignore
      expect(preview.body.warnings).toEqual([{ kind: 'names', sentence: '两份档案的称呼不同：「林女士」和「林小姐」' }])
      expect(preview.body.ownerChange).toEqual(isOne ? null : { from: '周敏', to: '陈思远' })
    },
  )

  it('of two records that differ is only for whoever has seen just how, and says so', async () => {
    const { agent, asAgent } = await aBranch()
    const older = await aClient(server, agent.id, { displayName: '林若溪' })
    const [younger, likely] = [
      await aClient(server, agent.id, { displayName: '周敏之' }),
      await aClient(server, agent.id, { displayName: '林若溪' }),
    ]
    const pair = { survivorId: older.recordId, mergedId: younger.recordId }
    const look = async ({ survivorId, mergedId } = pair) =>
      (await asAgent.get(`/merges/preview?survivorId=${survivorId}&mergedId=${mergedId}`)).body
    const send = (confirmed: object) =>
      asAgent.post('/merges', { key: newKey(), ...pair, reason: '同一位客户', ...confirmed })
    const seen = await look()
    expect(seen).toMatchObject({ warnings: [{ kind: 'names' }], differences: expect.stringMatching(/^[0-9a-f]{32}$/u) })
    const before = await snapshot(server.db)
    // A phone from before knows of no such thing, and is told what to do.
    const refused = await send({})
    expect([refused.status, refused.body.code]).toEqual([409, 'merge_not_confirmed'])
    expect(refused.body.title).toContain('请先更新小程序')
    expect((await send({ confirmed: '0'.repeat(32) })).body.code).toBe('merge_not_confirmed')
    expect((await send({ confirmed: 'seen' })).status).toBe(400)
    expect(await snapshot(server.db)).toEqual(before)

    await younger.put('/me', { displayName: '周女士' })
    expect((await send({ confirmed: seen.differences })).body.code).toBe('merge_not_confirmed')
    expect((await send({ confirmed: (await look()).differences })).status).toBe(200)

    const same = { survivorId: older.recordId, mergedId: likely.recordId }
    expect(await look(same)).toMatchObject({ warnings: [], differences: null })
    const answer = await asAgent.post('/merges', { key: newKey(), ...same, reason: '同一位客户' })
    expect(answer.status).toBe(200)
  })

  it('is undone as if it had never been', async () => {
    const { agent, colleague, asLeader } = await aBranch()
    const [older, younger] = await twoRecords(agent.id, colleague.id)
    const before = await snapshot(server.db, ...HISTORIES)
    const { id } = (await merge(asLeader, older.recordId, younger.recordId)).body
    const undone = await asLeader.post(`/merges/${id}/undoing`, { reason: '不是同一个人' })
    expect(undone.body).toMatchObject({ undone: { reason: '不是同一个人', byName: '许主管' }, can: { undo: false } })
    expect(await snapshot(server.db, ...HISTORIES)).toEqual(before)
  })

  it('parts what happened meanwhile by the account that did it', async () => {
    const { agent, asAgent } = await aBranch()
    const [older, younger] = await twoRecords(agent.id)
    const { id } = (await merge(asAgent, older.recordId, younger.recordId)).body
    await acts(older)
    await acts(younger)
    await asks(younger)
    await asAgent.post(`/merges/${id}/undoing`, { reason: '不是同一个人' })
    const counts = await server.db.query(
      'SELECT recordId, COUNT(*) n FROM referral_requests GROUP BY recordId ORDER BY recordId',
    )
    expect(counts.map(({ recordId, n }: { recordId: string; n: string }) => [recordId, Number(n)])).toEqual([
      [older.recordId, 1],
      [younger.recordId, 2],
    ])
    // The two have been looked at: no rule puts them together again.
    await server.db.query('UPDATE wechat_accounts SET phoneHash = NULL')
    await showsPhone(server, '旧的', await aClient(server, agent.id, { person: '旧的' }), '13700137000')
    expect(await recordOf(server, younger)).toBe(younger.recordId)
  })

  it('that people have undone is not done again by the number', async () => {
    const { agent, asAgent } = await aBranch()
    const [first, second] = [
      await aClient(server, agent.id, { phone: `+86${PHONE}` }),
      await aClient(server, agent.id, { person: '妈妈用女儿的号' }),
    ]
    await laterThan(server, second, '2026-03-01T00:00:00Z')
    await showsPhone(server, '妈妈用女儿的号', second, PHONE)
    const [{ id }] = (await asAgent.get('/merges')).body.items
    await asAgent.post(`/merges/${id}/undoing`, { reason: '母女共用一个手机号' })
    await showsPhone(server, '妈妈用女儿的号', second, PHONE)
    expect([await recordOf(server, first), await recordOf(server, second)]).toEqual([first.recordId, second.recordId])
  })

  it('asked for ten times at once is one merge, and undone ten times at once one undoing', async () => {
    const { agent, asAgent } = await aBranch()
    const [older, younger] = await twoRecords(agent.id)
    const key = newKey()
    const merged = await Promise.all(
      Array.from({ length: 10 }, () => merge(asAgent, older.recordId, younger.recordId, { key })),
    )
    expect(new Set(merged.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    const { id } = merged[0]!.body
    const undone = await Promise.all(
      Array.from({ length: 10 }, () => asAgent.post(`/merges/${id}/undoing`, { reason: '弄错了' })),
    )
    expect(undone.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
    const lines = await server.db.query(
      "SELECT action FROM audit_entries WHERE action IN ('client.merged', 'client.merge-undone') ORDER BY id",
    )
    expect(lines).toEqual([{ action: 'client.merged' }, { action: 'client.merge-undone' }])
    expect((await merge(asAgent, older.recordId, younger.recordId, { key, reason: '别的理由' })).body.code).toBe(
      'key_reused',
    )
  })

  it('makes nobody part of a record that is closed in the very moment in which the number shows', async () => {
    const { agent } = await aBranch()
    for (let round = 0; round < 8; round += 1) {
      const number = `1380013800${round}`
      const leaves = await aClient(server, agent.id, { phone: `+86${number}` })
      const stays = await aClient(server, agent.id, { person: `第${round}位` })
      await laterThan(server, stays, '2026-03-01T00:00:00Z')
      await Promise.all([showsPhone(server, `第${round}位`, stays, number), leaves.delete('/consents/be_served')])
      const [left] = await server.db.query(
        `SELECT COUNT(*) n FROM wechat_accounts a JOIN consents c ON c.accountId = a.id AND c.purpose = 'be_served' AND c.state = 'given'
           JOIN client_records r ON r.id = a.recordId WHERE r.status <> 'active'`,
      )
      expect(Number(left.n)).toBe(0)
    }
  })

  it('loses nothing that arrives while it is under way', async () => {
    const { agent, asAgent } = await aBranch()
    const [older, younger] = await twoRecords(agent.id)
    const work = Array.from({ length: 12 }, (_, index) => [
      acts(younger),
      acts(older),
      ...(index % 4 === 0 ? [asks(younger), givesCard(younger)] : []),
    ]).flat()
    const [answer] = await Promise.all([merge(asAgent, older.recordId, younger.recordId), ...work])
    expect(answer.status).toBe(200)
    expect(await recordOf(server, younger)).toBe(older.recordId)
  })

  it('is for the owner of both and for leaders over both, within thirty days, the last one first', async () => {
    const { agent, colleague, asAgent, asColleague, asLeader, asOtherLeader } = await aBranch()
    const [first, second] = await twoRecords(agent.id)
    const foreign = await aClient(server, colleague.id)
    for (const [by, into] of [
      [asColleague, first],
      [asOtherLeader, first],
      [asAgent, foreign],
    ] as const)
      expect((await merge(by, into.recordId, second.recordId)).body.code).toBe('client_not_found')
    expect((await merge(asAgent, first.recordId, first.recordId)).body.code).toBe('merge_with_itself')
    expect((await merge(asAgent, first.recordId, second.recordId, { reason: '请打 13800138000' })).body).toMatchObject({
      code: 'phone_in_words',
      field: 'reason',
    })

    const inner = (await merge(asAgent, first.recordId, second.recordId)).body.id
    const outer = (await merge(asLeader, foreign.recordId, first.recordId)).body.id
    const undo = (by: typeof asAgent, id: string) => by.post(`/merges/${id}/undoing`, { reason: '弄错了' })
    expect((await undo(asLeader, inner)).body.code).toBe('merge_below_another')
    expect((await undo(asAgent, outer)).body.code).toBe('merge_not_found')
    const madeOn = (at: number) =>
      server.db.query('UPDATE record_merges SET at = ? WHERE id = ?', [new Date(at), outer])
    await madeOn(Date.now() - 31 * DAY)
    expect((await undo(asLeader, outer)).body.code).toBe('merge_too_old')
    await madeOn(Date.now() - 29 * DAY)
    expect((await undo(asLeader, outer)).status).toBe(200)
    expect((await undo(asAgent, inner)).status).toBe(200)
  })
})

it('every column that names a client record is known to merging', async () => {
  const rows = await server.db.query<{ name: string }[]>(
    `SELECT CONCAT(table_name, '.', column_name) name FROM information_schema.columns
      WHERE table_schema = DATABASE() AND column_name REGEXP '[rR]ecordId$' AND table_name NOT LIKE 'kept\\_%' ORDER BY name`,
  )
  const known = [
    ...OF_AN_ACCOUNT.map(({ table, record }) => `${table}.${record}`),
    ...LISTED.map(({ table, record }) => `${table}.${record}`),
    ...BY_THEMSELVES,
    ...HISTORY,
    ...IN_CASES,
  ]
  expect(rows.map(({ name }) => name).sort()).toEqual(known.sort())
})

/** A case is about the two records that it was opened for, whatever becomes of them. */
const IN_CASES = ['ownership_cases.heldRecordId', 'ownership_cases.otherRecordId']
