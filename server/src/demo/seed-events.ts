import type { EventKind, RegistrationStatus } from '@quanke/shared/domain/event'
import { startOfBusinessDay } from '../core/days'
import { digestOf, type Terms } from '../events/event-terms'
import type { Event } from '../events/event.entity'
import type { Share } from '../shares/share.entity'
import { note, open, pass } from './acts'
import { daysAfter, minutesAfter } from './calendar'
import type { Random } from './random'
import type { Person, World } from './world'

const AFTERNOON = 14 * 60
/** How long before an event its agent passes it on, in days. */
const SHARED_DAYS = 12

interface Planned {
  agentKey: string
  /** From today; what lies ahead is still to come. */
  day: number
  title: string
  kind: EventKind
  about: string
  place: string
  minutes: number
  capacity: number
  audience: 'open' | 'clients'
  /** How many want to come; more than there are places wait. */
  guests: number
  /** Still looked at by compliance. */
  isWaiting?: boolean
}

const EVENTS: readonly Planned[] = [
  {
    agentKey: 'chen-siyuan', day: -40, title: '看懂家里的保障', kind: 'salon', minutes: 120, capacity: 12, audience: 'open', guests: 11,
    about: '把家里的保单摊开来看：保什么、保多久、缺什么。请带上保单复印件，现场只讲方法，不做销售。', place: '晨曦书房，滨江区沿江大道 18 号二楼',
  },
  {
    agentKey: 'xu-wenjing', day: -23, title: '家人的体检报告怎么看', kind: 'health', minutes: 90, capacity: 15, audience: 'open', guests: 12,
    about: '从血压、血糖、甲状腺结节说起，哪些要复查，哪些和投保有关。由社区医院周医生主讲。', place: '清和社区活动室',
  },
  {
    agentKey: 'chen-siyuan', day: -9, title: '理赔从报案到到账', kind: 'lecture', minutes: 90, capacity: 20, audience: 'clients', guests: 14,
    about: '用三件真实的理赔讲清楚：先做什么、要留哪些单据、多久有结果。', place: '安和人寿江城分公司三楼会议室',
  },
  {
    agentKey: 'chen-siyuan', day: 6, title: '亲子财商读书日', kind: 'family', minutes: 150, capacity: 16, audience: 'open', guests: 9,
    about: '和孩子一起读一本讲零花钱的绘本，再玩一个分配压岁钱的小游戏，适合 6 到 10 岁。', place: '江城图书馆少儿馆',
  },
  {
    agentKey: 'xu-wenjing', day: 12, title: '冬天的膝盖和腰', kind: 'health', minutes: 90, capacity: 6, audience: 'open', guests: 8,
    about: '康复师带大家做一套在家能做的动作，请穿宽松的衣服。', place: '清和社区活动室',
  },
  {
    agentKey: 'chen-siyuan', day: 20, title: '退休以后钱从哪里来', kind: 'lecture', minutes: 120, capacity: 30, audience: 'open', guests: 0, isWaiting: true,
    about: '社保养老金、企业年金和自己的准备，各能管多少，怎样估算缺口。', place: '安和人寿江城分公司三楼会议室',
  },
] // prettier-ignore

/** Events of the agents whom the demo page shows: some with who came, some still to come, one that compliance has to look at. */
export function seedEvents(world: World): void {
  for (const planned of EVENTS) hold(world, planned)
}

function hold(world: World, planned: Planned): void {
  const { asOf } = world.settings
  const agent = world.agent(planned.agentKey)
  const random = world.random.fork(`event ${planned.title}`)
  const beginsAt = minutesAfter(daysAfter(startOfBusinessDay(asOf), planned.day), AFTERNOON)
  const before = (days: number): Date => earlier(daysAfter(beginsAt, -days), minutesAfter(asOf, -days * 30))
  const event = plan(world, agent, planned, beginsAt, before)
  if (planned.isWaiting) return
  const sharedAt = before(SHARED_DAYS)
  const share = pass(world, agent, { subject: 'event', subjectId: event.id }, sharedAt)
  for (const [index, guest] of guestsOf(world, random, agent, planned, sharedAt).entries()) {
    const span = (earlier(daysAfter(beginsAt, -1), asOf).getTime() - sharedAt.getTime()) / 60_000
    const at = minutesAfter(sharedAt, (span * (index + 1)) / (planned.guests + 2))
    open(world, guest, share, at)
    register(world, random, { guest, event, share, planned, number: index + 1, at: minutesAfter(at, 2) })
  }
}

const earlier = (one: Date, other: Date): Date => (one < other ? one : other)

function plan(world: World, agent: Person, planned: Planned, beginsAt: Date, before: (days: number) => Date): Event {
  const { events, event_versions } = world.tables
  const { title, kind, about, place, capacity, audience, isWaiting = false } = planned
  const endsAt = minutesAfter(beginsAt, planned.minutes)
  const terms: Terms = {
    title,
    kind,
    about,
    place,
    beginsAt,
    endsAt,
    closesAt: daysAfter(beginsAt, -1),
    capacity,
    audience,
  }
  const [writtenAt, submittedAt, approvedAt] = [
    before(SHARED_DAYS + 6),
    before(SHARED_DAYS + 5),
    before(SHARED_DAYS + 2),
  ]
  const id = String(events.length + 1)
  const officer = world.staff.get(world.idOf('staff', 'he-lv'))!
  const event: Event = {
    id, creationKey: world.key(writtenAt), agentId: agent.account.agentId!, status: isWaiting ? 'submitted' : 'approved', latestVersion: 1,
    approvedVersion: isWaiting ? null : 1, beginsAt, createdAt: writtenAt, cancelledAt: null, cancelledReason: null,
  } // prettier-ignore
  events.push(event)
  event_versions.push({
    ...terms, eventId: id, version: 1, digest: digestOf(terms), writtenAt, submittedAt, decidedByStaffId: isWaiting ? null : officer.account.staffId,
    approvedAt: isWaiting ? null : approvedAt, returnedAt: null, returnedReason: null,
  }) // prettier-ignore
  world.audit(agent, 'event.drafted', 'event', id, writtenAt, { version: 1 })
  world.audit(agent, 'event.submitted', 'event', id, submittedAt, { version: 1 })
  if (!isWaiting) world.audit(officer, 'event.approved', 'event', id, approvedAt, { version: 1 })
  return event
}

/** Clients of the agent, those whom the demo shows first, and a few who are nobody's client yet. */
function guestsOf(world: World, random: Random, agent: Person, planned: Planned, sharedAt: Date): Person[] {
  const uses = ({ consents }: Person): boolean => {
    const service = consents.get('use_service')
    return service?.state === 'given' && service.decidedAt < sharedAt
  }
  const clients = world
    .clientsOf(agent.account.agentId!)
    .filter((one) => uses(one) && one.record!.becameClientAt < sharedAt)
  const shown = clients.filter(({ stays }) => stays)
  const others = random.shuffle(clients.filter(({ stays }) => !stays))
  const visitors = random.shuffle(
    [...world.people.values()].filter(
      (one) => one.record === null && one.account.agentId === null && one.account.staffId === null && uses(one),
    ),
  )
  const some = planned.audience === 'open' ? Math.min(2, visitors.length) : 0
  return [...shown, ...others].slice(0, planned.guests - some).concat(visitors.slice(0, planned.guests > 0 ? some : 0))
}

interface Registering {
  guest: Person
  event: Event
  share: Share
  planned: Planned
  number: number
  at: Date
}

function register(world: World, random: Random, { guest, event, share, planned, number, at }: Registering): void {
  const { asOf } = world.settings
  const hasPlace = number <= planned.capacity
  const cameAt = minutesAfter(event.beginsAt, random.int(-12, 9))
  const isOver = minutesAfter(event.beginsAt, planned.minutes) < asOf
  const outcome: RegistrationStatus = random.chance(0.84) ? 'attended' : 'absent'
  const status: RegistrationStatus = !hasPlace ? 'waitlisted' : isOver ? outcome : 'confirmed'
  const { event_registrations: rows } = world.tables
  const id = String(rows.length + 1)
  const isSelfCheckIn = status === 'attended' && random.chance(0.5)
  rows.push({
    id, eventId: event.id, accountId: guest.account.id, number, status, shareId: share.id, registeredAt: at, cancelledAt: null,
    markedAt: isOver && hasPlace ? cameAt : null, isSelfCheckIn, wrongCodes: 0,
  }) // prettier-ignore
  const subject = { subject: 'event', subjectId: event.id } as const
  world.audit(guest, `registration.${hasPlace ? 'confirmed' : 'waitlisted'}`, 'event', event.id, at, {
    shareId: share.id,
  })
  if (hasPlace) note(world, guest, at, { kind: 'registered', ...subject, share })
  if (status !== 'attended') return
  note(world, guest, cameAt, { kind: 'attended', ...subject })
  if (isSelfCheckIn) world.audit(guest, 'attendance.checked_in', 'event', event.id, cameAt, { registrationId: id })
  else {
    const detail = { registrationId: id, from: 'confirmed', to: 'attended' }
    world.audit(world.agent(planned.agentKey), 'attendance.marked', 'event', event.id, cameAt, detail)
  }
}
