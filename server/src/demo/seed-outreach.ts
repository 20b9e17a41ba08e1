import { READ_PERCENT } from '@quanke/shared/domain/content'
import { OUTREACH_PURPOSE, type OutreachResult } from '@quanke/shared/domain/outreach'
import { businessDay } from '../core/days'
import { armOf, commitmentOf } from '../outreach/assignment'
import type { OutreachMember } from '../outreach/outreach-member.entity'
import type { OutreachPlan } from '../outreach/outreach-plan.entity'
import { datesOf, finalAt, observedUntil } from '../outreach/plan.rules'
import { open, pass, readArticle } from './acts'
import { minutesAfter } from './calendar'
import type { Random } from './random'
import type { Person, World } from './world'

const DAY = 24 * 60

type Planned = Pick<
  OutreachPlan,
  'kind' | 'title' | 'words' | 'careWay' | 'outcome' | 'holdoutPercent' | 'windowDays'
> & {
  agentKey: string
  daysAgo: number
  /** Of those who were approached, and of those who were not: how many of a hundred read the article all the same. */
  readers?: { approached: number; others: number }
}

/** One that is over and showed something, and one that has just begun. */
const PLANS: readonly Planned[] = [
  {
    agentKey: 'chen-siyuan', daysAgo: 41, kind: 'content', title: '秋季保单整理', words: '', careWay: null, outcome: 'read', holdoutPercent: 30,
    windowDays: 30, readers: { approached: 55, others: 12 },
  },
  {
    agentKey: 'chen-siyuan', daysAgo: 5, kind: 'care', title: '入冬问候', words: '天冷了，问候一声，看看有没有需要帮忙的', careWay: 'greeting',
    outcome: 'asked', holdoutPercent: 20, windowDays: 30,
  },
] // prettier-ignore

/** What agents did for many clients at once, with a part of them kept untouched. */
export function seedOutreach(world: World): void {
  for (const [index, planned] of PLANS.entries()) {
    const random = world.random.fork(`outreach ${index}`)
    world.agenda.plan(world.calendar.minutesAgo(planned.daysAgo * DAY), (at) => start(world, random, planned, at))
  }
}

const INVITED_DAYS_AGO = 4

/** An invitation to an event that is still to come, of which some have their card. For when the events are there. */
export function seedInvitation(world: World): void {
  const { asOf } = world.settings
  const random = world.random.fork('outreach invitation')
  const agent = world.agent('chen-siyuan')
  const event = world.tables.events.find(
    ({ agentId, status, beginsAt }) => agentId === agent.account.agentId && status === 'approved' && beginsAt > asOf,
  )
  if (!event) return
  const { title, beginsAt, place } = world.tables.event_versions.find(({ eventId }) => eventId === event.id)!
  const at = world.calendar.minutesAgo(INVITED_DAYS_AGO * DAY)
  const { plan, drawn } = begin(world, random, agent, {
    kind: 'event', title: `邀请：${title}`, words: `${dayWords(beginsAt)}，${place}`, careWay: null, outcome: 'registered', holdoutPercent: 30,
    windowDays: 14, contentId: null, eventId: event.id,
  }, at) // prettier-ignore
  for (const { member } of drawn) {
    if (member.arm === 'held_out' || random.chance(0.4)) continue
    const doneAt = minutesAfter(at, random.int(30, (INVITED_DAYS_AGO - 1) * DAY))
    Object.assign(member, { doneAt, doneByAgentId: plan.agentId, result: 'reached' satisfies OutreachResult })
    member.shareId = pass(world, agent, { subject: 'event', subjectId: event.id }, minutesAfter(doneAt, -1)).id
    world.audit(agent, 'outreach.done', 'client', member.recordId, doneAt, { planId: plan.id, result: 'reached' })
  }
}

/** 「12月5日 下午」 */
function dayWords(at: Date): string {
  const [, month, day] = businessDay(at).split('-')
  return `${Number(month)}月${Number(day)}日 下午`
}

function start(world: World, random: Random, planned: Planned, at: Date): void {
  const { agentKey, daysAgo: _, readers, ...what } = planned
  const agent = world.agent(agentKey)
  const contentId = what.kind === 'content' ? world.tables.contents[0]!.id : null
  const { plan, drawn } = begin(world, random, agent, { ...what, contentId, eventId: null }, at)
  // What happens here must not move what chance holds for everything else.
  const own = Object.create(world, { random: { value: random } }) as World
  for (const one of drawn) live(own, agent, plan, one, readers)
  world.agenda.plan(finalAt(plan.closesAt!), (then) => {
    for (const { client, member } of drawn) member.settled = hasRead(client, plan, member) ? 'hit' : 'missed'
    plan.settledAt = then
    world.audit(null, 'outreach.settled', 'outreach', plan.id, then)
  })
}

type Begun = Omit<Planned, 'agentKey' | 'daysAgo' | 'readers'> & Pick<OutreachPlan, 'contentId' | 'eventId'>

/** The plan, and every client where the draw put the client. */
function begin(
  world: World,
  random: Random,
  agent: Person,
  what: Begun,
  at: Date,
): { plan: OutreachPlan; drawn: Drawn[] } {
  const { outreach_plans: plans } = world.tables
  const agentId = agent.account.agentId!
  const dates = datesOf({ windowDays: what.windowDays, drawsLater: false }, at)
  const plan: OutreachPlan = {
    id: String(plans.length + 1), creationKey: world.key(at), agentId, teamId: null, ...what, source: null, groupId: null, recency: null, drawsLater: false,
    outcomePurpose: null, seed: Buffer.from(Array.from({ length: 32 }, () => random.int(0, 255))), status: 'running', createdAt: at,
    startedAt: at, ...dates, settledAt: null,
  } // prettier-ignore
  plans.push(plan)
  world.audit(agent, 'outreach.planned', 'outreach', plan.id, at, { commitment: commitmentOf(plan.seed) })
  world.audit(agent, 'outreach.started', 'outreach', plan.id, at)
  const isOpen = ({ consents, stays, record }: Person) =>
    !stays && record!.becameClientAt < at && consents.get(OUTREACH_PURPOSE[plan.kind])?.state === 'given'
  const reachable = world.clientsOf(agentId).filter(isOpen)
  // Whose two records were merged is one client.
  const clients = [...new Map(reachable.map((client) => [client.record!.id, client])).values()]
  return { plan, drawn: clients.map((client) => ({ client, member: draw(world, plan, client, at) })) }
}

function draw(world: World, { id, agentId, seed, holdoutPercent, windowDays }: OutreachPlan, client: Person, at: Date) {
  const { outreach_members: members } = world.tables
  const recordId = client.record!.id
  const member: OutreachMember = {
    id: String(members.length + 1), planId: id, recordId, agentId, arm: armOf(seed, id, recordId, holdoutPercent), drawnAt: at,
    observedUntil: observedUntil(at, windowDays), shareId: null, doneAt: null, doneByAgentId: null, result: null, settled: null,
  } // prettier-ignore
  members.push(member)
  return member
}

interface Drawn {
  client: Person
  member: OutreachMember
}

/** What becomes of one client: approached within the first days, or left alone. */
function live(world: World, agent: Person, plan: OutreachPlan, drawn: Drawn, readers: Planned['readers']): void {
  const { random, agenda, calendar } = world
  const { client, member } = drawn
  const isServed = () => client.record?.status === 'active' && client.record.ownerAgentId === plan.agentId
  if (member.arm === 'held_out') {
    if (readers && random.chance(readers.others / 100))
      agenda.plan(calendar.later(random, member.drawnAt, random.int(2, 25), 'clients'), (at) => {
        if (isServed()) readArticle(world, client, plan.contentId!, null, at)
      })
    return
  }
  agenda.plan(calendar.later(random, member.drawnAt, random.int(0, 9), 'agents'), (at) => {
    if (!isServed()) return
    const result: OutreachResult = plan.kind === 'content' ? 'reached' : random.weighted([['reached', 7], ['no_answer', 2], ['later', 1]]) // prettier-ignore
    Object.assign(member, { doneAt: at, doneByAgentId: plan.agentId, result })
    world.audit(agent, 'outreach.done', 'client', member.recordId, at, { planId: plan.id, result })
    if (plan.contentId === null) return
    const share = pass(world, agent, { subject: 'content', subjectId: plan.contentId }, minutesAfter(at, -1))
    member.shareId = share.id
    if (readers && random.chance(readers.approached / 100))
      agenda.plan(minutesAfter(at, random.int(20, 2 * DAY)), (then) => {
        if (isServed()) open(world, client, share, then)
      })
  })
}

const hasRead = ({ engagements }: Person, { contentId }: OutreachPlan, member: OutreachMember): boolean =>
  engagements.some(
    ({ kind, subjectId, percent, occurredAt }) =>
      kind === 'read' &&
      subjectId === contentId &&
      (percent ?? 0) >= READ_PERCENT &&
      occurredAt >= member.drawnAt &&
      occurredAt < member.observedUntil,
  )
