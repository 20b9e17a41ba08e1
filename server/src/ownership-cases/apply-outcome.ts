import type { CaseOutcome } from '@quanke/shared/domain/ownership-case'
import type { EntityManager } from 'typeorm'
import { changeOwner } from '../clients/change-owner'
import { livingRecords } from '../clients/living-record'
import type { Actor } from '../core/actor'
import { mergeRecords } from '../merges/merge-records'
import { keptOf } from '../merges/merge.queries'
import type { RecordMerge } from '../merges/record-merge.entity'
import { undoMerge } from '../merges/undo-merge'
import type { OwnershipCase } from './ownership-case.entity'

export interface Applying {
  found: OwnershipCase
  outcome: CaseOutcome
  reason: string
  actor: Actor
  at: Date
}

/**
 * Makes the world as the decision says, from whatever it is now: the same function carries out a first decision and one that overrules it. The caller
 * holds the locks of both records.
 */
export async function applyOutcome(tx: EntityManager, applying: Applying): Promise<void> {
  const { found, outcome } = applying
  if (outcome === 'apart') await part(tx, applying)
  const owner = outcome === 'claimant' ? found.claimantAgentId : found.holderAgentId
  const [heldId = found.heldRecordId] = await livingRecords(tx, [found.heldRecordId])
  await giveTo(tx, heldId, owner, applying)
  if (found.otherRecordId !== null && outcome !== 'apart') await join(tx, heldId, found.otherRecordId, applying)
}

async function giveTo(
  tx: EntityManager,
  recordId: string,
  toAgentId: string,
  { reason, actor, at }: Applying,
): Promise<void> {
  const [record] = await tx.query<{ ownerAgentId: string | null }[]>(
    'SELECT ownerAgentId FROM client_records WHERE id = ? FOR UPDATE',
    [recordId],
  )
  if (record?.ownerAgentId === toAgentId) return
  await changeOwner(tx, { recordId, toAgentId, rule: 'decided_by_case', reason, actor, at })
}

/** The two are one person: one record from now on. */
async function join(
  tx: EntityManager,
  heldId: string,
  otherId: string,
  { reason, actor, at }: Applying,
): Promise<void> {
  const [livingId] = await livingRecords(tx, [otherId])
  const [other] = await tx.query<{ status: string }[]>('SELECT status FROM client_records WHERE id = ?', [livingId])
  if (livingId === undefined || livingId === heldId || other?.status !== 'active') return
  await mergeRecords(tx, { survivorId: heldId, mergedId: livingId, kind: 'by_case', reason, key: null, actor, at })
}

/** The two are two people after all: what an overruled decision merged comes apart again. */
async function part(tx: EntityManager, { found, reason, actor, at }: Applying): Promise<void> {
  const [merge] = await tx.query<RecordMerge[]>(
    'SELECT * FROM record_merges WHERE activeMergedRecordId = ? AND survivorRecordId = ?',
    [found.otherRecordId, found.heldRecordId],
  )
  if (!merge) return
  await undoMerge(tx, { merge: { ...merge, ...keptOf(merge) }, reason, actor, at })
}
