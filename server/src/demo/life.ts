import type { Purpose } from '@quanke/shared/domain/consent'
import { topics, type Topic } from '@quanke/shared/domain/content'
import type { Share } from '../shares/share.entity'
import { look, open, pass, readArticle } from './acts'
import { daysAfter, minutesAfter } from './calendar'
import { join, leave, withdraw } from './clients'
import { clientName } from './names'
import type { Random } from './random'
import type { Person, World } from './world'

/** Agent, client, friend, friend's friend: no chain of the demo goes further. */
const DEEPEST = 3

/** What somebody likes to read about. */
export function someTopics(random: Random): Topic[] {
  return random.sample(topics, random.int(1, 2))
}

/** What people agree to besides being served. */
export function alsoAgreed(random: Random): Purpose[] {
  const also: readonly (readonly [Purpose, number])[] = [['show_activity', 0.62], ['marketing', 0.4], ['pass_contact', 0.55]] // prettier-ignore
  return also.filter(([, share]) => random.chance(share)).map(([purpose]) => purpose)
}

/** How the next client wants to be addressed: by name, or more distantly. */
export function displayNameOf(world: World): string {
  const { name, gender } = clientName(world.tables.client_records.length)
  return world.random.chance(0.6) ? name : `${name.slice(0, 1)}${gender === 'female' ? '女士' : '先生'}`
}

type Course = 'steady' | 'rising' | 'fading' | 'brief'

/** How lively somebody is so many days after having come, as a factor. */
const COURSES: Record<Course, (age: number) => number> = {
  steady: () => 1,
  rising: (age) => Math.min(1.8, 0.5 + age / 120),
  fading: (age) => Math.max(0.08, 1.2 - age / 120),
  brief: (age) => (age < 30 ? 1 : 0.06),
}

/** A client comes back from then on, more and more often or less and less. */
export function live(world: World, person: Person, since: Date, sessionsAWeek?: number): void {
  const { random } = world
  const course = random.weighted<Course>([['steady', 40], ['rising', 22], ['fading', 22], ['brief', 16]]) // prettier-ignore
  const weekly = sessionsAWeek ?? random.weighted([[0.25, 34], [0.6, 38], [1.2, 20], [2.4, 8]]) // prettier-ignore
  const liveliness = person.stays ? COURSES.steady : COURSES[course]
  const planNext = (at: Date): void => {
    const age = (at.getTime() - since.getTime()) / 86_400_000
    const pause = (-Math.log(random.int(1, 1000) / 1001) * 7) / (weekly * liveliness(age))
    world.agenda.plan(world.calendar.later(random, at, Math.ceil(pause), 'clients'), (then) => {
      if (person.record?.status !== 'active') return
      spendTime(world, person, then)
      planNext(then)
    })
  }
  planNext(since)
  if (!person.stays && random.chance(0.045))
    world.agenda.plan(daysAfter(since, random.int(20, 160)), (then) => withdraw(world, person, then))
}

/** One visit: what came in the chat, what else is in the library, a look at the groups. */
export function spendTime(world: World, person: Person, at: Date): void {
  const { random } = world
  let then = at
  const share = sharedLately(world, person, at)
  if (share) {
    openAndPass(world, person, share, then, 0.07)
    then = minutesAfter(then, random.int(3, 9))
  }
  const count = share ? random.int(0, 1) : random.int(1, 2)
  for (let index = 0; index < count; index += 1) {
    readArticle(world, person, somethingToRead(world, person, then), null, then)
    then = minutesAfter(then, random.int(3, 8))
  }
  visitGroups(world, person, then)
}

/** A recent share of the own agent's, now and then of another one. */
function sharedLately(world: World, person: Person, at: Date): Share | null {
  const { random } = world
  const own = person.record?.ownerAgentId
  const agentId = own == null || random.chance(0.06) ? random.pick([...world.agents.keys()]) : own
  if (!random.chance(0.5)) return null
  const shares = world.sharesOf(agentId, daysAfter(at, -9)).filter((one) => one.sharerAccountId !== person.account.id)
  const fresh = shares.filter(({ id }) => !person.touches.has(id))
  return fresh.length === 0 ? null : random.pick(fresh.slice(-6))
}

function somethingToRead(world: World, { topics: liked, readings }: Person, at: Date): string {
  const published = world.tables.contents.filter(({ publishedAt }) => publishedAt !== null && publishedAt < at)
  const weighted = published.map(
    ({ id, topic }) => [id, (liked.includes(topic) ? 6 : 1) * (readings.has(id) ? 0.3 : 1)] as const,
  )
  return world.random.weighted(weighted)
}

function visitGroups(world: World, person: Person, at: Date): void {
  const { random, agenda } = world
  const own = [...person.memberships.values()].filter(({ status }) => status === 'active')
  if (own.length > 0 && random.chance(0.3)) {
    const { groupId } = random.pick(own)
    look(world, person, 'group', groupId, null, at)
    if (!person.stays && random.chance(0.02))
      agenda.plan(minutesAfter(at, 2), (then) => leave(world, person, groupId, then))
  }
  if (!person.stays && own.length < 4 && random.chance(0.04)) joinSome(world, person, null, at)
}

/** Joins a group that suits what the person reads. */
export function joinSome(world: World, person: Person, share: Share | null, at: Date): void {
  const { random, agenda } = world
  const read = [...person.readings.keys()].map((id) => world.tables.contents[Number(id) - 1]!.groupId!)
  const groupId =
    share?.subject === 'group'
      ? share.subjectId
      : random.pick(read.length > 0 && random.chance(0.65) ? read : world.tables.interest_groups.map(({ id }) => id))
  if (share?.subject !== 'group') look(world, person, 'group', groupId, share, at)
  const shareId = share?.id ?? null
  agenda.plan(minutesAfter(at, 1.2), (then) => join(world, person, groupId, shareId, then))
}

/** Opens what came, and perhaps passes it on to friends of the own. */
export function openAndPass(world: World, person: Person, share: Share, at: Date, chance: number): void {
  const { random, agenda } = world
  open(world, person, share, at)
  if (share.subject === 'referral' || share.depth >= DEEPEST || !random.chance(chance)) return
  agenda.plan(minutesAfter(at, random.int(3, 12)), (then) => {
    const { subject, subjectId } = share
    spread(
      world,
      pass(world, person, { subject, subjectId, parent: share }, then),
      random.weighted([
        [1, 6],
        [2, 3],
        [3, 1],
      ]),
    )
  })
}

/** So many people who were never here open a share in the days after it was made. */
export function spread(world: World, share: Share, count: number): void {
  const { random, agenda, calendar } = world
  for (let index = 0; index < count; index += 1)
    agenda.plan(calendar.later(random, share.createdAt, random.weighted([[0, 6], [1, 3], [3, 1]]), 'clients'), (at) => {
      openAndPass(world, world.stranger(at, someTopics(random)), share, at, 0.12)
    }) // prettier-ignore
}
