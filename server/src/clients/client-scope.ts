import type { AgentActor } from '../core/actor'
import type { Condition } from '../core/condition'

/** Whose clients an agent may read: the own ones, and as a leader those of the subtree (domain rules, section 10). */
export type Reach = Pick<AgentActor, 'agentId' | 'leadsPath'>

/** The clients of the reader's book, as a condition on `r` (client_records). */
export function inBook({ agentId, leadsPath }: Reach): Condition {
  if (leadsPath === null) return { where: "r.status = 'active' AND r.ownerAgentId = ?", values: [agentId] }
  return {
    where: `r.status = 'active' AND r.ownerAgentId IN
      (SELECT x.id FROM agents x JOIN teams y ON y.id = x.teamId WHERE x.id = ? OR y.path LIKE ?)`,
    values: [agentId, `${leadsPath}%`],
  }
}

/** Like `inBook`, and for leaders the unassigned pool too, which belongs to the organisation. */
export function inSight(reach: Reach): Condition {
  const book = inBook(reach)
  if (reach.leadsPath === null) return book
  return { ...book, where: `((${book.where}) OR (${IN_POOL}))` }
}

export const IN_POOL = "r.status = 'active' AND r.ownerAgentId IS NULL"
