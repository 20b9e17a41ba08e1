import type { EngagementKind, EngagementSubject } from '@quanke/shared/domain/engagement'
import type { EntityManager } from 'typeorm'

/** An engagement as its row stands. */
export interface StoredEngagement {
  id: Buffer
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
export async function insertEngagements(tx: EntityManager, rows: readonly StoredEngagement[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `INSERT INTO engagements
       (id, accountId, recordId, agentId, kind, subject, subjectId, shareId, seconds, percent, scene, occurredAt, day, receivedAt) VALUES ?`,
    [
      rows.map((row) => [
        row.id, row.accountId, row.recordId, row.agentId, row.kind, row.subject, row.subjectId, row.shareId, row.seconds, row.percent,
        row.scene, row.occurredAt, row.day, row.receivedAt,
      ]), // prettier-ignore
    ],
  )
}
