import { REQUEST_CATEGORIES, type RequestCategory } from '@quanke/shared/domain/referral-request'
import {
  ACTIVITY_KINDS,
  ENGAGEMENT_SUBJECTS,
  engagementKinds,
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
  before: { at: Date; id: string } | null
  limit: number
}

interface Account {
  id: string
  /** Whether the agent may see this person's arriving, viewing, reading and sharing. */
  showsActivity: boolean
}

const OWN_ACTS = engagementKinds.filter((kind) => !ACTIVITY_KINDS.includes(kind))

/**
 * What a client did, latest first, one more than asked for. The client's own acts are always shown, activity where its account shows it. However much
 * a client did, shown or not, only about a page of each kind is looked at.
 */
export async function timelineLines(db: Db, recordId: string, filter: TimelineFilter): Promise<TimelineLine[]> {
  const accounts = await accountsBehind(db, recordId)
  if (accounts.length === 0) return []
  const { before, limit } = filter
  const rest = `${before === null ? '' : 'AND occurredAt <= ? AND (occurredAt < ? OR id < UNHEX(?))'} ORDER BY occurredAt DESC, id DESC LIMIT ?`
  const restValues = [...(before === null ? [] : [before.at, before.at, before.id]), limit + 1]
  const reads = readsOf(recordId, accounts)
  return db.query(
    `SELECT LOWER(HEX(e.id)) id, e.kind, e.subject, e.subjectId, e.seconds, e.percent, e.occurredAt,
            g.id shareAgentId, g.name shareAgentName
       FROM (SELECT * FROM (${reads.map(({ where }) => `(SELECT * FROM engagements WHERE ${where} ${rest})`).join(' UNION ALL ')}) merged
              ORDER BY occurredAt DESC, id DESC LIMIT ?) e
       LEFT JOIN shares s ON s.id = e.shareId LEFT JOIN agents g ON g.id = s.agentId
      ORDER BY e.occurredAt DESC, e.id DESC`,
    [...reads.flatMap(({ values }) => [...values, ...restValues]), limit + 1],
  )
}

/** These engagements, those left out that their clients do not let an agent see now. */
export async function shownEngagements(db: Db, ids: readonly string[]): Promise<TimelineLine[]> {
  if (ids.length === 0) return []
  return db.query(
    `SELECT LOWER(HEX(e.id)) id, e.kind, e.subject, e.subjectId, e.seconds, e.percent, e.occurredAt,
            g.id shareAgentId, g.name shareAgentName
       FROM engagements e JOIN wechat_accounts a ON a.id = e.accountId AND a.recordId = e.recordId
       LEFT JOIN shares s ON s.id = e.shareId LEFT JOIN agents g ON g.id = s.agentId
      WHERE e.id IN (?) AND (e.kind IN (?) OR (a.closedAt IS NULL AND EXISTS (SELECT 1 FROM consents c WHERE c.accountId = a.id
              AND c.purpose = 'show_activity' AND c.state = 'given')))`,
    [ids.map((id) => Buffer.from(id, 'hex')), OWN_ACTS],
  )
}

/** Each of these reads finds what it looks for in the order of an index, so that it stops after a page. */
function readsOf(recordId: string, accounts: readonly Account[]): { where: string; values: string[] }[] {
  if (accounts.every(({ showsActivity }) => showsActivity)) return [{ where: 'recordId = ?', values: [recordId] }]
  return accounts.flatMap(({ id, showsActivity }) =>
    (showsActivity ? engagementKinds : OWN_ACTS).map((kind) => ({
      where: 'accountId = ? AND recordId = ? AND kind = ?',
      values: [id, recordId, kind],
    })),
  )
}

/** Every account whose engagements stand on this client's timeline. */
async function accountsBehind(db: Db, recordId: string): Promise<Account[]> {
  const rows = await db.query<{ id: string; showsActivity: number }[]>(
    `SELECT a.id, a.closedAt IS NULL AND EXISTS (SELECT 1 FROM consents c WHERE c.accountId = a.id
              AND c.purpose = 'show_activity' AND c.state = 'given') showsActivity
       FROM wechat_accounts a WHERE a.recordId = ? ORDER BY a.id`,
    [recordId],
  )
  return rows.map(({ id, showsActivity }) => ({ id, showsActivity: Number(showsActivity) === 1 }))
}

const TITLES: Partial<Record<EngagementSubject, string>> = {
  content: `SELECT c.id, v.title FROM contents c
              JOIN content_versions v ON v.contentId = c.id AND v.version = c.currentVersion WHERE c.id IN (?)`,
  group: 'SELECT id, name title FROM interest_groups WHERE id IN (?)',
  event: `SELECT e.id, w.title FROM events e
            JOIN event_versions w ON w.eventId = e.id AND w.version = e.approvedVersion WHERE e.id IN (?)`,
  agent: 'SELECT id, name title FROM agents WHERE id IN (?)',
  policy: 'SELECT id, productName title FROM policies WHERE id IN (?)',
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
