import type { LicenceProfile, StaffRole } from '@quanke/shared/domain/organization'
import type { Urgency } from '@quanke/shared/domain/referral-request'
import type { DataSource, EntityManager } from 'typeorm'
import { fromJson } from '../core/json'
import { likeAnywhere } from '../core/like'
import { LATE } from '../referral-requests/late'
import type { OrganizationSettings } from './organization.entity'
import type { TeamLeader } from './leaders.rules'

type Db = DataSource | EntityManager

export interface OrganizationLine {
  name: string
  licenceProfile: LicenceProfile
  serviceHours: string
}

/** The one organisation of this installation; null before it was set up. */
export async function organizationLine(db: Db): Promise<OrganizationLine | null> {
  const [row] = await db.query<OrganizationLine[]>(
    'SELECT name, licenceProfile, serviceHours FROM organizations WHERE id = 1',
  )
  return row ?? null
}

/** What this organisation set for itself; each use has its own default. */
export async function organizationSettings(db: Pick<EntityManager, 'query'>): Promise<OrganizationSettings> {
  const [organization] = await db.query<{ settings: unknown }[]>('SELECT settings FROM organizations LIMIT 1')
  return fromJson<OrganizationSettings>(organization?.settings ?? {})
}

export interface TeamLine {
  id: string
  parentId: string | null
  name: string
  path: string
  leaderName: string | null
}

/** The teams of a subtree, each above the teams below it. */
export function teamLines(db: Db, path: string): Promise<TeamLine[]> {
  return db.query(
    `SELECT t.id, t.parentId, t.name, t.path, l.name leaderName
       FROM teams t LEFT JOIN agents l ON l.id = t.leaderAgentId
      WHERE t.path LIKE ? ORDER BY t.path LIMIT 500`,
    [`${path}%`],
  )
}

export interface AgentLoad {
  id: string
  teamId: string
  clientCount: string
  newClientCount: string
  lateRequestCount: string
}

/** The agents of a subtree with how many clients each has and what of theirs is late; departed ones as long as somebody is still theirs. */
export function agentLoads(db: Db, path: string, newSince: Date): Promise<AgentLoad[]> {
  return db.query(
    `SELECT a.id, a.teamId, COUNT(r.id) clientCount, COUNT(CASE WHEN r.becameClientAt >= ? THEN 1 END) newClientCount,
            (SELECT COUNT(*) FROM client_records c JOIN referral_requests q ON q.recordId = c.id AND ${LATE}
              WHERE c.ownerAgentId = a.id AND c.status = 'active') lateRequestCount
       FROM agents a
       JOIN teams t ON t.id = a.teamId
       LEFT JOIN client_records r ON r.ownerAgentId = a.id AND r.status = 'active'
      WHERE t.path LIKE ?
      GROUP BY a.id, a.teamId, a.status
     HAVING a.status = 'active' OR clientCount > 0
      ORDER BY a.id LIMIT 5000`,
    [newSince, `${path}%`],
  )
}

/** How many clients have no owner yet. */
export async function poolCount(db: Db): Promise<number> {
  const [row] = await db.query<{ count: string }[]>(
    "SELECT COUNT(*) count FROM client_records WHERE ownerAgentId IS NULL AND status = 'active'",
  )
  return Number(row?.count)
}

/** Ids of agents in the order of their joining, one more than asked for. */
export function agentIds(db: Db, words: string, afterId: string, limit: number): Promise<{ id: string }[]> {
  const pattern = likeAnywhere(words)
  return db.query(
    `SELECT id FROM agents WHERE id > ? ${words === '' ? '' : 'AND (name LIKE ? OR CONVERT(licenceNumber USING utf8mb4) LIKE ?)'}
      ORDER BY id LIMIT ?`,
    [afterId, ...(words === '' ? [] : [pattern, pattern]), limit + 1],
  )
}

/** Whether this agent belongs to the subtree, and still works here; null when the agent is outside of it. */
export async function agentWithin(db: Db, agentId: string, path: string): Promise<{ isActive: boolean } | null> {
  const [row] = await db.query<{ status: string }[]>(
    `SELECT a.status FROM agents a JOIN teams t ON t.id = a.teamId WHERE a.id = ? AND t.path LIKE ?`,
    [agentId, `${path}%`],
  )
  return row ? { isActive: row.status === 'active' } : null
}

/** The leaders of the agent's team and of the teams above it, the nearest first. */
export async function leadersAbove(db: Db, agentId: string): Promise<TeamLeader[]> {
  const rows = await db.query<{ agentId: string | null; status: string | null }[]>(
    `SELECT u.leaderAgentId agentId, l.status
       FROM agents a JOIN teams t ON t.id = a.teamId
       JOIN teams u ON t.path LIKE CONCAT(u.path, '%')
       LEFT JOIN agents l ON l.id = u.leaderAgentId
      WHERE a.id = ? ORDER BY LENGTH(u.path) DESC LIMIT 50`,
    [agentId],
  )
  return rows.map(({ agentId: leader, status }) => ({ agentId: leader, isActive: status === 'active' }))
}

/** The organisation's own hours for the first answer to a request; what it did not set has its default. */
export async function answerHours(db: Db): Promise<Partial<Record<Urgency, number>>> {
  const [organization] = await db.query<{ settings: unknown }[]>('SELECT settings FROM organizations WHERE id = 1')
  return fromJson<OrganizationSettings>(organization?.settings ?? {}).answerHours ?? {}
}

export interface AuditLine {
  id: string
  at: Date
  accountId: string | null
  action: string
  subjectKind: string
  subjectId: string
  requestId: string
  agentName: string | null
  staffName: string | null
  staffRole: StaffRole | null
}

/** The audit log, latest first, one more than asked for. */
export function auditLines(db: Db, beforeId: string | null, limit: number): Promise<AuditLine[]> {
  return db.query(
    `SELECT e.id, e.at, e.accountId, e.action, e.subjectKind, e.subjectId, e.requestId,
            a.name agentName, s.name staffName, s.role staffRole
       FROM audit_entries e
       LEFT JOIN agents a ON a.id = e.agentId
       LEFT JOIN staff s ON s.id = e.staffId
      ${beforeId === null ? '' : 'WHERE e.id < ?'}
      ORDER BY e.id DESC LIMIT ?`,
    [...(beforeId === null ? [] : [beforeId]), limit + 1],
  )
}
