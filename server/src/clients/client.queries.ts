import type { BindingRule, ProvenanceKind } from '@quanke/shared/domain/client'
import type { ConsentState, Purpose } from '@quanke/shared/domain/consent'
import type { StaffRole } from '@quanke/shared/domain/organization'
import type { ShareSubject } from '@quanke/shared/domain/share'
import type { DataSource, EntityManager } from 'typeorm'
import type { Condition } from '../core/condition'
import { likeAnywhere } from '../core/like'
import { recordsWithin } from './living-record'
import { recordsOfNumber } from './records-of-number'
import { IN_POOL, inBook, inSight, type Reach } from './client-scope'

type Db = DataSource | EntityManager

/** A client as a row of a list. */
export interface ClientLine {
  id: string
  ownerAgentId: string | null
  displayName: string
  provenanceKind: ProvenanceKind
  provenanceShareId: string | null
  provenanceReferralId: string | null
  becameClientAt: Date
  lastEngagedAt: Date | null
}

export interface ClientDetail extends ClientLine {
  phoneEnc: Buffer | null
  bindingRule: BindingRule
  ownerName: string | null
  ownerTeamPath: string | null
}

export interface ClientFilter {
  words: string
  /** Keyed hash of the words, when they are a phone number. */
  phoneHash: Buffer | null
  before: { at: Date; id: string } | null
  limit: number
}

const LINE = `r.id, r.ownerAgentId, r.displayName, r.provenanceKind, r.provenanceShareId, r.provenanceReferralId, r.becameClientAt,
  (SELECT e.occurredAt FROM engagements e WHERE e.recordId = r.id ORDER BY e.occurredAt DESC LIMIT 1) lastEngagedAt`

/** The clients of the reader's book, latest first, one more than asked for. */
export function clientLines(db: Db, reach: Reach, filter: ClientFilter): Promise<ClientLine[]> {
  return select(db, inBook(reach), filter)
}

/** The clients without an owner, latest first, one more than asked for. */
export function poolLines(db: Db, filter: ClientFilter): Promise<ClientLine[]> {
  return select(db, { where: IN_POOL, values: [] }, filter)
}

/** Chooses the page by its ids first: what is dear to compute is computed for the rows that are shown. */
function select(db: Db, scope: Condition, filter: ClientFilter): Promise<ClientLine[]> {
  const { words, phoneHash, before, limit } = filter
  const pattern = likeAnywhere(words)
  const search = `AND (r.displayName LIKE ? OR r.phoneHash = ?
      OR EXISTS (SELECT 1 FROM wechat_accounts a WHERE a.recordId = r.id AND a.alias LIKE ?))`
  return db.query(
    `SELECT ${LINE} FROM (
       SELECT r.id FROM client_records r
        WHERE ${scope.where} ${words === '' ? '' : search}
          ${before === null ? '' : 'AND (r.becameClientAt < ? OR (r.becameClientAt = ? AND r.id < ?))'}
        ORDER BY r.becameClientAt DESC, r.id DESC LIMIT ?
     ) p JOIN client_records r ON r.id = p.id ORDER BY r.becameClientAt DESC, r.id DESC`,
    [
      ...scope.values,
      ...(words === '' ? [] : [pattern, phoneHash, pattern]),
      ...(before === null ? [] : [before.at, before.at, before.id]),
      limit + 1,
    ],
  )
}

/** The newest clients of one agent since then, and how many there are. */
export async function newClients(
  db: Db,
  agentId: string,
  since: Date,
  limit: number,
): Promise<{ lines: ClientLine[]; newCount: number; count: number }> {
  const lines = await db.query<ClientLine[]>(
    `SELECT ${LINE} FROM client_records r WHERE r.ownerAgentId = ? AND r.status = 'active' AND r.becameClientAt >= ?
      ORDER BY r.becameClientAt DESC, r.id DESC LIMIT ?`,
    [agentId, since, limit],
  )
  const [row] = await db.query<{ newCount: string; count: string }[]>(
    `SELECT COUNT(CASE WHEN becameClientAt >= ? THEN 1 END) newCount, COUNT(*) count
       FROM client_records WHERE ownerAgentId = ? AND status = 'active'`,
    [since, agentId],
  )
  return { lines, newCount: Number(row?.newCount), count: Number(row?.count) }
}

/** One client within the reader's sight, or null. */
export async function clientDetail(db: Db, reach: Reach, recordId: string): Promise<ClientDetail | null> {
  const scope = inSight(reach)
  const [row] = await db.query<ClientDetail[]>(
    `SELECT ${LINE}, r.phoneEnc, r.bindingRule, o.name ownerName, t.path ownerTeamPath
       FROM client_records r LEFT JOIN agents o ON o.id = r.ownerAgentId LEFT JOIN teams t ON t.id = o.teamId
      WHERE r.id = ? AND ${scope.where}`,
    [recordId, ...scope.values],
  )
  return row ?? null
}

export interface AccountLine {
  id: string
  alias: string
  /** Whether this person lets the agent see reading and arriving in detail. */
  showsActivity: number
}

/** The WeChat accounts of a client, the one last seen first. */
export function accountsOf(db: Db, recordId: string): Promise<AccountLine[]> {
  return db.query(
    `SELECT a.id, a.alias, EXISTS (SELECT 1 FROM consents c WHERE c.accountId = a.id
                                     AND c.purpose = 'show_activity' AND c.state = 'given') showsActivity
       FROM wechat_accounts a WHERE a.recordId = ? AND a.closedAt IS NULL ORDER BY a.lastSeenAt DESC, a.id LIMIT 10`,
    [recordId],
  )
}

export interface ConsentLine {
  purpose: Purpose
  state: ConsentState
  decidedAt: Date
}

/** Each purpose as it was decided last. */
export async function latestConsents(db: Db, recordId: string): Promise<ConsentLine[]> {
  const rows = await db.query<ConsentLine[]>(
    `SELECT c.purpose, c.state, c.decidedAt FROM consents c JOIN wechat_accounts a ON a.id = c.accountId
      WHERE a.recordId = ? ORDER BY c.decidedAt`,
    [recordId],
  )
  return [...new Map(rows.map((row) => [row.purpose, row])).values()]
}

/** The groups a client is in. */
export function groupsOf(db: Db, recordId: string): Promise<{ id: string; name: string; joinedAt: Date }[]> {
  return db.query(
    `SELECT g.id, g.name, MIN(m.joinedAt) joinedAt FROM wechat_accounts a
       JOIN memberships m ON m.accountId = a.id AND m.status = 'active'
       JOIN interest_groups g ON g.id = m.groupId
      WHERE a.recordId = ? GROUP BY g.id, g.name ORDER BY joinedAt LIMIT 50`,
    [recordId],
  )
}

export interface AssistLine {
  accountId: string
  shareId: string
  subject: ShareSubject
  agentName: string
  at: Date
}

/** Shares of other agents than the owner that this client opened, latest first (domain rules, section 3.5). */
export function assistsOf(db: Db, { id, ownerAgentId, provenanceShareId }: ClientLine): Promise<AssistLine[]> {
  return db.query(
    `SELECT t.accountId, t.shareId, s.subject, g.name agentName, t.firstAt at FROM wechat_accounts a
       JOIN touches t ON t.accountId = a.id AND t.agentId <> ? AND t.shareId <> ?
       JOIN shares s ON s.id = t.shareId
       JOIN agents g ON g.id = t.agentId
      WHERE a.recordId = ? ORDER BY t.firstAt DESC, t.id DESC LIMIT 20`,
    [ownerAgentId ?? '0', provenanceShareId ?? '0', id],
  )
}

/** When this client first came through this share, or null. */
export async function firstTouchAt(db: Db, { id, provenanceShareId }: ClientLine): Promise<Date | null> {
  if (provenanceShareId === null) return null
  const [row] = await db.query<{ at: Date | null }[]>(
    `SELECT MIN(t.firstAt) at FROM wechat_accounts a JOIN touches t ON t.accountId = a.id AND t.shareId = ? WHERE a.recordId = ?`,
    [provenanceShareId, id],
  )
  return row?.at ?? null
}

export interface OwnershipLine {
  at: Date
  fromName: string | null
  toName: string | null
  rule: BindingRule
  reason: string
  byAgentName: string | null
  byStaffRole: StaffRole | null
  byClient: string
}

/** Every change of owner of this client, in its order; those of records that were merged into this one stand among them. */
export async function ownershipLines(db: Db, recordId: string): Promise<OwnershipLine[]> {
  return db.query(
    `SELECT c.at, f.name fromName, n.name toName, c.rule, c.reason, g.name byAgentName, s.role byStaffRole, COALESCE(a.recordId = ?, 0) byClient
       FROM ownership_changes c
       LEFT JOIN agents f ON f.id = c.fromAgentId
       LEFT JOIN agents n ON n.id = c.toAgentId
       LEFT JOIN wechat_accounts a ON a.id = c.actorAccountId
       LEFT JOIN agents g ON g.id = a.agentId
       LEFT JOIN staff s ON s.id = a.staffId
      WHERE c.recordId IN (?) ORDER BY c.at, c.id LIMIT 200`,
    [recordId, await recordsWithin(db, recordId)],
  )
}

/** The client with this phone number as a blind match needs it: only the team to speak with. A number that a merged record had counts too. */
export async function teamOfPhone(db: Db, phoneHash: Buffer): Promise<{ teamName: string | null } | null> {
  const ids = await recordsOfNumber(db, phoneHash)
  if (ids.length === 0) return null
  const [row] = await db.query<{ teamName: string | null }[]>(
    `SELECT t.name teamName FROM client_records r
       LEFT JOIN agents o ON o.id = r.ownerAgentId LEFT JOIN teams t ON t.id = o.teamId
      WHERE r.id IN (?) AND r.status = 'active' ORDER BY r.becameClientAt, r.id LIMIT 1`,
    [ids],
  )
  return row ?? null
}

/** How often this agent asked since then whether a number is somebody's client: the log of the questions is what counts them. */
export async function matchCount(db: Db, agentId: string, since: Date): Promise<number> {
  const [row] = await db.query<{ count: string }[]>(
    `SELECT COUNT(*) count FROM audit_entries
      WHERE subjectKind = 'agent' AND subjectId = ? AND at >= ? AND action = 'phone.matched'`,
    [agentId, since],
  )
  return Number(row?.count)
}
