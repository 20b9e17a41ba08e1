import { OUTREACH, RECENCY_DAYS, type OutreachOutcome } from '@quanke/shared/domain/outreach'
import type { DataSource, EntityManager } from 'typeorm'
import { inBook, type Reach } from '../clients/client-scope'
import type { Condition } from '../core/condition'
import { daysBefore } from '../core/days'
import { isKeptFromPlans } from '../referrals/ask.queries'
import type { OutreachPlan } from './outreach-plan.entity'

type Db = DataSource | EntityManager

/** Whom a plan is about, and whose clients they are. */
export type Audience = Pick<OutreachPlan, 'kind' | 'contentId' | 'eventId' | 'source' | 'groupId' | 'recency'> & {
  book: Reach
  /** Null as long as nobody has said what the plan is for. */
  outcome: OutreachOutcome | null
}

const PURPOSE = "IF(p.kind = 'care', 'be_served', 'marketing')"

/**
 * Whether the client `r` has said yes to what plan `p` needs: on an account in use, and not taken back later on another one of the same person.
 */
export const CONSENTED = `EXISTS (
  SELECT 1 FROM wechat_accounts a JOIN consents c ON c.accountId = a.id AND c.purpose = ${PURPOSE} AND c.state = 'given'
   WHERE a.recordId = r.id AND a.closedAt IS NULL AND NOT EXISTS (
     SELECT 1 FROM wechat_accounts b
       JOIN consents d ON d.accountId = b.id AND d.purpose = c.purpose AND d.state <> 'given' AND d.decidedAt > c.decidedAt
      WHERE b.recordId = r.id))`

/** Whether another running plan keeps client `r` untouched by the very article, or the invitation, of plan `p`. Takes the present instant. */
export const HELD_OUT_ELSEWHERE = `EXISTS (
  SELECT 1 FROM outreach_members h JOIN outreach_plans q ON q.id = h.planId AND q.status = 'running'
    AND (q.contentId = p.contentId OR (q.kind = 'event' AND p.kind = 'event' AND q.eventId = p.eventId))
   WHERE h.recordId = r.id AND h.arm = 'held_out' AND h.observedUntil > ?)`

/** Whether the person of member `m` (client `r`) was drawn before, as a record that became part of this one, and is kept untouched by plan `p` as that. */
export const HELD_OUT_BEFORE = `EXISTS (
  SELECT 1 FROM record_merges x JOIN outreach_members h ON h.recordId = x.activeMergedRecordId AND h.planId = p.id AND h.arm = 'held_out'
   WHERE x.livingRecordId = r.id AND (h.drawnAt < m.drawnAt OR (h.drawnAt = m.drawnAt AND h.id < m.id)))`

/** The conditions as if they were a plan's: for a draft there is no row that says them. */
const asPlan = ({ kind, contentId, eventId }: Audience): Condition => ({
  where: '(SELECT ? kind, ? contentId, ? eventId) p',
  values: [kind, contentId, eventId],
})

function fits({ book, source, groupId, recency, outcome }: Audience, now: Date): Condition {
  const scope = inBook(book)
  const parts: Condition[] = [scope]
  if (source !== null) parts.push({ where: 'r.provenanceKind = ?', values: [source] })
  if (groupId !== null)
    parts.push({
      where: `EXISTS (SELECT 1 FROM wechat_accounts a JOIN memberships s ON s.accountId = a.id AND s.groupId = ? AND s.status = 'active'
                       WHERE a.recordId = r.id)`,
      values: [groupId],
    })
  // A plan for recommendations is a way of asking for them.
  if (outcome === 'referred') {
    const { where, values } = isKeptFromPlans(now)
    parts.push({ where: `NOT (${where})`, values })
  }
  if (recency === 'unreached')
    parts.push({
      where: 'NOT EXISTS (SELECT 1 FROM outreach_members x WHERE x.recordId = r.id AND x.doneAt IS NOT NULL)',
      values: [],
    })
  else if (recency !== null)
    parts.push({
      where: `${recency === 'active' ? '' : 'NOT '}EXISTS (SELECT 1 FROM engagements e WHERE e.recordId = r.id AND e.occurredAt >= ?)`,
      values: [daysBefore(now, RECENCY_DAYS[recency])],
    })
  return { where: parts.map(({ where }) => where).join(' AND '), values: parts.flatMap(({ values }) => values) }
}

/** The clients to draw now, at most one more than a plan may have, in the order of their ids; those of the plan already are left out. */
export function clientsToDraw(
  db: Db,
  audience: Audience,
  planId: string,
  now: Date,
): Promise<{ id: string; ownerAgentId: string }[]> {
  const plan = asPlan(audience)
  const { where, values } = fits(audience, now)
  return db.query(
    `SELECT r.id, r.ownerAgentId FROM client_records r JOIN ${plan.where}
      WHERE ${where} AND ${CONSENTED} AND NOT ${HELD_OUT_ELSEWHERE}
        AND NOT EXISTS (SELECT 1 FROM outreach_members m WHERE m.planId = ? AND m.recordId = r.id)
      ORDER BY r.id LIMIT ?`,
    [...plan.values, ...values, now, planId, OUTREACH.audienceMost + 1],
  )
}

/** How many clients fit, and how many more would if they had consented; counted up to four times what a plan may have. */
export async function audienceSize(
  db: Db,
  audience: Audience,
  now: Date,
): Promise<{ count: number; withoutConsent: number }> {
  const plan = asPlan(audience)
  const { where, values } = fits(audience, now)
  const [row] = await db.query<{ total: string; count: string | null }[]>(
    `SELECT COUNT(*) total, SUM(f.ok) count FROM (
       SELECT ${CONSENTED} ok FROM client_records r JOIN ${plan.where}
        WHERE ${where} AND NOT ${HELD_OUT_ELSEWHERE} LIMIT ${OUTREACH.audienceMost * 4}) f`,
    [...plan.values, ...values, now],
  )
  const count = Number(row?.count ?? 0)
  return { count, withoutConsent: Number(row?.total) - count }
}
