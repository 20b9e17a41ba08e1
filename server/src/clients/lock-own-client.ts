import type { EntityManager } from 'typeorm'
import type { AgentActor } from '../core/actor'
import { Refused } from '../core/refused'

/** Locks a client's accounts and record, in the order in which everything else does, when the client is this agent's and in force. */
export async function lockOwnClient(tx: EntityManager, { agentId }: AgentActor, recordId: string): Promise<void> {
  await tx.query('SELECT id FROM wechat_accounts WHERE recordId = ? ORDER BY id FOR UPDATE', [recordId])
  const rows = await tx.query<unknown[]>(
    "SELECT id FROM client_records WHERE id = ? AND ownerAgentId = ? AND status = 'active' FOR UPDATE",
    [recordId, agentId],
  )
  if (rows.length === 0) throw new Refused('client_not_found')
}
