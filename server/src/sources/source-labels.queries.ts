import { FRIENDS, NO_SOURCE, OTHER_SOURCES, SOURCE_CHANNELS, type SourceDimension } from '@quanke/shared/domain/source'
import { SOME_CHAT_GROUP } from '@quanke/shared/domain/scene'
import type { ShareSubject } from '@quanke/shared/domain/share'
import type { DataSource } from 'typeorm'
import { thingOf } from '../clients/provenance.rules'
import { shareTitles } from '../shares/share.queries'
import { chatGroupNames } from '../chat-groups/chat-group.queries'

/** What each of these shares passed on, in words. */
export async function thingsShared(db: DataSource, shareIds: readonly string[]): Promise<Map<string, string>> {
  if (shareIds.length === 0) return new Map()
  const [titles, shares] = await Promise.all([
    shareTitles(db, shareIds),
    db.query<{ id: string; subject: ShareSubject }[]>('SELECT id, subject FROM shares WHERE id IN (?)', [shareIds]),
  ])
  return new Map(shares.map(({ id, subject }) => [id, thingOf(subject, titles.get(id) ?? '')]))
}

/** What the keys that stand for no thing of ours are called, by dimension where it matters. */
const FIXED: Record<string, string> = {
  ...SOURCE_CHANNELS,
  [FRIENDS]: '还不是您客户的朋友',
  [OTHER_SOURCES]: '其他',
}
const NONE: Record<SourceDimension, string> = {
  channel: '没有经过分享',
  item: '没有经过分享',
  person: '没有经过分享',
  group: '不在群组中',
  campaign: '没有标记批次',
  agent: '没有代理人',
}

const NAMES: Record<string, string> = {
  content:
    'SELECT c.id, v.title name FROM contents c JOIN content_versions v ON v.contentId = c.id AND v.version = c.currentVersion WHERE c.id IN (?)',
  group: 'SELECT id, name FROM interest_groups WHERE id IN (?)',
  event:
    'SELECT e.id, w.title name FROM events e JOIN event_versions w ON w.eventId = e.id AND w.version = e.approvedVersion WHERE e.id IN (?)',
  agent: 'SELECT id, name FROM agents WHERE id IN (?)',
  client: "SELECT id, displayName name FROM client_records WHERE status = 'active' AND id IN (?)",
  campaign: 'SELECT id, name FROM campaigns WHERE id IN (?)',
}

/** A WeChat chat group, which each agent calls as it pleases. */
const CHAT = 'chat:'

/** The labels of these rows of a board; `myAgentId` is 「我」. */
export async function rowLabels(
  db: DataSource,
  by: SourceDimension,
  keys: readonly string[],
  myAgentId: string,
): Promise<Map<string, string>> {
  const labels = new Map<string, string>()
  for (const key of keys) labels.set(key, key === NO_SOURCE ? NONE[by] : (FIXED[key] ?? '其他'))
  for (const [kind, sql] of Object.entries(NAMES)) {
    const ids = keys.flatMap((key) => (key.startsWith(`${kind}:`) ? key.slice(kind.length + 1) : []))
    if (ids.length === 0) continue
    const rows = await db.query<{ id: string; name: string }[]>(sql, [ids])
    const isCard = by === 'item' && kind === 'agent'
    for (const { id, name } of rows) labels.set(`${kind}:${id}`, isCard ? `${name}的名片` : name)
  }
  const chatIds = keys.flatMap((key) => (key.startsWith(CHAT) ? key.slice(CHAT.length) : []))
  const chats = await chatGroupNames(db, myAgentId, chatIds)
  for (const id of chatIds) labels.set(`${CHAT}${id}`, chats.get(id) ?? SOME_CHAT_GROUP)
  if (by === 'person' && labels.has(`agent:${myAgentId}`)) labels.set(`agent:${myAgentId}`, '我')
  return labels
}
