import type { CaseStatus } from '@quanke/shared/domain/ownership-case'
import type { DataSource, EntityManager } from 'typeorm'
import type { Actor } from '../core/actor'
import type { Condition } from '../core/condition'
import type { CaseReader } from './case.rules'
import type { OwnershipCase } from './ownership-case.entity'

type Db = DataSource | EntityManager

/** A case with the names that its readers may need; what each may see is decided by the view. */
export interface CaseRow extends OwnershipCase {
  /** The two records, or what they are part of since. */
  heldLivingId: string
  otherLivingId: string | null
  heldName: string
  heldOwnerId: string | null
  otherName: string | null
  otherOwnerId: string | null
  holderName: string
  claimantName: string
  levelName: string | null
  levelLeaderId: string | null
}

const ROWS = `SELECT c.*, h.id heldLivingId, h.displayName heldName, IF(h.status = 'active', h.ownerAgentId, NULL) heldOwnerId,
    o.id otherLivingId, o.displayName otherName, IF(o.status = 'active', o.ownerAgentId, NULL) otherOwnerId,
    hg.name holderName, cg.name claimantName, t.name levelName, t.leaderAgentId levelLeaderId
  FROM ownership_cases c
  LEFT JOIN record_merges m ON m.activeMergedRecordId = c.heldRecordId
  JOIN client_records h ON h.id = COALESCE(m.livingRecordId, c.heldRecordId)
  LEFT JOIN record_merges n ON n.activeMergedRecordId = c.otherRecordId
  LEFT JOIN client_records o ON o.id = COALESCE(n.livingRecordId, c.otherRecordId)
  JOIN agents hg ON hg.id = c.holderAgentId JOIN teams ht ON ht.id = hg.teamId
  JOIN agents cg ON cg.id = c.claimantAgentId JOIN teams ct ON ct.id = cg.teamId
  LEFT JOIN teams t ON t.id = c.levelTeamId`

const asSide = ({ agentId }: Actor): Condition => ({
  where: '(c.holderAgentId = ? OR c.claimantAgentId = ?)',
  values: [agentId, agentId],
})

/** Leaders above both sides read; who is a side reads as one. Exceptions are compliance's and the administrators'. */
function asJudge({ agentId, leadsPath, staffRole }: Actor): Condition {
  const conditions: Condition[] = []
  if (leadsPath !== null)
    conditions.push({
      where: '(ht.path LIKE ? AND ct.path LIKE ? AND c.holderAgentId <> ? AND c.claimantAgentId <> ?)',
      values: [`${leadsPath}%`, `${leadsPath}%`, agentId, agentId],
    })
  if (staffRole === 'compliance' || staffRole === 'administrator')
    conditions.push({ where: 'c.levelTeamId IS NULL', values: [] })
  return conditions.length === 0
    ? { where: '1 = 0', values: [] }
    : {
        where: `(${conditions.map(({ where }) => where).join(' OR ')})`,
        values: conditions.flatMap(({ values }) => values),
      }
}

/** One case that exists for this person, or null. */
export async function caseRow(db: Db, actor: Actor, id: string): Promise<CaseRow | null> {
  const [side, judge] = [asSide(actor), asJudge(actor)]
  const [row] = await db.query<CaseRow[]>(`${ROWS} WHERE c.id = ? AND (${side.where} OR ${judge.where})`, [
    id,
    ...side.values,
    ...judge.values,
  ])
  return row ?? null
}

/** These of the cases in which this agent is a side, by id. */
export async function casesById(db: Db, actor: Actor, ids: readonly string[]): Promise<Map<string, CaseRow>> {
  if (ids.length === 0) return new Map()
  const side = asSide(actor)
  const rows = await db.query<CaseRow[]>(`${ROWS} WHERE c.id IN (?) AND ${side.where}`, [ids, ...side.values])
  return new Map(rows.map((row) => [row.id, row]))
}

export interface CasePage {
  after: { at: Date; id: string } | null
  limit: number
}

/** The cases in which this agent is a side, latest first, one more than asked for. */
export function ownCases(db: Db, actor: Actor, { after, limit }: CasePage): Promise<CaseRow[]> {
  const side = asSide(actor)
  return db.query(
    `${ROWS} WHERE ${side.where} ${after ? 'AND (c.openedAt, c.id) < (?, ?)' : ''} ORDER BY c.openedAt DESC, c.id DESC LIMIT ?`,
    [...side.values, ...(after ? [after.at, after.id] : []), limit + 1],
  )
}

/** The cases that wait for a decision in this person's sight, the nearest deadline first, one more than asked for. */
export function waitingCases(db: Db, actor: Actor, { after, limit }: CasePage): Promise<CaseRow[]> {
  const judge = asJudge(actor)
  return db.query(
    `${ROWS} WHERE c.status IN ('open', 'appealed') AND ${judge.where} ${after ? 'AND (c.deadlineAt, c.id) > (?, ?)' : ''}
      ORDER BY c.deadlineAt, c.id LIMIT ?`,
    [...judge.values, ...(after ? [after.at, after.id] : []), limit + 1],
  )
}

/** As whom this person, for whom the case exists, takes part in it. */
export function readerOfCase(row: CaseRow, { agentId, staffRole }: Actor): CaseReader {
  if (agentId !== null && row.holderAgentId === agentId) return 'holder'
  if (agentId !== null && row.claimantAgentId === agentId) return 'claimant'
  if (row.levelTeamId === null)
    return staffRole === 'compliance' || staffRole === 'administrator' ? 'decider' : 'reader'
  return agentId !== null && row.levelLeaderId === agentId ? 'decider' : 'reader'
}

/** How many cases wait for this agent: to be decided, or to say something in. */
export async function caseCounts(db: Db, { agentId, leadsPath }: { agentId: string; leadsPath: string | null }) {
  const [row] = await db.query<{ own: string; toDecide: string }[]>(
    `SELECT (SELECT COUNT(*) FROM ownership_cases WHERE status IN (?) AND (holderAgentId = ? OR claimantAgentId = ?)) own,
            (SELECT COUNT(*) FROM ownership_cases c JOIN teams t ON t.id = c.levelTeamId
              WHERE c.status IN ('open', 'appealed') AND t.leaderAgentId = ?) toDecide`,
    [['open', 'decided', 'appealed'] satisfies CaseStatus[], agentId, agentId, leadsPath === null ? '0' : agentId],
  )
  return { own: Number(row?.own), toDecide: Number(row?.toDecide) }
}
