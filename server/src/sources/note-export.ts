import type { DataSource } from 'typeorm'
import type { AgentActor } from '../core/actor'
import { audit } from '../core/audit'
import { transact } from '../core/transact'

const CLIENT = 'client:'

/** A table that leaves the app is logged, and for every client whom it names (domain rules, section 9). */
export async function noteExport(
  db: DataSource,
  actor: AgentActor,
  action: 'sources.exported' | 'attribution.exported',
  { keys, at, ...facts }: { keys: readonly string[]; at: Date } & Record<string, unknown>,
): Promise<void> {
  await transact(db, async (tx) => {
    await audit(tx, actor, action, { kind: 'agent', id: actor.agentId }, at, { ...facts, rows: keys.length })
    for (const key of keys)
      if (key.startsWith(CLIENT))
        await audit(tx, actor, 'client.exported', { kind: 'client', id: key.slice(CLIENT.length) }, at, {
          table: action,
        })
  })
}
