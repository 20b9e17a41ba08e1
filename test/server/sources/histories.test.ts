import fc from 'fast-check'
import type { AttributedOutcomeView, AttributionView } from '@quanke/shared/contracts/attribution'
import type { SourcePersonView, SourcesView } from '@quanke/shared/contracts/sources'
import { attributionModels, CREDIT_PER_OUTCOME, outcomeKinds } from '@quanke/shared/domain/attribution'
import { SOURCE_DIMENSIONS, sourceStages } from '@quanke/shared/domain/source'
import { verifyCredits } from '../../../server/src/attribution/verify-credits'
import { verifyDecisions } from '../../../server/src/clients/verify-decisions'
import { verifyDraws } from '../../../server/src/outreach/verify-draws'
import { verifyLog } from '../../../server/src/provenance/verify'
import {
  aContent,
  aGroup,
  anAgent,
  anOrganization,
  aTeam,
  signInAgent,
  type Built,
  type BuiltAgent,
} from '../../support/builders'
import { mergeByHand } from '../../support/merge-by-hand'
import { allPages } from '../../support/pages'
import { newKey, testServer, type Caller } from '../../support/server'
import { aCarePlan } from '../outreach/support'
import { records } from '../policies/support'
import { arrived, minutesAgo, send, shares, yes } from '../provenance/story'
import { rawTables, sourcesOf } from './recount'

const server = testServer({ goesOn: true })

const DAY = 24 * 60
const person = fc.nat(4)
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('arrive' as const), who: person, share: fc.nat(30), minutes: fc.oneof(fc.integer({ min: 1, max: 29 * DAY }), fc.constant(5 * DAY)), read: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('share' as const), who: person, share: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('consent' as const), who: person, share: fc.nat(30), isTold: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('merge' as const), who: person, other: person }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), who: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('assign' as const), who: person, agent: fc.nat(1) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('withdraw' as const, 'join' as const, 'leave' as const, 'refer' as const, 'accept' as const, 'decline' as const, 'ask' as const, 'buy' as const, 'takeBack' as const, 'plan' as const), who: person }) },
) // prettier-ignore
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

interface Stage {
  leader: Caller
  agents: BuiltAgent[]
  callers: Caller[]
  content: Built
  group: Built
  people: Caller[]
  made: { id: string; code: string }[]
  cards: string[]
}

async function aStage(): Promise<Stage> {
  await server.empty()
  await anOrganization(server.db)
  const team = await aTeam(server.db)
  const leader = await signInAgent(server, await anAgent(server.db, { leads: team.id }))
  const agents = [await anAgent(server.db, { teamId: team.id }), await anAgent(server.db, { teamId: team.id })]
  const callers = [await signInAgent(server, agents[0]!), await signInAgent(server, agents[1]!)]
  const [content, group] = [await aContent(server.db), await aGroup(server.db, { hostAgentId: agents[0]!.id })]
  const people: Caller[] = []
  for (const name of 'abcde') people.push(await server.as(name))
  const made = [
    await shares(callers[0]!, 'content', content),
    await shares(callers[1]!, 'content', content, { channel: 'qr' }),
    await shares(callers[0]!, 'group', group),
  ]
  return { leader, agents, callers, content, group, people, made, cards: [] }
}

const recordOf = async ({ accountId }: Caller): Promise<string | null> =>
  (await server.db.query('SELECT recordId FROM wechat_accounts WHERE id = ?', [accountId]))[0]?.recordId ?? null

/** What the rules refuse changes nothing, and that is fine. */
async function take(stage: Stage, one: Act): Promise<void> {
  const { leader, agents, callers, content, group, people, made, cards } = stage
  const who = people[one.who % people.length]!
  const share = 'share' in one ? made[one.share % made.length]! : made[0]!
  const card = cards.at(-1) ?? 'none'
  const answered = ({ status, body }: { status: number; body: unknown }) => {
    if (status >= 500) throw new Error(`${JSON.stringify(one)}: ${JSON.stringify(body)}`)
  }
  if (one.kind === 'arrive') {
    const at = minutesAgo(one.minutes)
    // Now and then it is a card that somebody looks at and neither takes nor turns down.
    const code = one.share % 5 === 0 && card !== 'none' ? card : share.code
    const read = { id: newKey(), kind: 'read', subject: 'content', subjectId: content.id, shareCode: code, occurredAt: at.toISOString(), percent: 95, seconds: 30 } // prettier-ignore
    answered(await send(who, arrived(code, at, one.minutes % 2 ? 1007 : undefined), ...(one.read ? [read] : [])))
  } else if (one.kind === 'share') {
    const body = { key: newKey(), subject: 'content', subjectId: content.id, channel: 'card', parentCode: share.code }
    const answer = await who.post('/shares', body)
    answered(answer)
    if (answer.status === 200) made.push(answer.body)
  } else if (one.kind === 'consent') answered(await who.post('/consents', yes(one.isTold ? share.code : undefined)))
  else if (one.kind === 'withdraw') answered(await who.delete('/consents/be_served'))
  else if (one.kind === 'join') answered(await who.post(`/groups/${group.id}/membership`, {}))
  else if (one.kind === 'leave') answered(await who.delete(`/groups/${group.id}/membership`))
  else if (one.kind === 'ask')
    answered(await who.post('/referral-requests', { key: newKey(), category: 'lawyer', words: '想找一位懂继承的律师', urgency: 'normal', audience: 'agent' })) // prettier-ignore
  else if (one.kind === 'refer') {
    const { status, body } = await who.post('/referrals', { key: newKey(), words: '推荐给你认识' })
    if (status === 200) cards.push(body.share.code)
  } else if (one.kind === 'accept') {
    await send(who, arrived(card, minutesAgo(1)))
    answered(await who.post(`/referrals/invitations/${card}/consent`, yes()))
  } else if (one.kind === 'decline') {
    await send(who, arrived(card, minutesAgo(1)))
    answered(await who.post(`/referrals/invitations/${card}/refusal`))
    people[one.who] = await server.as('abcde'[one.who]!)
  } else if (one.kind === 'merge') {
    const [survivorId, mergedId] = [await recordOf(who), await recordOf(people[one.other]!)]
    if (survivorId && mergedId) answered(await mergeByHand(leader, { survivorId, mergedId }))
  } else if (one.kind === 'undo') {
    const { items } = (await leader.get('/merges?limit=50')).body
    const merge = items.filter(({ can }: { can: { undo: boolean } }) => can.undo)[one.who]
    if (merge) answered(await leader.post(`/merges/${merge.id}/undoing`, { reason: '弄错了' }))
  } else if (one.kind === 'plan') {
    const { status, body } = await callers[0]!.post('/outreach/plans', aCarePlan({ key: newKey() }))
    if (status === 200) answered(await callers[0]!.post(`/outreach/plans/${body.id}/start`))
  } else {
    const recordId = await recordOf(who)
    if (recordId === null) return
    if (one.kind === 'assign')
      answered(
        await leader.post(`/clients/${recordId}/owner`, { agentId: agents[one.agent]!.id, reason: '按区域调整' }),
      )
    else if (one.kind === 'buy') for (const agent of callers) answered(await records(agent, recordId))
    else
      for (const agent of callers) {
        const policies = (await agent.get(`/clients/${recordId}/policies`)).body.items ?? []
        const standing = policies.find(({ takenBack }: { takenBack: unknown }) => takenBack === null)
        if (standing) answered(await agent.post(`/policies/${standing.id}/withdrawal`, { reason: '录错了' }))
      }
  }
}

const disagreements = async (): Promise<string[]> =>
  server.db.transaction(async (tx) => {
    const { findings } = await verifyLog(tx, null)
    await verifyCredits(tx, findings, new Date())
    await verifyDecisions(tx, findings)
    await verifyDraws(tx, findings)
    return findings.told
  })

async function get<T>(caller: Caller, path: string): Promise<T> {
  const { status, body } = await caller.get(path)
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
  return body
}

/** Figures of a board that are not what counting by hand gives, or do not open into as many rows. */
async function boardStrays(caller: Caller, agentIds: string[]): Promise<unknown[]> {
  const found: unknown[] = []
  const raw = await rawTables(server.db)
  const counted = agentIds.flatMap((id) => sourcesOf(raw, id))
  const inPeriod = counted.filter(({ at }) => at > minutesAgo(365 * DAY))
  for (const by of Object.keys(SOURCE_DIMENSIONS)) {
    const board = await get<SourcesView>(caller, `/sources?days=365&by=${by}`)
    for (const stage of sourceStages) {
      const byHand = inPeriod.filter(({ stages }) => stages.has(stage)).length
      if (board.totals[stage] !== byHand) found.push(['totals', by, stage, board.totals[stage], byHand])
      const inRows = board.rows.reduce((sum, { counts }) => sum + counts[stage], 0)
      if (inRows !== board.totals[stage]) found.push(['rows', by, stage, inRows, board.totals[stage]])
      const inTrend = board.trend.reduce((sum, { counts }) => sum + counts[stage], 0)
      if (inTrend !== board.totals[stage]) found.push(['trend', by, stage, inTrend, board.totals[stage]])
    }
    for (const { key, counts } of board.rows)
      for (const stage of sourceStages) {
        const rows = await allPages<SourcePersonView>(caller, `/sources/people?days=365&by=${by}&row=${key}&stage=${stage}&limit=2`) // prettier-ignore
        if (rows.length !== counts[stage] || new Set(rows.map(({ id }) => id)).size !== rows.length)
          found.push(['people', by, key, stage, rows.length, counts[stage]])
      }
    if (by !== 'channel') continue
    const consented = await allPages<SourcePersonView>(caller, '/sources/people?days=365&stage=consented&limit=2')
    const took = consented.filter(({ daysToConsent }) => daysToConsent !== null).length
    if (took !== (board.toConsent?.people ?? 0)) found.push(['delays', took, board.toConsent])
    for (const side of ['given', 'received'] as const) {
      const rows = await allPages(caller, `/sources/assists?days=365&side=${side}&limit=2`)
      if (rows.length !== board.assists[side]) found.push(['assists', side, rows.length, board.assists])
    }
  }
  return found
}

/** Credits that do not add up to the outcomes, or to those of the rows into which they open. */
async function attributionStrays(caller: Caller): Promise<unknown[]> {
  const found: unknown[] = []
  for (const outcome of outcomeKinds)
    for (const dimension of ['channel', 'item', 'person', 'group', 'campaign']) {
      const query = `outcome=${outcome}&dimension=${dimension}`
      const view = await get<AttributionView>(caller, `/attribution?${query}`)
      for (const model of attributionModels) {
        const sum = view.rows.reduce((all, { credits }) => all + credits[model], 0)
        if (sum !== view.outcomes * CREDIT_PER_OUTCOME) found.push([query, model, sum, view.outcomes])
      }
      for (const row of view.rows) {
        const rows = await allPages<AttributedOutcomeView>(caller, `/attribution/outcomes?${query}&row=${row.key}&limit=2`) // prettier-ignore
        if (rows.length !== row.outcomes) found.push([query, row.key, rows.length, row.outcomes])
        for (const model of attributionModels) {
          const sum = rows.reduce((all, { credits }) => all + credits[model], 0)
          if (sum !== row.credits[model]) found.push([query, row.key, model, sum, row.credits[model]])
        }
      }
    }
  return found
}

/** Clients whose way cannot be followed, and trees that are not whole. */
async function originStrays(stage: Stage): Promise<unknown[]> {
  const found: unknown[] = []
  const clients = await server.db.query(
    "SELECT id, ownerAgentId, provenanceKind, provenanceShareId, provenanceReferralId FROM client_records WHERE status = 'active'",
  )
  for (const { id, provenanceKind } of clients) {
    const origin = await get<any>(stage.leader, `/clients/${id}/origin`)
    if (origin.kind !== provenanceKind) found.push([id, origin.kind])
    if (provenanceKind === 'share' && origin.hops.length === 0) found.push([id, 'no hops'])
    for (const { entry } of [...origin.hops, ...origin.steps]) if (!/^\d+$/u.test(entry ?? '')) found.push([id, origin])
    const times = origin.steps.map(({ at }: { at: string }) => at)
    if (times.join() !== [...times].sort().join()) found.push([id, times])
  }
  for (const caller of [...stage.callers, stage.leader]) {
    const tree = await get<any>(caller, '/sources/referral-tree')
    if (tree.ids.length !== tree.total) found.push(['tree', tree])
    const known = new Set(tree.ids)
    for (const parent of tree.parentIds) if (parent !== null && !known.has(parent)) found.push(['orphan', parent, tree])
    if (known.size !== tree.ids.length) found.push(['twice', tree])
    await get(caller, '/sources/carriers?days=365')
  }
  return found
}

it('whatever happens in whatever order, every figure opens into as many rows, and the log says the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 30 }), async (acts) => {
      const stage = await aStage()
      for (const one of acts) await take(stage, one)
      expect(await disagreements()).toEqual([])
      expect(await originStrays(stage)).toEqual([])
      for (const [index, agent] of stage.agents.entries())
        expect(await boardStrays(stage.callers[index]!, [agent.id])).toEqual([])
      for (const caller of [...stage.callers, stage.leader]) expect(await attributionStrays(caller)).toEqual([])
    }),
    { numRuns: 4, endOnFailure: true },
  )
}, 120_000)
