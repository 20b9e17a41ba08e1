import { READ_PERCENT } from '@quanke/shared/domain/content'
import type { EntityManager } from 'typeorm'
import type { KnownShare } from './engagement-facts'
import type { StoredEngagement } from './stored-engagement'

const isRead = ({ kind, percent }: StoredEngagement): boolean => kind === 'read' && (percent ?? 0) >= READ_PERCENT
const earliest = (a: Date, b: Date): Date => (a < b ? a : b)
const latest = (a: Date, b: Date): Date => (a > b ? a : b)

/** Whom a share has reached, and how far it went there. Opening one's own share reaches nobody. */
export async function addToTouches(
  tx: EntityManager,
  fresh: readonly { row: StoredEngagement; share: KnownShare | null }[],
): Promise<void> {
  const touches = new Map<string, unknown[]>()
  for (const { row, share } of fresh) {
    if (!share || share.sharerAccountId === row.accountId) continue
    const key = `${row.accountId.padStart(20, '0')} ${share.id.padStart(20, '0')}`
    const [, , , scene, firstAt, lastAt, readAt] = (touches.get(key) ?? []) as [
      string,
      string,
      string,
      number | null,
      Date?,
      Date?,
      Date?,
    ]
    touches.set(key, [
      row.accountId,
      share.id,
      share.agentId,
      scene ?? row.scene,
      earliest(firstAt ?? row.occurredAt, row.occurredAt),
      latest(lastAt ?? row.occurredAt, row.occurredAt),
      readAt ?? (isRead(row) ? row.occurredAt : null),
    ])
  }
  if (touches.size === 0) return
  await tx.query(
    `INSERT INTO touches (accountId, shareId, agentId, scene, firstAt, lastAt, readAt) VALUES ?
     ON DUPLICATE KEY UPDATE scene = COALESCE(scene, VALUES(scene)), firstAt = LEAST(firstAt, VALUES(firstAt)),
       lastAt = GREATEST(lastAt, VALUES(lastAt)), readAt = COALESCE(readAt, VALUES(readAt))`,
    [inKeyOrder(touches)],
  )
}

/** How far each person has read each content. */
export async function addToReadings(tx: EntityManager, rows: readonly StoredEngagement[]): Promise<void> {
  const readings = new Map<string, unknown[]>()
  for (const row of rows) {
    if (row.subject !== 'content' || row.subjectId === null || (row.kind !== 'viewed' && row.kind !== 'read')) continue
    const key = `${row.accountId.padStart(20, '0')} ${row.subjectId.padStart(20, '0')}`
    const [, , percent, seconds, firstAt, lastAt, readAt] = (readings.get(key) ?? []) as [
      string,
      string,
      number?,
      number?,
      Date?,
      Date?,
      Date?,
    ]
    readings.set(key, [
      row.accountId,
      row.subjectId,
      Math.max(percent ?? 0, row.percent ?? 0),
      (seconds ?? 0) + (row.seconds ?? 0),
      earliest(firstAt ?? row.occurredAt, row.occurredAt),
      latest(lastAt ?? row.occurredAt, row.occurredAt),
      readAt ?? (isRead(row) ? row.occurredAt : null),
    ])
  }
  if (readings.size === 0) return
  await tx.query(
    `INSERT INTO readings (accountId, contentId, furthestPercent, seconds, firstAt, lastAt, readAt) VALUES ?
     ON DUPLICATE KEY UPDATE furthestPercent = GREATEST(furthestPercent, VALUES(furthestPercent)), seconds = seconds + VALUES(seconds),
       firstAt = LEAST(firstAt, VALUES(firstAt)), lastAt = GREATEST(lastAt, VALUES(lastAt)), readAt = COALESCE(readAt, VALUES(readAt))`,
    [inKeyOrder(readings)],
  )
}

/** Rows in the order of their keys, so that writers never wait in a circle. */
const inKeyOrder = (rows: Map<string, unknown[]>): unknown[][] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
