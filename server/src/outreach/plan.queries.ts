import type { OutreachResult, TodoState } from '@quanke/shared/domain/outreach'
import type { AskHindrance } from '@quanke/shared/domain/referral-ask'
import type { DataSource, EntityManager } from 'typeorm'
import type { Reach } from '../clients/client-scope'
import type { Condition } from '../core/condition'
import { isKeptFromPlans, planHindrance } from '../referrals/ask.queries'
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

/** A client whom nothing but the wish to be left in peace keeps from being approached by plan `p`. Takes the present instant twice. */
const WAITING = `p.status = 'running' AND m.doneAt IS NULL AND m.observedUntil > ? AND ${CONSENTED} AND NOT ${HELD_OUT_ELSEWHERE} AND NOT ${HELD_OUT_BEFORE}`

/** A client who was approached by this very plan is not kept from it by that. */
const BUT_THIS = 'AND d.id <> m.id'

/** Whether plan `p` is a way of asking client `r` for recommendations who, since the draw, is not to be asked any more. The draw stands. */
function isLeftAlone(now: Date): Condition {
  const { where, values } = isKeptFromPlans(now, BUT_THIS)
  return { where: `(p.outcome = 'referred' AND ${where})`, values }
}

/** The lines of a list: whom the agent may still approach, whom it was to be and no longer is, and who was approached. */
function inState(state: TodoState, now: Date): Condition {
  if (state === 'done') return { where: 'm.doneAt IS NOT NULL', values: [] }
  const { where, values } = isLeftAlone(now)
  return { where: `${WAITING} AND ${state === 'open' ? 'NOT ' : ''}${where}`, values: [now, now, ...values] }
}

/** Approaching is for whoever serves the client now. */
const TODO = `outreach_plans p
  JOIN outreach_members m ON m.planId = p.id AND m.arm = 'treated'
  JOIN client_records r ON r.id = m.recordId AND r.status = 'active' AND r.ownerAgentId = ?`

/** How much waits for this agent, how much is done, and how many are left alone, in each of these plans. */
export async function todoCounts(
  db: Db,
  planIds: readonly string[],
  agentId: string,
  now: Date,
): Promise<Map<string, TodoCounts>> {
  if (planIds.length === 0) return new Map()
  const [open, leftAlone] = [inState('open', now), inState('left_alone', now)]
  const rows = await db.query<({ id: string } & Record<keyof TodoCounts, string>)[]>(
    `SELECT p.id, SUM(${open.where}) open, SUM(${leftAlone.where}) leftAlone, SUM(m.doneAt IS NOT NULL) done FROM ${TODO}
      WHERE p.id IN (?) GROUP BY p.id`,
    [...open.values, ...leftAlone.values, agentId, planIds],
  )
  return new Map(
    rows.map((row) => [row.id, { open: Number(row.open), leftAlone: Number(row.leftAlone), done: Number(row.done) }]),
  )
}

export interface TodoCounts {
  open: number
  leftAlone: number
  done: number
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
  /** Why this client is not to be asked by this plan, if so. */
  hindrance: AskHindrance | null
}

function todoColumns(now: Date): Condition {
  const { where, values } = planHindrance(now, BUT_THIS)
  return {
    where: `m.id, r.id clientId, r.displayName, m.shareId, m.doneAt, m.doneByAgentId, m.result, m.observedUntil,
      IF(p.outcome = 'referred', ${where}, NULL) hindrance`,
    values,
  }
}

/** The to-do list of this agent in a plan, what is done of it, or who is left alone, one more than asked for. */
export function todoLines(
  db: Db,
  planId: string,
  agentId: string,
  page: { state: TodoState; afterId: string; limit: number },
  now: Date,
): Promise<TodoLine[]> {
  const { state, afterId, limit } = page
  const [columns, condition] = [todoColumns(now), inState(state, now)]
  return db.query(
    `SELECT ${columns.where} FROM ${TODO} WHERE p.id = ? AND ${condition.where} AND m.id > ? ORDER BY m.id LIMIT ?`,
    [...columns.values, agentId, planId, ...condition.values, afterId, limit + 1],
  )
}

/** One row of a to-do list as it is now, or null. */
export async function todoLine(db: Db, memberId: string, agentId: string, now: Date): Promise<TodoLine | null> {
  const { where, values } = todoColumns(now)
  const [row] = await db.query<TodoLine[]>(`SELECT ${where} FROM ${TODO} WHERE m.id = ?`, [
    ...values,
    agentId,
    memberId,
  ])
  return row ?? null
}

/** What decides whether a client may be approached, beside the plan and the draw. */
export async function approachFacts(
  db: Db,
  memberId: string,
  now: Date,
): Promise<{ isConsented: boolean; isHeldOutElsewhere: boolean; isLeftAlone: boolean }> {
  const leftAlone = isLeftAlone(now)
  const [row] = await db.query<{ consented: number; heldOut: number; leftAlone: number }[]>(
    `SELECT ${CONSENTED} consented, (${HELD_OUT_ELSEWHERE} OR ${HELD_OUT_BEFORE}) heldOut, ${leftAlone.where} leftAlone
       FROM outreach_members m JOIN outreach_plans p ON p.id = m.planId JOIN client_records r ON r.id = m.recordId WHERE m.id = ?`,
    [now, ...leftAlone.values, memberId],
  )
  return {
    isConsented: Number(row?.consented) === 1,
    isHeldOutElsewhere: Number(row?.heldOut) === 1,
    isLeftAlone: Number(row?.leftAlone) === 1,
  }
}
