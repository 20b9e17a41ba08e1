import type { EventKind, EventNews } from '@quanke/shared/domain/event'
import type { ComplaintStep } from '@quanke/shared/domain/complaint'
import type { CaseStep } from '@quanke/shared/domain/ownership-case'
import type { IntroductionStatus, RequestCategory, Urgency } from '@quanke/shared/domain/referral-request'
import type { DataSource } from 'typeorm'

/** Whom a message goes to. */
export interface Recipient {
  id: string
  openid: string
}

export interface RequestNews extends Recipient {
  requestId: string
  category: RequestCategory
  urgency: Urgency
  askedAt: Date
  answerBy: Date | null
}

const STILL_WAITS = "q.status = 'open' AND q.firstAnsweredAt IS NULL"

/** The agent of a request that still waits; null when there is nobody to tell any more. */
export const newRequestFor = (db: DataSource, requestId: string): Promise<RequestNews | null> =>
  newsFor(db, requestId, 'r.ownerAgentId', "q.status = 'open'")

/** The agent whose answer is due; null when somebody has answered meanwhile. */
export const reminderFor = (db: DataSource, requestId: string): Promise<RequestNews | null> =>
  newsFor(db, requestId, 'r.ownerAgentId', STILL_WAITS)

/** The leader of a request that nobody answered in time. */
export const escalationFor = (db: DataSource, requestId: string): Promise<RequestNews | null> =>
  newsFor(db, requestId, 'q.escalatedToAgentId', STILL_WAITS)

/** The agent to whom a leader handed a request, as long as it is that one. */
export const handOverFor = (db: DataSource, requestId: string, agentId: string): Promise<RequestNews | null> =>
  newsFor(db, requestId, 'q.helperAgentId', "q.helperAgentId = ? AND q.status = 'open'", agentId)

async function newsFor(
  db: DataSource,
  requestId: string,
  agent: 'r.ownerAgentId' | 'q.escalatedToAgentId' | 'q.helperAgentId',
  condition: string,
  ...values: string[]
): Promise<RequestNews | null> {
  const [row] = await db.query<RequestNews[]>(
    `SELECT a.id, a.openid, q.id requestId, q.category, q.urgency, q.askedAt, q.answerBy
       FROM referral_requests q
       JOIN client_records r ON r.id = q.recordId AND r.status = 'active'
       JOIN wechat_accounts a ON a.agentId = ${agent} AND a.closedAt IS NULL
      WHERE q.id = ? AND ${condition}`,
    [requestId, ...values],
  )
  return row ?? null
}

export interface IntroductionNews extends Recipient {
  requestId: string
  category: RequestCategory
  cardCode: string | null
  offeredAt: Date
}

const LIVE = `JOIN referral_requests q ON q.id = i.requestId AND q.status NOT IN ('closed', 'withdrawn')
       JOIN client_records r ON r.id = q.recordId AND r.status = 'active'`
const OF_INTRODUCTION = 'a.id, a.openid, q.id requestId, q.category, i.cardCode, i.offeredAt'

/** The client to whom something was offered, agreed to, or connected. */
export async function introductionFor(
  db: DataSource,
  introductionId: string,
  statuses: readonly IntroductionStatus[],
): Promise<IntroductionNews | null> {
  const [row] = await db.query<IntroductionNews[]>(
    `SELECT ${OF_INTRODUCTION} FROM introductions i ${LIVE}
       JOIN wechat_accounts a ON a.id = q.accountId AND a.closedAt IS NULL
      WHERE i.id = ? AND i.status IN (?)`,
    [introductionId, statuses],
  )
  return row ?? null
}

/** The agent who is introduced and has not answered yet. */
export async function introducedAgentFor(db: DataSource, introductionId: string): Promise<IntroductionNews | null> {
  const [row] = await db.query<IntroductionNews[]>(
    `SELECT ${OF_INTRODUCTION} FROM introductions i ${LIVE}
       JOIN wechat_accounts a ON a.agentId = i.agentId AND a.closedAt IS NULL
      WHERE i.id = ? AND i.status IN ('offered', 'client_agreed')`,
    [introductionId],
  )
  return row ?? null
}

/** The counterpart of an introduction to which both have agreed. */
export async function counterpartFor(db: DataSource, introductionId: string): Promise<IntroductionNews | null> {
  const [row] = await db.query<IntroductionNews[]>(
    `SELECT ${OF_INTRODUCTION} FROM introductions i ${LIVE}
       JOIN wechat_accounts a ON a.id = i.counterpartAccountId AND a.closedAt IS NULL
      WHERE i.id = ? AND i.status = 'connected'`,
    [introductionId],
  )
  return row ?? null
}

/** The referrer who was thanked. */
export async function thanksFor(db: DataSource, thanksId: string): Promise<(Recipient & { sentAt: Date }) | null> {
  const [row] = await db.query<(Recipient & { sentAt: Date })[]>(
    `SELECT a.id, a.openid, h.sentAt
       FROM referral_thanks h
       JOIN referrals f ON f.id = h.referralId
       JOIN client_records r ON r.id = f.referrerRecordId AND r.status = 'active'
       JOIN wechat_accounts a ON a.id = f.referrerAccountId AND a.closedAt IS NULL
      WHERE h.id = ?`,
    [thanksId],
  )
  return row ?? null
}

/** One of those whom a step of an ownership case concerns. */
export async function caseStepFor(
  db: DataSource,
  { stepId, accountId }: { stepId: string; accountId: string },
): Promise<(Recipient & { caseId: string; step: CaseStep; at: Date }) | null> {
  const [row] = await db.query<(Recipient & { caseId: string; step: CaseStep; at: Date })[]>(
    `SELECT a.id, a.openid, s.caseId, s.step, s.at FROM ownership_case_steps s
       JOIN wechat_accounts a ON a.id = ? AND a.closedAt IS NULL
      WHERE s.id = ?`,
    [accountId, stepId],
  )
  return row ?? null
}

/** Of whom each news of an event still holds. */
const STILL_HOLDS: Record<EventNews, string> = {
  place: "n.status = 'confirmed' AND e.status <> 'cancelled'",
  changed: "n.status IN ('confirmed', 'waitlisted') AND e.status <> 'cancelled'",
  cancelled: "n.status IN ('confirmed', 'waitlisted') AND e.status = 'cancelled'",
}

/** Somebody who has a place in an event or waits for one, with when the event is now. */
export async function registeredFor(
  db: DataSource,
  { registrationId, news }: { registrationId: string; news: EventNews },
): Promise<(Recipient & { eventId: string; kind: EventKind; news: EventNews; beginsAt: Date }) | null> {
  const [row] = await db.query<(Recipient & { eventId: string; kind: EventKind; beginsAt: Date })[]>(
    `SELECT a.id, a.openid, e.id eventId, v.kind, v.beginsAt FROM event_registrations n
       JOIN events e ON e.id = n.eventId
       JOIN event_versions v ON v.eventId = e.id AND v.version = e.approvedVersion
       JOIN wechat_accounts a ON a.id = n.accountId AND a.closedAt IS NULL
      WHERE n.id = ? AND ${STILL_HOLDS[news]}`,
    [registrationId],
  )
  return row ? { ...row, news } : null
}

/** One of those whom a step of a complaint concerns, and whether it is the one who filed it. */
export async function complaintStepFor(
  db: DataSource,
  { stepId, accountId }: { stepId: string; accountId: string },
): Promise<(Recipient & { complaintId: string; step: ComplaintStep; at: Date; isOwn: number }) | null> {
  const [row] = await db.query<(Recipient & { complaintId: string; step: ComplaintStep; at: Date; isOwn: number })[]>(
    `SELECT a.id, a.openid, s.complaintId, s.step, s.at, c.accountId = a.id isOwn
       FROM complaint_steps s JOIN complaints c ON c.id = s.complaintId
       JOIN wechat_accounts a ON a.id = ? AND a.closedAt IS NULL
      WHERE s.id = ?`,
    [accountId, stepId],
  )
  return row ?? null
}
