import { READ_PERCENT } from '@quanke/shared/domain/content'
import { ACTIVITY_KINDS, type EngagementKind } from '@quanke/shared/domain/engagement'
import {
  EVENT_OUTCOMES,
  OUTREACH,
  type Arm,
  type OutreachOutcome,
  type OutreachResult,
} from '@quanke/shared/domain/outreach'
import type { DataSource, EntityManager } from 'typeorm'
import { inBook, type Reach } from '../clients/client-scope'
import type { Condition } from '../core/condition'
import { showsActivity } from '../consents/consent.queries'
import type { OutreachPlan } from './outreach-plan.entity'
import { drawnTwice } from './same-person.queries'
import type { CountedOnce } from './same-person.rules'

type Db = DataSource | EntityManager
export type Measured = Pick<OutreachPlan, 'id' | 'kind' | 'outcome' | 'outcomePurpose' | 'contentId' | 'eventId'>

/** Whether member `m` did, within the own window, what the plan is measured by: the client's own act, wherever it came from. */
function didOutcome({ outcome, outcomePurpose, contentId, eventId }: Measured, record: string): Condition {
  if (outcome === 'consented')
    return {
      where: `EXISTS (SELECT 1 FROM wechat_accounts a JOIN consent_decisions d ON d.accountId = a.id AND d.purpose = ? AND d.state = 'given'
                         AND d.at >= m.drawnAt AND d.at < m.observedUntil
                       WHERE a.recordId = ${record})`,
      values: [outcomePurpose],
    }
  // A policy that was taken back is no outcome, though the act stays in the client's story.
  if (outcome === 'insured')
    return {
      where: `EXISTS (SELECT 1 FROM wechat_accounts a JOIN outcomes o ON o.accountId = a.id AND o.kind = 'first_policy' AND o.takenBackAt IS NULL
                         AND o.at >= m.drawnAt AND o.at < m.observedUntil
                       WHERE a.recordId = ${record})`,
      values: [],
    }
  const isRead = outcome === 'read'
  const isOfOne = eventId !== null && EVENT_OUTCOMES.includes(outcome)
  return {
    where: `EXISTS (SELECT 1 FROM engagements e WHERE e.recordId = ${record} AND e.kind = ?
                       ${isRead ? "AND e.subject = 'content' AND e.subjectId = ? AND e.percent >= ?" : ''}
                       ${isOfOne ? "AND e.subject = 'event' AND e.subjectId = ?" : ''}
                       AND e.occurredAt >= m.drawnAt AND e.occurredAt < m.observedUntil
                       AND e.receivedAt < m.observedUntil + INTERVAL ${OUTREACH.graceHours} HOUR)`,
    values: [ENGAGEMENT_OF[outcome], ...(isRead ? [contentId, READ_PERCENT] : []), ...(isOfOne ? [eventId] : [])],
  }
}

const ENGAGEMENT_OF: Record<Exclude<OutreachOutcome, 'consented' | 'insured'>, EngagementKind> = {
  read: 'read',
  joined: 'joined',
  registered: 'registered',
  attended: 'attended',
  asked: 'asked',
  referred: 'referred',
}

/** Reading is told of nobody who does not let the agent see it (domain rules, section 9). */
const isPrivate = (outcome: OutreachOutcome): boolean =>
  outcome !== 'consented' && outcome !== 'insured' && ACTIVITY_KINDS.includes(ENGAGEMENT_OF[outcome])

/** Whether member `m`, of this record, opened a card that was made for somebody else in this plan. */
const crossed = (record: string): string => `EXISTS (
  SELECT 1 FROM wechat_accounts a
    JOIN touches t ON t.accountId = a.id AND t.firstAt >= m.drawnAt AND t.firstAt < m.observedUntil
    JOIN shares s ON s.id = t.shareId
    JOIN outreach_members o ON o.shareId = s.rootId AND o.planId = m.planId
   WHERE a.recordId = ${record})`

/** The record that member `m` stands for by now; ids of ours are digits only. */
const recordOf = ({ standsFor }: CountedOnce): string =>
  standsFor.size === 0
    ? 'm.recordId'
    : `CASE m.id ${[...standsFor].map(([id, record]) => `WHEN ${BigInt(id)} THEN ${BigInt(record)}`).join(' ')} ELSE m.recordId END`

/** Lines of a person who was drawn before as another record. */
const isDropped = ({ dropped }: CountedOnce): Condition =>
  dropped.length === 0
    ? { where: "m.settled <=> 'twice'", values: [] }
    : { where: "(m.settled <=> 'twice' OR m.id IN (?))", values: [dropped] }

/** The figures count those who were drawn out of the reader's book, whoever serves them now: a draw is for good. */
function drawnFrom({ agentId, leadsPath }: Reach): Condition {
  if (leadsPath === null) return { where: 'm.agentId = ?', values: [agentId] }
  return {
    where: 'm.agentId IN (SELECT x.id FROM agents x JOIN teams y ON y.id = x.teamId WHERE x.id = ? OR y.path LIKE ?)',
    values: [agentId, `${leadsPath}%`],
  }
}

/** Every member of the plan that counts for this reader: with name and outcome, each as far as the reader may know. */
function members(plan: Measured, reader: Reach, once: CountedOnce): Condition {
  const record = recordOf(once)
  const hit = didOutcome(plan, record)
  const dropped = isDropped(once)
  const book = inBook(reader)
  const drawn = drawnFrom(reader)
  return {
    where: `SELECT m.id, m.arm, m.drawnAt, m.observedUntil, m.doneAt, m.result, r.id clientId, r.displayName,
                   CASE WHEN m.settled IS NULL THEN ${hit.where} ELSE m.settled = 'hit' END isHit,
                   (r.id IS NULL${isPrivate(plan.outcome) ? ` OR NOT ${showsActivity(record)}` : ''}) isHidden,
                   ${plan.kind === 'care' ? '0' : `(m.arm = 'held_out' AND ${crossed(record)})`} isCrossed
              FROM outreach_members m
              LEFT JOIN client_records r ON r.id = ${record} AND ${book.where}
             WHERE m.planId = ? AND ${drawn.where} AND NOT ${dropped.where}`,
    values: [...hit.values, ...book.values, plan.id, ...drawn.values, ...dropped.values],
  }
}

export interface ArmCounts {
  total: number
  hits: number
  acted: number
  hiddenHits: number
  hiddenMissed: number
  crossed: number
}

const NOBODY: ArmCounts = { total: 0, hits: 0, acted: 0, hiddenHits: 0, hiddenMissed: 0, crossed: 0 }

/** How many were drawn into each arm, and how many of them have the outcome. */
export async function armCounts(
  db: Db,
  plan: Measured,
  reader: Reach,
  once: CountedOnce,
): Promise<Record<Arm, ArmCounts>> {
  const { where, values } = members(plan, reader, once)
  const rows = await db.query<({ arm: Arm } & Record<keyof ArmCounts, string>)[]>(
    `SELECT x.arm, COUNT(*) total, SUM(x.isHit) hits, SUM(x.doneAt IS NOT NULL) acted, SUM(x.isHit AND x.isHidden) hiddenHits,
            SUM(NOT x.isHit AND x.isHidden) hiddenMissed, SUM(x.isCrossed) crossed FROM (${where}) x GROUP BY x.arm`,
    values,
  )
  const counts = { treated: NOBODY, held_out: NOBODY }
  for (const { arm, ...row } of rows)
    counts[arm] = Object.fromEntries(Object.entries(row).map(([name, count]) => [name, Number(count)])) as never
  return counts
}

export interface MemberLine {
  id: string
  arm: Arm
  drawnAt: Date
  observedUntil: Date
  doneAt: Date | null
  result: OutreachResult | null
  clientId: string | null
  displayName: string | null
  isHit: string
  isHidden: string
}

const SHOWN = {
  all: '1',
  hit: 'x.isHit AND NOT x.isHidden',
  missed: 'NOT x.isHit AND NOT x.isHidden',
  acted: 'x.doneAt IS NOT NULL',
}

/** The rows behind a figure, one more than asked for. Whose outcome the reader may not know stands in no list that would tell it. */
export async function memberLines(
  db: Db,
  plan: Measured,
  reader: Reach,
  page: { arm: Arm; show: keyof typeof SHOWN; afterId: string; limit: number },
): Promise<MemberLine[]> {
  const { where, values } = members(plan, reader, await drawnTwice(db, plan.id))
  return db.query(
    `SELECT x.* FROM (${where}) x WHERE x.arm = ? AND x.id > ? AND ${SHOWN[page.show]} ORDER BY x.id LIMIT ?`,
    [...values, page.arm, page.afterId, page.limit + 1],
  )
}

/** How many lines of the plan do not count for this reader, since their person was drawn before as another record. */
export async function droppedCount(db: Db, planId: string, reader: Reach, once: CountedOnce): Promise<number> {
  const [drawn, dropped] = [drawnFrom(reader), isDropped(once)]
  const [row] = await db.query<{ count: string }[]>(
    `SELECT COUNT(*) count FROM outreach_members m WHERE m.planId = ? AND ${drawn.where} AND ${dropped.where}`,
    [planId, ...drawn.values, ...dropped.values],
  )
  return Number(row?.count)
}

/** Writes down the outcome of every client of a plan whose figures are final: nothing that comes later changes them. */
export async function settleMembers(tx: EntityManager, plan: Measured): Promise<void> {
  const once = await drawnTwice(tx, plan.id)
  const [hit, dropped] = [didOutcome(plan, recordOf(once)), isDropped(once)]
  await tx.query(
    `UPDATE outreach_members m SET settled = CASE WHEN ${dropped.where} THEN 'twice' WHEN ${hit.where} THEN 'hit' ELSE 'missed' END
      WHERE m.planId = ?`,
    [...dropped.values, ...hit.values, plan.id],
  )
}
