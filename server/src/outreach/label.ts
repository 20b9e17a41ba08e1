import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { OutreachPlan } from './outreach-plan.entity'

/**
 * The campaign under which an agent's cards of a plan are counted together, made with the first card; null when the agent has closed it. In the plan
 * of a team every agent has an own one, since campaigns are of agents.
 */
export async function labelOf(
  tx: EntityManager,
  { id, title }: Pick<OutreachPlan, 'id' | 'title'>,
  agentId: string,
  at: Date,
): Promise<string | null> {
  const key = keyOf(id, agentId)
  const [made] = await tx.query<{ id: string; closedAt: Date | null }[]>(
    'SELECT id, closedAt FROM campaigns WHERE creationKey = ?',
    [key],
  )
  if (made) return made.closedAt === null ? made.id : null
  const { insertId } = await tx.query<{ insertId: string }>(
    'INSERT INTO campaigns (creationKey, agentId, name, createdAt) VALUES (?, ?, ?, ?)',
    [key, agentId, title, at],
  )
  return String(insertId)
}

/** A key that phones do not make, the same for every card of the agent in this plan. */
function keyOf(planId: string, agentId: string): string {
  const hex = createHash('sha256').update(`outreach:${planId}:${agentId}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
