import type { EntityManager } from 'typeorm'

interface Change {
  changeId: string
  /** The agents who had the client and who has the client now; whoever did it knows. */
  agentIds: readonly string[]
  at: Date
}

/** Tells the agents concerned, in their workbench, that a client changed owner. */
export async function noteChange(tx: EntityManager, { changeId, agentIds, at }: Change): Promise<void> {
  for (const agentId of agentIds)
    await tx.query('INSERT INTO owner_notices (agentId, changeId, at) VALUES (?, ?, ?)', [agentId, changeId, at])
}

/** Tells a side of a case that it has moved: one line for each case, which counts as new with each step. */
export async function noteCase(tx: EntityManager, agentId: string, caseId: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO owner_notices (agentId, caseId, at) VALUES (?, ?, ?)
     ON DUPLICATE KEY UPDATE at = VALUES(at), seenAt = NULL`,
    [agentId, caseId, at],
  )
}
