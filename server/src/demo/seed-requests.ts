import type { IntroductionKind } from '@quanke/shared/domain/referral-request'
import type { Introduction } from '../referral-requests/introduction.entity'
import type { ReferralRequest } from '../referral-requests/referral-request.entity'
import { note } from './acts'
import { REQUESTS, type DemoRequest } from './library/requests'
import type { Person, World } from './world'

/** How far a request gets, as long as there is time. */
export type RequestEnd = 'open' | 'answered' | 'declined' | 'introduced' | 'closed' | 'withdrawn'

const ENDS: readonly (readonly [RequestEnd, number])[] = [
  ['closed', 68],
  ['introduced', 8],
  ['declined', 8],
  ['answered', 4],
  ['withdrawn', 8],
  ['open', 4],
]

/** Requests over the year: some client asks, and what follows takes its time. */
export function seedRequests(world: World, count: number): void {
  const random = world.random.fork('requests')
  for (let index = 0; index < count; index += 1) {
    const day = Math.max(20, world.calendar.growingDay(random))
    world.agenda.plan(world.calendar.moment(random, day, 'clients'), (at) => {
      const clients = world.clientsOf().filter(({ record }) => daysBetween(record!.becameClientAt, at) > 3)
      const end = random.weighted(ENDS)
      // What has been waiting for weeks without an answer would be a shame for the organisation.
      const isLong = daysBetween(at, world.settings.asOf) > 12
      if (clients.length > 0)
        ask(world, random.pick(clients), random.pick(REQUESTS), isLong && end === 'open' ? 'closed' : end, at)
    })
  }
}

const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 86_400_000

/** Whether this client has asked for that before. */
export function hasAsked(world: World, { record }: Person, { words }: DemoRequest): boolean {
  return world.tables.referral_requests.some((one) => one.recordId === record?.id && one.words === words)
}

/** A client asks, and it goes on from there. Some ask a group they are in; which one is left to chance unless it is said. */
export function ask(world: World, person: Person, demo: DemoRequest, end: RequestEnd, at: Date, group?: string): void {
  const { random, calendar, agenda } = world
  const { record, account } = person
  if (record?.status !== 'active' || record.ownerAgentId === null) return
  if (hasAsked(world, person, demo)) return
  const groups = [...person.memberships.values()].filter(({ status }) => status === 'active')
  const isForGroup = groups.length > 0 && demo.category !== 'adviser' && random.chance(0.3)
  const groupId = group ?? (isForGroup ? random.pick(groups).groupId : null)
  const request: ReferralRequest = {
    id: String(world.tables.referral_requests.length + 1), creationKey: world.key(at), accountId: account.id, recordId: record.id,
    category: demo.category, words: demo.words, urgency: demo.urgency, audience: groupId === null ? 'agent' : 'group', groupId,
    wordsReview: groupId === null ? 'pending' : 'passed', status: 'open', askedAt: at, outcome: null, rating: null, ratingWords: null, closedAt: null,
  } // prettier-ignore
  world.tables.referral_requests.push(request)
  note(world, person, at, { kind: 'asked', subject: 'request', subjectId: request.id })
  world.audit(person, 'request.asked', 'request', request.id, at, { category: request.category, groupId })
  if (end === 'withdrawn')
    agenda.plan(calendar.later(random, at, random.int(1, 4), 'clients'), (then) =>
      takeBack(world, person, request, then),
    )
  else if (end !== 'open')
    agenda.plan(calendar.later(random, at, random.int(0, 1), 'agents'), (then) =>
      introduce(world, person, request, demo, end, then),
    )
}

function takeBack(world: World, person: Person, request: ReferralRequest, at: Date): void {
  if (request.status === 'closed' || request.status === 'withdrawn') return
  Object.assign(request, { status: 'withdrawn', closedAt: at })
  world.audit(person, 'request.withdrawn', 'request', request.id, at)
}

function introduce(
  world: World,
  person: Person,
  request: ReferralRequest,
  demo: DemoRequest,
  end: RequestEnd,
  at: Date,
): void {
  const { record } = person
  if (request.status !== 'open' || record?.status !== 'active') return
  const agent = world.agents.get(record.ownerAgentId!)!
  const introduction: Introduction = {
    id: String(world.tables.introductions.length + 1), creationKey: world.key(at), requestId: request.id, byAccountId: agent.account.id,
    ...whom(world, demo, record.ownerAgentId!), words: demo.answer.words, counterpartAgreedAt: at, status: 'offered', offeredAt: at, settledAt: null,
  } // prettier-ignore
  world.tables.introductions.push(introduction)
  request.status = 'answered'
  world.audit(agent, 'introduction.offered', 'introduction', introduction.id, at, {
    requestId: request.id,
    kind: introduction.kind,
  })
  if (end === 'answered') return
  const { agenda, calendar, random } = world
  agenda.plan(calendar.later(random, at, random.int(0, 2), 'clients'), (then) =>
    settle(world, person, request, introduction, demo, end, then),
  )
}

interface Whom {
  kind: IntroductionKind
  providerId: string | null
  name: string
  contactEnc: Buffer
}

/** Somebody of the directory, or a colleague: the client's own agent when the words are the agent's own. */
function whom(world: World, { answer }: DemoRequest, ownerAgentId: string): Whom {
  const { cipher } = world.settings
  if (answer.providerKey !== null) {
    const provider = world.tables.providers[Number(world.idOf('provider', answer.providerKey)) - 1]!
    return { kind: 'provider', providerId: provider.id, name: provider.name, contactEnc: provider.contactEnc }
  }
  const isOwn = answer.words.startsWith('我来')
  const agent = world.tables.agents[Number(isOwn ? ownerAgentId : world.idOf('agent', answer.agentKey!)) - 1]!
  const contact = `在小程序里搜索代理人代码 ${agent.code}，或致电江城分公司 6555 0100 转${agent.name}`
  return {
    kind: 'agent',
    providerId: null,
    name: `${agent.name} · ${agent.title}`,
    contactEnc: cipher.encrypt(contact),
  }
}

function settle(
  world: World,
  person: Person,
  request: ReferralRequest,
  introduction: Introduction,
  demo: DemoRequest,
  end: RequestEnd,
  at: Date,
): void {
  if (request.status !== 'answered') return
  const { agenda, calendar, random } = world
  const to = end === 'declined' ? 'declined' : 'accepted'
  Object.assign(introduction, { status: to, settledAt: at })
  request.status = to === 'accepted' ? 'introduced' : 'open'
  world.audit(person, `introduction.${to}`, 'introduction', introduction.id, at, { requestId: request.id })
  if (to === 'accepted') note(world, person, at, { kind: 'introduced', subject: 'request', subjectId: request.id })
  if (end === 'introduced') return
  const days = to === 'accepted' ? random.int(5, 20) : random.int(2, 6)
  agenda.plan(calendar.later(random, at, days, 'clients'), (then) => close(world, person, request, demo, then))
}

function close(world: World, person: Person, request: ReferralRequest, demo: DemoRequest, at: Date): void {
  if (request.status === 'closed' || request.status === 'withdrawn') return
  const isSolved = request.status === 'introduced'
  const outcome = isSolved ? demo.outcome : 'unsolved'
  const rating = isSolved ? demo.rating : 3
  const ratingWords = isSolved ? demo.ratingWords : '时间对不上，后来托亲戚找到了，还是谢谢帮忙打听。'
  Object.assign(request, { status: 'closed', outcome, rating, ratingWords, closedAt: at })
  note(world, person, at, { kind: 'rated', subject: 'request', subjectId: request.id })
  world.audit(person, 'request.closed', 'request', request.id, at, { outcome, rating })
}
