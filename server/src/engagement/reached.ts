import { READ_PERCENT } from '@quanke/shared/domain/content'
import type { EntityManager } from 'typeorm'
import { byId, literal, valuesOf } from '../core/literals'
import { noteArrivals } from '../provenance/arrivals'
import type { KnownShare } from './engagement-facts'
import type { StoredEngagement } from './stored-engagement'

type Reaching = Pick<StoredEngagement, 'accountId' | 'kind' | 'percent' | 'scene' | 'occurredAt'>

/** From when to when a person was there, and when the mark of a read was first passed. */
interface Span {
  firstAt: Date
  lastAt: Date
  readAt: Date | null
}

const readAtOf = ({ kind, percent, occurredAt }: Reaching): Date | null =>
  kind === 'read' && (percent ?? 0) >= READ_PERCENT ? occurredAt : null

const spanOf = (row: Reaching): Span => ({
  firstAt: row.occurredAt,
  lastAt: row.occurredAt,
  readAt: readAtOf(row),
})

function widen(span: Span, row: Reaching): void {
  const { occurredAt } = row
  if (occurredAt < span.firstAt) span.firstAt = occurredAt
  if (occurredAt > span.lastAt) span.lastAt = occurredAt
  const readAt = readAtOf(row)
  if (readAt && (!span.readAt || readAt < span.readAt)) span.readAt = readAt
}

/** Most spans are of one moment, which is written out once. */
function spanLiterals({ firstAt, lastAt, readAt }: Span): string {
  const first = literal.instant(firstAt)
  const last = lastAt === firstAt ? first : literal.instant(lastAt)
  return `${first},${last},${readAt === lastAt ? last : literal.instant(readAt)}`
}

export interface TouchRow extends Span {
  accountId: string
  shareId: string
  agentId: string | null
  scene: number | null
}

/** Whom shares have reached, in the order of the table's key. Opening one's own reaches nobody. */
export function touchesOf(fresh: readonly { row: Reaching; share: KnownShare | null }[]): TouchRow[] {
  const touches = new Map<string, TouchRow>()
  for (const { row, share } of fresh) {
    if (!share || share.sharerAccountId === row.accountId) continue
    const { accountId, scene } = row
    const key = `${accountId} ${share.id}`
    const touch = touches.get(key)
    if (!touch) touches.set(key, { accountId, shareId: share.id, agentId: share.agentId, scene, ...spanOf(row) })
    else {
      touch.scene ??= scene
      widen(touch, row)
    }
  }
  return [...touches.values()].sort((a, b) => byId(a.accountId, b.accountId) || byId(a.shareId, b.shareId))
}

/** The statement that notes these touches, and how far they went; none when there are none. */
export function touchesStatement(touches: readonly TouchRow[]): string[] {
  if (touches.length === 0) return []
  return [
    `INSERT INTO touches (accountId, shareId, agentId, scene, firstAt, lastAt, readAt)
     VALUES ${valuesOf(touches, touchLiterals)}
     ON DUPLICATE KEY UPDATE scene = COALESCE(scene, VALUES(scene)), firstAt = LEAST(firstAt, VALUES(firstAt)),
       lastAt = GREATEST(lastAt, VALUES(lastAt)), readAt = ${EARLIEST_READ}`,
  ]
}

const touchLiterals = (touch: TouchRow): string =>
  `${literal.id(touch.accountId)},${literal.id(touch.shareId)},${literal.id(touch.agentId)},${literal.number(touch.scene)},${spanLiterals(touch)}`

/** Notes whom a share reached by what a person does before, or without, any engagement that the phone sends. */
export async function addTouch(tx: EntityManager, shareId: string | null, act: Reaching): Promise<void> {
  if (shareId === null) return
  const [share] = await tx.query<KnownShare[]>(
    'SELECT id, agentId, sharerAccountId, subject FROM shares WHERE id = ?',
    [shareId],
  )
  const touches = touchesOf([{ row: act, share: share ?? null }])
  for (const statement of touchesStatement(touches)) await tx.query(statement)
  await noteArrivals(tx, touches)
}

interface ReadingRow extends Span {
  accountId: string
  contentId: string
  percent: number
  seconds: number
}

/** The statement that notes how far each person has read each content; none when nobody read. */
export function readingsStatement(rows: readonly StoredEngagement[]): string[] {
  const readings = new Map<string, ReadingRow>()
  for (const row of rows) {
    const { accountId, subjectId } = row
    if (row.subject !== 'content' || subjectId === null || (row.kind !== 'viewed' && row.kind !== 'read')) continue
    const key = `${accountId} ${subjectId}`
    const [percent, seconds] = [row.percent ?? 0, row.seconds ?? 0]
    const reading = readings.get(key)
    if (!reading) readings.set(key, { accountId, contentId: subjectId, percent, seconds, ...spanOf(row) })
    else {
      reading.percent = Math.max(reading.percent, percent)
      reading.seconds += seconds
      widen(reading, row)
    }
  }
  if (readings.size === 0) return []
  const sorted = [...readings.values()].sort((a, b) => byId(a.accountId, b.accountId) || byId(a.contentId, b.contentId))
  return [
    `INSERT INTO readings (accountId, contentId, furthestPercent, seconds, firstAt, lastAt, readAt)
     VALUES ${valuesOf(sorted, readingLiterals)}
     ON DUPLICATE KEY UPDATE furthestPercent = GREATEST(furthestPercent, VALUES(furthestPercent)), seconds = seconds + VALUES(seconds),
       firstAt = LEAST(firstAt, VALUES(firstAt)), lastAt = GREATEST(lastAt, VALUES(lastAt)), readAt = ${EARLIEST_READ}`,
  ]
}

const readingLiterals = (reading: ReadingRow): string =>
  `${literal.id(reading.accountId)},${literal.id(reading.contentId)},${literal.number(reading.percent)},${literal.number(reading.seconds)},${spanLiterals(reading)}`

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
