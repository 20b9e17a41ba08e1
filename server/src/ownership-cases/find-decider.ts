import { UNDECIDED_CASES } from '@quanke/shared/domain/ownership-case'
import type { EntityManager } from 'typeorm'
import { deciderBetween } from './decider.queries'
import { deadlineAfter } from './open-case'
import type { OwnershipCase } from './ownership-case.entity'

/** What of a case says who decides it. */
export type CaseToDecide = Pick<OwnershipCase, 'id' | 'status' | 'holderAgentId' | 'claimantAgentId' | 'levelTeamId'>

/** Gives the case to the next leader above where who is to decide it no longer may; who comes to it so has the whole time. True when it went on. */
export async function findDecider(
  tx: EntityManager,
  { id, status, levelTeamId, holderAgentId, claimantAgentId }: CaseToDecide,
  at: Date,
): Promise<boolean> {
  if (levelTeamId === null || !UNDECIDED_CASES.includes(status)) return false
  const decider = await deciderBetween(tx, levelTeamId, [holderAgentId, claimantAgentId])
  if (decider.teamId === levelTeamId) return false
  await tx.query(
    'UPDATE ownership_cases SET levelTeamId = ?, exception = ?, deadlineAt = ?, remindedAt = NULL WHERE id = ?',
    [decider.teamId, decider.exception, await deadlineAfter(tx, at), id],
  )
  return true
}
