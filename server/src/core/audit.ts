import type { EntityManager } from 'typeorm'
import type { Actor } from './actor'

/** What was acted upon. */
export interface AuditSubject {
  kind: string
  id: string
}

/** Somebody without a session (a login, a WeChat push) or the server itself. */
export type AuditActor = Pick<Actor, 'requestId'> & Partial<Actor>

/** The one audit line of a write, inside its transaction. `detail` holds ids and codes, never personal data. */
export async function audit(
  tx: EntityManager,
  actor: AuditActor,
  action: string,
  subject: AuditSubject,
  at: Date,
  detail: Record<string, string | number | boolean | null> = {},
): Promise<void> {
  await tx.query(
    `INSERT INTO audit_entries (at, accountId, agentId, staffId, action, subjectKind, subjectId, requestId, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      at,
      actor.accountId ?? null,
      actor.agentId ?? null,
      actor.staffId ?? null,
      action,
      subject.kind,
      subject.id,
      actor.requestId,
      JSON.stringify(detail),
    ],
  )
}
