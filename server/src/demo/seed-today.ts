import { look, open, pass, readArticle } from './acts'
import { daysAfter, minutesAfter } from './calendar'
import { becomeClient, decide, join } from './clients'
import { REQUESTS } from './library/requests'
import { live, spendTime, spread } from './life'
import { DEMO_PEOPLE } from './people'
import { ask, hasAsked, type RequestEnd } from './seed-requests'
import { give, type GivenCard } from './seed-referrals'
import { comeByShare } from './seed-year'
import { LIN_ALIAS, type Person, type World } from './world'

const HOUR = 60
const DAY = 24 * HOUR

const requestOf = (key: string) => REQUESTS.find((one) => one.key === key)!

interface Desk {
  agentKey: string
  /** New clients: how many minutes ago they consented, and how many before that they first came. */
  clients: readonly (readonly [minutes: number, before: number])[]
  /** The group, where the request is for its members. */
  requests: readonly (readonly [key: string, minutes: number, end: RequestEnd, groupKey?: string])[]
  cards: readonly (GivenCard & { minutes: number })[]
}

/** What lies on the desks of the agents whom the demo page shows: new clients, open requests, thanks to send. */
const DESKS: readonly Desk[] = [
  {
    agentKey: 'chen-siyuan',
    clients: [[95, 18], [26 * HOUR, 3 * DAY], [49 * HOUR, 40]], // prettier-ignore
    requests: [
      ['after-surgery-care', 35, 'open'],
      ['side-income-tax', 19 * HOUR, 'open'],
      ['middle-school', 43 * HOUR, 'open'],
      ['policy-review', 21 * HOUR, 'open', 'policy'],
      ['house-registration', 4 * DAY, 'answered'],
      ['burnout', 9 * DAY, 'introduced'],
    ],
    cards: [
      { minutes: 30 * HOUR, end: 'consented', openedAfterMinutes: 24 * HOUR, thanks: [] },
      { minutes: 4 * DAY, end: 'consented', openedAfterMinutes: 2.6 * DAY, thanks: [] },
      { minutes: 55 * DAY, end: 'won', openedAfterMinutes: 5 * HOUR, thanks: ['consent'] },
      { minutes: 2 * DAY, end: 'opened', openedAfterMinutes: 8 * HOUR, thanks: [] },
      { minutes: 3 * HOUR, end: 'offered', thanks: [] },
      { minutes: 24 * DAY, end: 'met', openedAfterMinutes: 11 * HOUR, thanks: ['consent'] },
    ],
  },
  {
    agentKey: 'xu-wenjing',
    clients: [[4 * HOUR, 25], [37 * HOUR, 6 * DAY]], // prettier-ignore
    requests: [
      ['father-blood-pressure', 70, 'open'],
      ['day-care-centre', 28 * HOUR, 'open'],
    ],
    cards: [
      { minutes: 3 * DAY, end: 'consented', openedAfterMinutes: 1.5 * DAY, thanks: [] },
      { minutes: 16 * DAY, end: 'contacted', openedAfterMinutes: 9 * HOUR, thanks: ['consent'] },
    ],
  },
]

/** Puts on those desks what came in these days. */
export function seedToday(world: World): void {
  for (const { agentKey, clients, requests, cards } of DESKS) {
    const { calendar, agenda } = world
    const random = world.random.fork(`today ${agentKey}`)
    for (const [minutes, before] of clients)
      comeByShare(world, random, agentKey, calendar.minutesAgo(minutes + before), calendar.minutesAgo(minutes))
    const known = (at: Date): Person[] =>
      world
        .clientsOf(world.agent(agentKey).account.agentId!)
        .filter(({ stays, record }) => !stays && record!.becameClientAt < daysAfter(at, -20))
    for (const [key, minutes, end, groupKey] of requests)
      agenda.plan(calendar.minutesAgo(minutes), (at) => {
        const groupId = groupKey === undefined ? undefined : world.idOf('group', groupKey)
        const asking = known(at).filter(
          (one) =>
            !hasAsked(world, one, requestOf(key)) &&
            (groupId === undefined || one.memberships.get(groupId)?.status === 'active'),
        )
        if (asking.length > 0) ask(world, random.pick(asking), requestOf(key), end, at, groupId)
      })
    for (const { minutes, ...card } of cards)
      agenda.plan(calendar.minutesAgo(minutes), (at) => void give(world, random.pick(known(at)), card, at))
  }
}

/** The client whom the demo page shows: a reader of long standing, in two groups, with a request that ended well. */
export function seedLinXiaoman(world: World): void {
  const { calendar, agenda } = world
  const random = world.random.fork('lin-xiaoman')
  const { key, name } = DEMO_PEOPLE.find((one) => one.key === 'lin-xiaoman')!
  const agent = world.agent('chen-siyuan')
  const article = world.tables.contents[0]!
  const first = calendar.moment(random, calendar.today - 212, 'clients')
  agenda.plan(minutesAfter(first, -85), (sharedAt) => {
    const share = pass(world, agent, { subject: 'content', subjectId: article.id }, sharedAt)
    agenda.plan(first, (at) => {
      const lin = world.arrives(key, at, ['family', 'health'])
      lin.stays = true
      open(world, lin, share, at)
      agenda.plan(minutesAfter(at, 9), (then) => {
        join(world, lin, article.groupId!, share.id, then)
        lin.account.alias = LIN_ALIAS
      })
      agenda.plan(daysAfter(at, 1), (then) =>
        readArticle(world, lin, world.idOf('content', 'talk-with-parents'), null, then),
      )
      agenda.plan(daysAfter(at, 4), (then) => {
        look(world, lin, 'agent', agent.account.agentId!, null, then)
        world.verifyPhone(lin)
        becomeClient(world, lin, minutesAfter(then, 3), {
          displayName: name,
          also: ['show_activity'],
          shareId: share.id,
        })
        live(world, lin, then, 2.6)
      })
      for (const minutes of [110, 25 * HOUR])
        agenda.plan(calendar.minutesAgo(minutes), (then) => spendTime(world, lin, then))
      agenda.plan(daysAfter(at, 31), (then) => join(world, lin, world.idOf('group', 'reading'), null, then))
      agenda.plan(daysAfter(at, 66), (then) => ask(world, lin, requestOf('will-for-mother'), 'closed', then))
      agenda.plan(daysAfter(at, 118), (then) => {
        const words = '我家的保单就是请这位顾问理的，讲得慢，听得懂，也没催我买什么。你之前说看不懂合同，可以先聊聊。'
        give(world, lin, { end: 'proposed', thanks: ['consent'], words, openedAfterMinutes: 190 }, then)
      })
      for (const days of [40, 97, 151, 190, 206])
        agenda.plan(daysAfter(at, days), (then) => {
          const [contentId] = random.pick([...lin.readings])
          spread(world, pass(world, lin, { subject: 'content', subjectId: contentId }, then), 2)
        })
    })
  })
}

/** Where the texts were renewed during the year, the demo's client has agreed to the new ones too. */
export function renewConsents(world: World): void {
  const newest = Math.max(...world.settings.texts.map(({ inForceAt }) => inForceAt.getTime()))
  const random = world.random.fork('renewal')
  const day = world.calendar.dayOf(new Date(newest)) + 5
  if (day < 1) return
  world.agenda.plan(world.calendar.moment(random, Math.min(day, world.calendar.today - 1), 'clients'), (at) => {
    for (const person of world.people.values())
      if (person.stays)
        for (const { purpose, state } of [...person.consents.values()])
          if (state === 'given') decide(world, person, purpose, 'given', at)
  })
}
