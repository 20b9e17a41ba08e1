import type { OutreachResult } from '@quanke/shared/domain/outreach'
import type { DataSource, EntityManager } from 'typeorm'
import type { Reach } from '../clients/client-scope'
import type { Condition } from '../core/condition'
import { CONSENTED, HELD_OUT_BEFORE, HELD_OUT_ELSEWHERE } from './audience.queries'
import type { OutreachPlan } from './outreach-plan.entity'

type Db = DataSource | EntityManager

/** A plan with what its row shows beside it. */
export interface PlanLine extends OutreachPlan {
  plannerName: string
  teamPath: string | null
  contentTitle: string | null
  eventTitle: string | null
  groupName: string | null
}

/**
 * The plans `p` that this reader may see: the own ones; those of a team to which the reader belongs, once they run; and for leaders those of the
 * subtree (domain rules, section 10).
 */
function inSight({ agentId, leadsPath }: Reach): Condition {
  const ofTeam = `p.status <> 'draft' AND p.teamId IN (
    SELECT z.id FROM agents x JOIN teams y ON y.id = x.teamId JOIN teams z ON y.path LIKE CONCAT(z.path, '%') WHERE x.id = ?)`
  const ofSubtree = 'p.agentId IN (SELECT x.id FROM agents x JOIN teams y ON y.id = x.teamId WHERE y.path LIKE ?)'
  return leadsPath === null
    ? { where: `(p.agentId = ? OR (${ofTeam}))`, values: [agentId, agentId] }
    : { where: `(p.agentId = ? OR (${ofTeam}) OR ${ofSubtree})`, values: [agentId, agentId, `${leadsPath}%`] }
}

const LINE = `p.*, g.name plannerName, t.path teamPath, v.title contentTitle, w.title eventTitle, i.name groupName`
const FROM = `outreach_plans p
  JOIN agents g ON g.id = p.agentId
  LEFT JOIN teams t ON t.id = p.teamId
  LEFT JOIN contents c ON c.id = p.contentId
  LEFT JOIN content_versions v ON v.contentId = c.id AND v.version = c.currentVersion
  LEFT JOIN events e ON e.id = p.eventId
  LEFT JOIN event_versions w ON w.eventId = e.id AND w.version = e.approvedVersion
  LEFT JOIN interest_groups i ON i.id = p.groupId`

/** The plans in the reader's sight, latest first, one more than asked for. */
export function planLines(db: Db, reach: Reach, beforeId: string | null, limit: number): Promise<PlanLine[]> {
  const { where, values } = inSight(reach)
  return db.query(
    `SELECT ${LINE} FROM ${FROM} WHERE ${where} ${beforeId === null ? '' : 'AND p.id < ?'} ORDER BY p.id DESC LIMIT ?`,
    [...values, ...(beforeId === null ? [] : [beforeId]), limit + 1],
  )
}

/** One plan in the reader's sight, or null. */
export async function planLine(db: Db, reach: Reach, id: string): Promise<PlanLine | null> {
  const { where, values } = inSight(reach)
  const [row] = await db.query<PlanLine[]>(`SELECT ${LINE} FROM ${FROM} WHERE p.id = ? AND ${where}`, [id, ...values])
  return row ?? null
}

/** A client whom this agent may still approach by plan `p`: takes the present instant twice. */
const OPEN = `p.status = 'running' AND m.doneAt IS NULL AND m.observedUntil > ? AND ${CONSENTED} AND NOT ${HELD_OUT_ELSEWHERE} AND NOT ${HELD_OUT_BEFORE}`
/** Approaching is for whoever serves the client now. */
const TODO = `outreach_plans p
  JOIN outreach_members m ON m.planId = p.id AND m.arm = 'treated'
  JOIN client_records r ON r.id = m.recordId AND r.status = 'active' AND r.ownerAgentId = ?`

/** How much waits for this agent and how much is done, in each of these plans. */
export async function todoCounts(
  db: Db,
  planIds: readonly string[],
  agentId: string,
  now: Date,
): Promise<Map<string, { open: number; done: number }>> {
  if (planIds.length === 0) return new Map()
  const rows = await db.query<{ id: string; open: string; done: string }[]>(
    `SELECT p.id, SUM(${OPEN}) open, SUM(m.doneAt IS NOT NULL) done FROM ${TODO} WHERE p.id IN (?) GROUP BY p.id`,
    [now, now, agentId, planIds],
  )
  return new Map(rows.map(({ id, open, done }) => [id, { open: Number(open), done: Number(done) }]))
}

export interface TodoLine {
  id: string
  clientId: string
  displayName: string
  shareId: string | null
  doneAt: Date | null
  doneByAgentId: string | null
  result: OutreachResult | null
  observedUntil: Date
}

const TODO_LINE = 'm.id, r.id clientId, r.displayName, m.shareId, m.doneAt, m.doneByAgentId, m.result, m.observedUntil'

/** The to-do list of this agent in a plan, or what is done of it, one more than asked for. */
export function todoLines(
  db: Db,
  planId: string,
  agentId: string,
  page: { state: 'open' | 'done'; afterId: string; limit: number },
  now: Date,
): Promise<TodoLine[]> {
  const { state, afterId, limit } = page
  return db.query(
    `SELECT ${TODO_LINE} FROM ${TODO}
      WHERE p.id = ? AND ${state === 'open' ? OPEN : 'm.doneAt IS NOT NULL'} AND m.id > ? ORDER BY m.id LIMIT ?`,
    [agentId, planId, ...(state === 'open' ? [now, now] : []), afterId, limit + 1],
  )
}

/** One row of a to-do list as it is now, or null. */
export async function todoLine(db: Db, memberId: string, agentId: string): Promise<TodoLine | null> {
  const [row] = await db.query<TodoLine[]>(`SELECT ${TODO_LINE} FROM ${TODO} WHERE m.id = ?`, [agentId, memberId])
  return row ?? null
}

/** What decides whether a client may be approached, beside the plan and the draw. */
export async function approachFacts(
  db: Db,
  memberId: string,
  now: Date,
): Promise<{ isConsented: boolean; isHeldOutElsewhere: boolean }> {
  const [row] = await db.query<{ consented: number; heldOut: number }[]>(
    `SELECT ${CONSENTED} consented, (${HELD_OUT_ELSEWHERE} OR ${HELD_OUT_BEFORE}) heldOut
       FROM outreach_members m JOIN outreach_plans p ON p.id = m.planId JOIN client_records r ON r.id = m.recordId WHERE m.id = ?`,
    [now, memberId],
  )
  return { isConsented: Number(row?.consented) === 1, isHeldOutElsewhere: Number(row?.heldOut) === 1 }
}
