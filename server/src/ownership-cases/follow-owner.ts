import type { EntityManager } from 'typeorm'
import { recordsWithin } from '../clients/living-record'
import type { AuditActor } from '../core/audit'
import { findDecider, type CaseToDecide } from './find-decider'
import { noteStep } from './open-case'

interface Following {
  recordId: string
  from: string | null
  to: string | null
  /** The case whose own decision it is, if any. */
  byCase: string | undefined
  actor: AuditActor
  at: Date
}

/**
 * A record in a case changes owner by another way than the case: the new owner takes the old one's side, and where both sides are one agent then
 * there is nothing left to decide. Who decides is found anew, where it may not be who it was: a side now, or not above both any more.
 */
export async function followOwner(
  tx: EntityManager,
  { recordId, from, to, byCase, actor, at }: Following,
): Promise<void> {
  if (from === null || to === null) return
  // A case about a record that was merged is about what that is part of now.
  const recordIds = await recordsWithin(tx, recordId)
  const cases = await tx.query<CaseToDecide[]>(
    `SELECT id, status, holderAgentId, claimantAgentId, levelTeamId FROM ownership_cases
      WHERE (heldRecordId IN (?) OR otherRecordId IN (?)) AND openKey IS NOT NULL AND (holderAgentId = ? OR claimantAgentId = ?)
        ${byCase === undefined ? '' : 'AND id <> ?'}
      ORDER BY id FOR UPDATE`,
    [recordIds, recordIds, from, from, ...(byCase === undefined ? [] : [byCase])],
  )
  for (const found of cases) {
    const { id } = found
    const holderAgentId = found.holderAgentId === from ? to : found.holderAgentId
    const claimantAgentId = found.claimantAgentId === from ? to : found.claimantAgentId
    await tx.query('UPDATE ownership_cases SET holderAgentId = ?, claimantAgentId = ? WHERE id = ?', [
      holderAgentId,
      claimantAgentId,
      id,
    ])
    const isMoot = holderAgentId === claimantAgentId
    if (isMoot)
      await tx.query("UPDATE ownership_cases SET status = 'moot', openKey = NULL, closedAt = ? WHERE id = ?", [at, id])
    else await findDecider(tx, { ...found, holderAgentId, claimantAgentId }, at)
    const step = isMoot ? 'moot' : 'owner_followed'
    await noteStep(tx, { caseId: id, step, actorAccountId: actor.accountId ?? null, reason: null, at })
  }
}
