import type { SourcePersonView, SourcesView } from '@quanke/shared/contracts/sources'
import { SOURCE_DIMENSIONS, sourceStages, type SourceDimension } from '@quanke/shared/domain/source'
import { DataCipher, dataKeysFrom, LookupHash } from '../../../server/src/core/crypto'
import { loadDemo } from '../../../server/src/demo/load'
import { countStatements } from '../../support/count-statements'
import { allPages } from '../../support/pages'
import { testServer, type Caller } from '../../support/server'
import { rawTables, sourcesOf, type Counted } from './recount'

const AS_OF = new Date('2026-11-23T12:00:00Z')
const YEAR = { from: new Date('2025-11-24T00:00:00+08:00'), to: new Date('2026-11-24T00:00:00+08:00') }

const server = testServer({ goesOn: true })
let raw: Awaited<ReturnType<typeof rawTables>>
let agents: { id: string; name: string }[]

beforeAll(async () => {
  await loadDemo(server.db, {
    asOf: AS_OF,
    seed: 20_261_123,
    appId: server.env.WECHAT_APP_ID,
    cipher: new DataCipher(dataKeysFrom(server.env.DATA_KEYS)),
    lookup: new LookupHash(Buffer.from(server.env.LOOKUP_KEY, 'base64')),
  })
  server.setTime(AS_OF)
  raw = await rawTables(server.db)
  agents = await server.db.query('SELECT id, name FROM agents ORDER BY id')
}, 60_000)

/** Somebody of the demo organisation with a session. */
async function signedIn(name: string): Promise<Caller> {
  const caller = await server.as(`session-of-${name}`)
  await server.db.query(
    'UPDATE sessions SET accountId = (SELECT a.id FROM wechat_accounts a JOIN agents g ON g.id = a.agentId WHERE g.name = ?) WHERE accountId = ?',
    [name, caller.accountId],
  )
  return caller
}

const inYear = ({ at }: Counted): boolean => at >= YEAR.from && at < YEAR.to
const tally = (people: Counted[]) =>
  Object.fromEntries(sourceStages.map((stage) => [stage, people.filter(({ stages }) => stages.has(stage)).length]))

/** The row of a person, by hand. */
const KEYS: Record<SourceDimension, (one: Counted) => string> = {
  channel: ({ share, touch, record }) => {
    if (!share) return record!.provenanceKind
    if (share.subject === 'referral') return 'referral'
    if (share.channel === 'qr') return 'qr'
    return touch!.scene === 1008 ? 'group_card' : 'card'
  },
  item: ({ share, record }) =>
    !share
      ? record!.provenanceKind === 'referral'
        ? 'referral'
        : 'none'
      : share.subject === 'referral'
        ? 'referral'
        : `${share.subject}:${share.subjectId}`,
  person: ({ share, record: came }) => {
    if (!share) return came!.provenanceKind === 'referral' ? 'friend' : 'none'
    const sharer = raw.accounts.get(share.sharerAccountId)!
    const record = raw.records.get(sharer.recordId)
    if (sharer.agentId) return `agent:${sharer.agentId}`
    return record?.status === 'active' && record.ownerAgentId === share.agentId ? `client:${record.id}` : 'friend'
  },
  group: ({ share, touch }) => {
    if (touch?.chatGroupId) return `chat:${touch.chatGroupId}`
    return share?.subject === 'group' ? `group:${share.subjectId}` : 'none'
  },
  campaign: ({ share }) => (share?.campaignId ? `campaign:${share.campaignId}` : 'none'),
  agent: ({ share, record }) => `agent:${share?.agentId ?? record!.ownerAgentId}`,
}

describe('the sources of a year of the demo organisation', () => {
  it.each(Object.keys(SOURCE_DIMENSIONS) as SourceDimension[])(
    'by %s are what counting the raw rows by hand gives, for an agent, and the rows add up to the totals',
    async (by) => {
      for (const { id, name } of agents.filter((agent) => ['陈思远', '许文静'].includes(agent.name))) {
        const { body } = await (await signedIn(name)).get<SourcesView>(`/sources?days=365&by=${by}`)
        const people = sourcesOf(raw, id).filter(inYear)
        expect(people.length).toBeGreaterThan(50)
        expect(body.totals).toEqual(tally(people))
        const keyOf = KEYS[by]
        const byKey = new Map<string, Counted[]>()
        for (const one of people) byKey.set(keyOf(one), [...(byKey.get(keyOf(one)) ?? []), one])
        for (const { key, counts } of body.rows.filter((row) => row.key !== 'rest'))
          expect([key, counts]).toEqual([key, tally(byKey.get(key) ?? [])])
        for (const stage of sourceStages) {
          expect(body.rows.reduce((sum, { counts }) => sum + counts[stage], 0)).toBe(body.totals[stage])
          expect(body.trend.reduce((sum, { counts }) => sum + counts[stage], 0)).toBe(body.totals[stage])
        }
      }
    },
  )

  it('for a leader are those of every agent below, each with each agent once', async () => {
    const { body } = await (await signedIn('方明德')).get<SourcesView>('/sources?days=365&by=agent')
    const people = agents.flatMap(({ id }) => sourcesOf(raw, id).filter(inYear))
    expect(body).toMatchObject({ whose: '团队', totals: tally(people) })
    expect(body.rows.map(({ key }) => key).sort()).toEqual([...new Set(people.map((one) => KEYS.agent(one)))].sort())
  })

  it('open into exactly the people who were counted, each of them once, and name only the own clients', async () => {
    const [chen] = agents.filter(({ name }) => name === '陈思远')
    const caller = await signedIn('陈思远')
    const { body } = await caller.get<SourcesView>('/sources?days=365&by=person')
    for (const { key, counts } of body.rows)
      for (const stage of ['came', 'consented', 'won'] as const) {
        const people = await allPages<SourcePersonView>(
          caller,
          `/sources/people?days=365&by=person&row=${key}&stage=${stage}&limit=50`,
        )
        expect([key, stage, people.length]).toEqual([key, stage, counts[stage]])
        expect(new Set(people.map(({ id }) => id)).size).toBe(people.length)
        for (const { name, clientId } of people)
          if (clientId === null) expect(name).toBe('一位朋友')
          else expect(raw.records.get(clientId)).toMatchObject({ displayName: name, ownerAgentId: chen!.id })
      }
  })

  it('tell the quartiles of the days to the consent, and the assists, as counting by hand does', async () => {
    const [chen] = agents.filter(({ name }) => name === '陈思远')
    const { body } = await (await signedIn('陈思远')).get<SourcesView>('/sources?days=365')
    const delays = sourcesOf(raw, chen!.id)
      .filter((one) => inYear(one) && one.isOwn && one.share)
      .map(({ at, record }) => Math.floor((record!.becameClientAt - at.getTime()) / 1000))
      .sort((a, b) => a - b)
    const middle = (delays.length - 1) / 2
    const median = (delays[Math.floor(middle)]! + delays[Math.ceil(middle)]!) / 2
    expect(body.toConsent).toMatchObject({ people: delays.length, median: Math.round((median / 86_400) * 10) / 10 })

    const clients = { given: new Set<string>(), received: new Set<string>() }
    for (const touch of raw.touches.filter((one) => one.firstAt >= YEAR.from && one.firstAt < YEAR.to)) {
      const record = raw.records.get(raw.accounts.get(touch.accountId)!.recordId)
      if (record?.status !== 'active' || record.ownerAgentId === null || touch.agentId === null) continue
      if (record.ownerAgentId === touch.agentId) continue
      if (touch.agentId === chen!.id) clients.given.add(record.id)
      if (record.ownerAgentId === chen!.id) clients.received.add(record.id)
    }
    expect(body.assists).toEqual({ given: clients.given.size, received: clients.received.size })
    const caller = await signedIn('陈思远')
    for (const side of ['given', 'received'] as const) {
      const rows = await allPages<{ name: string; clientId: string | null }>(
        caller,
        `/sources/assists?days=365&side=${side}`,
      )
      expect(rows).toHaveLength(clients[side].size)
      if (side === 'given') expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['一位朋友']))
    }
  })

  it('cost as many statements for a year of everybody as for a week of one agent', async () => {
    const leader = await signedIn('方明德')
    const agent = await signedIn('陈思远')
    const week = await countStatements(server.db, () => agent.get('/sources?days=7'))
    // The leader's also reads who is below.
    expect(await countStatements(server.db, () => leader.get('/sources?days=365'))).toBeLessThanOrEqual(week + 1)
    expect(week).toBeLessThanOrEqual(8)
  })
})
