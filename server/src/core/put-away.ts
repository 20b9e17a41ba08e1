import type { EntityManager } from 'typeorm'
import type { AgentActor } from './actor'
import { Refused } from './refused'

/** Puts a notice of this agent's away; false when it was already. Refuses with `notice_not_found` what is not there, or another agent's. */
export async function putAway(
  tx: EntityManager,
  table: 'agent_notices' | 'owner_notices',
  { agentId }: AgentActor,
  id: string,
  at: Date,
): Promise<boolean> {
  const [notice] = await tx.query<{ seenAt: Date | null }[]>(
    `SELECT seenAt FROM ${table} WHERE id = ? AND agentId = ? FOR UPDATE`,
    [id, agentId],
  )
  if (!notice) throw new Refused('notice_not_found')
  if (notice.seenAt !== null) return false
  await tx.query(`UPDATE ${table} SET seenAt = ? WHERE id = ?`, [at, id])
  return true
}
