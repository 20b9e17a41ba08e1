import { look, open, pass, readArticle } from './acts'
import { daysAfter, minutesAfter } from './calendar'
import { becomeClient, decide, join } from './clients'
import { REQUESTS } from './library/requests'
import { live, spread } from './life'
import { DEMO_PEOPLE } from './people'
import { ask } from './seed-requests'
import { give } from './seed-referrals'
import { comeByShare } from './seed-year'
import type { World } from './world'

const requestOf = (key: string) => REQUESTS.find((one) => one.key === key)!

/** What lies on the desk of the agent whom the demo page shows: new clients, open requests, thanks to send. */
export function seedToday(world: World): void {
  const { calendar, agenda } = world
  const random = world.random.fork('today')
  const agent = world.agent('chen-siyuan')
  const agentId = agent.account.agentId!
  for (const [minutes, before] of [[95, 18], [26 * 60, 3 * 1440], [49 * 60, 40], [68 * 60, 9 * 1440]] as const)
    comeByShare(world, random, 'chen-siyuan', calendar.minutesAgo(minutes + before), calendar.minutesAgo(minutes)) // prettier-ignore

  const earlier = (at: Date) =>
    world
      .clientsOf(agentId)
      .filter(({ key, record }) => key !== 'lin-xiaoman' && record!.becameClientAt < daysAfter(at, -20))
  for (const [key, minutes, end] of [
    ['after-surgery-care', 35, 'open'],
    ['side-income-tax', 19 * 60, 'open'],
    ['middle-school', 43 * 60, 'open'],
    ['house-registration', 4 * 1440, 'answered'],
    ['burnout', 9 * 1440, 'introduced'],
  ] as const)
    agenda.plan(calendar.minutesAgo(minutes), (at) => ask(world, random.pick(earlier(at)), requestOf(key), end, at))

  // Opened while this very day goes by: thanks are due, nothing is late.
  const cards = [
    { minutes: 30 * 60, end: 'consented', openedAfterMinutes: 24 * 60, thanks: [] },
    { minutes: 4 * 1440, end: 'consented', openedAfterMinutes: 2.6 * 1440, thanks: [] },
    { minutes: 55 * 1440, end: 'won', openedAfterMinutes: 300, thanks: ['consent'] },
    { minutes: 2 * 1440, end: 'opened', openedAfterMinutes: 500, thanks: [] },
    { minutes: 200, end: 'offered', thanks: [] },
    { minutes: 24 * 1440, end: 'met', openedAfterMinutes: 700, thanks: ['consent'] },
  ] as const
  for (const { minutes, ...card } of cards)
    agenda.plan(calendar.minutesAgo(minutes), (at) => void give(world, random.pick(earlier(at)), card, at))
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
      lin.account.alias = '小满不满'
      open(world, lin, share, at)
      agenda.plan(minutesAfter(at, 9), (then) => join(world, lin, article.groupId!, share.id, then))
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
      if (person.key === 'lin-xiaoman')
        for (const { purpose, state } of [...person.consents.values()])
          if (state === 'given') decide(world, person, purpose, 'given', at)
  })
}
