import type { ClientComplaintView } from '@quanke/shared/contracts/complaints'
import {
  AWAITING_ANSWER,
  type ComplaintActor,
  type ComplaintStatus,
  type ComplaintStep,
} from '@quanke/shared/domain/complaint'
import type { DataSource, EntityManager } from 'typeorm'
import type { Actor } from '../core/actor'
import type { Condition } from '../core/condition'
import type { Complaint } from './complaint.entity'
import { isAwaited } from './complaint.rules'

type Db = DataSource | EntityManager

export interface ComplaintRow extends Complaint {
  clientName: string | null
  agentName: string | null
  /** Whether the reader leads the agent's team or one above it. */
  isLed: number
}

const FROM = `FROM complaints c
  JOIN client_records r ON r.id = c.recordId
  LEFT JOIN agents g ON g.id = c.agentId LEFT JOIN teams t ON t.id = g.teamId`

/** Those that the reader filed, through whichever account: also after the consent was taken back, since a complaint never vanishes. */
const ownOf = ({ accountId, recordId }: Actor): Condition =>
  recordId === null
    ? { where: 'c.accountId = ?', values: [accountId] }
    : { where: '(c.accountId = ? OR c.recordId = ?)', values: [accountId, recordId] }

const led = ({ leadsPath }: Actor): Condition =>
  leadsPath === null ? { where: '0', values: [] } : { where: 'COALESCE(t.path LIKE ?, 0)', values: [`${leadsPath}%`] }

/** Also after it was opened again, which starts the time anew. */
const ONCE_ESCALATED = "EXISTS (SELECT 1 FROM complaint_steps e WHERE e.complaintId = c.id AND e.step = 'escalated')"

/**
 * Those that the reader handles: leaders in their subtree, the service desk all, compliance what nobody answered in time. Nobody handles a complaint
 * about oneself or one's own (domain rules, section 7).
 */
function handledBy(actor: Actor): Condition {
  const parts: Condition[] = [led(actor)]
  if (actor.staffRole === 'service_desk') parts.push({ where: '1', values: [] })
  if (actor.staffRole === 'compliance') parts.push({ where: ONCE_ESCALATED, values: [] })
  return {
    where: `(${parts.map(({ where }) => where).join(' OR ')}) AND NOT COALESCE(c.agentId = ?, 0) AND c.accountId <> ? AND NOT (c.recordId <=> ?)`,
    values: [...parts.flatMap(({ values }) => values), actor.agentId, actor.accountId, actor.recordId],
  }
}

async function select(
  db: Db,
  actor: Actor,
  { where, values }: Condition,
  { rest, restValues }: { rest: string; restValues: unknown[] },
): Promise<ComplaintRow[]> {
  const isLed = led(actor)
  return db.query(
    `SELECT c.*, IF(r.status = 'active', r.displayName, NULL) clientName, g.name agentName, ${isLed.where} isLed
      ${FROM} WHERE ${where} ${rest}`,
    [...isLed.values, ...values, ...restValues],
  )
}

export type Side = 'own' | 'handled'
const scopeOf = (side: Side, actor: Actor): Condition => (side === 'own' ? ownOf(actor) : handledBy(actor))

/** One complaint that exists for this person, or null. */
export async function complaintRow(db: Db, side: Side, actor: Actor, id: string): Promise<ComplaintRow | null> {
  const [row] = await select(db, actor, scopeOf(side, actor), { rest: 'AND c.id = ?', restValues: [id] })
  return row ?? null
}

interface PageOf {
  before: { at: Date; id: string } | null
  limit: number
}

/** What this person filed, the latest first, one more than asked for. */
export const ownComplaints = (db: Db, actor: Actor, { before, limit }: PageOf): Promise<ComplaintRow[]> =>
  select(db, actor, ownOf(actor), {
    rest: `${before === null ? '' : 'AND (c.filedAt, c.id) < (?, ?)'} ORDER BY c.filedAt DESC, c.id DESC LIMIT ?`,
    restValues: [...(before === null ? [] : [before.at, before.id]), limit + 1],
  })

/** What this person handles, in these states: the one first whose answer is due first, one more than asked for. */
export const handledComplaints = (
  db: Db,
  actor: Actor,
  statuses: readonly ComplaintStatus[],
  { before, limit }: PageOf,
): Promise<ComplaintRow[]> =>
  select(db, actor, handledBy(actor), {
    rest: `AND c.status IN (?) ${before === null ? '' : 'AND (c.answerBy, c.id) > (?, ?)'} ORDER BY c.answerBy, c.id LIMIT ?`,
    restValues: [statuses, ...(before === null ? [] : [before.at, before.id]), limit + 1],
  })

/** How many complaints wait for this person, or anybody beside, to answer. */
export async function complaintsToAnswer(db: Db, actor: Actor): Promise<number> {
  const { where, values } = handledBy(actor)
  const [row] = await db.query<{ count: string }[]>(
    `SELECT COUNT(*) count ${FROM} WHERE ${where} AND c.status IN (?)`,
    [...values, AWAITING_ANSWER],
  )
  return Number(row?.count)
}

export interface StepRow {
  complaintId: string
  step: ComplaintStep
  actor: ComplaintActor
  words: string | null
  at: Date
  actorName: string | null
}

/** What happened to these complaints, each in its order. */
export async function stepsOf(db: Db, ids: readonly string[]): Promise<Map<string, StepRow[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<StepRow[]>(
    `SELECT s.complaintId, s.step, s.actor, s.words, s.at, CASE s.actor WHEN 'client' THEN NULL WHEN 'leader' THEN g.name ELSE f.name END actorName
       FROM complaint_steps s LEFT JOIN wechat_accounts a ON a.id = s.actorAccountId
       LEFT JOIN agents g ON g.id = a.agentId LEFT JOIN staff f ON f.id = a.staffId
      WHERE s.complaintId IN (?) ORDER BY s.at, s.id`,
    [ids],
  )
  const steps = new Map<string, StepRow[]>()
  for (const row of rows) steps.set(row.complaintId, [...(steps.get(row.complaintId) ?? []), row])
  return steps
}

/**
 * Until when each of these clients was dissatisfied: now, as long as an answer is owed, else when somebody last did something about it. Those who never
 * complained are not in it.
 */
export async function lastComplaints(db: Db, recordIds: readonly string[], now: Date): Promise<Map<string, Date>> {
  if (recordIds.length === 0) return new Map()
  const rows = await db.query<{ recordId: string; at: Date; isOpen: string }[]>(
    `SELECT recordId, MAX(movedAt) at, MAX(status IN (?)) isOpen FROM complaints WHERE recordId IN (?) GROUP BY recordId`,
    [AWAITING_ANSWER, recordIds],
  )
  return new Map(rows.map(({ recordId, at, isOpen }) => [recordId, Number(isOpen) === 1 ? now : at]))
}

/** Whether the client `r` is dissatisfied, or somebody did something about it since then: what `lastComplaints` says, as a condition. */
export const complainedSince = (since: Date): Condition => ({
  where: 'EXISTS (SELECT 1 FROM complaints k WHERE k.recordId = r.id AND (k.status IN (?) OR k.movedAt >= ?))',
  values: [AWAITING_ANSWER, since],
})

/** What a client's agent learns of the latest complaint: that there is one, and its words only where they were shared with that very agent. */
export async function complaintOfClient(db: Db, recordId: string, since: Date): Promise<ClientComplaintView | null> {
  const [row] = await db.query<(Complaint & { isOwners: number })[]>(
    `SELECT c.*, c.agentId <=> r.ownerAgentId isOwners FROM complaints c JOIN client_records r ON r.id = c.recordId
      WHERE c.recordId = ? AND (c.status IN (?) OR c.movedAt >= ?)
      ORDER BY c.status IN (?) DESC, c.filedAt DESC, c.id DESC LIMIT 1`,
    [recordId, AWAITING_ANSWER, since, AWAITING_ANSWER],
  )
  if (!row) return null
  return {
    filedAt: row.filedAt.toISOString(),
    status: row.status,
    isOpen: isAwaited(row.status),
    words: row.sharedAt !== null && Number(row.isOwners) === 1 ? row.words : null,
  }
}
