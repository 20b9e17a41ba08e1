import { REFERRAL_EXPIRY_DAYS, REFERRAL_MOVES, type ReferralStatus } from '@quanke/shared/domain/referral'
import type { ReferralMover } from '@quanke/shared/domain/referral-words'
import { canMove } from '@quanke/shared/domain/moves'
import type { ThanksOccasion } from '../referrals/referral-thanks.entity'
import type { Referral } from '../referrals/referral.entity'
import { note, open, pass } from './acts'
import { daysAfter, minutesAfter } from './calendar'
import { becomeClient, withdraw } from './clients'
import { REFERRAL_CARD_WORDS, THANK_YOU_WORDS } from './library/words'
import { alsoAgreed, displayNameOf, live, someTopics } from './life'
import { recordPolicy } from './seed-policies'
import type { Person, World } from './world'

/** How far a referral gets, as long as there is time. */
export type ReferralEnd = Exclude<ReferralStatus, 'expired'>

export interface GivenCard {
  end: ReferralEnd
  /** Which thanks the agent sends in time. */
  thanks: readonly ThanksOccasion[]
  words?: string
  /** After how many minutes the friend opens it; some days when not said. */
  openedAfterMinutes?: number
}

const ON_THE_WAY: readonly ReferralEnd[] = ['contacted', 'met', 'proposed']
const ENDS: readonly (readonly [ReferralEnd, number])[] = [
  ['offered', 14],
  ['opened', 12],
  ['declined', 12],
  ['contacted', 8],
  ['met', 12],
  ['proposed', 10],
  ['won', 20],
  ['lost', 12],
]

/** After two months things have come to an end, one way or the other. */
const OLD_ENDS = ENDS.map(([end, weight]) => [end, ON_THE_WAY.includes(end) ? 0 : weight] as const)

/** Why it came to nothing, without the friend's affairs. */
const REASONS = ['暂时没有需要，先做朋友', '想再和家人商量，不急于决定', '已经在别处安排好了']

/** Cards over the year. A few clients give many of them: their word moves people. */
export function seedReferrals(world: World, count: number): void {
  const random = world.random.fork('referrals')
  for (let index = 0; index < count; index += 1) {
    const day = Math.max(25, world.calendar.growingDay(random))
    world.agenda.plan(world.calendar.moment(random, day, 'clients'), (at) => {
      const clients = world
        .clientsOf()
        .filter(({ record }) => at.getTime() - record!.becameClientAt.getTime() > 10 * 86_400_000)
      if (clients.length === 0) return
      const isOld = world.settings.asOf.getTime() - at.getTime() > 70 * 86_400_000
      const weighted = clients.map((client) => [client, Number(client.account.id) % 9 === 0 ? 8 : 1] as const)
      give(
        world,
        random.weighted(weighted),
        {
          end: index % 30 === 15 ? 'withdrawn' : random.weighted(isOld ? OLD_ENDS : ENDS),
          thanks: ['consent', 'outcome'],
        },
        at,
      )
    })
  }
}

/** A client passes a card to a friend, and it goes on from there. */
export function give(world: World, person: Person, card: GivenCard, at: Date): Referral | null {
  const { random, agenda, calendar } = world
  const { record, account } = person
  if (record?.status !== 'active' || record.ownerAgentId === null) return null
  const id = String(world.tables.referrals.length + 1)
  const referral: Referral = {
    id, creationKey: world.key(at), referrerAccountId: account.id, referrerRecordId: record.id, agentId: record.ownerAgentId, shareId: null,
    words: card.words ?? random.pick(REFERRAL_CARD_WORDS), status: 'offered', friendRecordId: null, sentAs: 'ordinary', givenAt: at, expiresAt: daysAfter(at, REFERRAL_EXPIRY_DAYS),
  } // prettier-ignore
  world.tables.referrals.push(referral)
  referral.shareId = pass(world, person, { subject: 'referral', subjectId: id }, at).id
  noteMove(world, referral, 'offered', 'referrer', account.id, at)
  note(world, person, at, { kind: 'referred', subject: 'referral', subjectId: id })
  world.audit(person, 'referral.given', 'referral', id, at, { agentId: referral.agentId })
  agenda.plan(referral.expiresAt, () => {
    if (canMove(REFERRAL_MOVES, referral.status, 'expired'))
      move(world, referral, 'expired', 'time', null, referral.expiresAt)
  })
  if (card.end === 'offered') return referral
  const opened = card.openedAfterMinutes
  const openedAt =
    opened === undefined ? calendar.later(random, at, random.int(0, 5), 'clients') : minutesAfter(at, opened)
  agenda.plan(openedAt, (then) => openCard(world, referral, card, then))
  return referral
}

function noteMove(
  world: World,
  { id }: Referral,
  to: ReferralStatus,
  mover: ReferralMover,
  actorId: string | null,
  at: Date,
  reason: string | null = null,
): void {
  const { referral_moves: moves } = world.tables
  moves.push({ id: String(moves.length + 1), referralId: id, toStatus: to, mover, actorAccountId: actorId, reason, at })
}

function move(
  world: World,
  referral: Referral,
  to: ReferralStatus,
  mover: ReferralMover,
  actor: Person | null,
  at: Date,
  reason: string | null = null,
): void {
  if (!canMove(REFERRAL_MOVES, referral.status, to))
    throw new Error(`A referral cannot move from ${referral.status} to ${to}`)
  const from = referral.status
  referral.status = to
  noteMove(world, referral, to, mover, actor?.account.id ?? null, at, reason)
  if (mover === 'agent') world.audit(actor, 'referral.moved', 'referral', referral.id, at, { from, to })
  else world.audit(actor, `referral.${to}`, 'referral', referral.id, at)
}

/** The friend looks at the card. Of one who says no, nothing is kept. */
function openCard(world: World, referral: Referral, card: GivenCard, at: Date): void {
  if (referral.status !== 'offered') return
  const { random, agenda, calendar } = world
  move(world, referral, 'opened', 'friend', null, at)
  const then =
    card.openedAfterMinutes === undefined
      ? calendar.later(random, at, random.int(0, 2), 'clients')
      : minutesAfter(at, 6)
  if (card.end === 'declined') {
    agenda.plan(then, (when) => {
      if (canMove(REFERRAL_MOVES, referral.status, 'declined')) move(world, referral, 'declined', 'friend', null, when)
    })
    return
  }
  const friend = world.stranger(at, someTopics(random))
  open(world, friend, world.tables.shares[Number(referral.shareId) - 1]!, at)
  if (card.end !== 'opened') agenda.plan(then, (when) => accept(world, referral, friend, card, when))
}

function accept(world: World, referral: Referral, friend: Person, card: GivenCard, at: Date): void {
  if (!canMove(REFERRAL_MOVES, referral.status, 'consented')) return
  const { random } = world
  const also = alsoAgreed(random)
  const { id, agentId, shareId } = referral
  if (random.chance(0.5)) world.verifyPhone(friend)
  becomeClient(world, friend, at, { displayName: displayNameOf(world), also, shareId, referral: { id, agentId } })
  referral.friendRecordId = friend.record!.id
  move(world, referral, 'consented', 'friend', friend, at)
  live(world, friend, at)
  if (card.thanks.includes('consent')) thankLater(world, referral, 'consent', at)
  if (card.end === 'withdrawn') {
    goOn(world, referral, friend, card, ['contacted'], at)
    world.agenda.plan(daysAfter(at, random.int(4, 15)), (then) => withdraw(world, friend, then))
  } else goOn(world, referral, friend, card, ['contacted', 'met', 'proposed', card.end], at)
}

/** The agent takes it step by step, no further than the end that is meant. */
function goOn(
  world: World,
  referral: Referral,
  friend: Person,
  card: GivenCard,
  steps: readonly ReferralEnd[],
  at: Date,
): void {
  const [next, ...rest] = steps
  if (next === undefined || referral.status === card.end) return
  // A friend may also say no to more on the way.
  const to = card.end === 'lost' && next !== 'contacted' && world.random.chance(0.4) ? 'lost' : next
  const days = to === 'contacted' ? world.random.int(0, 1) : world.random.int(3, 12)
  world.agenda.plan(world.calendar.later(world.random, at, days, 'agents'), (then) => {
    if (!canMove(REFERRAL_MOVES, referral.status, to)) return
    const agent = world.agents.get(referral.agentId)!
    move(world, referral, to, 'agent', agent, then, to === 'lost' ? world.random.pick(REASONS) : null)
    if (to === 'won') {
      note(world, friend, then, { kind: 'insured', subject: 'referral', subjectId: referral.id })
      recordPolicy(world, friend, agent, then)
    }
    const isOver = to === 'won' || to === 'lost'
    if (isOver && card.thanks.includes('outcome')) thankLater(world, referral, 'outcome', then)
    if (!isOver) goOn(world, referral, friend, card, rest, then)
  })
}

function thankLater(world: World, referral: Referral, occasion: ThanksOccasion, at: Date): void {
  const { random, calendar, agenda } = world
  agenda.plan(calendar.later(random, at, random.int(0, 1), 'agents'), (then) => {
    const { referral_thanks: thanks } = world.tables
    const words = random.pick(THANK_YOU_WORDS)
    thanks.push({
      id: String(thanks.length + 1),
      referralId: referral.id,
      occasion,
      words,
      agentId: referral.agentId,
      sentAt: then,
    })
    world.audit(world.agents.get(referral.agentId)!, 'referral.thanked', 'referral', referral.id, then, { occasion })
  })
}
