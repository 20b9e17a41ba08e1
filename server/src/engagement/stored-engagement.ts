import type { EngagementKind, EngagementSubject } from '@quanke/shared/domain/engagement'
import { literal, valuesOf } from '../core/literals'

/** An engagement as its row stands. */
export interface StoredEngagement {
  /** 32 hexadecimal digits. */
  id: string
  accountId: string
  recordId: string | null
  agentId: string | null
  kind: EngagementKind
  subject: EngagementSubject
  subjectId: string | null
  shareId: string | null
  seconds: number | null
  percent: number | null
  scene: number | null
  occurredAt: Date
  day: string
  receivedAt: Date
}

/** Writes the rows; a row that is there already fails the whole statement, so that nothing can be counted twice. */
export const insertion = (rows: readonly StoredEngagement[]): string =>
  `INSERT INTO engagements
     (id, accountId, recordId, agentId, kind, subject, subjectId, shareId, seconds, percent, scene, occurredAt, day, receivedAt)
   VALUES ${valuesOf(rows, literalsOf)}`

const literalsOf = (row: StoredEngagement): string =>
  `${literal.bytes(row.id)},${literal.id(row.accountId)},${literal.id(row.recordId)},${literal.id(row.agentId)},` +
  `${literal.word(row.kind)},${literal.word(row.subject)},${literal.id(row.subjectId)},${literal.id(row.shareId)},` +
  `${literal.number(row.seconds)},${literal.number(row.percent)},${literal.number(row.scene)},` +
  `${literal.instant(row.occurredAt)},${literal.day(row.day)},${literal.instant(row.receivedAt)}`
