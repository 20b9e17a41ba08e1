import { INTRODUCTION_EXPIRY_DAYS, type IntroductionKind } from '@quanke/shared/domain/referral-request'
import { questionsOf } from '@quanke/shared/domain/request-questions'
import { deadlineOf } from '../referral-requests/deadline.rules'
import type { Introduction } from '../referral-requests/introduction.entity'
import type { Answers, ReferralRequest } from '../referral-requests/referral-request.entity'
import { note } from './acts'
import { daysAfter } from './calendar'
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
        ask(
          world,
          random.pick(clients),
          random.pick(REQUESTS),
          isLong && (end === 'open' || end === 'answered') ? 'closed' : end,
          at,
        )
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
    answers: answersTo(world, demo), version: 0, editedAt: null, ...deadlineOf(at, demo.urgency), firstAnsweredAt: null, remindedAt: null,
    escalatedAt: null, escalatedToAgentId: null, helperAgentId: null,
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

/** Of the choices some are made and some left open, as people do; what is written in words stands in the request already. */
function answersTo(world: World, { key, category }: DemoRequest): Answers {
  const random = world.random.fork(`answers ${key}`)
  return questionsOf(category).flatMap(([question, { choices }]) =>
    choices !== null && random.chance(0.8) ? [{ question, answer: random.pick(Object.keys(choices)) }] : [],
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
  const found = whom(world, demo, record.ownerAgentId!)
  const isProvider = found.kind === 'provider'
  const introduction: Introduction = {
    id: String(world.tables.introductions.length + 1), creationKey: world.key(at), requestId: request.id, byAccountId: agent.account.id,
    kind: found.kind, providerId: found.providerId, agentId: found.agentId, name: found.name, words: demo.answer.words,
    contactEnc: null, cardCode: isProvider ? null : world.code(), counterpartAccountId: null,
    counterpartAgreedAt: isProvider ? at : null, clientAgreedAt: null, status: isProvider ? 'counterpart_agreed' : 'offered', offeredAt: at,
    expiresAt: daysAfter(at, INTRODUCTION_EXPIRY_DAYS), settledAt: null, thanksWords: null, thankedAt: null,
  } // prettier-ignore
  world.tables.introductions.push(introduction)
  Object.assign(request, { status: 'answered', firstAnsweredAt: request.firstAnsweredAt ?? at })
  world.audit(agent, 'introduction.offered', 'introduction', introduction.id, at, {
    requestId: request.id,
    kind: introduction.kind,
  })
  if (end === 'answered') return
  const { agenda, calendar, random } = world
  agenda.plan(calendar.later(random, at, random.int(0, 2), 'clients'), (then) =>
    settle(world, person, request, introduction, found, demo, end, then),
  )
}

interface Whom {
  kind: IntroductionKind
  providerId: string | null
  agentId: string | null
  name: string
  /** What passes to the client once both have agreed. */
  contactEnc: Buffer
}

/** Somebody of the directory, or a colleague: the client's own agent when the words are the agent's own. */
function whom(world: World, { answer }: DemoRequest, ownerAgentId: string): Whom {
  const { cipher } = world.settings
  if (answer.providerKey !== null) {
    const provider = world.tables.providers[Number(world.idOf('provider', answer.providerKey)) - 1]!
    return {
      kind: 'provider',
      providerId: provider.id,
      agentId: null,
      name: provider.name,
      contactEnc: provider.contactEnc,
    }
  }
  const isOwn = answer.words.startsWith('我来')
  const agent = world.tables.agents[Number(isOwn ? ownerAgentId : world.idOf('agent', answer.agentKey!)) - 1]!
  const contact = `在小程序里搜索代理人代码 ${agent.code}，或致电江城分公司 6555 0100 转${agent.name}`
  return {
    kind: 'agent',
    providerId: null,
    agentId: agent.id,
    name: `${agent.name} · ${agent.title}`,
    contactEnc: cipher.encrypt(contact),
  }
}

function settle(
  world: World,
  person: Person,
  request: ReferralRequest,
  introduction: Introduction,
  { agentId, contactEnc }: Whom,
  demo: DemoRequest,
  end: RequestEnd,
  at: Date,
): void {
  if (request.status !== 'answered') return
  const { agenda, calendar, random } = world
  const isDeclined = end === 'declined'
  const colleague = agentId === null || isDeclined ? null : world.agents.get(agentId)!
  if (colleague) {
    Object.assign(introduction, { contactEnc, counterpartAccountId: colleague.account.id, counterpartAgreedAt: at })
    world.audit(colleague, 'introduction.counterpart-agreed', 'introduction', introduction.id, at, {
      requestId: request.id,
      way: 'own',
    })
  }
  const to = isDeclined ? 'declined' : 'accepted'
  Object.assign(
    introduction,
    isDeclined ? { status: 'declined', settledAt: at } : { status: 'connected', clientAgreedAt: at, settledAt: at },
  )
  request.status = isDeclined ? 'open' : 'introduced'
  world.audit(person, `introduction.${to}`, 'introduction', introduction.id, at, { requestId: request.id })
  if (to === 'accepted') note(world, person, at, { kind: 'introduced', subject: 'request', subjectId: request.id })
  if (to === 'accepted') thank(world, person, introduction, at)
  if (end === 'introduced') return
  const days = to === 'accepted' ? random.int(5, 20) : random.int(2, 6)
  agenda.plan(calendar.later(random, at, days, 'clients'), (then) => close(world, person, request, demo, then))
}

const THANKS = [
  '谢谢您帮忙找到这么合适的人，事情总算有了着落。',
  '您介绍得很用心，省了我们好多奔波，谢谢。',
  '谢谢您一直记着这件事。',
]

/** Some thank whoever introduced, a while later. */
function thank(world: World, person: Person, introduction: Introduction, at: Date): void {
  const { agenda, calendar } = world
  const random = world.random.fork(`thanks ${introduction.id}`)
  if (!random.chance(0.6)) return
  const words = random.pick(THANKS)
  agenda.plan(calendar.later(random, at, random.int(1, 3), 'clients'), (then) => {
    Object.assign(introduction, { thanksWords: words, thankedAt: then })
    world.audit(person, 'introduction.thanked', 'introduction', introduction.id, then, {
      requestId: introduction.requestId,
    })
  })
}

/** The client says how it went. */
export function close(world: World, person: Person, request: ReferralRequest, demo: DemoRequest, at: Date): void {
  if (request.status === 'closed' || request.status === 'withdrawn') return
  const isSolved = request.status === 'introduced'
  const outcome = isSolved ? demo.outcome : 'unsolved'
  const rating = isSolved ? demo.rating : 3
  const ratingWords = isSolved ? demo.ratingWords : '时间对不上，后来托亲戚找到了，还是谢谢帮忙打听。'
  Object.assign(request, { status: 'closed', outcome, rating, ratingWords, closedAt: at })
  note(world, person, at, { kind: 'rated', subject: 'request', subjectId: request.id })
  world.audit(person, 'request.closed', 'request', request.id, at, { outcome, rating })
}
