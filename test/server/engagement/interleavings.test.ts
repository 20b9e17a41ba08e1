import fc from 'fast-check'
import { timelineLines } from '../../../server/src/clients/timeline.queries'
import { LookupHash } from '../../../server/src/core/crypto'
import { aContent, anAgent, anOrganization, aTeam, consents, signInAgent } from '../../support/builders'
import { recount, recountReadings, recountTouches } from '../../support/recount'
import { mergeByHand } from '../../support/merge-by-hand'
import { newKey, testServer, type Caller } from '../../support/server'

const server = testServer({ goesOn: true })

const PEOPLE = 4
const AGENTS = 2
const CONSENT = { decisions: [{ purpose: 'be_served', textVersion: '2026-11', given: true }], isAdult: true }

/** What may happen to a person at any time. */
type Act =
  | { what: 'reads'; who: number; times: number; byShareOf: number | null; daysAgo: number }
  | { what: 'sends it again' | 'consents' | 'withdraws' | 'passes it on'; who: number }
  | { what: 'is moved' | 'chooses'; who: number; agent: number }
  | { what: 'is merged'; who: number; into: number }
  | { what: 'is parted'; who: number }

const who = fc.nat({ max: PEOPLE - 1 })
const agent = fc.nat({ max: AGENTS - 1 })
const reading = fc.record({
  what: fc.constant('reads' as const),
  who,
  times: fc.integer({ min: 1, max: 12 }),
  byShareOf: fc.option(agent),
  daysAgo: fc.nat({ max: 2 }),
})
const ofPerson = (what: 'sends it again' | 'consents' | 'withdraws' | 'passes it on' | 'is parted') =>
  fc.record({ what: fc.constant(what), who })
const ofOwner = (what: 'is moved' | 'chooses') => fc.record({ what: fc.constant(what), who, agent })
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: reading },
  { weight: 1, arbitrary: ofPerson('sends it again') },
  { weight: 1, arbitrary: ofPerson('passes it on') },
  { weight: 2, arbitrary: ofPerson('consents') },
  { weight: 2, arbitrary: ofPerson('withdraws') },
  { weight: 4, arbitrary: ofOwner('is moved') },
  { weight: 1, arbitrary: ofOwner('chooses') },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('is merged' as const), who, into: who }) },
  { weight: 2, arbitrary: ofPerson('is parted') },
)
/** Acts of one wave happen at once, in whatever order the server and the database make of them. */
const waves = fc.array(fc.array(act, { minLength: 2, maxLength: 8 }), { minLength: 2, maxLength: 4 })

async function aWorld() {
  await server.empty()
  const { db } = server
  await anOrganization(db)
  const team = await aTeam(db)
  const lead = await anAgent(db, { leads: team.id })
  const leader = await signInAgent(server, lead, 'leader')
  const content = await aContent(db)
  const agents = [lead, await anAgent(db, { teamId: team.id })]
  const callers = [leader, await signInAgent(server, agents[1]!, 'agent')]
  const share = (caller: Caller) =>
    caller.post('/shares', { key: newKey(), subject: 'content', subjectId: content.id, channel: 'card' })
  const codes = (await Promise.all(callers.map(share))).map(({ body }) => body.code as string)
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => server.as(`person-${index}`)))
  // Two of them share a phone number: they are one client.
  const phoneHash = new LookupHash(Buffer.from(server.env.LOOKUP_KEY, 'base64')).phone('13800138000')
  for (const { accountId } of people.slice(0, 2))
    await db.query('UPDATE wechat_accounts SET phoneHash = ? WHERE id = ?', [phoneHash, accountId])
  for (const { accountId } of people) await consents(db, accountId, 'use_service', 'show_activity')
  for (const person of people.slice(1)) await person.post('/consents', CONSENT)
  return { leader, agents, codes, people, contentId: content.id }
}

type World = Awaited<ReturnType<typeof aWorld>>

/** What the server said was stored, and what each person sent last. */
interface Told {
  accepted: string[]
  last: Map<number, object[]>
  mergeIds: string[]
}

async function send(caller: Caller, events: object[], told: Told): Promise<number> {
  const { status, body } = await caller.post('/engagements', { events })
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
  told.accepted.push(...body.accepted)
  return status
}

/** Answers the status; 0 where there was nothing to do. */
async function perform(world: World, one: Act, told: Told): Promise<number> {
  const person = world.people[one.who]!
  switch (one.what) {
    case 'reads': {
      const occurredAt = new Date(Date.now() - one.daysAgo * 86_400_000).toISOString()
      const shareCode = one.byShareOf === null ? undefined : world.codes[one.byShareOf]
      const events = Array.from({ length: one.times }, (_, index) => ({
        id: newKey(), kind: index % 2 ? 'read' : 'viewed', subject: 'content', subjectId: world.contentId, occurredAt, shareCode,
        ...(index % 2 ? { seconds: index, percent: (index * 30) % 101 } : {}),
      })) // prettier-ignore
      told.last.set(one.who, events)
      return send(person, events, told)
    }
    case 'sends it again':
      return send(person, told.last.get(one.who) ?? [{ id: newKey(), kind: 'viewed', subject: 'app', occurredAt: new Date() }], told) // prettier-ignore
    case 'consents':
      return (await person.post('/consents', CONSENT)).status
    case 'withdraws':
      return (await person.delete('/consents/be_served')).status
    case 'passes it on': {
      const card = { key: newKey(), subject: 'content', subjectId: world.contentId, channel: 'card' }
      return (await person.post('/shares', card)).status
    }
    case 'chooses':
      return (await person.post('/me/agent', { agentCode: world.agents[one.agent]!.code })).status
    case 'is moved': {
      const recordId = await recordOf(person)
      if (recordId === null) return 0
      const body = { agentId: world.agents[one.agent]!.id, reason: '休假期间由同事照顾' }
      return (await world.leader.post(`/clients/${recordId}/owner`, body)).status
    }
    case 'is merged': {
      const [mergedId, survivorId] = [await recordOf(person), await recordOf(world.people[one.into]!)]
      if (mergedId === null || survivorId === null || mergedId === survivorId) return 0
      const { status, body } = await mergeByHand(world.leader, { survivorId, mergedId })
      if (status === 200) told.mergeIds.push(body.id)
      return status
    }
    case 'is parted': {
      const id = told.mergeIds.at(-1)
      return id === undefined
        ? 0
        : (await world.leader.post(`/merges/${id}/undoing`, { reason: '核对后是两位客户' })).status
    }
  }
}

async function recordOf({ accountId }: Caller): Promise<string | null> {
  const [account] = await server.db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [accountId])
  return account.recordId
}

/** Engagements that do not stand where their account does: at its record in force and that record's owner, or nowhere while there is none. */
const MISPLACED = `
  SELECT LOWER(HEX(e.id)) id, e.recordId, e.agentId, a.recordId accountRecordId, r.status, r.ownerAgentId
    FROM engagements e JOIN wechat_accounts a ON a.id = e.accountId LEFT JOIN client_records r ON r.id = a.recordId
   WHERE NOT (e.recordId <=> a.recordId AND e.agentId <=> r.ownerAgentId)
     AND NOT (e.recordId IS NULL AND e.agentId IS NULL AND COALESCE(r.status, 'none') <> 'active')`

async function expectAllRight({ accepted }: Told): Promise<void> {
  const { db } = server
  const rows = await db.query<{ id: string }[]>('SELECT LOWER(HEX(id)) id FROM engagements')
  const stored = new Set(rows.map(({ id }) => id))
  expect(accepted.filter((id) => !stored.has(id.replaceAll('-', '')))).toEqual([])
  expect(new Set(accepted).size).toBe(accepted.length)
  expect({
    totals: await recount(db),
    readings: await recountReadings(db),
    touches: await recountTouches(db),
    misplaced: await db.query(MISPLACED),
  }).toEqual({ totals: [], readings: [], touches: [], misplaced: [] })
  for (const { id } of await db.query<{ id: string }[]>("SELECT id FROM client_records WHERE status = 'active'")) {
    const done = await db.query<{ id: string }[]>(
      `SELECT LOWER(HEX(e.id)) id FROM engagements e JOIN wechat_accounts a ON a.id = e.accountId
        WHERE a.recordId = ? ORDER BY e.occurredAt DESC, e.id DESC`,
      [id],
    )
    const lines = await timelineLines(db, id, { before: null, limit: done.length })
    expect(lines.map((line) => line.id)).toEqual(done.map((row) => row.id))
  }
}

describe('roll-ups and timelines', () => {
  it('are right at once, whatever of reading, consenting, withdrawing, moving, merging and parting happens together', async () => {
    const done = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(waves, async (history) => {
        const world = await aWorld()
        const told: Told = { accepted: [], last: new Map(), mergeIds: [] }
        for (const wave of history) {
          const statuses = await Promise.all(wave.map((one) => perform(world, one, told)))
          wave.forEach(({ what }, index) => {
            if (statuses[index] === 200) done.set(what, (done.get(what) ?? 0) + 1)
          })
          await expectAllRight(told)
        }
      }),
      { numRuns: 12, endOnFailure: true },
    )
    // Refused all along, these would prove nothing.
    for (const what of ['consents', 'withdraws', 'is moved', 'is merged']) expect(done.get(what)).toBeGreaterThan(0)
  })
})
