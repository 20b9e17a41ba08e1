import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import type { RequestStatus } from '@quanke/shared/domain/referral-request'
import type { DataSource, EntityManager } from 'typeorm'
import type { DataCipher } from '../core/crypto'
import type { Viewer } from './reader.rules'
import { requestView, type IntroductionRow, type RequestRow } from './request.view'

type Db = DataSource | EntityManager

const COLUMNS = `q.id, q.accountId, q.recordId, q.category, q.words, q.urgency, q.audience, q.groupId, g.name groupName,
  q.wordsReview, q.status, q.askedAt, q.outcome, q.rating, q.ratingWords, q.closedAt, r.displayName, a.alias,
  r.ownerAgentId, t.path ownerTeamPath,
  EXISTS (SELECT 1 FROM memberships m WHERE m.groupId = q.groupId AND m.accountId = ? AND m.status = 'active') isMember`

/** Requests of clients who withdrew their consent to be served are gone for everybody (domain rules, section 9). */
const TABLES = `referral_requests q
  JOIN client_records r ON r.id = q.recordId AND r.status = 'active'
  JOIN wechat_accounts a ON a.id = q.accountId
  LEFT JOIN agents o ON o.id = r.ownerAgentId
  LEFT JOIN teams t ON t.id = o.teamId
  LEFT JOIN interest_groups g ON g.id = q.groupId`

/** Waiting ones first, then those under way, then those that ended. */
export const WEIGHT = `CASE q.status WHEN 'open' THEN 2 WHEN 'answered' THEN 1 WHEN 'introduced' THEN 1 ELSE 0 END`
export const weightOf = (status: RequestStatus): number =>
  status === 'open' ? 2 : status === 'answered' || status === 'introduced' ? 1 : 0

const MOST_OF_A_RECORD = 50

/** Requests by a condition on q (request) and r (record), in the given order. The viewer is asked for the membership only. */
export function selectRequests(
  db: Db,
  viewer: Pick<Viewer, 'accountId'>,
  { where, values, order, limit }: { where: string; values: unknown[]; order: string; limit: number },
): Promise<RequestRow[]> {
  return db.query<RequestRow[]>(`SELECT ${COLUMNS} FROM ${TABLES} WHERE ${where} ORDER BY ${order} LIMIT ?`, [
    viewer.accountId,
    ...values,
    limit,
  ])
}

/** One request, whoever looks; `readerOf` says whether they may. */
export async function requestRow(db: Db, viewer: Pick<Viewer, 'accountId'>, id: string): Promise<RequestRow | null> {
  const [row] = await selectRequests(db, viewer, { where: 'q.id = ?', values: [id], order: 'q.id', limit: 1 })
  return row ?? null
}

/** The requests as this person may see them; those out of scope are left out. */
export async function requestViews(
  db: Db,
  cipher: DataCipher,
  viewer: Viewer,
  rows: readonly RequestRow[],
): Promise<RequestView[]> {
  const introductions = await introductionsOf(db, rows)
  return rows
    .map((row) => requestView(row, introductions.get(row.id) ?? [], viewer, cipher))
    .filter((view) => view !== null)
}

/** The introductions of these requests by request, in the order of their making. */
async function introductionsOf(db: Db, rows: readonly RequestRow[]): Promise<Map<string, IntroductionRow[]>> {
  const byRequest = new Map<string, IntroductionRow[]>()
  if (rows.length === 0) return byRequest
  const found = await db.query<IntroductionRow[]>(
    `SELECT i.id, i.requestId, i.byAccountId, a.alias byAlias, g.name byAgentName, i.kind, i.name, i.words, i.contactEnc,
            i.status, i.offeredAt, i.settledAt
       FROM introductions i JOIN wechat_accounts a ON a.id = i.byAccountId LEFT JOIN agents g ON g.id = a.agentId
      WHERE i.requestId IN (?) ORDER BY i.offeredAt, i.id LIMIT 2000`,
    [rows.map(({ id }) => id)],
  )
  for (const row of found) byRequest.set(row.requestId, [...(byRequest.get(row.requestId) ?? []), row])
  return byRequest
}

/** All requests of one client, newest first, as the actor may see them. */
export async function requestsOfRecord(
  db: Db,
  cipher: DataCipher,
  actor: Viewer,
  recordId: string,
): Promise<RequestView[]> {
  const rows = await selectRequests(db, actor, {
    where: 'q.recordId = ?',
    values: [recordId],
    order: 'q.askedAt DESC, q.id DESC',
    limit: MOST_OF_A_RECORD,
  })
  return requestViews(db, cipher, actor, rows)
}

/** What waits for this agent's answer: urgent ones first, then those that wait longest. */
export async function openRequestsOfAgent(
  db: Db,
  cipher: DataCipher,
  agentId: string,
  limit: number,
): Promise<RequestView[]> {
  const viewer: Viewer = { accountId: '0', recordId: null, agentId, leadsPath: null }
  const rows = await selectRequests(db, viewer, {
    where: "r.ownerAgentId = ? AND q.status = 'open'",
    values: [agentId],
    order: "FIELD(q.urgency, 'soon', 'normal', 'low'), q.askedAt, q.id",
    limit,
  })
  return requestViews(db, cipher, viewer, rows)
}

/** How many requests wait for this agent's answer. */
export async function openRequestCount(db: Db, agentId: string): Promise<number> {
  const [row] = await db.query<{ count: string }[]>(
    `SELECT COUNT(*) count FROM client_records r JOIN referral_requests q ON q.recordId = r.id AND q.status = 'open'
      WHERE r.ownerAgentId = ? AND r.status = 'active'`,
    [agentId],
  )
  return Number(row?.count ?? 0)
}

/** How many requests of each of these clients wait for an answer; clients without one are absent. */
export async function openRequestCounts(db: Db, recordIds: readonly string[]): Promise<Map<string, number>> {
  if (recordIds.length === 0) return new Map()
  const rows = await db.query<{ recordId: string; count: string }[]>(
    `SELECT recordId, COUNT(*) count FROM referral_requests WHERE recordId IN (?) AND status = 'open' GROUP BY recordId`,
    [recordIds],
  )
  return new Map(rows.map(({ recordId, count }) => [recordId, Number(count)]))
}
