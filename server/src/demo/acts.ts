import { READ_PERCENT } from '@quanke/shared/domain/content'
import type { EngagementKind, EngagementSubject } from '@quanke/shared/domain/engagement'
import type { ShareChannel, ShareSubject } from '@quanke/shared/domain/share'
import { businessDay } from '../core/days'
import type { Engagement } from '../engagement/engagement.entity'
import { chainAgent, chainCampaign } from '../shares/chain.rules'
import type { Share } from '../shares/share.entity'
import { minutesAfter } from './calendar'
import type { Person, World } from './world'

/** WeChat's entry scenes: a card in a chat, a card in a group chat, a scanned code. */
const CARD_SCENES = [1007, 1007, 1008] as const
const CODE_SCENE = 1047

interface Done {
  kind: EngagementKind
  subject: EngagementSubject
  subjectId?: string | null
  share?: Share | null
  seconds?: number
  percent?: number
  scene?: number
}

/** Stores what somebody did, as the server would at that time. What lies ahead of now has not happened yet. */
function store(world: World, { account, record, engagements }: Person, at: Date, done: Done): Engagement | null {
  const { asOf } = world.settings
  if (at > asOf) return null
  const isServed = record?.status === 'active'
  const { kind, subject, subjectId = null, share = null, seconds = null, percent = null, scene = null } = done
  const row: Engagement = {
    id: world.uuid(at), accountId: account.id, recordId: isServed ? record.id : null, agentId: isServed ? record.ownerAgentId : null,
    kind, subject, subjectId, shareId: share?.id ?? null, seconds, percent, scene, occurredAt: at, day: businessDay(at), receivedAt: at,
  } // prettier-ignore
  engagements.push(row)
  world.tables.engagements.push(row)
  if (at > account.lastSeenAt) account.lastSeenAt = at
  return row
}

/** What the server notes beside an act. */
export function note(world: World, person: Person, at: Date, done: Done): void {
  store(world, person, at, done)
}

/** What the phone reports: it also tells whom a share reached, and how far an article was read. */
function report(world: World, person: Person, at: Date, done: Done): void {
  const row = store(world, person, at, done)
  if (!row) return
  const delayed = new Date(at.getTime() + world.random.int(400, 9000))
  row.receivedAt = delayed < world.settings.asOf ? delayed : world.settings.asOf
  if (done.share && done.share.sharerAccountId !== person.account.id) touch(world, person, done.share, row)
  if (row.subject === 'content' && (row.kind === 'viewed' || row.kind === 'read')) readOn(world, person, row)
}

const isRead = ({ kind, percent }: Engagement): boolean => kind === 'read' && (percent ?? 0) >= READ_PERCENT

function touch(world: World, { account, touches }: Person, share: Share, row: Engagement): void {
  const at = row.occurredAt
  let known = touches.get(share.id)
  if (!known) {
    known = {
      id: String(Number(world.tables.touches.at(-1)?.id ?? 0) + 1), accountId: account.id, shareId: share.id, agentId: share.agentId, scene: row.scene,
      firstAt: at, lastAt: at, readAt: null, passedOnAt: null, chatGroupId: null,
    } // prettier-ignore
    touches.set(share.id, known)
    world.tables.touches.push(known)
  }
  if (at < known.firstAt) known.firstAt = at
  if (at > known.lastAt) known.lastAt = at
  known.readAt ??= isRead(row) ? at : null
}

function readOn(world: World, { account, readings }: Person, row: Engagement): void {
  const at = row.occurredAt
  const contentId = row.subjectId!
  let known = readings.get(contentId)
  if (!known) {
    known = { accountId: account.id, contentId, furthestPercent: 0, seconds: 0, firstAt: at, lastAt: at, readAt: null }
    readings.set(contentId, known)
    world.tables.readings.push(known)
  }
  known.furthestPercent = Math.max(known.furthestPercent, row.percent ?? 0)
  known.seconds += row.seconds ?? 0
  if (at < known.firstAt) known.firstAt = at
  if (at > known.lastAt) known.lastAt = at
  known.readAt ??= isRead(row) ? at : null
}

/** Opens an article, and reads in it as far as this person gets. */
export function readArticle(world: World, person: Person, contentId: string, share: Share | null, at: Date): void {
  const { random } = world
  const on = { subject: 'content', subjectId: contentId, share } as const
  report(world, person, at, { kind: 'viewed', ...on })
  const percent = random.weighted([
    [random.int(8, 45), 22],
    [random.int(46, 79), 18],
    [random.int(80, 97), 25],
    [100, 35],
  ])
  const version = world.tables.content_versions.find((one) => one.contentId === contentId)!
  const seconds = Math.max(4, Math.round((version.minutes * 60 * percent * random.int(55, 120)) / 10_000))
  report(world, person, minutesAfter(at, seconds / 60), { kind: 'read', ...on, seconds, percent })
}

/** Looks at a group, an event or an agent's card. */
export function look(
  world: World,
  person: Person,
  subject: 'group' | 'agent' | 'event',
  id: string,
  share: Share | null,
  at: Date,
) {
  report(world, person, at, { kind: 'viewed', subject, subjectId: id, share })
}

/** Opens a shared thing: from the card to what it shows. */
export function open(world: World, person: Person, share: Share, at: Date): void {
  const scene = share.channel === 'qr' ? CODE_SCENE : world.random.pick(CARD_SCENES)
  report(world, person, at, { kind: 'arrived', subject: 'app', share, scene })
  const shown = minutesAfter(at, 0.03)
  if (share.subject === 'content') readArticle(world, person, share.subjectId, share, shown)
  else if (share.subject !== 'referral') look(world, person, share.subject, share.subjectId, share, shown)
}

export interface Passing {
  subject: ShareSubject
  subjectId: string
  parent?: Share | null
  channel?: ShareChannel
  campaignId?: string | null
}

/** Passes a thing on; below the share by which it came, when there is one. */
export function pass(world: World, person: Person, passing: Passing, at: Date): Share {
  const { subject, subjectId, parent = null, channel = 'card', campaignId = null } = passing
  const { account, record } = person
  const id = String(world.tables.shares.length + 1)
  const content = subject === 'content' ? world.tables.contents[Number(subjectId) - 1] : undefined
  const agentId = chainAgent({
    cardAgentId: subject === 'agent' ? subjectId : null,
    sharerAgentId: account.agentId,
    parentAgentId: parent?.agentId ?? null,
    ownerAgentId: record?.status === 'active' ? record.ownerAgentId : null,
  })
  const share: Share = {
    id, code: world.code(), creationKey: world.key(at), sharerAccountId: account.id, agentId, parentId: parent?.id ?? null,
    rootId: parent?.rootId ?? id, depth: parent ? parent.depth + 1 : 0, subject, subjectId, contentVersion: content?.currentVersion ?? null,
    channel, createdAt: at, campaignId: chainCampaign({ named: campaignId, sharerAgentId: account.agentId, agentId, parent }),
  } // prettier-ignore
  world.remember(share)
  const way = parent && person.touches.get(parent.id)
  if (way) way.passedOnAt ??= at
  note(world, person, at, { kind: 'shared', subject, subjectId, share: parent })
  world.audit(person, 'share.created', 'share', id, at, { subject, subjectId, channel })
  return share
}
