import { digestOf } from '../contents/content.draft'
import { daysAfter, minutesAfter } from './calendar'
import type { DemoArticle } from './library/article'
import { FAMILY_ARTICLES } from './library/family'
import { GROUPS } from './library/groups'
import { HEALTH_ARTICLES } from './library/health'
import { INSURANCE_ARTICLES } from './library/insurance'
import { TAX_ARTICLES } from './library/tax'
import type { World } from './world'

const ARTICLES = [INSURANCE_ARTICLES, HEALTH_ARTICLES, FAMILY_ARTICLES, TAX_ARTICLES]

/** The interest groups with their hosts, and the library, which grows over the year. */
export function seedLibrary(world: World): void {
  GROUPS.forEach(({ key, name, topics, intro, rules, hostAgentKey }, index) => {
    const id = world.name('group', key, String(index + 1))
    const createdAt = world.calendar.moment(world.random, index - 25, 'agents')
    const hostAgentId = world.idOf('agent', hostAgentKey)
    world.tables.interest_groups.push({
      id, name, topicWords: topics.join('、'), intro, rules, hostAgentId, isOpen: true, createdAt,
    }) // prettier-ignore
    seedHost(world, hostAgentKey, id, createdAt)
  })
  inTurn(ARTICLES).forEach((article, index) => seedArticle(world, article, index))
}

function seedHost(world: World, agentKey: string, groupId: string, at: Date): void {
  const { memberships } = world.tables
  const person = world.agent(agentKey)
  const membership = {
    id: String(memberships.length + 1), groupId, accountId: person.account.id, role: 'host' as const, status: 'active' as const, shareId: null,
    joinedAt: at, leftAt: null,
  } // prettier-ignore
  memberships.push(membership)
  person.memberships.set(groupId, membership)
}

/** One of each topic after the other, so that no topic is all old. */
function inTurn(shelves: readonly (readonly DemoArticle[])[]): DemoArticle[] {
  const longest = Math.max(...shelves.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) => shelves.flatMap((shelf) => shelf[index] ?? [])).flat()
}

/** The first ten were there when the year began; the last was published three days ago. */
function publicationDay(world: World, index: number): number {
  return index < 10 ? index * 3 - 34 : Math.round(((index - 9) * (world.calendar.today - 3)) / 14)
}

function seedArticle(world: World, article: DemoArticle, index: number): void {
  const { key, topic, title, summary, minutes, groupKey, blocks, sources = [] } = article
  const id = world.name('content', key, String(index + 1))
  const publishedAt = world.calendar.moment(world.random, publicationDay(world, index), 'agents')
  const writtenAt = daysAfter(publishedAt, -world.random.int(2, 6))
  const writer = world.idOf('staff', 'fan-zhiyuan')
  const approver = world.idOf('staff', 'he-lv')
  world.tables.contents.push({
    id, creationKey: world.key(writtenAt), topic, status: 'published', groupId: world.idOf('group', groupKey), currentVersion: 1,
    createdAt: writtenAt, publishedAt, recalledAt: null, recalledReason: null,
  }) // prettier-ignore
  world.tables.content_versions.push({
    contentId: id, version: 1, title, summary, minutes, blocks, sources, digest: digestOf({ title, summary, blocks, sources }),
    writtenByStaffId: writer, writtenAt, approvedByStaffId: approver, approvedAt: publishedAt,
  }) // prettier-ignore
  const audit = (staffId: string, to: string, from: string | null, at: Date): void =>
    world.audit(world.staff.get(staffId)!, `content.${to}`, 'content', id, at, { from, version: 1 })
  audit(writer, 'drafted', null, writtenAt)
  audit(writer, 'submitted', 'draft', minutesAfter(writtenAt, 40))
  audit(approver, 'published', 'submitted', publishedAt)
}
