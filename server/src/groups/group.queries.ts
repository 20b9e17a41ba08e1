import type { MembershipRole, MembershipStatus } from '@quanke/shared/domain/group'
import type { DataSource, EntityManager } from 'typeorm'
import type { Actor } from '../core/actor'
import { likeAnywhere } from '../core/like'

type Db = DataSource | EntityManager

/** A group as one person sees it. Counts arrive as text. */
export interface GroupLine {
  id: string
  name: string
  topicWords: string
  intro: string
  memberCount: string
  membership: MembershipStatus | null
}

export interface GroupDetail extends GroupLine {
  rules: string | string[]
  hostAgentId: string
  isOpen: number
  role: MembershipRole | null
  /** Whether the person is a client with an adviser. */
  isServed: string
}

export interface GroupFilter {
  mine: boolean
  words: string
  afterId: string | null
  limit: number
}

const LINE = `g.id, g.name, g.topicWords, g.intro, m.status membership,
  (SELECT COUNT(*) FROM memberships n WHERE n.groupId = g.id AND n.status = 'active') memberCount`

/** Groups in the order of their founding, one more than asked for. */
export function groupLines(
  db: Db,
  accountId: string,
  { mine, words, afterId, limit }: GroupFilter,
): Promise<GroupLine[]> {
  const pattern = likeAnywhere(words)
  return db.query(
    `SELECT ${LINE} FROM interest_groups g
       ${mine ? 'JOIN' : 'LEFT JOIN'} memberships m
         ON m.groupId = g.id AND m.accountId = ? ${mine ? "AND m.status = 'active'" : ''}
      WHERE g.id > ? ${words === '' ? '' : 'AND (g.name LIKE ? OR g.topicWords LIKE ?)'}
      ORDER BY g.id LIMIT ?`,
    [accountId, afterId ?? '0', ...(words === '' ? [] : [pattern, pattern]), limit + 1],
  )
}

/** One group as this person sees it, or null. */
export async function groupDetail(db: Db, actor: Actor, groupId: string): Promise<GroupDetail | null> {
  const [row] = await db.query<GroupDetail[]>(
    `SELECT ${LINE}, g.rules, g.hostAgentId, g.isOpen, m.role,
            EXISTS (SELECT 1 FROM client_records r
                     WHERE r.id = ? AND r.status = 'active' AND r.ownerAgentId IS NOT NULL) isServed
       FROM interest_groups g
       LEFT JOIN memberships m ON m.groupId = g.id AND m.accountId = ?
      WHERE g.id = ?`,
    [actor.recordId ?? '0', actor.accountId, groupId],
  )
  return row ?? null
}

/** The published articles that point to this group, latest first. */
export function groupContents(db: Db, groupId: string): Promise<{ id: string; title: string; minutes: number }[]> {
  return db.query(
    `SELECT c.id, v.title, v.minutes FROM contents c
       JOIN content_versions v ON v.contentId = c.id AND v.version = c.currentVersion
      WHERE c.groupId = ? AND c.status = 'published' ORDER BY c.publishedAt DESC, c.id DESC LIMIT 20`,
    [groupId],
  )
}

export interface MemberLine {
  id: string
  alias: string
  role: MembershipRole
  joinedAt: Date
}

/** Members in the order of their joining, one more than asked for. */
export function memberLines(
  db: Db,
  groupId: string,
  after: { joinedAt: Date; id: string } | null,
  limit: number,
): Promise<MemberLine[]> {
  return db.query(
    `SELECT m.id, a.alias, m.role, m.joinedAt FROM memberships m
       JOIN wechat_accounts a ON a.id = m.accountId AND a.closedAt IS NULL
      WHERE m.groupId = ? AND m.status = 'active' ${after ? 'AND (m.joinedAt > ? OR (m.joinedAt = ? AND m.id > ?))' : ''}
      ORDER BY m.joinedAt, m.id LIMIT ?`,
    [groupId, ...(after ? [after.joinedAt, after.joinedAt, after.id] : []), limit + 1],
  )
}
