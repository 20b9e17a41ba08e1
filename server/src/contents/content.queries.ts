import type { ContentStatus, Topic } from '@quanke/shared/domain/content'
import type { DataSource, EntityManager } from 'typeorm'
import { likeAnywhere } from '../core/like'

type Db = DataSource | EntityManager

/** A content in its newest version, with how far one reader got. */
export interface ContentLine {
  id: string
  topic: Topic
  title: string
  summary: string
  minutes: number
  createdAt: Date
  publishedAt: Date | null
  readPercent: number | null
}

export interface ContentDetail extends ContentLine {
  status: ContentStatus
  version: number
  blocks: string | object
  sources: string | object
  recalledReason: string | null
  writtenByStaffId: string | null
  groupId: string | null
  groupName: string | null
  groupMemberCount: string
  isGroupMember: string
}

export interface ContentFilter {
  status: ContentStatus
  topic: Topic | null
  words: string
  before: { at: Date; id: string } | null
  limit: number
}

const LINE = `c.id, c.topic, v.title, v.summary, v.minutes, c.createdAt, c.publishedAt, r.furthestPercent readPercent`
const FROM = `contents c
  JOIN content_versions v ON v.contentId = c.id AND v.version = c.currentVersion
  LEFT JOIN readings r ON r.contentId = c.id AND r.accountId = ?`

/** Contents of one status, latest first, one more than asked for. What was never published goes by its making. */
export function contentLines(db: Db, accountId: string, filter: ContentFilter): Promise<ContentLine[]> {
  const { status, topic, words, before, limit } = filter
  const at = status === 'published' || status === 'recalled' ? 'c.publishedAt' : 'c.createdAt'
  const where = [
    'c.status = ?',
    ...(topic === null ? [] : ['c.topic = ?']),
    ...(words === '' ? [] : ['(v.title LIKE ? OR v.summary LIKE ?)']),
    ...(before === null ? [] : [`(${at} < ? OR (${at} = ? AND c.id < ?))`]),
  ]
  const pattern = likeAnywhere(words)
  return db.query(`SELECT ${LINE} FROM ${FROM} WHERE ${where.join(' AND ')} ORDER BY ${at} DESC, c.id DESC LIMIT ?`, [
    accountId,
    status,
    ...(topic === null ? [] : [topic]),
    ...(words === '' ? [] : [pattern, pattern]),
    ...(before === null ? [] : [before.at, before.at, before.id]),
    limit + 1,
  ])
}

/** One content as this reader sees it, or a stranger without an account, in whatever status; null when there is none. */
export async function contentDetail(
  db: Db,
  accountId: string | null,
  contentId: string,
): Promise<ContentDetail | null> {
  const [row] = await db.query<ContentDetail[]>(
    `SELECT ${LINE}, c.status, v.version, v.blocks, v.sources, c.recalledReason, v.writtenByStaffId,
            g.id groupId, g.name groupName,
            (SELECT COUNT(*) FROM memberships n WHERE n.groupId = g.id AND n.status = 'active') groupMemberCount,
            EXISTS (SELECT 1 FROM memberships m
                     WHERE m.groupId = g.id AND m.accountId = ? AND m.status = 'active') isGroupMember
       FROM ${FROM} LEFT JOIN interest_groups g ON g.id = c.groupId
      WHERE c.id = ?`,
    [accountId, accountId, contentId],
  )
  return row ?? null
}

/** The agent whose licence line a page carries: of the share it came through, else the reader's adviser, else the reading agent. */
export async function licensedAgentId(
  db: Db,
  { shareCode, recordId, agentId }: { shareCode: string | null; recordId: string | null; agentId: string | null },
): Promise<string | null> {
  const [row] = await db.query<{ byShare: string | null; byRecord: string | null }[]>(
    `SELECT (SELECT s.agentId FROM shares s JOIN agents a ON a.id = s.agentId AND a.status = 'active' WHERE s.code = ?) byShare,
            (SELECT r.ownerAgentId FROM client_records r WHERE r.id = ? AND r.status = 'active') byRecord`,
    [shareCode ?? '', recordId ?? '0'],
  )
  return row?.byShare ?? row?.byRecord ?? agentId
}
