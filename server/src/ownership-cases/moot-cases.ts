import { UNDECIDED_CASES } from '@quanke/shared/domain/ownership-case'
import type { EntityManager } from 'typeorm'
import { livingRecords, recordsWithin } from '../clients/living-record'
import type { AuditActor } from '../core/audit'
import { endCase } from './end-case'
import type { OwnershipCase } from './ownership-case.entity'

type Sides = Pick<OwnershipCase, 'heldRecordId' | 'otherRecordId'>

/** Whether there is nothing left to decide: a client who took the consent back is nobody's any more. */
export async function isMoot(tx: EntityManager, { heldRecordId, otherRecordId }: Sides): Promise<boolean> {
  const ids = await livingRecords(tx, otherRecordId === null ? [heldRecordId] : [heldRecordId, otherRecordId])
  const gone = await tx.query<unknown[]>("SELECT id FROM client_records WHERE id IN (?) AND status <> 'active'", [ids])
  return gone.length > 0
}

/** Ends what is still to be decided about a client who takes the consent back, at once: nobody decides about somebody who has left. */
export async function endMootCases(tx: EntityManager, actor: AuditActor, recordId: string, at: Date): Promise<void> {
  const ids = await recordsWithin(tx, recordId)
  const cases = await tx.query<{ id: string }[]>(
    `SELECT id FROM ownership_cases WHERE status IN (?) AND (heldRecordId IN (?) OR otherRecordId IN (?))
      ORDER BY id FOR UPDATE`,
    [UNDECIDED_CASES, ids, ids],
  )
  for (const { id } of cases) await endCase(tx, actor, id, 'moot', at)
}
