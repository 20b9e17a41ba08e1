import { lookKinds, type LookKind } from '@quanke/shared/domain/look'
import type { StaffRole } from '@quanke/shared/domain/organization'
import type { DataSource } from 'typeorm'
import type { Condition } from '../core/condition'
import { daysBefore, startOfBusinessDay } from '../core/days'

/** Looks of one person at one thing within one Beijing day; what one request showed of several records is one look. */
export interface LookLine {
  lastId: string
  lastAt: Date
  count: string
  action: LookKind
  agentId: string | null
  staffId: string | null
}

export interface LooksPage {
  before: { at: Date; id: string } | null
  limit: number
  now: Date
}

/** How many days are searched: at first the latest, and ever more where they hold too few, so that a page costs what it shows. */
const SEARCHED_DAYS = [30, 240, 1920, 15_360]

/** Who looked at these records, and at the complaints of them, latest first, one more than asked for. */
export async function lookLines(
  db: DataSource,
  recordIds: readonly string[],
  { before, limit, now }: LooksPage,
): Promise<LookLine[]> {
  const complaints = await db.query<{ id: string }[]>('SELECT id FROM complaints WHERE recordId IN (?) LIMIT 1000', [
    recordIds,
  ])
  const complaintIds = complaints.map(({ id }) => id)
  // A day that was shown in part is counted whole again, so that what was shown of it is known by its last look.
  const latest = before !== null && before.at < now ? before.at : now
  const until = daysBefore(startOfBusinessDay(latest), -1)
  let lines: LookLine[] = []
  for (const days of SEARCHED_DAYS) {
    const from = daysBefore(until, days)
    const looked = [lookedAt('client', recordIds, from, until), lookedAt('complaint', complaintIds, from, until)]
    lines = await linesOf(db, looked, { before, limit })
    if (lines.length > limit) break
  }
  return lines
}

function lookedAt(kind: 'client' | 'complaint', ids: readonly string[], from: Date, until: Date): Condition {
  if (ids.length === 0) return { where: 'FALSE', values: [] }
  return {
    where: '(e.subjectKind = ? AND e.subjectId IN (?) AND e.at >= ? AND e.at < ?)',
    values: [kind, ids, from, until],
  }
}

function linesOf(
  db: DataSource,
  looked: readonly Condition[],
  { before, limit }: Pick<LooksPage, 'before' | 'limit'>,
): Promise<LookLine[]> {
  return db.query(
    `SELECT MAX(e.id) lastId, MAX(e.at) lastAt, COUNT(DISTINCT e.requestId) count, e.action, e.agentId, e.staffId
       FROM audit_entries e
      WHERE (${looked.map(({ where }) => where).join(' OR ')}) AND e.action IN (?)
        AND (e.agentId IS NOT NULL OR e.staffId IS NOT NULL)
      GROUP BY DATE(e.at + INTERVAL 8 HOUR), e.action, e.agentId, e.staffId
      ${before === null ? '' : 'HAVING lastAt < ? OR (lastAt = ? AND lastId < ?)'}
      ORDER BY lastAt DESC, lastId DESC LIMIT ?`,
    [
      ...looked.flatMap(({ values }) => values),
      lookKinds,
      ...(before === null ? [] : [before.at, before.at, before.id]),
      limit + 1,
    ],
  )
}

export interface LookingAgent {
  id: string
  name: string
  isOwner: string
  wasOwner: string
  isLeader: string
}

/** These agents, and what they are or were to these records, of which the first is the one that the others are part of. */
export async function lookingAgents(
  db: DataSource,
  agentIds: readonly string[],
  recordIds: readonly string[],
): Promise<Map<string, LookingAgent>> {
  if (agentIds.length === 0) return new Map()
  const rows = await db.query<LookingAgent[]>(
    `SELECT g.id, g.name, EXISTS (SELECT 1 FROM client_records r WHERE r.id = ? AND r.ownerAgentId = g.id) isOwner,
            EXISTS (SELECT 1 FROM ownership_changes c WHERE c.recordId IN (?) AND g.id IN (c.fromAgentId, c.toAgentId)) wasOwner,
            EXISTS (SELECT 1 FROM teams t WHERE t.leaderAgentId = g.id) isLeader
       FROM agents g WHERE g.id IN (?)`,
    [recordIds[0], recordIds, agentIds],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The parts of these members of staff. */
export async function staffRoles(db: DataSource, staffIds: readonly string[]): Promise<Map<string, StaffRole>> {
  if (staffIds.length === 0) return new Map()
  const rows = await db.query<{ id: string; role: StaffRole }[]>('SELECT id, role FROM staff WHERE id IN (?)', [
    staffIds,
  ])
  return new Map(rows.map(({ id, role }) => [id, role]))
}
