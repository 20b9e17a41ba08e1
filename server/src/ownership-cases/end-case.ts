import type { EntityManager } from 'typeorm'
import { audit, type AuditActor } from '../core/audit'
import { noteStep } from './open-case'

/** Ends a case without another decision. The step is nobody's: neither is it told that it was the client who left. */
export async function endCase(
  tx: EntityManager,
  actor: AuditActor,
  id: string,
  to: 'final' | 'moot',
  at: Date,
): Promise<void> {
  await tx.query('UPDATE ownership_cases SET status = ?, openKey = NULL, closedAt = ? WHERE id = ?', [to, at, id])
  await noteStep(tx, { caseId: id, step: to, actorAccountId: null, reason: null, at })
  await audit(tx, actor, `case.${to}`, { kind: 'ownership-case', id }, at)
}
