import type { MergeKind } from '@quanke/shared/domain/merge'
import type { EntityManager } from 'typeorm'
import { changeOwner } from '../clients/change-owner'
import { audit, type AuditActor } from '../core/audit'
import { Refused } from '../core/refused'
import { moveToRecord } from '../engagement/totals'
import { lockSurplusPlaces, setAside } from '../events/one-place'
import { noteMerge } from '../provenance/acts'
import { lockRecords } from './lock-records'
import { mergeFacts, recordSide } from './merge-facts.queries'
import { mergePlan, type MergePlan } from './merge.rules'
import { LISTED } from './record-columns'

export interface Merging {
  survivorId: string
  mergedId: string
  kind: MergeKind
  reason: string
  /** The key of a merge by hand. */
  key: string | null
  actor: AuditActor
  at: Date
  /** The case that decided so. */
  byCase?: string
}

/** Makes one record of two, exactly as the plan says; answers the merge's id. What was done under either name is done by one person from now on. */
export async function mergeRecords(tx: EntityManager, merging: Merging): Promise<string> {
  const { survivorId, mergedId, kind, reason, actor, at, byCase } = merging
  await lockRecords(tx, [survivorId, mergedId])
  await lockSurplusPlaces(tx, [survivorId, mergedId])
  const [survivor, merged] = [await recordSide(tx, survivorId), await recordSide(tx, mergedId)]
  if (!survivor || !merged) throw new Refused('client_not_found')
  const plan = mergePlan(await mergeFacts(tx, survivor, merged, at))

  if (plan.ownerChange)
    await changeOwner(tx, {
      recordId: mergedId,
      toAgentId: plan.ownerChange.to,
      rule: 'merged',
      reason,
      actor,
      at,
      byCase,
    })
  for (const { table, column, ids } of plan.moves)
    if (ids.length > 0) await tx.query(`UPDATE ${table} SET ${column} = ? WHERE id IN (?)`, [survivorId, ids])
  await moveToRecord(tx, mergedId, survivorId)
  if (plan.takesPhone)
    await tx.query(
      `UPDATE client_records s JOIN client_records m ON m.id = ?
          SET s.phoneEnc = m.phoneEnc, s.phoneHash = m.phoneHash WHERE s.id = ?`,
      [mergedId, survivorId],
    )
  await tx.query("UPDATE client_records SET status = 'merged' WHERE id = ?", [mergedId])
  await setAside(tx, actor, plan.places, at)
  const id = await keep(tx, merging, plan, { owner: survivor.ownerAgentId, before: merged })
  await audit(tx, actor, 'client.merged', { kind: 'client', id: survivorId }, at, { mergedId, mergeId: id, kind })
  return id
}

async function keep(
  tx: EntityManager,
  { survivorId, mergedId, kind, reason, key, actor, at, byCase }: Merging,
  { moves, places, counts, takesPhone }: MergePlan,
  { owner, before }: { owner: string | null; before: { ownerAgentId: string | null; bindingRule: string } },
): Promise<string> {
  const idsOf = (what: string) => moves.find((move) => move.what === what)?.ids ?? []
  const listed = Object.fromEntries(LISTED.map(({ what }) => [what, idsOf(what)]))
  const { insertId } = await tx.query<{ insertId: string }>(
    `INSERT INTO record_merges (creationKey, survivorRecordId, mergedRecordId, activeMergedRecordId, livingRecordId, kind, caseId, reason, accountIds, listedIds,
                                placesAside, counts, survivorName, phoneTaken, ownerAgentId, mergedOwnerAgentId, mergedBindingRule, byAccountId, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT displayName FROM client_records WHERE id = ?), ?, ?, ?, ?, ?, ?)`,
    [
      key, survivorId, mergedId, mergedId, survivorId, kind, byCase ?? null, reason, JSON.stringify(idsOf('accounts')), JSON.stringify(listed), JSON.stringify(places.flatMap(({ aside }) => aside)), JSON.stringify(counts), survivorId, takesPhone, owner,
      before.ownerAgentId, before.bindingRule, kind === 'manual' ? (actor.accountId ?? null) : null, at,
    ], // prettier-ignore
  )
  noteMerge(tx, { id: String(insertId), survivorRecordId: survivorId, mergedRecordId: mergedId, at })
  // What was part of the merged record goes with it.
  await tx.query('UPDATE record_merges SET livingRecordId = ? WHERE livingRecordId = ?', [survivorId, mergedId])
  return String(insertId)
}
