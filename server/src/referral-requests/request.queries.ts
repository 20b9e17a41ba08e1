import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import type { RequestStatus } from '@quanke/shared/domain/referral-request'
import type { DataSource, EntityManager } from 'typeorm'
import type { DataCipher } from '../core/crypto'
import type { Viewer } from './reader.rules'
import type { IntroductionRow } from './introduction.view'
import { LATE } from './late'
import { requestView, type Belongings, type EditRow, type PictureRow, type RequestRow } from './request.view'

type Db = DataSource | EntityManager

const COLUMNS = `q.id, q.accountId, q.recordId, q.category, q.words, q.urgency, q.audience, q.groupId, g.name groupName,
  q.wordsReview, q.status, q.askedAt, q.outcome, q.rating, q.ratingWords, q.closedAt, r.displayName, a.alias,
  r.ownerAgentId, t.path ownerTeamPath, q.answers, q.version, q.editedAt, q.remindAt, q.answerBy, q.firstAnsweredAt, q.escalatedAt,
  q.escalatedToAgentId, q.helperAgentId, h.name helperName, a.phoneHash IS NOT NULL hasPhone,
  EXISTS (SELECT 1 FROM consents c WHERE c.accountId = q.accountId AND c.purpose = 'pass_contact' AND c.state = 'given') passesContact,
  EXISTS (SELECT 1 FROM memberships m WHERE m.groupId = q.groupId AND m.accountId = ? AND m.status = 'active') isMember`

/** Requests of clients who withdrew their consent to be served are gone for everybody (domain rules, section 9). */
const TABLES = `referral_requests q
  JOIN client_records r ON r.id = q.recordId AND r.status = 'active'
  JOIN wechat_accounts a ON a.id = q.accountId
  LEFT JOIN agents o ON o.id = r.ownerAgentId
  LEFT JOIN teams t ON t.id = o.teamId
  LEFT JOIN agents h ON h.id = q.helperAgentId
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

/** What a view is made with: the key of what is encrypted, and the present time. */
export interface ViewTools {
  cipher: DataCipher
  now: Date
}

/** The requests as this person may see them; those out of scope are left out. */
export async function requestViews(
  db: Db,
  tools: ViewTools,
  viewer: Viewer,
  rows: readonly RequestRow[],
): Promise<RequestView[]> {
  const introductions = byRequest(await introductionsOf(db, rows))
  const edits = byRequest(await editsOf(db, rows))
  const pictures = byRequest(await picturesOf(db, rows))
  const belongings = ({ id }: RequestRow): Belongings => ({
    introductions: introductions.get(id) ?? [],
    edits: edits.get(id) ?? [],
    pictures: pictures.get(id) ?? [],
  })
  return rows.map((row) => requestView(row, belongings(row), viewer, tools)).filter((view) => view !== null)
}

function byRequest<T extends { requestId: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) found.set(row.requestId, [...(found.get(row.requestId) ?? []), row])
  return found
}

/** The introductions of these requests, in the order of their making. */
async function introductionsOf(db: Db, rows: readonly RequestRow[]): Promise<IntroductionRow[]> {
  if (rows.length === 0) return []
  return db.query<IntroductionRow[]>(
    `SELECT i.id, i.requestId, i.byAccountId, a.alias byAlias, g.name byAgentName, i.kind, i.agentId, i.name, i.words, IF(i.providerId IS NULL, i.contactEnc, IF(p.status = 'listed', p.contactEnc, NULL)) contactEnc, i.cardCode,
            i.counterpartAccountId, i.status, i.offeredAt, i.expiresAt, i.settledAt, i.thanksWords, i.thankedAt,
            p.place, p.hours, p.licence, v.name vouchedBy, p.validUntil, p.status providerStatus, n.title agentTitle, n.licenceNumber, n.status agentStatus, m.name teamName
       FROM introductions i JOIN wechat_accounts a ON a.id = i.byAccountId LEFT JOIN agents g ON g.id = a.agentId
       LEFT JOIN providers p ON p.id = i.providerId LEFT JOIN agents v ON v.id = p.vouchedByAgentId
       LEFT JOIN agents n ON n.id = i.agentId LEFT JOIN teams m ON m.id = n.teamId
      WHERE i.requestId IN (?) ORDER BY i.offeredAt, i.id LIMIT 2000`,
    [rows.map(({ id }) => id)],
  )
}

/** What pictures these requests have, without the pictures themselves. */
async function picturesOf(db: Db, rows: readonly RequestRow[]): Promise<PictureRow[]> {
  if (rows.length === 0) return []
  return db.query<PictureRow[]>(
    'SELECT id, requestId, width, height, review FROM request_pictures WHERE requestId IN (?) ORDER BY id LIMIT 500',
    [rows.map(({ id }) => id)],
  )
}

/** How the edited ones among these requests were before, the latest version first. */
async function editsOf(db: Db, rows: readonly RequestRow[]): Promise<EditRow[]> {
  const edited = rows.filter(({ version }) => version > 0)
  if (edited.length === 0) return []
  return db.query<EditRow[]>(
    'SELECT requestId, words, answers, urgency, at FROM request_edits WHERE requestId IN (?) ORDER BY version DESC LIMIT 500',
    [edited.map(({ id }) => id)],
  )
}

/** All requests of one client, newest first, as the actor may see them. */
export async function requestsOfRecord(
  db: Db,
  tools: ViewTools,
  actor: Viewer,
  recordId: string,
): Promise<RequestView[]> {
  const rows = await selectRequests(db, actor, {
    where: 'q.recordId = ?',
    values: [recordId],
    order: 'q.askedAt DESC, q.id DESC',
    limit: MOST_OF_A_RECORD,
  })
  return requestViews(db, tools, actor, rows)
}

/** The agent's own clients' requests, and those that a leader asked the agent to answer instead. */
export const FOR_AGENT = '(r.ownerAgentId = ? OR q.helperAgentId = ?)'

/** What waits for this agent's answer: what is due first comes first, then what waits longest. */
export async function openRequestsOfAgent(
  db: Db,
  tools: ViewTools,
  agentId: string,
  limit: number,
): Promise<RequestView[]> {
  const viewer: Viewer = { accountId: '0', recordId: null, agentId, leadsPath: null }
  const rows = await selectRequests(db, viewer, {
    where: `${FOR_AGENT} AND q.status = 'open'`,
    values: [agentId, agentId],
    order: "FIELD(q.urgency, 'soon', 'normal', 'low'), q.askedAt, q.id",
    limit,
  })
  return requestViews(db, tools, viewer, rows)
}

/** How many requests wait for this agent's answer. */
export async function openRequestCount(db: Db, agentId: string): Promise<number> {
  const [row] = await db.query<{ count: string }[]>(
    `SELECT COUNT(*) count FROM client_records r JOIN referral_requests q ON q.recordId = r.id AND q.status = 'open'
      WHERE ${FOR_AGENT} AND r.status = 'active'`,
    [agentId, agentId],
  )
  return Number(row?.count ?? 0)
}

/** What is late in a leader's teams: `t` is the team of whoever serves the client. */
export const ESCALATED = `t.path LIKE ? AND ${LATE}`

/** How many requests lie with the leader of this subtree. */
export async function escalatedCount(db: Db, leadsPath: string): Promise<number> {
  const [row] = await db.query<{ count: string }[]>(
    `SELECT COUNT(*) count FROM referral_requests q JOIN client_records r ON r.id = q.recordId AND r.status = 'active'
       JOIN agents o ON o.id = r.ownerAgentId JOIN teams t ON t.id = o.teamId WHERE ${ESCALATED}`,
    [`${leadsPath}%`],
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
