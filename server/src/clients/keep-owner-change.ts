import type { EntityManager } from 'typeorm'
import { noteOwner, type LoggedOwner } from '../provenance/acts'

/** Writes down that a record has come to another owner, in the history of owners and in the log of sources; both only grow; answers its id. The record is the caller's. */
export async function keepOwnerChange(tx: EntityManager, change: Omit<LoggedOwner, 'id'>): Promise<string> {
  const { recordId, fromAgentId, toAgentId, rule, reason, actorAccountId, at } = change
  const { insertId } = await tx.query<{ insertId: string }>(
    'INSERT INTO ownership_changes (recordId, fromAgentId, toAgentId, rule, reason, actorAccountId, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [recordId, fromAgentId, toAgentId, rule, reason, actorAccountId, at],
  )
  await noteOwner(tx, { ...change, id: String(insertId) })
  return String(insertId)
}
