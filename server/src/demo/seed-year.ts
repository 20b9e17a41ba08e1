import type { ProvenanceKind } from '@quanke/shared/domain/client'
import type { Share } from '../shares/share.entity'
import { look, pass, readArticle } from './acts'
import { daysAfter, minutesAfter } from './calendar'
import { becomeClient, giveOwner } from './clients'
import { alsoAgreed, displayNameOf, joinSome, live, openAndPass, someTopics, spread } from './life'
import { AGENTS } from './people'
import { openCampaign } from './seed-campaigns'
import type { Random } from './random'
import type { Person, World } from './world'

/** How many clients come to each agent by shares, and how often the agent shares, in the order of AGENTS. */
const CLIENTS = [6, 11, 11, 20, 31, 20, 20, 21, 19, 27, 17, 20]
const SHARES = [12, 16, 16, 30, 72, 36, 32, 42, 30, 52, 26, 40]

/** The agents share what they find good, all year round, and more each month. */
export function seedShares(world: World): void {
  AGENTS.forEach(({ key }, index) => {
    const random = world.random.fork(`shares ${key}`)
    const agent = world.agent(key)
    for (let count = 0; count < SHARES[index]!; count += 1)
      world.agenda.plan(world.calendar.moment(random, world.calendar.growingDay(random), 'agents'), (at) => {
        const share = shareSomething(world, random, agent, at)
        spread(world, share, random.weighted([[0, 6], [1, 4], [2, 1]])) // prettier-ignore
        for (const client of random.sample(world.clientsOf(agent.account.agentId!), random.int(0, 4)))
          world.agenda.plan(world.calendar.later(random, at, random.int(0, 2), 'clients'), (then) =>
            openAndPass(world, client, share, then, 0.1),
          )
      })
  })
}

/** An article as a rule, the newest ones first; sometimes a group, sometimes the own card. */
export function shareSomething(world: World, random: Random, agent: Person, at: Date): Share {
  const agentId = agent.account.agentId!
  const channel = random.chance(0.88) ? 'card' : 'qr'
  const what = random.weighted([['content', 82], ['group', 11], ['agent', 7]] as const) // prettier-ignore
  if (what === 'agent') return pass(world, agent, { subject: 'agent', subjectId: agentId, channel }, at)
  if (what === 'group') {
    const own = world.tables.interest_groups.filter(({ hostAgentId }) => hostAgentId === agentId)
    const group = random.pick(own.length > 0 && random.chance(0.8) ? own : world.tables.interest_groups)
    return pass(world, agent, { subject: 'group', subjectId: group.id, channel }, at)
  }
  const published = world.tables.contents.filter(({ publishedAt }) => publishedAt !== null && publishedAt < at)
  const weighted = published.map(({ id, publishedAt }) => [id, publishedAt! > daysAfter(at, -30) ? 6 : 1] as const)
  const campaignId = openCampaign(world, agentId)
  return pass(world, agent, { subject: 'content', subjectId: random.weighted(weighted), channel, campaignId }, at)
}

/** The people who come by a share, look around for some days or weeks, and let the agent serve them. */
export function seedClients(world: World): void {
  AGENTS.forEach(({ key }, index) => {
    const random = world.random.fork(`clients ${key}`)
    for (let count = 0; count < CLIENTS[index]!; count += 1) {
      const day = Math.max(3, Math.min(world.calendar.growingDay(random), world.calendar.today - 1))
      const hesitation = random.weighted([[0, 35], [random.int(1, 5), 35], [random.int(6, 25), 22], [random.int(26, 60), 8]]) // prettier-ignore
      const consentAt = world.calendar.moment(random, day, 'clients')
      const first =
        hesitation === 0
          ? minutesAfter(consentAt, -random.int(5, 25))
          : daysAfter(consentAt, -Math.min(hesitation, day - 1))
      comeByShare(world, random, key, first, consentAt)
    }
  })
}

/** Somebody comes by a share of this agent's chains, and consents then. */
export function comeByShare(world: World, random: Random, agentKey: string, first: Date, consentAt: Date): void {
  const { agenda, calendar } = world
  const agent = world.agent(agentKey)
  agenda.plan(first, (at) => {
    const shares = world.sharesOf(agent.account.agentId!, daysAfter(at, -21))
    const passedOn = shares.filter(({ depth }) => depth > 0)
    const pool = passedOn.length > 0 && random.chance(0.5) ? passedOn : shares
    const share =
      pool.length > 0 ? random.pick(pool) : shareSomething(world, random, agent, minutesAfter(at, -random.int(20, 90)))
    const person = world.stranger(at, someTopics(random))
    openAndPass(world, person, share, at, 0.15)
    if (random.chance(0.6)) agenda.plan(minutesAfter(at, 6), (then) => joinSome(world, person, share, then))
    const between = Math.floor((consentAt.getTime() - at.getTime()) / (4 * 86_400_000))
    for (let visit = 1; visit <= Math.min(between, 5); visit += 1)
      agenda.plan(calendar.later(random, at, visit * 3, 'clients'), (then) => {
        if (then < consentAt) readSomething(world, person, then)
      })
    agenda.plan(consentAt, (then) => consent(world, random, person, share.id, then))
  })
}

function consent(
  world: World,
  random: Random,
  person: Person,
  shareId: string | null,
  at: Date,
  cameBy?: ProvenanceKind,
): void {
  if (random.chance(0.5)) world.verifyPhone(person)
  becomeClient(world, person, at, { displayName: displayNameOf(world), also: alsoAgreed(random), shareId, cameBy })
  live(world, person, at)
}

function readSomething(world: World, person: Person, at: Date): void {
  const liked = world.tables.contents.filter(
    ({ topic, publishedAt }) => person.topics.includes(topic) && publishedAt! < at,
  )
  readArticle(world, person, world.random.pick(liked).id, null, at)
}

/** People who found the way by themselves: some wait in the pool, others were given an agent or chose one. */
export function seedWalkIns(world: World): void {
  const random = world.random.fork('walk-ins')
  const days = { waiting: [2, 5, 9, 12, 16, 20], assigned: [], chosen: [] } as Record<string, number[]>
  for (const kind of ['assigned', 'chosen'])
    for (let count = 0; count < 13; count += 1)
      days[kind]!.push(world.calendar.today - Math.max(25, Math.min(350, random.int(25, 340))))
  for (const ago of days.waiting!) walkIn(world, random, world.calendar.today - ago, 'walk_in', () => undefined)
  for (const day of days.assigned!)
    walkIn(world, random, day, 'walk_in', (person, at) => assign(world, random, person, at))
  for (const day of days.chosen!) walkIn(world, random, day, 'group', (person, at) => choose(world, person, at))
}

function walkIn(
  world: World,
  random: Random,
  day: number,
  cameBy: ProvenanceKind,
  after: (person: Person, at: Date) => void,
): void {
  const { agenda, calendar } = world
  agenda.plan(calendar.moment(random, day, 'clients'), (at) => {
    const person = world.stranger(at, someTopics(random))
    readSomething(world, person, at)
    agenda.plan(minutesAfter(at, 7), (then) => joinSome(world, person, null, then))
    agenda.plan(minutesAfter(at, random.int(12, 40)), (then) => {
      consent(world, random, person, null, then, cameBy)
      after(person, then)
    })
  })
}

/** A leader finds an agent of the own teams for a client of the pool. */
function assign(world: World, random: Random, person: Person, at: Date): void {
  const leaderKey = random.pick(['gao-jianguo', 'su-wanqing'])
  const leader = world.agent(leaderKey)
  const path = world.tables.teams.find(({ leaderAgentId }) => leaderAgentId === leader.account.agentId)!.path
  const below = world.tables.agents.filter(
    ({ id, teamId }) => id !== leader.account.agentId && world.tables.teams[Number(teamId) - 1]!.path.startsWith(path),
  )
  const reason = random.pick([
    '按所在区域分配',
    '客户希望由附近的代理人服务',
    '与客户关注的主题相符',
    '该代理人目前客户较少',
  ])
  world.agenda.plan(world.calendar.later(random, at, random.int(0, 2), 'agents'), (then) =>
    giveOwner(world, leader, person, random.pick(below).id, 'assigned_by_leader', reason, then),
  )
}

/** A member of a group lets its host serve her. */
function choose(world: World, person: Person, at: Date): void {
  world.agenda.plan(world.calendar.later(world.random, at, world.random.int(0, 3), 'clients'), (then) => {
    const [groupId] = person.memberships.keys()
    const group = world.tables.interest_groups[Number(groupId ?? 1) - 1]!
    const agent = world.tables.agents[Number(group.hostAgentId) - 1]!
    look(world, person, 'agent', agent.id, null, then)
    giveOwner(world, person, person, agent.id, 'chosen_by_client', agent.code, minutesAfter(then, 1))
  })
}
