import type { BindingRule } from '@quanke/shared/domain/client'
import { PARTED_BY_ITSELF } from '@quanke/shared/domain/merge'
import { isTold } from '@quanke/shared/domain/owner-notice'
import type { EntityManager } from 'typeorm'
import { audit, type AuditActor } from '../core/audit'
import { Refused } from '../core/refused'
import { moveToOwner } from '../engagement/totals'
import { noteChange } from '../owner-notices/note-owner'
import { followOwner } from '../ownership-cases/follow-owner'
import { noteCarry } from '../provenance/acts'
import { PENDING_REFERRAL } from '../referrals/referral.rules'
import { keepOwnerChange } from './keep-owner-change'

export interface OwnerChange {
  recordId: string
  /** Null gives the record back to the unassigned pool. */
  toAgentId: string | null
  rule: BindingRule
  reason: string
  actor: AuditActor
  at: Date
  /** The case whose decision does it: its own sides stay as they were when it was decided. */
  byCase?: string
}

/** Gives a record to another owner, with everything that is counted for the owner; the history of owners only grows. */
export async function changeOwner(
  tx: EntityManager,
  { recordId, toAgentId, rule, reason, actor, at, byCase }: OwnerChange,
): Promise<void> {
  const [record] = await tx.query<{ ownerAgentId: string | null }[]>(
    'SELECT ownerAgentId FROM client_records WHERE id = ? FOR UPDATE',
    [recordId],
  )
  if (!record) throw new Refused('client_not_found')
  if (record.ownerAgentId === toAgentId) throw new Refused('owner_unchanged')
  await tx.query('UPDATE client_records SET ownerAgentId = ?, bindingRule = ? WHERE id = ?', [
    toAgentId,
    rule,
    recordId,
  ])
  const change = { recordId, fromAgentId: record.ownerAgentId, toAgentId, rule, reason, at }
  const changeId = await keepOwnerChange(tx, { ...change, actorAccountId: actor.accountId ?? null })
  if (isTold(rule) && !isDecision(byCase, reason)) {
    const agentIds = [record.ownerAgentId, toAgentId].flatMap((id) => (id === actor.agentId ? [] : (id ?? [])))
    await noteChange(tx, { changeId, agentIds, at })
  }
  // In the pool a referral waits where it is, since it is always some agent's.
  if (toAgentId !== null) await carryReferrals(tx, recordId, toAgentId, at)
  await followOwner(tx, { recordId, from: record.ownerAgentId, to: toAgentId, byCase, actor, at })
  await moveToOwner(tx, recordId, record.ownerAgentId, toAgentId)
  await audit(tx, actor, 'client.owner-changed', { kind: 'client', id: recordId }, at, {
    from: record.ownerAgentId,
    to: toAgentId,
    rule,
  })
}

/** What a case decided is told with the case; that a client left is no decision, though it parts what a case had made one. */
const isDecision = (byCase: string | undefined, reason: string): boolean =>
  byCase !== undefined && reason !== PARTED_BY_ITSELF

/**
 * A card that still waits goes with the one who passed it on; once the friend has consented, it goes with the friend. All of them are locked, whosever they
 * are: of two people who accept each other's cards at one instant one has to begin again.
 */
async function carryReferrals(tx: EntityManager, recordId: string, agentId: string, at: Date): Promise<void> {
  const referrals = await tx.query<{ id: string; agentId: string }[]>(
    `SELECT id, agentId FROM referrals
      WHERE friendRecordId = ? OR (referrerRecordId = ? AND friendRecordId IS NULL AND status IN (?)) ORDER BY id FOR UPDATE`,
    [recordId, recordId, PENDING_REFERRAL],
  )
  for (const { id } of referrals.filter((referral) => referral.agentId !== agentId)) {
    await tx.query('UPDATE referrals SET agentId = ? WHERE id = ?', [agentId, id])
    noteCarry(tx, { id, agentId }, at)
  }
}
