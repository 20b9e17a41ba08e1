import { REQUEST_CATEGORIES, type RequestCategory } from '@quanke/shared/domain/referral-request'
import {
  ACTIVITY_KINDS,
  ENGAGEMENT_SUBJECTS,
  type EngagementKind,
  type EngagementSubject,
} from '@quanke/shared/domain/engagement'
import type { DataSource, EntityManager } from 'typeorm'

type Db = DataSource | EntityManager

export interface TimelineLine {
  /** 32 hexadecimal digits. */
  id: string
  kind: EngagementKind
  subject: EngagementSubject
  subjectId: string | null
  seconds: number | null
  percent: number | null
  occurredAt: Date
  shareAgentId: string | null
  shareAgentName: string | null
}

export interface TimelineFilter {
  /** The client's accounts whose arriving, viewing, reading and sharing the agent may see. */
  shownAccountIds: readonly string[]
  before: { at: Date; id: string } | null
  limit: number
}

/** What a client did, latest first, one more than asked for. The client's own acts are always shown. */
export function timelineLines(db: Db, recordId: string, filter: TimelineFilter): Promise<TimelineLine[]> {
  const { shownAccountIds, before, limit } = filter
  return db.query(
    `SELECT LOWER(HEX(e.id)) id, e.kind, e.subject, e.subjectId, e.seconds, e.percent, e.occurredAt,
            g.id shareAgentId, g.name shareAgentName
       FROM engagements e LEFT JOIN shares s ON s.id = e.shareId LEFT JOIN agents g ON g.id = s.agentId
      WHERE e.recordId = ? AND (e.kind NOT IN (?) OR e.accountId IN (?))
        ${before === null ? '' : 'AND (e.occurredAt < ? OR (e.occurredAt = ? AND e.id < UNHEX(?)))'}
      ORDER BY e.occurredAt DESC, e.id DESC LIMIT ?`,
    [
      recordId,
      ACTIVITY_KINDS,
      shownAccountIds.length > 0 ? shownAccountIds : ['0'],
      ...(before === null ? [] : [before.at, before.at, before.id]),
      limit + 1,
    ],
  )
}

const TITLES: Partial<Record<EngagementSubject, string>> = {
  content: `SELECT c.id, v.title FROM contents c
              JOIN content_versions v ON v.contentId = c.id AND v.version = c.currentVersion WHERE c.id IN (?)`,
  group: 'SELECT id, name title FROM interest_groups WHERE id IN (?)',
  agent: 'SELECT id, name title FROM agents WHERE id IN (?)',
  request: 'SELECT id, category title FROM referral_requests WHERE id IN (?)',
}

/** The names of what these entries are about; what has none is called by its kind. */
export async function subjectTitles(
  db: Db,
  entries: readonly Pick<TimelineLine, 'subject' | 'subjectId'>[],
): Promise<(entry: Pick<TimelineLine, 'subject' | 'subjectId'>) => string> {
  const titles = new Map<string, string>()
  for (const [subject, sql] of Object.entries(TITLES)) {
    const ids = [...new Set(entries.flatMap((entry) => (entry.subject === subject ? (entry.subjectId ?? []) : [])))]
    const rows = ids.length === 0 ? [] : await db.query<{ id: string; title: string }[]>(sql, [ids])
    for (const { id, title } of rows)
      titles.set(`${subject} ${id}`, subject === 'request' ? REQUEST_CATEGORIES[title as RequestCategory] : title)
  }
  return ({ subject, subjectId }) => titles.get(`${subject} ${subjectId}`) ?? ENGAGEMENT_SUBJECTS[subject]
}
