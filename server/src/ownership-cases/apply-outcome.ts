import type { CaseOutcome } from '@quanke/shared/domain/ownership-case'
import type { EntityManager } from 'typeorm'
import { changeOwner } from '../clients/change-owner'
import { livingRecords } from '../clients/living-record'
import type { Actor } from '../core/actor'
import { Refused } from '../core/refused'
import { lockRecords } from '../merges/lock-records'
import { mergeRecords } from '../merges/merge-records'
import { mergesInto } from '../merges/merge.queries'
import { mergeBetween, mergesFrom, wayUp } from '../merges/merge.rules'
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
  { found, reason, actor, at }: Applying,
): Promise<void> {
  const [record] = await tx.query<{ ownerAgentId: string | null }[]>(
    'SELECT ownerAgentId FROM client_records WHERE id = ? FOR UPDATE',
    [recordId],
  )
  if (record?.ownerAgentId === toAgentId) return
  // Also by an appeal nobody falls back to an agent who has left.
  const [agent] = await tx.query<{ status: string }[]>('SELECT status FROM agents WHERE id = ?', [toAgentId])
  if (agent?.status !== 'active') throw new Refused('agent_departed')
  await changeOwner(tx, { recordId, toAgentId, rule: 'decided_by_case', reason, actor, at, byCase: found.id })
}

/** The two are one person: one record from now on. */
async function join(
  tx: EntityManager,
  heldId: string,
  otherId: string,
  { found, reason, actor, at }: Applying,
): Promise<void> {
  const [livingId] = await livingRecords(tx, [otherId])
  if (livingId === undefined || livingId === heldId) return
  const inForce = await tx.query<unknown[]>("SELECT id FROM client_records WHERE id IN (?) AND status = 'active'", [
    [heldId, livingId],
  ])
  // Nobody who has said yes is made part of somebody who has left.
  if (inForce.length < 2) return
  const merging = { survivorId: heldId, mergedId: livingId, kind: 'by_case' as const, reason, key: null, actor, at }
  await mergeRecords(tx, { ...merging, byCase: found.id })
}

/** The two are two people after all: whatever merge made one of them, they come apart again. */
async function part(tx: EntityManager, { found, reason, actor, at }: Applying): Promise<void> {
  const { heldRecordId: heldId, otherRecordId: otherId } = found
  if (otherId === null) return
  const merges = await mergesInto(tx, await livingRecords(tx, [heldId, otherId]))
  const merge = mergeBetween([heldId, mergesFrom(heldId, merges)], [otherId, mergesFrom(otherId, merges)], found.id)
  if (!merge) return
  const mergedInto = wayUp(merge.survivorRecordId, merges)
  await lockRecords(tx, [merge.survivorRecordId, merge.mergedRecordId, ...mergedInto])
  await undoMerge(tx, { merge, mergedInto, reason, actor, at, byCase: found.id })
}
