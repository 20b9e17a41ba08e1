import { MERGE_KINDS, MERGE_MOVES, mergeMoves, type MergeMove } from '@quanke/shared/domain/merge'
import type { MergeCountView, MergeSideView, MergeView } from '@quanke/shared/contracts/merges'
import type { DataSource, EntityManager } from 'typeorm'
import { inSight, type Reach } from '../clients/client-scope'
import { recordsWithin } from '../clients/living-record'
import { fromJson } from '../core/json'
import type { PlaceAside } from '../events/one-place.rules'
import { NO_LONGER_SHOWN, type RecordStatus } from '@quanke/shared/domain/client'
import { undoableUntil, undoRefusal } from './merge.rules'
import type { RecordMerge } from './record-merge.entity'

type Db = DataSource | EntityManager

interface MergeRow extends RecordMerge {
  survivorStatus: RecordStatus
  isInCase: boolean
  byName: string | null
  undoneByName: string | null
}

export interface MergeFilter {
  /** One merge, or those of one client and of all that is part of it. */
  id?: string
  clientId?: string
  before: { at: Date; id: string } | null
  limit: number
}

/**
 * Merges whose client is in the reader's sight, latest first; also those into a record that was then merged into another, and so on. Without a reader all:
 * for what was decided on in the same transaction.
 */
export async function merges(
  db: Db,
  reach: Reach | null,
  { id, clientId, before, limit }: MergeFilter,
): Promise<MergeRow[]> {
  const scope = reach === null ? { where: '1', values: [] } : inSight(reach)
  const within = clientId === undefined ? [] : await recordsWithin(db, clientId)
  const rows = await db.query<MergeRow[]>(
    `SELECT m.*, s.status survivorStatus, w.id IS NOT NULL isInCase, g.name byName, u.name undoneByName
       FROM record_merges m JOIN client_records s ON s.id = m.survivorRecordId
       LEFT JOIN record_merges o ON o.activeMergedRecordId = m.survivorRecordId
       JOIN client_records r ON r.id = COALESCE(o.livingRecordId, m.survivorRecordId)
       LEFT JOIN ownership_cases w ON w.id = m.caseId AND w.openKey IS NOT NULL
       LEFT JOIN wechat_accounts a ON a.id = m.byAccountId LEFT JOIN agents g ON g.id = a.agentId
       LEFT JOIN wechat_accounts b ON b.id = m.undoneByAccountId LEFT JOIN agents u ON u.id = b.agentId
      WHERE ${scope.where} ${id === undefined ? '' : 'AND m.id = ?'}
        ${clientId === undefined ? '' : 'AND (m.survivorRecordId IN (?) OR m.mergedRecordId IN (?))'}
        ${before === null ? '' : 'AND (m.at < ? OR (m.at = ? AND m.id < ?))'}
      ORDER BY m.at DESC, m.id DESC LIMIT ?`,
    [
      ...scope.values,
      ...(id === undefined ? [] : [id]),
      ...(clientId === undefined ? [] : [within, within]),
      ...(before === null ? [] : [before.at, before.at, before.id]),
      limit,
    ],
  )
  return rows.map((row) => ({ ...row, ...keptOf(row), isInCase: Number(row.isInCase) === 1 }))
}

/** What a merge keeps as JSON, which a database may answer as text. */
export const keptOf = (row: RecordMerge) => ({
  accountIds: fromJson<string[]>(row.accountIds),
  listedIds: fromJson<RecordMerge['listedIds']>(row.listedIds),
  placesAside: row.placesAside && fromJson<PlaceAside[]>(row.placesAside),
  counts: fromJson<Record<MergeMove, number>>(row.counts),
})

/** The merges by which others are part of these records now, the oldest first. */
export async function mergesInto(tx: EntityManager, livingIds: readonly string[]): Promise<RecordMerge[]> {
  const rows = await tx.query<RecordMerge[]>('SELECT * FROM record_merges WHERE livingRecordId IN (?) ORDER BY id', [
    livingIds,
  ])
  return rows.map((row) => ({ ...row, ...keptOf(row) }))
}

/** The merge with this key, whoever made it. */
export async function mergeWithKey(db: Db, key: string): Promise<RecordMerge | null> {
  const [row] = await db.query<RecordMerge[]>('SELECT * FROM record_merges WHERE creationKey = ?', [key])
  return row ?? null
}

/** Whether a case about these two records, or what is part of them, waits for a decision, or may still be appealed. */
export async function hasOpenCase(db: Db, a: string, b: string): Promise<boolean> {
  const [withinA, withinB] = [await recordsWithin(db, a), await recordsWithin(db, b)]
  const rows = await db.query<unknown[]>(
    `SELECT 1 FROM ownership_cases WHERE openKey IS NOT NULL
        AND ((heldRecordId IN (?) AND otherRecordId IN (?)) OR (heldRecordId IN (?) AND otherRecordId IN (?))) LIMIT 1`,
    [withinA, withinB, withinB, withinA],
  )
  return rows.length > 0
}

/** Two records by id, as both sides of a merge are shown. */
export async function mergeSides(db: Db, ids: readonly string[]): Promise<Map<string, MergeSideView>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<(Omit<MergeSideView, 'becameClientAt'> & { becameClientAt: Date })[]>(
    `SELECT r.id, r.displayName, g.name ownerName, r.becameClientAt
       FROM client_records r LEFT JOIN agents g ON g.id = r.ownerAgentId WHERE r.id IN (?)`,
    [[...new Set(ids)]],
  )
  return new Map(
    rows.map(({ displayName, becameClientAt, ...row }) => [
      row.id,
      { ...row, displayName: displayName || NO_LONGER_SHOWN, becameClientAt: becameClientAt.toISOString() },
    ]),
  )
}

/** What moved, in the order in which it is shown; what is none of it is left out. */
export const countViews = (counts: Record<MergeMove, number>): MergeCountView[] =>
  mergeMoves.filter((what) => counts[what] > 0).map((what) => ({ what, label: MERGE_MOVES[what], count: counts[what] }))

/** These merges as agents and leaders see them. */
export async function mergeViews(db: Db, rows: readonly MergeRow[], now: Date): Promise<MergeView[]> {
  const sides = await mergeSides(
    db,
    rows.flatMap(({ survivorRecordId, mergedRecordId }) => [survivorRecordId, mergedRecordId]),
  )
  return rows.map((row) => ({
    id: row.id,
    survivor: sides.get(row.survivorRecordId)!,
    merged: sides.get(row.mergedRecordId)!,
    kind: row.kind,
    label: MERGE_KINDS[row.kind],
    reason: row.reason,
    byName: row.byName,
    at: row.at.toISOString(),
    moved: countViews(row.counts),
    undoableUntil: undoableUntil(row.at).toISOString(),
    undone: row.undoneAt && {
      at: row.undoneAt.toISOString(),
      byName: row.undoneByName,
      reason: row.undoReason ?? '',
    },
    can: { undo: row.undoneAt === null && undoRefusal({ ...row, now }) === null },
  }))
}
