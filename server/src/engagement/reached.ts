import { READ_PERCENT } from '@quanke/shared/domain/content'
import type { EntityManager } from 'typeorm'
import { literal, valuesOf } from '../core/literals'
import type { KnownShare } from './engagement-facts'
import type { StoredEngagement } from './stored-engagement'

type Reaching = Pick<StoredEngagement, 'accountId' | 'kind' | 'percent' | 'scene' | 'occurredAt'>

const isRead = ({ kind, percent }: Reaching): boolean => kind === 'read' && (percent ?? 0) >= READ_PERCENT
const readAtOf = (row: Reaching): Date | null => (isRead(row) ? row.occurredAt : null)
const earliest = (a: Date, b: Date): Date => (a < b ? a : b)
const latest = (a: Date, b: Date): Date => (a > b ? a : b)
const earliestOf = (a: Date | null, b: Date | null): Date | null => (a && b ? earliest(a, b) : (a ?? b))

interface TouchRow {
  accountId: string
  shareId: string
  agentId: string | null
  scene: number | null
  firstAt: Date
  lastAt: Date
  readAt: Date | null
}

/** Whom a share has reached, and how far it went there. Opening one's own share reaches nobody. */
export async function addToTouches(
  tx: EntityManager,
  fresh: readonly { row: Reaching; share: KnownShare | null }[],
): Promise<void> {
  const touches = new Map<string, TouchRow>()
  for (const { row, share } of fresh) {
    if (!share || share.sharerAccountId === row.accountId) continue
    const { accountId, occurredAt } = row
    const key = `${accountId.padStart(20, '0')} ${share.id.padStart(20, '0')}`
    const before = touches.get(key)
    touches.set(key, {
      accountId,
      shareId: share.id,
      agentId: share.agentId,
      scene: before?.scene ?? row.scene,
      firstAt: earliest(before?.firstAt ?? occurredAt, occurredAt),
      lastAt: latest(before?.lastAt ?? occurredAt, occurredAt),
      readAt: earliestOf(before?.readAt ?? null, readAtOf(row)),
    })
  }
  if (touches.size === 0) return
  await tx.query(
    `INSERT INTO touches (accountId, shareId, agentId, scene, firstAt, lastAt, readAt)
     VALUES ${valuesOf(inKeyOrder(touches).map(touchLiterals))}
     ON DUPLICATE KEY UPDATE scene = COALESCE(scene, VALUES(scene)), firstAt = LEAST(firstAt, VALUES(firstAt)),
       lastAt = GREATEST(lastAt, VALUES(lastAt)), readAt = ${EARLIEST_READ}`,
  )
}

const touchLiterals = (touch: TouchRow): string[] => [
  literal.id(touch.accountId), literal.id(touch.shareId), literal.id(touch.agentId), literal.number(touch.scene),
  literal.instant(touch.firstAt), literal.instant(touch.lastAt), literal.instant(touch.readAt),
] // prettier-ignore

/** Like `addToTouches`, for what a person does by a share before, or without, any engagement that the phone sends. */
export async function addTouch(tx: EntityManager, shareId: string | null, act: Reaching): Promise<void> {
  if (shareId === null) return
  const [share] = await tx.query<KnownShare[]>(
    'SELECT id, agentId, sharerAccountId, subject FROM shares WHERE id = ?',
    [shareId],
  )
  await addToTouches(tx, [{ row: act, share: share ?? null }])
}

interface ReadingRow {
  accountId: string
  contentId: string
  percent: number
  seconds: number
  firstAt: Date
  lastAt: Date
  readAt: Date | null
}

/** How far each person has read each content. */
export async function addToReadings(tx: EntityManager, rows: readonly StoredEngagement[]): Promise<void> {
  const readings = new Map<string, ReadingRow>()
  for (const row of rows) {
    const { accountId, subjectId, occurredAt } = row
    if (row.subject !== 'content' || subjectId === null || (row.kind !== 'viewed' && row.kind !== 'read')) continue
    const key = `${accountId.padStart(20, '0')} ${subjectId.padStart(20, '0')}`
    const before = readings.get(key)
    readings.set(key, {
      accountId,
      contentId: subjectId,
      percent: Math.max(before?.percent ?? 0, row.percent ?? 0),
      seconds: (before?.seconds ?? 0) + (row.seconds ?? 0),
      firstAt: earliest(before?.firstAt ?? occurredAt, occurredAt),
      lastAt: latest(before?.lastAt ?? occurredAt, occurredAt),
      readAt: earliestOf(before?.readAt ?? null, readAtOf(row)),
    })
  }
  if (readings.size === 0) return
  await tx.query(
    `INSERT INTO readings (accountId, contentId, furthestPercent, seconds, firstAt, lastAt, readAt)
     VALUES ${valuesOf(inKeyOrder(readings).map(readingLiterals))}
     ON DUPLICATE KEY UPDATE furthestPercent = GREATEST(furthestPercent, VALUES(furthestPercent)), seconds = seconds + VALUES(seconds),
       firstAt = LEAST(firstAt, VALUES(firstAt)), lastAt = GREATEST(lastAt, VALUES(lastAt)), readAt = ${EARLIEST_READ}`,
  )
}

const readingLiterals = (reading: ReadingRow): string[] => [
  literal.id(reading.accountId), literal.id(reading.contentId), literal.number(reading.percent), literal.number(reading.seconds),
  literal.instant(reading.firstAt), literal.instant(reading.lastAt), literal.instant(reading.readAt),
] // prettier-ignore

/** Makes these readings of a person anew from the engagements that are left. */
export async function recomputeReadings(
  tx: EntityManager,
  accountId: string,
  contentIds: readonly string[],
): Promise<void> {
  if (contentIds.length === 0) return
  await tx.query('DELETE FROM readings WHERE accountId = ? AND contentId IN (?)', [accountId, contentIds])
  await tx.query(
    `INSERT INTO readings (accountId, contentId, furthestPercent, seconds, firstAt, lastAt, readAt)
     SELECT accountId, subjectId, MAX(COALESCE(percent, 0)), SUM(COALESCE(seconds, 0)), MIN(occurredAt), MAX(occurredAt),
            MIN(CASE WHEN kind = 'read' AND percent >= ? THEN occurredAt END)
       FROM engagements WHERE accountId = ? AND subject = 'content' AND subjectId IN (?) AND kind IN ('viewed', 'read')
      GROUP BY accountId, subjectId`,
    [READ_PERCENT, accountId, contentIds],
  )
}

/** LEAST of a NULL and anything is NULL; phones that were offline send late what came first. */
const EARLIEST_READ = 'LEAST(COALESCE(readAt, VALUES(readAt)), COALESCE(VALUES(readAt), readAt))'

/** Rows in the order of their keys, so that writers never wait in a circle. */
const inKeyOrder = <T>(rows: Map<string, T>): T[] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
